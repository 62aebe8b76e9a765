"""Reading what a stage has painted, and a clock that tests move by hand."""

import threading
from pathlib import Path

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from app.media.probe import probe
from app.playback.presentation import PaneMedium
from tests.app.media.numbered import number_in


class HandClock:
    """A monotonic clock in nanoseconds that stands until it is moved."""

    def __init__(self) -> None:
        self.now_ns = 10**12

    def __call__(self) -> int:
        return self.now_ns

    def move(self, seconds: float) -> None:
        self.now_ns += round(seconds * 1e9)


def given(*paths: Path, **how) -> list[PaneMedium]:
    return [PaneMedium(path, probe(path, **how)) for path in paths]


def painted(widget) -> np.ndarray:
    """Have a widget paint itself and return its pixels, height × width × 3."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8)
    rows = rows.reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def inside(pixels: np.ndarray, rect: QRectF) -> np.ndarray:
    left, top = round(rect.x()), round(rect.y())
    return pixels[top : top + round(rect.height()), left : left + round(rect.width())]


def numbers_on(stage) -> list[int]:
    """Read the number of the frame in each pane, from one paint."""
    pixels = painted(stage)
    return [number_in(inside(pixels, rect)) for rect in stage.pane_rects()]


def filled(player) -> bool:
    """Return whether all of a trial is in memory, and nothing waits for it."""
    reels = (*player.panes, *player.inputs)
    return bool(reels) and all(r.complete for r in reels) and not player.waiting


def show_filled(qtbot, player, *media) -> None:
    """Show a trial and wait until all of it is in memory."""
    player.show(*media)
    qtbot.waitUntil(lambda: filled(player), timeout=20_000)


def decoding_threads() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name.startswith("decode")]


def open_files(folder: Path) -> list[str]:
    """Return the files below a folder that this process has open (Linux)."""
    handles = Path("/proc/self/fd")
    if not handles.exists():
        return []
    targets = []
    for handle in handles.iterdir():
        try:
            targets.append(str(handle.readlink()))
        except OSError:  # closed meanwhile
            continue
    return [target for target in targets if target.startswith(str(folder))]
