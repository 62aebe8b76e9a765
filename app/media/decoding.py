"""Decoding a clip from one of its key packets on."""

from collections.abc import Callable, Generator, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from app.media.clips import KeyPacket, open_clip

if TYPE_CHECKING:
    from av.packet import Packet

# Where leaving out what no frame refers to changes no other picture; in HEVC a finer
# temporal layer may refer to it, in VP9 and AV1 such frames are rare.
_CAN_SKIP = frozenset({"h264"})
_SECONDS_EARLIER = (0, 2)  # some containers land behind the packet asked for


class NotFoundError(Exception):
    """The key packet cannot be found again."""


class BrokenPacketError(Exception):
    """A packet cannot be decoded; `ticks` is when its frame was due."""

    def __init__(self, ticks: int | None) -> None:
        super().__init__()
        self.ticks = ticks


def decoded(
    path: Path,
    key: KeyPacket | None,
    needed: int | None,
    stopped: Callable[[], bool],
) -> Generator[VideoFrame, None, None]:
    """Yield what the decoder gives from a key packet, or the beginning, on.

    Frames before the time `needed`, in the file's ticks, may be missing. Raises
    NotFoundError, BrokenPacketError and UnreadableMediumError.
    """
    with open_clip(path) as (container, stream):
        stream.thread_type = "NONE"  # panes are decoded side by side already
        context = stream.codec_context
        begun = False
        skip = needed is not None and context.codec.name in _CAN_SKIP
        for packet in _packets_from(container, stream, key):
            if stopped():
                return
            early = skip and packet.pts is not None and packet.pts < (needed or 0)
            context.skip_frame = "NONREF" if early else "DEFAULT"
            for frame in _frames_of(packet, begun=begun):
                begun = True
                yield frame


def _frames_of(packet: "Packet[VideoStream]", *, begun: bool) -> list[VideoFrame]:
    try:
        return packet.decode()
    except (av.FFmpegError, IndexError) as error:
        if not begun:  # what leans on frames before these, which are not there
            return []
        raise BrokenPacketError(packet.pts) from error


def _packets_from(
    container: InputContainer, stream: VideoStream, key: KeyPacket | None
) -> "Iterator[Packet[VideoStream]]":
    """Yield the packets from this one on, however exactly the container can seek."""
    if key is None:
        yield from container.demux(stream)
        return
    for seconds in _SECONDS_EARLIER:
        earlier = round(seconds / (stream.time_base or Fraction(1)))
        begin = key.pts if key.dts is None else min(key.pts, key.dts)
        try:
            container.seek(begin - earlier, stream=stream)
        except av.FFmpegError:
            continue
        coming = container.demux(stream)
        for packet in coming:
            if packet.is_keyframe and packet.pts == key.pts:
                yield packet
                yield from coming
                return
            if _is_behind(packet, key):
                break
    raise NotFoundError


def _is_behind(packet: "Packet[VideoStream]", key: KeyPacket) -> bool:
    return packet.dts is not None and key.dts is not None and packet.dts > key.dts
