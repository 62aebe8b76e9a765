"""Programs that are measured from outside: ours, other players, and what burdens."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.end_to_end.program import ROOT, start_program, wait_until

_TICKS = os.sysconf("SC_CLK_TCK")
_KB = 1024


def own_display() -> dict[str, str]:
    """Return what a program needs in its environment to stand on our screen."""
    return {"DISPLAY": os.environ["DISPLAY"], "QT_QPA_PLATFORM": "xcb"}


@contextmanager
def looking(folder: Path, *paths: Path, size=None) -> Iterator[subprocess.Popen[bytes]]:
    """Run `beholder look`; at this size (width, height) where one is told."""
    program = start_program("look", *paths, folder=folder, **own_display())
    try:
        if size:
            window = _window_of(program)
            xdotool("windowmove", window, 0, 0, "windowsize", window, *size)
        yield program
    finally:
        ended(program)


def xdotool(*words) -> str:
    """Do something on our screen as a hand would; return what is said of it."""
    if shutil.which("xdotool") is None:
        pytest.skip("xdotool is not installed: no window can be made large")
    command = ["xdotool", *map(str, words)]
    said = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=60
    )
    return said.stdout


def _window_of(program: subprocess.Popen[bytes]) -> str:
    """Wait for the window of a program of ours and return its id."""
    found: list[str] = []

    def there() -> bool:
        search = ("search", "--onlyvisible", "--name", "^Beholder$")
        found[:] = xdotool(*search).split()
        return bool(found)

    wait_until(there, program)
    return found[-1]


def ended(program: subprocess.Popen[bytes]) -> None:
    """End a program of ours if it still runs."""
    program.terminate()
    try:
        program.communicate(timeout=10)
    except subprocess.TimeoutExpired:
        program.kill()
        program.communicate()


class Asked:
    """The program of `player_program.py`, and what it answers."""

    def __init__(self, *words) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.player_program"]
        self.began = time.monotonic()
        self.program = subprocess.Popen(
            [*command, *map(str, words)],
            cwd=ROOT,
            env=os.environ | own_display() | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def ask(self, *words):
        """Ask for something of the player; return the answer."""
        self.program.stdin.write(json.dumps(words).encode() + b"\n")
        self.program.stdin.flush()
        return json.loads(self.program.stdout.readline())["is"]

    def wait_until_decoded(self, seconds=60.0) -> None:
        """Wait until all that is wanted is in memory."""
        until = time.monotonic() + seconds
        while self.ask("decoding"):
            assert time.monotonic() < until, "it decodes for ever"
            time.sleep(0.05)


@contextmanager
def asked(*words) -> Iterator[Asked]:
    """Run the program of `player_program.py` with these words; end it."""
    running = Asked(*words)
    try:
        yield running
    finally:
        ended(running.program)


def processor_seconds(pid: int) -> float:
    """Return what a process and those it started have used of the processors."""
    used = 0
    for one in (pid, *_children(pid)):
        fields = _stat(one)
        used += int(fields[11]) + int(fields[12])  # utime and stime
    return used / _TICKS


def resident_bytes(pid: int, what="VmRSS") -> int:
    """Return the memory a process holds, or with VmHWM the most it ever held."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    [line] = [line for line in status if line.startswith(f"{what}:")]
    return int(line.split()[1]) * _KB


def _children(pid: int) -> list[int]:
    pids = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdecimal()]
    below, grown = {pid}, True
    while grown:
        grown = False
        for one in pids:
            fields = _stat(one)
            if one not in below and fields and int(fields[1]) in below:
                below.add(one)
                grown = True
    return sorted(below - {pid})


def _stat(pid: int) -> Sequence[str]:
    """Return the fields after the name; nothing of a process that has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ()


@contextmanager
def burning(count: int) -> Iterator[None]:
    """Keep processors busy with so many other programs."""
    programs = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(count)
    ]
    try:
        yield
    finally:
        for program in programs:
            program.kill()
            program.wait()
