"""The frames of a clip from any number on: the same picture however it is reached."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path

from av.video.frame import VideoFrame

from app.media.clips import MICRO, PacketWalk, open_clip, walk_packets
from app.media.decoding import BrokenPacketError, NotFoundError, decoded
from app.media.errors import UnreadableMediumError, place_of
from app.media.frame_index import FrameIndex

Numbered = tuple[int, VideoFrame]

_MOST_HELD = 16  # frames in a row without a picture: the longest reordering
_ENTRIES_TRIED = 2  # before decoding from the file's beginning


class _MissedError(Exception):
    """Decoding from here does not give the frame that was asked for."""


class ClipReader:
    """Finds and decodes the frames of one clip; holds nothing open in between.

    A frame is known by its presentation time, or in a file without such (AVI) by
    counting. Decoding begins at the very key packet of an entry, and is begun again
    earlier if that entry's own frame does not come first (a clip refreshed bit by bit
    marks packets as keys that are none). What a decoder drops at the beginning of a
    file has no number; where a later packet gives no frame, the one before stays for
    its number, and a long hole is an error. Only in a clip that is damaged, where a
    decoder makes up what is missing, may a picture depend on where decoding began.
    """

    def __init__(self, path: Path, stopped: Callable[[], bool]) -> None:
        self._path = path
        self._stopped = stopped
        with open_clip(path) as (container, stream):
            walk = walk_packets(container, stream, stopped)
        self._counted = walk.counted
        lead = 0 if stopped() else _undecodable(path, walk)
        self._ticks = walk.ticks[lead:]
        self._numbers: dict[int | None, int] = {
            tick: number for number, tick in enumerate(self._ticks)
        }
        numbered = ((self._numbers.get(key.pts, 0), key) for key in walk.keys)
        self._keys = {number: key for number, key in numbered if number}
        self.index = _index(walk, lead, (0, *self._keys))

    def frames(self, first: int) -> Generator[Numbered, None, None]:
        """Yield every frame from number `first` on, in order.

        Ends quietly when stopped. Raises UnreadableMediumError with the time at which
        the clip cannot be decoded.
        """
        if first >= len(self._ticks):
            return
        for entry, skip in self._ways_to(first):
            try:
                yield from self._without_holes(entry, first, skip=skip)
            except _MissedError:
                continue
            return
        raise self._broken_at(first)

    def _ways_to(self, first: int) -> list[tuple[int, bool]]:
        """Return entries, nearest first, and whether to skip what is not needed.

        The last way, everything from the file's beginning, cannot miss.
        """
        usable = [
            entry
            for entry in self.index.entries_before(first)
            if entry in self._keys or not entry
        ]
        entries = dict.fromkeys((*usable[:_ENTRIES_TRIED], 0))
        return [(usable[0], True), *((entry, False) for entry in entries)]

    def _without_holes(
        self, entry: int, first: int, *, skip: bool
    ) -> Iterator[Numbered]:
        due, before = first, None
        with closing(self._from_entry(entry, first if skip else None)) as coming:
            for number, frame in coming:
                if number >= due:
                    if number > due and skip and due == first:
                        raise _MissedError  # the one before may have been skipped
                    yield from self._held(before, due, number)
                    yield number, frame
                    due = number + 1
                before = frame
        if self._stopped():
            return
        if skip and due == first:
            raise _MissedError
        yield from self._held(before, due, len(self._ticks))

    def _held(
        self, before: VideoFrame | None, due: int, number: int
    ) -> Iterator[Numbered]:
        """Yield the frame before for every number from `due` up to this one."""
        if number == due:
            return
        if before is None:
            raise _MissedError
        if number - due > _MOST_HELD:
            raise self._broken_at(due)
        for missing in range(due, number):
            yield missing, before

    def _from_entry(
        self, entry: int, needed: int | None
    ) -> Generator[Numbered, None, None]:
        """Yield what the decoder gives from an entry on, none of it before."""
        with closing(self._decoded(entry, needed)) as coming:
            for number, frame in coming:
                if number < entry:  # leans on what is before the entry
                    continue
                if number > entry:
                    self._keys.pop(entry, None)
                    raise _MissedError
                yield number, frame
                break
            yield from coming

    def _decoded(
        self, entry: int, needed: int | None
    ) -> Generator[Numbered, None, None]:
        key = self._keys.get(entry)
        since = None if needed is None or self._counted else self._ticks[needed]
        try:
            with closing(decoded(self._path, key, since, self._stopped)) as coming:
                for count, frame in enumerate(coming, entry if key else 0):
                    number = count if self._counted else self._numbers.get(frame.pts)
                    if number is not None and number < len(self._ticks):
                        yield number, frame
        except NotFoundError as error:
            raise _MissedError from error
        except BrokenPacketError as error:
            raise self._broken_at(self._numbers.get(error.ticks, 0)) from error

    def _broken_at(self, number: int) -> UnreadableMediumError:
        seconds = self.index.times_us[number] / MICRO
        return UnreadableMediumError(
            f"{place_of(self._path)} cannot be decoded at {seconds:.2f} seconds; "
            "export it again, or go on without it."
        )


def _undecodable(path: Path, walk: PacketWalk) -> int:
    """Return how many frames at the beginning the decoder cannot give."""
    with closing(decoded(path, None, None, lambda: False)) as coming:
        frame = next(coming, None)
    if frame is None or not walk.ticks:
        raise UnreadableMediumError(
            f"{place_of(path)} has no frame that can be decoded; export it again, or "
            "go on without it."
        )
    return walk.ticks.index(frame.pts) if frame.pts in walk.ticks else 0


def _index(walk: PacketWalk, lead: int, entries: tuple[int, ...]) -> FrameIndex:
    if not walk.times_us:  # stopped before anything was found
        return FrameIndex((0,), 0, (0,))
    begin = walk.times_us[lead]
    return FrameIndex(
        times_us=tuple(time - begin for time in walk.times_us[lead:]),
        duration_us=walk.duration_us - begin,
        entries=entries,
    )
