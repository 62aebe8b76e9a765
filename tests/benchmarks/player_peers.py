"""Other players, started as a person would who wants to compare two clips."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.player_screen import Pane

PANE = (960, 540)
GAP = 24
STACKED = (Pane(0, 0, *PANE), Pane(PANE[0], 0, *PANE))
SIDE_BY_SIDE = (Pane(0, 0, *PANE), Pane(PANE[0] + GAP, 0, *PANE))

_MPV = ("mpv", "--no-config", "--really-quiet", "--no-audio", "--vo=x11", "--no-border")
_FFPLAY = ("ffplay", "-loglevel", "error", "-an", "-noborder")


def there(program: str) -> bool:
    """Return whether a peer is installed here."""
    return shutil.which(program) is not None


def mpv_stacked(first: Path, second: Path) -> list[str]:
    """Return mpv with both clips stacked by its filter, as wide as two panes."""
    return [
        *_MPV,
        f"--geometry={2 * PANE[0]}x{PANE[1]}+0+0",
        "--lavfi-complex=[vid1][vid2]hstack[vo]",
        f"--external-file={second}",
        str(first),
    ]


def mpv_scaled_first(first: Path, second: Path) -> list[str]:
    """Return the same with each clip scaled before they are stacked."""
    scale = "scale={}:{}".format(*PANE)
    command = mpv_stacked(first, second)
    chain = f"[vid1]{scale}[a];[vid2]{scale}[b];[a][b]hstack[vo]"
    return [
        f"--lavfi-complex={chain}" if word.startswith("--lavfi") else word
        for word in command
    ]


def ffplay_stacked(first: Path, second: Path) -> list[str]:
    """Return ffplay with both clips stacked by a filter graph."""
    graph = f"movie={first}[a];movie={second}[b];[a][b]hstack"
    width, height = 2 * PANE[0], PANE[1]
    return [*_ffplay(0, (width, height)), "-f", "lavfi", graph]


def ffplay_one(clip: Path, left: int = 0) -> list[str]:
    """Return ffplay with one clip in a pane of its own."""
    return [*_ffplay(left, PANE), str(clip)]


def mpv_one(clip: Path, left: int = 0) -> list[str]:
    """Return mpv with one clip in a pane of its own."""
    return [*_MPV, f"--geometry={PANE[0]}x{PANE[1]}+{left}+0", str(clip)]


def _ffplay(left: int, size: tuple[int, int]) -> list[str]:
    place = ("-left", left, "-top", 0, "-x", size[0], "-y", size[1])
    return [*_FFPLAY, *map(str, place)]


@contextmanager
def playing(*commands: Sequence[str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Start players at the same time; end them."""
    programs = [
        subprocess.Popen(
            command,
            env=os.environ | {"SDL_VIDEODRIVER": "x11"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in commands
    ]
    try:
        yield programs
    finally:
        for program in programs:
            program.kill()
            program.wait()
