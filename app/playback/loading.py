"""Decoding whole trials into memory, off the window's thread."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass

from app.media.errors import UnreadableMediumError, place_of
from app.media.frames import Frame, read_frames
from app.media.hashing import medium_sha256
from app.playback.presentation import PaneMedium
from app.playback.timeline import PaneTimes
from app.playback.watching import ShownMedium
from evaluators.study import Kind

Size = tuple[int, int]  # width and height in pixels

_CAP_BYTES = 1_600_000_000
_SHARE_OF_MEMORY = 4
_TRIALS = 2  # the one on screen and the prefetched one
_CLIP_BYTES, _PICTURE_BYTES = 1.5, 3.0  # per pixel: halved chroma, RGB
_SMALLEST = 2


@dataclass(frozen=True, slots=True)
class LoadedPane:
    """All frames of one pane at the size they are shown."""

    given: PaneMedium
    frames: tuple[Frame, ...]
    times: PaneTimes

    @property
    def size(self) -> Size:
        """Width and height in pixels as decoded."""
        frame = self.frames[0]
        height, width = frame.data.shape[:2]
        return (width, height * 2 // 3) if frame.planar else (width, height)

    def shown_at(self, shown: Size) -> ShownMedium:
        """Return what the certificate says of a pane of this size on the screen."""
        source = self.given.medium.width
        fewer = self.size[0] < min(shown[0], source)  # as much as memory allowed
        scale = (self.size[0] if fewer else shown[0]) / source
        return ShownMedium(self.given.medium.sha256, self.frames[0].matrix, scale)


class Loading:
    """One or more panes on their way into memory.

    Nothing here refers back to it, so that gigabytes of frames go the moment it is
    let go, not when Python next looks for cycles.
    """

    def __init__(
        self,
        panes: tuple[PaneMedium, ...],
        sizes: tuple[Size, ...],
        pool: ThreadPoolExecutor,
        done: Callable[["Loading"], None],
    ) -> None:
        self.panes = panes
        self.sizes = sizes
        self.failure = ""  # a sentence for the owner
        self._loaded: dict[int, LoadedPane] = {}
        self._left = len(panes)
        self._done = done
        self._stop = threading.Event()
        self._lock = threading.Lock()
        for place, most in enumerate(_allowances(panes, sizes)):
            pool.submit(self._load, place, most)

    @property
    def finished(self) -> bool:
        """True when every pane is loaded or has failed."""
        return self._left == 0

    def cancel(self) -> None:
        """Stop at the next frame; `done` will not be called."""
        self._stop.set()

    def result(self) -> tuple[LoadedPane, ...]:
        """Return the panes in order; only when finished without a failure."""
        return tuple(self._loaded[place] for place in range(len(self.panes)))

    def _load(self, place: int, most: int) -> None:
        given = self.panes[place]
        failure, pane = "", None
        try:
            pane = _decoded(given, self.sizes[place], most, self._stop.is_set)
        except UnreadableMediumError as error:
            failure = str(error)
        except Exception as error:  # ours or the machine's: handed over in words
            failure = (
                f"{place_of(given.path)} cannot be shown "
                f"({type(error).__name__}: {error}); restart, or go on without it."
            )
        self._count_down(place, pane, failure)

    def _count_down(self, place: int, pane: LoadedPane | None, failure: str) -> None:
        with self._lock:
            if self._stop.is_set():
                return
            if pane is not None:
                self._loaded[place] = pane
            self.failure = self.failure or failure
            self._left -= 1
            last = self._left == 0
        if last:
            self._done(self)


def memory_cap() -> int:
    """Return the bytes that decoded frames may take together."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):  # not a POSIX system
        return _CAP_BYTES
    return min(_CAP_BYTES, memory // _SHARE_OF_MEMORY)


def _allowances(
    panes: tuple[PaneMedium, ...], sizes: tuple[Size, ...]
) -> tuple[int, ...]:
    """Return each pane's part of the memory for one trial, by what it needs."""
    needs = []
    for pane, (width, height) in zip(panes, sizes, strict=True):
        moving = pane.medium.kind is Kind.CLIP
        per_pixel = _CLIP_BYTES if moving else _PICTURE_BYTES
        needs.append(pane.medium.frames * width * height * per_pixel)
    share = memory_cap() / _TRIALS / max(1, sum(needs))
    return tuple(int(need * share) for need in needs)


def _decoded(
    given: PaneMedium, size: Size, most: int, stopped: Callable[[], bool]
) -> LoadedPane | None:
    """Return a medium in memory, or None when stopped."""
    # A damaged clip mostly still decodes, so the hash comes before the picture.
    sha256 = medium_sha256(given.path, stopped)
    if stopped():
        return None
    if sha256 != given.medium.sha256:
        raise UnreadableMediumError(
            f"{place_of(given.path)} is not the file it was; put the original back."
        )
    frames = _frames(given, size, most, stopped)
    if frames is None:
        return None
    if not frames:
        raise UnreadableMediumError(
            f"{place_of(given.path)} has no frame that can be decoded; export it again."
        )
    return LoadedPane(given, tuple(frames), _times(given, frames))


def _frames(
    given: PaneMedium, size: Size, most: int, stopped: Callable[[], bool]
) -> list[Frame] | None:
    """Decode at this size, or at a smaller one when that takes too many bytes."""
    frames: list[Frame] = []
    with closing(read_frames(given.path, given.medium, size)) as coming:
        for frame in coming:
            if stopped():
                return None
            if not frames:  # only now it is known whether colour is kept in full
                share = most / (frame.data.nbytes * given.medium.frames)
                smaller = _shrunk(size, share**0.5) if share < 1 else size
                if smaller != size:
                    return _frames(given, smaller, most, stopped)
            frames.append(frame)
    return frames


def _times(given: PaneMedium, frames: list[Frame]) -> PaneTimes:
    """Return the times in rising order: an AVI file gives them as it was decoded."""
    times = sorted(frame.time_us for frame in frames)
    starts = tuple(time - times[0] for time in times)
    still = not given.medium.duration_us
    return PaneTimes(
        starts, 0 if still else max(given.medium.duration_us, starts[-1] + 1)
    )


def _shrunk(size: Size, share: float) -> Size:
    width, height = (max(_SMALLEST, int(length * share) // 2 * 2) for length in size)
    return min(width, size[0]), min(height, size[1])
