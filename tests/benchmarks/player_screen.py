"""What stands on an X screen, read from outside of the program that painted it.

The server answers requests one after the other, and it is held while the rows of one
grab are read: a grab is one moment of the whole screen.
"""

import ctypes
import ctypes.util
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tests.benchmarks.player_clips import number_across

_ALL_PLANES = ctypes.c_ulong(-1)
_Z_PIXMAP = 2
_COLOURED = 60  # between the largest and the smallest channel
_SMALLEST_PANE = 100


class _Image(ctypes.Structure):
    """The beginning of Xlib's XImage."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("width", "height", "xoffset", "format")),
        ("data", ctypes.POINTER(ctypes.c_ubyte)),
        *((name, ctypes.c_int) for name in ("order", "unit", "bit_order", "pad")),
        *((name, ctypes.c_int) for name in ("depth", "bytes_per_line", "bits")),
    )


@dataclass(frozen=True)
class Pane:
    """Where a pane stands, in pixels of the screen."""

    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """The row that goes across its bars."""
        return self.top + self.height // 2


class XScreen:
    """A connection to a display, for looking only."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XGetImage.restype = ctypes.POINTER(_Image)
        opened = self._x.XOpenDisplay(display.encode())
        if not opened:
            raise OSError(f"no X display {display}")
        self._display = ctypes.c_void_p(opened)
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self.size = (
            self._x.XDisplayWidth(self._display, 0),
            self._x.XDisplayHeight(self._display, 0),
        )

    def close(self) -> None:
        """Leave the server."""
        self._x.XCloseDisplay(self._display)

    def part(self, left: int, top: int, width: int, height: int) -> np.ndarray:
        """Return the pixels of a part as height × width × 3, RGB."""
        image = self._x.XGetImage(
            self._display, self._root, left, top, width, height, _ALL_PLANES, _Z_PIXMAP
        )
        if not image:
            raise OSError("the X server gave no picture")
        try:
            line = image.contents.bytes_per_line
            flat = np.ctypeslib.as_array(image.contents.data, (height * line,))
            return flat.reshape(height, -1, 4)[:, :width, 2::-1].copy()
        finally:
            self._x.XDestroyImage(image)

    def whole(self) -> np.ndarray:
        """Return all of the screen."""
        return self.part(0, 0, *self.size)

    def numbers(self, panes: Sequence[Pane]) -> tuple[int | None, ...]:
        """Read the number in every pane at one moment; None where there is none."""
        rows = {}
        self._x.XGrabServer(self._display)
        try:
            for row in {pane.middle for pane in panes}:
                rows[row] = self.part(0, row, self.size[0], 1)[0]
        finally:
            self._x.XUngrabServer(self._display)
            self._x.XFlush(self._display)
        return tuple(
            number_across(rows[pane.middle][pane.left : pane.left + pane.width])
            for pane in panes
        )

    def panes(self, count: int, *, seconds: float = 60, until=lambda: None):
        """Wait for so many panes to stand on the screen and return them, by rows.

        `until` is called while waiting: a window of this process must be let paint.
        """
        end = time.monotonic() + seconds
        while True:
            until()
            found = coloured_rects(self.whole())
            if len(found) == count and None not in self.numbers(found):
                return found
            if time.monotonic() > end:
                raise AssertionError(f"{len(found)} of {count} panes are on the screen")
            time.sleep(0.01)


def coloured_rects(pixels: np.ndarray) -> list[Pane]:
    """Find the coloured rectangles on a grey ground, row by row."""
    small = pixels[::2, ::2].astype(np.int16)
    coloured = small.max(axis=2) - small.min(axis=2) > _COLOURED
    found = []
    for top, bottom in _runs(coloured.mean(axis=1) > 0.1):
        band = coloured[top:bottom]
        for left, right in _runs(band.mean(axis=0) > 0.5):
            inside = _runs(band[:, left:right].mean(axis=1) > 0.5)
            if inside:
                rows = (inside[0][0] + top, inside[-1][1] + top)
                height = 2 * (rows[1] - rows[0])
                found.append(Pane(2 * left, 2 * rows[0], 2 * (right - left), height))
    return [pane for pane in found if min(pane.width, pane.height) > _SMALLEST_PANE]


def _runs(true: np.ndarray) -> list[tuple[int, int]]:
    """Return begin and end of each run of what holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], true.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


@dataclass(frozen=True)
class Grab:
    """What was on screen at a moment of the monotonic clock (seconds)."""

    at: float
    numbers: tuple[int | None, ...]


def watch(
    screen: XScreen,
    panes: Sequence[Pane],
    *,
    seconds: float,
    pause: float = 0.002,
    done: Callable[[], bool] = lambda: False,
) -> list[Grab]:
    """Grab again and again for some time."""
    grabs, end = [], time.monotonic() + seconds
    while (now := time.monotonic()) < end and not done():
        grabs.append(Grab(now, screen.numbers(panes)))
        time.sleep(pause)
    return grabs
