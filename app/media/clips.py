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
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from app.media.errors import UnreadableMediumError, place_of, unreadable

av.logging.set_level(av.logging.PANIC)  # our sentence is enough

MICRO = 1_000_000
# A playlist that calls itself .mp4 would make the decoder open other files.
_ONLY = {
    "format_whitelist": "mov,matroska,webm,avi,mpeg,mpegvideo,mpegts,ogg",
    "protocol_whitelist": "file",
}


@dataclass(frozen=True, slots=True)
class PacketWalk:
    """What the packets of a clip say, without decoding one."""

    times_us: tuple[int, ...]  # of every shown frame, sorted, from 0
    duration_us: int
    end_us: int  # on the file's own clock, which need not begin at 0
    packets: int  # whole ones; an edit list may hide some of them
    declared: int  # packets the file says it has; 0 when it does not say
    declared_end_us: int  # likewise
    broken: bool  # a packet was cut off or the file ended early


@contextmanager
def open_clip(path: Path) -> Iterator[tuple[InputContainer, VideoStream]]:
    """Open a file's first video stream; raises UnreadableMediumError."""
    with unreadable(path), path.open("rb") as file:
        if not file.read(1):
            raise UnreadableMediumError(
                f"{place_of(path)} is empty; export it again, or go on without it."
            )
    # PyAV's IndexError: a damaged stream brings in another one on the way.
    with (
        unreadable(path, av.FFmpegError, IndexError),
        av.open(f"file:{path}", options=_ONLY, metadata_errors="replace") as container,
    ):
        yield container, _moving_picture(container, path)


def _moving_picture(container: InputContainer, path: Path) -> VideoStream:
    """Return the first video stream that is no cover of a piece of music."""
    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            if stream.codec_context is None:
                raise UnreadableMediumError(
                    f"{place_of(path)} is encoded in a way that cannot be read here; "
                    "export it as H.264, or go on without it."
                )
            return stream
    raise UnreadableMediumError(
        f"{place_of(path)} has no picture in it; export it again, or go on without it."
    )


def walk_packets(container: InputContainer, stream: VideoStream) -> PacketWalk:
    """Read every packet of a stream once."""
    shown: list[tuple[int, int]] = []  # time and length, µs
    packets, broken = 0, False
    base = stream.time_base or Fraction(1, MICRO)
    try:
        for packet in container.demux(stream):
            if packet.pts is None:  # the end, not a packet of the file
                continue
            broken |= packet.is_corrupt
            packets += not packet.is_corrupt
            # An empty packet (AVI) means that the frame before stays.
            if packet.size and not (packet.is_discard or packet.is_corrupt):
                length = micros(packet.duration or 0, base)
                shown.append((micros(packet.pts, base), length))
    except (av.FFmpegError, OSError):
        broken = True
    times, duration = _from_zero(sorted(shown))
    return PacketWalk(
        times_us=times,
        duration_us=duration,
        end_us=duration + min((time for time, _ in shown), default=0),
        packets=packets,
        declared=_declared_packets(container, stream),
        declared_end_us=_declared_end(container, stream),
        broken=broken,
    )


def frames_of(
    container: InputContainer, stream: VideoStream
) -> Iterator[tuple[int, VideoFrame]]:
    """Yield the frames in the order shown, each with its time in µs from the first.

    A container without times of presentation (AVI) gives them in another order.
    """
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


def _from_zero(shown: list[tuple[int, int]]) -> tuple[tuple[int, ...], int]:
    if not shown:
        return (), 0
    times = tuple(time - shown[0][0] for time, _ in shown)
    gaps = [b - a for a, b in pairwise(times)]
    last = shown[-1][1] or round(median(gaps) if gaps else MICRO / 25)
    return times, times[-1] + last


def _declared_packets(container: InputContainer, stream: VideoStream) -> int:
    """Return how many packets the file says it has, 0 when it does not say.

    The frame count of an MP4 file includes those that an edit list drops for good;
    its index does not.
    """
    indexed = "mp4" in container.format.name
    return len(stream.index_entries) if indexed else stream.frames


def _declared_end(container: InputContainer, stream: VideoStream) -> int:
    """Return where a Matroska or WebM file says its picture ends; it counts no frames.

    The tag reads like 00:00:01.600000000.
    """
    hours, *rest = stream.metadata.get("DURATION", "").split(":")
    try:
        minutes, seconds = map(float, rest)
        return round((60 * (60 * int(hours) + minutes) + seconds) * MICRO)
    except ValueError:
        alone = "matroska" in container.format.name and len(container.streams) == 1
        return (container.duration or 0) if alone else 0
