"""Decoding whole trials into memory, off the window's thread."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from app.media.errors import UnreadableMediumError, place_of
from app.media.frames import Frame, read_frames
from app.media.hashing import medium_sha256
from app.playback.presentation import PaneMedium
from app.playback.timeline import PaneTimes

_CAP_BYTES = 1_600_000_000
_SHARE_OF_MEMORY = 4
_TRIALS = 2  # the one on screen and the prefetched one
_BYTES_PER_PIXEL = 1.5
_SMALLEST = 16


class _CancelledError(Exception):
    pass


@dataclass(frozen=True, slots=True)
class LoadedPane:
    """All frames of one pane at the size they are shown."""

    given: PaneMedium
    frames: tuple[Frame, ...]
    times: PaneTimes

    @property
    def matrix(self) -> str:
        """The colour matrix used."""
        return self.frames[0].matrix

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels as decoded."""
        frame = self.frames[0]
        height, width = frame.data.shape[:2]
        return (width, height * 2 // 3) if frame.planar else (width, height)


class Loading:
    """One or more panes on their way into memory."""

    def __init__(
        self,
        panes: tuple[PaneMedium, ...],
        sizes: tuple[tuple[int, int], ...],
        pool: ThreadPoolExecutor,
        done: Callable[["Loading"], None],
    ) -> None:
        self.panes = panes
        self.sizes = sizes
        self._stop = threading.Event()
        self._done = done
        self._left = len(panes)
        self._lock = threading.Lock()
        self.futures: list[Future[LoadedPane]] = [
            pool.submit(self._load, pane, size)
            for pane, size in zip(panes, sizes, strict=True)
        ]
        for future in self.futures:
            future.add_done_callback(self._count_down)

    @property
    def finished(self) -> bool:
        """True when every pane is loaded or has failed."""
        return all(future.done() for future in self.futures)

    def cancel(self) -> None:
        """Stop at the next frame."""
        self._stop.set()
        for future in self.futures:
            future.cancel()

    def result(self) -> tuple[LoadedPane, ...]:
        """Return the panes; raises UnreadableMediumError of the first that failed."""
        return tuple(future.result() for future in self.futures)

    def _load(self, given: PaneMedium, size: tuple[int, int]) -> LoadedPane:
        # A damaged clip mostly still decodes, so the hash comes before the picture.
        if medium_sha256(given.path) != given.medium.sha256:
            raise UnreadableMediumError(
                f"{place_of(given.path)} has changed since the study was made; put "
                "the original back."
            )
        frames = []
        for frame in read_frames(given.path, given.medium, size):
            if self._stop.is_set():
                raise _CancelledError
            frames.append(frame)
        if not frames:
            raise UnreadableMediumError(
                f"{place_of(given.path)} has no frame that can be decoded; export it "
                "again."
            )
        starts = tuple(frame.time_us for frame in frames)
        return LoadedPane(
            given, tuple(frames), PaneTimes(starts, given.medium.duration_us)
        )

    def _count_down(self, _: object) -> None:
        with self._lock:
            self._left -= 1
            last = self._left == 0
        if last and not self._stop.is_set():
            self._done(self)


def within_memory(
    panes: tuple[PaneMedium, ...], sizes: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    """Return the sizes, or smaller ones of the same shape that fit the memory cap.

    The certificate's scale tells when that happened.
    """
    needed = sum(
        pane.medium.frames * width * height * _BYTES_PER_PIXEL
        for pane, (width, height) in zip(panes, sizes, strict=True)
    )
    share = min(1.0, (memory_cap() / _TRIALS / needed) ** 0.5) if needed else 1.0
    return tuple(
        (max(_SMALLEST, _even(w * share)), max(_SMALLEST, _even(h * share)))
        if share < 1
        else (w, h)
        for w, h in sizes
    )


def memory_cap() -> int:
    """Return the bytes that decoded frames may take together."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):  # not a POSIX system
        return _CAP_BYTES
    return min(_CAP_BYTES, memory // _SHARE_OF_MEMORY)


def _even(length: float) -> int:
    return int(length) // 2 * 2
