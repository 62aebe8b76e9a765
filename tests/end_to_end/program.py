"""The real program in a process of its own, as a shell would start it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from storage.study_file import open_study

ROOT = Path(__file__).parents[2]
BEHOLDER = (sys.executable, "-m", "app")
QT_ITSELF = (  # what Qt says about itself without a screen, or without a session bus
    "This plugin does not support",
    "Call to org.freedesktop.portal",
)
DAC = "-dac_override,-dac_read_search"  # what lets root pass by permissions


@dataclass(frozen=True)
class Done:
    """How a run ended."""

    code: int
    out: str
    err: str


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """Return an environment without a screen, with a home of its own.

    The program's own warnings must not stand in the way, whatever the test run says.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    return kept | {"PYTHONPATH": str(ROOT), "BEHOLDER_HOME": str(home)} | more


def run_program(
    *words, folder: Path, through=(), given: bytes = b"", **surrounding: str
) -> Done:
    """Run `beholder` with some words in a folder, and wait for its end.

    `through` are words before it: a program that starts it with less.
    """
    ended = subprocess.run(
        [*map(str, through), *BEHOLDER, *map(str, words)],
        cwd=folder,
        env=surroundings(folder / "home", **surrounding),
        input=given,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Done(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def start_program(*words, folder: Path, **surrounding: str) -> subprocess.Popen[bytes]:
    """Start `beholder` with some words, offscreen, and go on."""
    surrounding.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.Popen(
        [*BEHOLDER, *map(str, words)],
        cwd=folder,
        env=surroundings(folder / "home", **surrounding),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def end(program: subprocess.Popen[bytes], number=signal.SIGTERM) -> Done:
    """Ask a program to end, and wait until it has."""
    program.send_signal(number)
    return wait_for_end(program)


def wait_for_end(program: subprocess.Popen[bytes]) -> Done:
    """Wait until a program has ended; what Qt says about itself is left out."""
    out, err = program.communicate(timeout=60)
    lines = err.decode().splitlines(keepends=True)
    said = "".join(line for line in lines if not line.startswith(QT_ITSELF))
    return Done(program.returncode, out.decode(), said)


def wait_until(true, program: subprocess.Popen[bytes], seconds=60.0) -> None:
    """Wait for what a program does; fails when it ends before, or takes too long."""
    until = time.monotonic() + seconds
    while not true():
        assert program.poll() is None, program.communicate()
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.02)


def begun(path):
    """Return how many sessions there are; each is held as it is drawn."""
    with open_study(path, read_only=True) as file:
        return len(file.sessions())


def obeying_permissions() -> tuple[str, ...]:
    """Return what to run a program through so that permissions bind, root or not."""
    if os.name != "posix" or os.getuid() != 0:
        return ()
    return ("setpriv", "--bounding-set", DAC) if shutil.which("setpriv") else ("",)


def assert_one_sentence(done: Done, *words: str) -> None:
    """Check that a refusal is exit code 1, one line that ends, and nothing else."""
    assert done.code == 1, done
    assert done.out == "", done.out
    assert "Traceback" not in done.err, done.err
    lines = done.err.splitlines()
    assert len(lines) == 1, lines
    assert lines[0][-1] in ".:", lines
    assert "mistake in Beholder" not in lines[0], lines
    for word in words:
        assert word in lines[0], (word, lines[0])
