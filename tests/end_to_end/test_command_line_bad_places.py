"""Places that may not be read or written, and full disks, on the command line."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.app.studies.outputs import a_folder
from tests.end_to_end.program import (
    BEHOLDER,
    assert_one_sentence,
    obeying_permissions,
    run_program,
    surroundings,
)
from tests.storage.study_files import a_study_file

DEV_FULL = Path("/dev/full")


@pytest.fixture
def nothing_writable(tmp_path):
    """Make a study in a folder that may be read only; yields what to run through."""
    through = obeying_permissions()
    if through == ("",):
        pytest.skip("root may write everywhere, and setpriv is not there to forbid it")
    if os.name != "posix":
        pytest.skip("permissions of another kind")
    folder = tmp_path / "kept"
    folder.mkdir()
    path = a_study_file(folder)
    path.chmod(0o444)
    folder.chmod(0o555)
    yield through
    folder.chmod(0o755)


def test_a_read_only_study_is_read(beholder, nothing_writable):
    done = beholder("contract", "kept/shoes.beholder", through=nothing_writable)
    assert (done.code, done.err) == (0, "")
    assert 'name = "pc"' in done.out


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        (("rate", "kept/shoes.beholder"), ("shoes.beholder may only be read", "copy")),
        (("contract", "kept/shoes.beholder", "--set", "-"), ("may only be read",)),
        (("new", "kept/s.beholder", "renders"), ("kept may not be written",)),
        (("report", "kept/shoes.beholder", "--out", "kept/r.txt"), ("kept/r.txt",)),
        (("export", "kept/shoes.beholder", "--out", "kept/t"), ("kept/t",)),
        (("demo", "--headless", "--dir", "kept/demo"), ("kept",)),
    ],
    ids=lambda value: value[0],
)
def test_a_place_that_may_not_be_written(
    beholder, tmp_path, nothing_writable, verb, words
):
    a_folder(tmp_path / "renders")
    done = beholder(
        *verb,
        through=nothing_writable,
        given=b'title = "x"',
        QT_QPA_PLATFORM="offscreen",
    )
    assert_one_sentence(done, *words)


def test_outputs_that_may_not_be_read(beholder, tmp_path, nothing_writable):
    (tmp_path / "renders").mkdir(mode=0)
    done = beholder("new", "s.beholder", "renders", through=nothing_writable)
    (tmp_path / "renders").chmod(0o755)
    assert_one_sentence(done, "renders", "Permission denied", "Allow reading")


FULL_DISK = """
mount -t tmpfs -o size=1m tmpfs small || exit 77
cp shoes.beholder small/
cat /dev/zero > small/filling 2>/dev/null
"$@"
code=$?
rm small/filling
(cd small && ls -A) > left
exit $code
"""


@pytest.fixture
def on_a_full_disk(tmp_path):
    """Return a function that runs the program while the folder `small` is full.

    It returns how that ended, and the names of what lies in the folder then. The disk
    is seen by these processes alone and goes with them.
    """
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not there to mount a small disk")
    (tmp_path / "small").mkdir()
    a_study_file(tmp_path)
    through = ("unshare", "--map-root-user", "--mount", "sh", "-c", FULL_DISK, "sh")

    def run(*words):
        done = run_program(
            *words, folder=tmp_path, through=through, given=b'title = "x"'
        )
        if done.code in {77, 1} and not (tmp_path / "left").exists():
            pytest.skip(f"no small disk can be mounted here: {done.err.strip()}")
        return done, (tmp_path / "left").read_text().split()

    return run


@pytest.mark.parametrize(
    "words",
    [
        ("new", "small/s.beholder", "renders"),
        ("contract", "small/shoes.beholder", "--set", "-"),
        ("report", "small/shoes.beholder", "--out", "small/r.txt"),
        ("export", "small/shoes.beholder", "--out", "small/tables"),
    ],
    ids=lambda words: words[0],
)
def test_a_full_disk(on_a_full_disk, tmp_path, words):
    a_folder(tmp_path / "renders")
    done, left = on_a_full_disk(*words)
    assert_one_sentence(done, "small", "full", "Free some space")
    # The database engine keeps its own files beside a study until there is room.
    assert all(name.startswith("shoes.beholder") for name in left)


@pytest.mark.skipif(not DEV_FULL.exists(), reason="no /dev/full here")
def test_output_that_goes_to_a_full_disk(tmp_path):
    a_study_file(tmp_path)
    with DEV_FULL.open("wb") as full:
        ended = subprocess.run(
            [*BEHOLDER, "contract", "shoes.beholder"],
            cwd=tmp_path,
            env=surroundings(tmp_path / "home"),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    said = ended.stderr.decode()
    assert ended.returncode == 1
    assert said.count("\n") == 1
    assert "the disk is full" in said
