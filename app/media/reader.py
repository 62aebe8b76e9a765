"""Frames of any medium by number, at the size they are shown."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

import cv2

from app.media.clip_reader import ClipReader
from app.media.errors import UnreadableMediumError, place_of, unreadable
from app.media.frame_index import FrameIndex
from app.media.frames import Frame, Shape, resized
from app.media.hashing import numbered
from app.media.pictures import read_pictures
from evaluators.study import Kind, Medium

Size = tuple[int, int]  # width and height in pixels

_ANIMATIONS = frozenset({".gif", ".webp", ".png"})


def never() -> bool:
    """Do not stop."""
    return False


def every(_number: int) -> bool:
    """Want every frame."""
    return True


class FrameReader(Protocol):
    """The frames of a clip, a sequence, an animation or a still picture."""

    @property
    def index(self) -> FrameIndex:
        """When the frames are shown."""

    def frames(
        self, first: int = 0, wanted: Callable[[int], bool] = every
    ) -> Generator[Frame, None, None]:
        """Yield the frames from number `first` on, in order.

        Those not wanted are neither scaled nor yielded. Ends quietly once stopped, and
        is to be closed when it is not read to its end. A reader is for one thread.
        Raises UnreadableMediumError.
        """


@contextmanager
def open_reader(
    path: Path, medium: Medium, size: Size, *, stopped: Callable[[], bool] = never
) -> Iterator[FrameReader]:
    """Open a medium for frames of `size` (width, height); its own size is 1:1.

    `stopped` is asked before each packet. Raises UnreadableMediumError.
    """
    with unreadable(path, cv2.error):
        reader = _reader(path, medium, size, stopped)
    yield reader  # what goes wrong with whoever reads is no fault of the file


def read_frames(path: Path, medium: Medium, size: Size) -> Generator[Frame, None, None]:
    """Yield all frames of a medium in order at `size`.

    Raises UnreadableMediumError when the file fails on the way.
    """
    with (
        open_reader(path, medium, size) as reader,
        closing(reader.frames()) as frames,
    ):
        yield from frames


def _reader(
    path: Path, medium: Medium, size: Size, stopped: Callable[[], bool]
) -> FrameReader:
    if medium.kind is Kind.SEQUENCE:
        return _SequenceReader(path, medium, size, stopped)
    if medium.kind is Kind.IMAGE or path.suffix.lower() in _ANIMATIONS:
        return _PictureReader(path, size, stopped)
    return _ScaledClip(path, size, stopped)


class _ScaledClip:
    """A clip, decoded from the entry before the first frame asked for."""

    def __init__(self, path: Path, size: Size, stopped: Callable[[], bool]) -> None:
        self._path = path
        self._clip = ClipReader(path, stopped)
        self._shape = Shape(size)
        self.index = self._clip.index

    def frames(
        self, first: int = 0, wanted: Callable[[int], bool] = every
    ) -> Generator[Frame, None, None]:
        with (
            unreadable(self._path, cv2.error),
            closing(self._clip.frames(first)) as coming,
        ):
            for number, frame in coming:
                if wanted(number):
                    time = self.index.times_us[number]
                    yield self._shape.shaped(number, time, frame)


class _SequenceReader:
    """A folder of numbered pictures, read one at a time."""

    def __init__(
        self, folder: Path, medium: Medium, size: Size, stopped: Callable[[], bool]
    ) -> None:
        self._pictures = numbered(folder)
        if not self._pictures:
            raise UnreadableMediumError(
                f"{place_of(folder)} holds no pictures any more; put them back, or go "
                "on without it."
            )
        self._size = size
        self._stopped = stopped
        interval = medium.duration_us / medium.frames
        self.index = FrameIndex(
            times_us=tuple(round(n * interval) for n in range(len(self._pictures))),
            duration_us=round(len(self._pictures) * interval),
            entries=tuple(range(len(self._pictures))),
        )

    def frames(
        self, first: int = 0, wanted: Callable[[int], bool] = every
    ) -> Generator[Frame, None, None]:
        for number in range(first, len(self._pictures)):
            if self._stopped():
                return
            if wanted(number):
                path = self._pictures[number]
                with unreadable(path, cv2.error):
                    pixels = resized(read_pictures(path).frames[0], self._size)
                time = self.index.times_us[number]
                yield Frame(time, pixels, planar=False, number=number)


class _PictureReader:
    """A still picture or an animation, which is decoded as a whole."""

    def __init__(self, path: Path, size: Size, stopped: Callable[[], bool]) -> None:
        self._path = path
        self._pictures = read_pictures(path)
        self._size = size
        self._stopped = stopped
        self.index = FrameIndex(
            times_us=self._pictures.times_us,
            duration_us=self._pictures.duration_us,
            entries=tuple(range(len(self._pictures.times_us))),
        )

    def frames(
        self, first: int = 0, wanted: Callable[[int], bool] = every
    ) -> Generator[Frame, None, None]:
        for number in range(first, len(self._pictures.frames)):
            if self._stopped():
                return
            if wanted(number):
                with unreadable(self._path, cv2.error):
                    pixels = resized(self._pictures.frames[number], self._size)
                time = self._pictures.times_us[number]
                yield Frame(time, pixels, planar=False, number=number)
