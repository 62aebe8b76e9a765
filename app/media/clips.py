"""Opening clips with PyAV: the packet walk, frames in order with exact times."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median

import av
import av.logging
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from app.media.errors import UnreadableMediumError, place_of, unreadable

av.logging.set_level(av.logging.PANIC)  # our sentence is enough

MICRO = 1_000_000


@dataclass(frozen=True, slots=True)
class PacketWalk:
    """What the packets of a clip say, without decoding one."""

    times_us: tuple[int, ...]  # of every shown frame, sorted, from 0
    duration_us: int
    declared: int  # frames the file says it has; 0 when it does not say
    broken: bool  # a packet was cut off or the file ended early


@contextmanager
def open_clip(path: Path) -> Iterator[tuple[InputContainer, VideoStream]]:
    """Open a file's first video stream; raises UnreadableMediumError."""
    with unreadable(path):
        if not path.stat().st_size:
            raise UnreadableMediumError(
                f"{place_of(path)} is empty; export it again, or go on without it."
            )
        with av.open(str(path)) as container:
            streams = container.streams.video
            if not streams:
                raise UnreadableMediumError(
                    f"{place_of(path)} has no picture in it; export it again, or go "
                    "on without it."
                )
            yield container, streams[0]


def walk_packets(container: InputContainer, stream: VideoStream) -> PacketWalk:
    """Read every packet of a stream once."""
    times: list[int] = []
    lengths: list[int] = []
    broken = False
    base = stream.time_base or Fraction(1, MICRO)
    try:
        for packet in container.demux(stream):
            if packet.pts is None or not packet.size:
                continue
            broken |= packet.is_corrupt
            if not packet.is_discard and not packet.is_corrupt:
                times.append(micros(packet.pts, base))
                lengths.append(micros(packet.duration or 0, base))
    except (av.FFmpegError, OSError):
        broken = True
    return PacketWalk(*_from_zero(times, lengths), stream.frames, broken)


def frames_of(
    container: InputContainer, stream: VideoStream
) -> Iterator[tuple[int, VideoFrame]]:
    """Yield each frame with its time in µs from the first one."""
    start: int | None = None
    base = stream.time_base or Fraction(1, MICRO)
    for frame in container.decode(stream):
        if frame.pts is None:
            continue
        time = micros(frame.pts, frame.time_base or base)
        start = time if start is None else start
        yield time - start, frame


def micros(ticks: int, base: Fraction) -> int:
    """Return ticks of a time base in whole microseconds, rounded to the nearest."""
    return round(ticks * base * MICRO)


def _from_zero(times: list[int], lengths: list[int]) -> tuple[tuple[int, ...], int]:
    if not times:
        return (), 0
    order = sorted(range(len(times)), key=times.__getitem__)
    shown = [times[i] - times[order[0]] for i in order]
    gaps = [b - a for a, b in pairwise(shown)]
    last = lengths[order[-1]] or round(median(gaps) if gaps else MICRO / 25)
    return tuple(shown), shown[-1] + last
