"""The verbs in processes of their own, as a shell runs them."""

import os
import pty
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.app.studies.outputs import a_file, a_folder, clip_bytes
from tests.end_to_end.program import (
    BEHOLDER,
    begun,
    end,
    run_program,
    start_program,
    surroundings,
    wait_until,
)
from tests.storage.study_files import a_study_file

HEAVY = ("PySide6", "cv2", "av", "scipy", "matplotlib")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
POOR = {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"}


def imported(*words, folder) -> set[str]:
    """Return the top-level packages that a run imports."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "app", *words],
        cwd=folder,
        env=surroundings(folder / "home"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    lines = (line for line in ended.stderr.splitlines() if "import time" in line)
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize(
    "words", [("--help",), ("new", "--help"), ("contract", "shoes.beholder")], ids=str
)
def test_words_alone_wait_for_no_heavy_library(tmp_path, words):
    a_study_file(tmp_path)
    assert not imported(*words, folder=tmp_path) & set(HEAVY)


@pytest.mark.parametrize("verb", ["status", "report"])
def test_results_in_words_need_neither_windows_nor_decoders(tmp_path, verb):
    a_study_file(tmp_path)
    loaded = imported(verb, "shoes.beholder", folder=tmp_path)
    assert not loaded & {"PySide6", "cv2", "av"}


def test_a_contract_goes_out_and_comes_back(tmp_path):
    a_folder(tmp_path / "renders", systems=("before", "größer 👟"))
    assert run_program("new", "s", "renders", folder=tmp_path).code == 0
    printed = run_program("contract", "s", folder=tmp_path).out
    (tmp_path / "c.toml").write_text(f'{printed}# "größer 👟"\n', "utf-8")
    done = run_program("contract", "s", "--set", "c.toml", folder=tmp_path)
    assert (done.code, done.out) == (0, "")


def test_names_survive_a_shell_that_knows_only_ascii(tmp_path):
    a_folder(tmp_path / "renders", systems=("before", "größer 👟"))
    words = ("new", "s", "renders", "--baseline", "größer 👟")
    done = run_program(*words, folder=tmp_path, **POOR)
    assert (done.code, done.out) == (0, "s.beholder\n")
    printed = run_program("contract", "s", folder=tmp_path, **POOR).out
    assert tomllib.loads(printed)["baseline"] == "größer 👟"


def test_a_reader_that_has_enough_is_no_trouble(tmp_path):
    a_study_file(tmp_path)
    program = subprocess.Popen(
        [*BEHOLDER, "contract", "shoes.beholder"],
        cwd=tmp_path,
        env=surroundings(tmp_path / "home"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    program.stdout.close()  # before anything was written
    said = program.stderr.read()
    program.stderr.close()
    assert program.wait(timeout=60) == 141
    assert said == b""


@pytest.mark.skipif(os.name != "posix", reason="a terminal of another kind")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_scan_leaves_nothing(tmp_path, number):
    for source in range(400):
        a_file(tmp_path / "renders" / "alone" / f"{source}.mp4", clip_bytes())
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [*BEHOLDER, "new", "s", "renders", "--method", "acr"],
        cwd=tmp_path,
        env=surroundings(tmp_path / "home"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    said = b""
    while b" of 400 files opened" not in said:
        said += os.read(ours, 1000)
    program.send_signal(number)
    out, _ = program.communicate(timeout=60)
    os.close(ours)
    assert (program.returncode, out) == (128 + number, b"")
    assert b"Traceback" not in said
    left = {p.name for p in tmp_path.iterdir()} - {"home"}
    assert left == {"renders"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_window_that_is_asked_to_end_closes_properly(tmp_path, number):
    path = a_study_file(tmp_path)
    program = start_program("rate", path, folder=tmp_path)
    wait_until(lambda: begun(path) == 1, program)
    done = end(program, number)
    assert (done.code, done.out, done.err) == (128 + number, "", "")
    assert [p.name for p in tmp_path.glob("shoes*")] == ["shoes.beholder"]


@on_linux
@pytest.mark.parametrize("library", ["libshiboken6", "libQt6Widgets", "libqoffscreen"])
def test_the_program_may_be_ended_while_its_start_page_is_still_opening(
    tmp_path, library
):
    program = start_program(folder=tmp_path)
    wait_until(lambda: has_loaded(program, library), program)
    done = end(program)
    assert (done.code, done.out, done.err) == (128 + signal.SIGTERM, "", "")


@on_linux
def test_look_plays_files_and_closes(tmp_path):
    names = [a_file(tmp_path / f"{n}.mp4", clip_bytes(shade=n)) for n in (40, 90)]
    program = start_program("look", *names, folder=tmp_path)
    wait_until(lambda: has_loaded(program, "libqoffscreen"), program)
    done = end(program)
    assert (done.code, done.out, done.err) == (128 + signal.SIGTERM, "", "")


def has_loaded(program, library) -> bool:
    """Return whether a process uses a shared library by now."""
    return library in Path(f"/proc/{program.pid}/maps").read_text()


@pytest.mark.parametrize("platform", ["xcb", "no-such-platform"])
def test_a_screen_that_does_not_answer_is_said_without_an_abort(tmp_path, platform):
    a_study_file(tmp_path)
    done = run_program(
        "rate",
        "shoes.beholder",
        folder=tmp_path,
        DISPLAY=":7654",
        QT_QPA_PLATFORM=platform,
    )
    assert (done.code, done.out) == (1, "")
    assert "No window can be opened" in done.err
    assert done.err.count("\n") == 1


def test_without_a_screen_the_demo_is_rated_by_simulated_raters(tmp_path):
    done = run_program("demo", folder=tmp_path)
    assert done.code == 0, done.err
    assert "There is no screen here" in done.err
    assert "Traceback" not in done.err
    place = tmp_path / done.out.strip()
    assert place.is_relative_to(tmp_path / "demo-study")
    written = {path.name for path in place.rglob("*")}
    assert written >= {"judgments.csv", "agreement.csv", "report.txt"}
    assert any(name.endswith(".png") for name in written)
    report = run_program("report", next(place.glob("*.beholder")), folder=tmp_path)
    assert "simulated" in report.out
