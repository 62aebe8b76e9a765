"""One numbered clip of every kind that a seek could go wrong in."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

from app.media.probe import probe
from evaluators.study import Medium
from tests.app.media.numbered import Make, number_in, numbered_frames, unusual_clip

NTSC = Fraction(30000, 1001)
X265 = "log-level=none:pools=1:frame-threads=1:keyint=12:min-keyint=4:bframes=3"
GOP = {"g": "12", "bf": "3", "preset": "veryfast", "threads": "1"}
OPEN = {**GOP, "x264-params": "open-gop=1:b-pyramid=normal"}
UNREADY = {
    "preset": "veryfast",
    "threads": "1",
    "x264-params": "intra-refresh=1:keyint=4:min-keyint=1:b-pyramid=none:ref=1",
}
REFRESH = {"preset": "veryfast", "x264-params": "intra-refresh=1:keyint=12:bframes=0"}
VP8_SHOWS, VP9_SHOWS = 0x10, 0x02  # the bit of a packet's first byte


@dataclass(frozen=True)
class NumberedMedium:
    """A medium, and the number that each of its frames shows."""

    path: Path
    medium: Medium
    numbers: tuple[int, ...]


def clip(name: str, make: Make, count=40, rate=10) -> Callable[[Path], NumberedMedium]:
    def built(folder: Path) -> NumberedMedium:
        path = unusual_clip(folder / name, numbered_frames(count), make, rate)
        turned = (np.rot90(f, make.rotation // 90) for f in numbered_frames(count))
        return NumberedMedium(path, probe(path), tuple(map(number_in, turned)))

    return built


def x265(**more: str) -> Make:
    parameters = ":".join((X265, *(f"{name}={value}" for name, value in more.items())))
    return Make("libx265", settings={"x265-params": parameters})


def uneven(count: int) -> tuple[int, ...]:
    gaps = np.random.default_rng(3).choice([20, 33, 40, 120, 400], count)
    return tuple(int(time) for time in np.cumsum(gaps) - gaps[0])


def trimmed(path: Path, start_ticks: int, length_ms: int) -> None:
    """Let the edit list of an MP4 file begin later and end earlier."""
    data = bytearray(path.read_bytes())
    entry = data.index(b"elst") + 12
    (begin,) = struct.unpack_from(">i", data, entry + 4)
    struct.pack_into(">Ii", data, entry, length_ms, begin + start_ticks)
    path.write_bytes(data)


def trimmed_clip(folder: Path) -> NumberedMedium:
    """Frames 15 to 29 of 40; the key frame they need, 12, is among those cut off."""
    make = Make(settings=GOP | {"x264-params": "keyint=12:scenecut=0"})
    path = unusual_clip(folder / "trimmed.mp4", numbered_frames(40), make)
    trimmed(path, start_ticks=15 * 1024, length_ms=1500)  # 10240 ticks a second
    return NumberedMedium(path, probe(path), tuple(range(15, 30)))


def remuxed(source: Path, target: Path, change) -> None:
    """Write the packets again that `change` makes of each one and its number."""
    with av.open(str(source)) as whole, av.open(str(target), "w") as written:
        stream = whole.streams.video[0]
        copy = written.add_stream_from_template(stream)
        packets = (packet for packet in whole.demux(stream) if packet.size)
        for number, packet in enumerate(packets):
            for changed in change(number, packet):
                changed.stream = copy
                written.mux(changed)


def headless_clip(folder: Path) -> NumberedMedium:
    """A recording that begins in the middle: no key packet among the first."""
    make = Make(settings=GOP | {"bf": "0", "x264-params": "keyint=12:scenecut=0"})
    whole = unusual_clip(folder / "whole.ts", numbered_frames(40), make)
    path = folder / "headless.ts"
    remuxed(whole, path, lambda number, packet: [packet] if number >= 5 else [])
    return NumberedMedium(path, probe(path), tuple(range(12, 40)))


def hidden_clip(codec: str, shows: int) -> Callable[[Path], NumberedMedium]:
    """A copy that is decoded and not shown comes before every later key frame.

    The container keeps it as a packet for VP8, and within the next one for VP9.
    """

    def change(_number: int, packet: av.Packet) -> list[av.Packet]:
        if not (packet.is_keyframe and packet.pts):
            return [packet]
        data = bytes(packet)
        extra = av.Packet(bytes([data[0] & ~shows]) + data[1:])
        extra.pts, extra.dts = packet.pts - 40, packet.dts - 40
        extra.time_base, extra.is_keyframe = packet.time_base, True
        return [extra, packet]

    def built(folder: Path) -> NumberedMedium:
        make = Make(codec, settings={"g": "8", "b": "200k"})
        whole = unusual_clip(folder / "whole.webm", numbered_frames(40), make)
        path = folder / f"{codec}.webm"
        remuxed(whole, path, change)
        return NumberedMedium(path, probe(path), tuple(range(40)))

    return built


def sequence(folder: Path) -> NumberedMedium:
    pictures = folder / "sequence"
    pictures.mkdir()
    for number, picture in enumerate(numbered_frames(12)):
        cv2.imwrite(str(pictures / f"{number:03}.png"), picture[..., ::-1])
    return NumberedMedium(pictures, probe(pictures, rate=24), tuple(range(12)))


def animation(name: str) -> Callable[[Path], NumberedMedium]:
    def built(folder: Path) -> NumberedMedium:
        moving = cv2.Animation()
        moving.frames = [frame[..., ::-1].copy() for frame in numbered_frames(9)]
        moving.durations = np.full(9, 80)
        cv2.imwriteanimation(str(folder / name), moving)
        return NumberedMedium(folder / name, probe(folder / name), tuple(range(9)))

    return built


def still(folder: Path) -> NumberedMedium:
    path = folder / "still.png"
    cv2.imwrite(str(path), next(numbered_frames(1, first=7)))
    return NumberedMedium(path, probe(path), (7,))


FRAGMENTS = {"movflags": "frag_keyframe+empty_moov"}
KINDS: dict[str, Callable[[Path], NumberedMedium]] = {
    "H.264 CFR": clip("cfr.mp4", Make(settings=GOP)),
    "H.264 29.97": clip("ntsc.mp4", Make(settings=GOP), rate=NTSC),
    "H.264 long GOP": clip("long.mp4", Make(settings=GOP | {"g": "250"}), 300),
    "H.264 VFR": clip("vfr.mp4", Make(settings=GOP, times_ms=uneven(40))),
    "H.264 VFR Matroska": clip("vfr.mkv", Make(settings=GOP, times_ms=uneven(40))),
    "H.264 1000 fps": clip("fast.mkv", Make(settings=GOP), rate=1000),
    "H.264 open GOP": clip("open.mp4", Make(settings=OPEN)),
    "H.264 open GOP Matroska": clip("open.mkv", Make(settings=OPEN)),
    "H.264 open GOP transport stream": clip("open.ts", Make(settings=OPEN)),
    "H.264 transport stream": clip("closed.ts", Make(settings=GOP)),
    "H.264 intra refresh": clip("refresh.mp4", Make(settings=REFRESH)),
    "H.264 that is never refreshed": clip("never.mp4", Make(settings=UNREADY), 21),
    "H.264 AVI": clip("b.avi", Make(settings=GOP)),
    "H.264 rotated": clip("turned.mp4", Make(settings=GOP, rotation=180)),
    "H.264 wide pixels": clip("wide.mp4", Make(settings=GOP, aspect=Fraction(2))),
    "H.264 fragmented": clip("parts.mp4", Make(settings=GOP, container=FRAGMENTS)),
    "H.264 trimmed": trimmed_clip,
    "H.264 headless": headless_clip,
    "HEVC": clip("closed.mp4", x265(**{"open-gop": "0"})),
    "HEVC open GOP": clip("cra.mp4", x265(**{"open-gop": "1"})),
    "HEVC open GOP Matroska": clip("cra.mkv", x265(**{"open-gop": "1"})),
    "HEVC open GOP transport stream": clip("cra.ts", x265(**{"open-gop": "1"})),
    "HEVC layers": clip("layers.mp4", x265(**{"temporal-layers": "3"})),
    "VP8 with hidden frames": hidden_clip("libvpx", VP8_SHOWS),
    "VP9 with hidden frames": hidden_clip("libvpx-vp9", VP9_SHOWS),
    "VP9 MP4": clip("vp9.mp4", Make("libvpx-vp9", settings={"g": "8"})),
    "AV1": clip("av1.mp4", Make("libsvtav1", settings={"g": "12", "preset": "12"})),
    "AV1 WebM": clip(
        "av1.webm", Make("libsvtav1", settings={"g": "12", "preset": "12"})
    ),
    "H.264 program stream": clip("b.mpg", Make(settings=GOP), rate=25),
    "MPEG-2": clip("two.mpg", Make("mpeg2video", settings=GOP), rate=25),
    "MPEG-2 transport stream": clip(
        "two.ts", Make("mpeg2video", settings=GOP), rate=25
    ),
    "MPEG-4 AVI": clip("four.avi", Make("mpeg4", settings=GOP | {"bf": "0"})),
    "MPEG-4 AVI with B-frames": clip("fourb.avi", Make("mpeg4", settings=GOP)),
    "MJPEG AVI": clip("j.avi", Make("mjpeg", "yuvj420p", full=True)),
    "sequence": sequence,
    "GIF": animation("moving.gif"),
    "WebP": animation("moving.webp"),
    "APNG": animation("moving.png"),
    "still": still,
}
