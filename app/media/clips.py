"""Opening clips with PyAV: the packet walk, frames in order with exact times."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import av
import av.logging
from av.container import InputContainer
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from app.media.errors import UnreadableMediumError, place_of, unreadable

if TYPE_CHECKING:
    from av.packet import Packet

av.logging.set_level(av.logging.PANIC)  # our sentence is enough

MICRO = 1_000_000
_USUAL_RATE = 25
_VP8_SHOWS = 0x10  # a bit of a packet's first byte
# A playlist that calls itself .mp4 would make the decoder open other files.
_ONLY = {
    "format_whitelist": "mov,matroska,webm,avi,mpeg,mpegvideo,mpegts,ogg",
    "protocol_whitelist": "file",
}


@dataclass(frozen=True, slots=True)
class KeyPacket:
    """A packet at which decoding can begin, and how to find it again."""

    number: int  # of its frame in the order shown
    pts: int
    dts: int | None


@dataclass(frozen=True, slots=True)
class PacketWalk:
    """What the packets of a clip say, without decoding one."""

    times_us: tuple[int, ...]  # of every shown frame, rising, from 0
    ticks: tuple[int, ...]  # the same on the file's own clock and in its time base
    keys: tuple[KeyPacket, ...]  # rising
    counted: bool  # times do not say which frame it is: frames must be counted
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


class _Shown(NamedTuple):
    """What is kept of one packet; its bytes may be large."""

    ticks: int  # when it is shown, or at least decoded; 0 when not even that is told
    dts: int | None
    length: int
    key: bool
    ordered: bool  # it is told when it is shown
    timed: bool


@dataclass
class _Count:
    """The packets of a file as far as it could be read."""

    shown: list[_Shown] = field(default_factory=list)
    whole: int = 0
    broken: bool = False


def walk_packets(
    container: InputContainer,
    stream: VideoStream,
    stopped: Callable[[], bool] = lambda: False,
) -> PacketWalk:
    """Read every packet of a stream once; only some of them once stopped."""
    count = _counted(container, stream, stopped)
    base = stream.time_base or Fraction(1, MICRO)
    timed = all(each.timed for each in count.shown)
    shown = count.shown if timed else _evenly(count.shown, stream, base)
    in_order = all(each.ordered for each in shown)
    counted = not in_order or _tells_no_order(container, stream)
    # Without times it is not known which frame a key packet is, or how to find it.
    nameless = not timed or (counted and _is_reordered(stream))
    ticks = tuple(sorted({each.ticks for each in shown}))
    times = tuple(micros(tick - ticks[0], base) for tick in ticks)
    duration = _duration(times, shown, base)
    return PacketWalk(
        times_us=times,
        ticks=ticks,
        keys=() if nameless else _keys(shown, ticks),
        counted=counted,
        duration_us=duration,
        end_us=duration + (micros(ticks[0], base) if ticks else 0),
        packets=count.whole,
        declared=_declared_packets(container, stream),
        declared_end_us=_declared_end(container, stream),
        broken=count.broken,
    )


def _counted(
    container: InputContainer, stream: VideoStream, stopped: Callable[[], bool]
) -> _Count:
    count = _Count()
    codec = stream.codec_context.name
    try:
        for packet in container.demux(stream):
            if packet.pts is None and packet.dts is None and not packet.size:
                continue  # the end of the file
            if stopped():
                break
            count.broken |= packet.is_corrupt
            count.whole += not packet.is_corrupt
            # An empty packet (AVI) means that the frame before stays.
            if packet.size and not (
                packet.is_discard or packet.is_corrupt or _is_hidden(packet, codec)
            ):
                count.shown.append(_kept(packet))
    except (av.FFmpegError, OSError):
        count.broken = True
    return count


def _tells_no_order(container: InputContainer, stream: VideoStream) -> bool:
    """Return whether presentation times are those of the order of decoding (AVI)."""
    return container.format.name == "avi" and _is_reordered(stream)


def _is_reordered(stream: VideoStream) -> bool:
    return bool(stream.codec_context.has_b_frames)


def _kept(packet: "Packet[VideoStream]") -> _Shown:
    ticks = packet.dts if packet.pts is None else packet.pts
    return _Shown(
        ticks=ticks or 0,
        dts=packet.dts,
        length=packet.duration or 0,
        key=packet.is_keyframe,
        ordered=packet.pts is not None,
        timed=ticks is not None,
    )


def _evenly(shown: list[_Shown], stream: VideoStream, base: Fraction) -> list[_Shown]:
    """Return packets at the stream's own rate, since some have no time at all.

    A program stream tells the time of one packet in several.
    """
    begin = min((each.ticks for each in shown if each.timed), default=0)
    step = 1 / ((stream.guessed_rate or _USUAL_RATE) * base)
    return [
        each._replace(ticks=begin + round(number * step), length=round(step))
        for number, each in enumerate(shown)
    ]


def _is_hidden(packet: "Packet[VideoStream]", codec: str) -> bool:
    """Return whether a packet holds a reference frame that is never shown.

    Only VP8 keeps these in packets of their own (RFC 6386, 9.1).
    """
    return codec == "vp8" and not memoryview(packet)[0] & _VP8_SHOWS


def _keys(shown: list[_Shown], ticks: tuple[int, ...]) -> tuple[KeyPacket, ...]:
    """Return the packets at which decoding can begin without losing a frame."""
    times = Counter(each.ticks for each in shown)
    places = {tick: number for number, tick in enumerate(ticks)}
    keys = [
        KeyPacket(places[each.ticks], each.ticks, each.dts)
        for each in shown
        if each.key and times[each.ticks] == 1  # of two with one time the first counts
    ]
    return tuple(sorted(keys, key=lambda key: key.number))


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


def _duration(times_us: tuple[int, ...], shown: list[_Shown], base: Fraction) -> int:
    """Return when the last frame ends, by its own length or that of most others."""
    if not times_us:
        return 0
    length = micros(max(shown, key=lambda each: each.ticks).length, base)
    gaps = [b - a for a, b in pairwise(times_us)]
    return times_us[-1] + (
        length or round(median(gaps) if gaps else MICRO / _USUAL_RATE)
    )


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
