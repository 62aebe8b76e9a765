"""Clips whose frames carry their number, and clips of unusual make."""

import functools
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from app.media.encode import encode_clip
from app.media.frames import Frame
from app.media.probe import probe
from app.media.reader import read_frames

DARK, BRIGHT = 40, 220
COLUMNS, ROWS = 4, 3  # one block for each of twelve bits
SIZE = (64, 48)  # width, height


def numbered_frames(count: int, size=SIZE, first=0) -> Iterator[np.ndarray]:
    """Yield RGB frames whose blocks are the bits of 0, 1, 2 …, at most 4095."""
    width, height = size
    for number in range(first, first + count):
        frame = np.full((height, width, 3), DARK, np.uint8)
        for bit in range(COLUMNS * ROWS):
            if number >> bit & 1:
                row, column = divmod(bit, COLUMNS)
                frame[
                    row * height // ROWS : (row + 1) * height // ROWS,
                    column * width // COLUMNS : (column + 1) * width // COLUMNS,
                ] = BRIGHT
        yield frame


def number_in(pixels: np.ndarray) -> int:
    """Read the number of a frame at any size."""
    height, width = pixels.shape[:2]
    number = 0
    for bit in range(COLUMNS * ROWS):
        row, column = divmod(bit, COLUMNS)
        y = int((row + 0.5) * height / ROWS)
        x = int((column + 0.5) * width / COLUMNS)
        number |= int(pixels[y, x].mean() > (DARK + BRIGHT) / 2) << bit
    return number


@functools.cache
def numbered_bytes(
    count=20, rate=10.0, codec="libx264", suffix=".mp4", size=SIZE
) -> bytes:
    """Return a numbered clip; made once for the same arguments."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"clip{suffix}"
        encode_clip(path, numbered_frames(count, size), rate=rate, codec=codec)
        return path.read_bytes()


def numbered_clip(path: Path, **make) -> Path:
    """Write a numbered clip; its suffix is the container."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(numbered_bytes(suffix=path.suffix, **make))
    return path


@dataclass(frozen=True)
class Make:
    """How a clip of unusual make is encoded; `tag` is an AVColorSpace."""

    codec: str = "libx264"
    pixel_format: str = "yuv420p"
    matrix: str = "ITU709"
    tag: int = 1
    full: bool = False
    transfer: int = 2  # unspecified
    rotation: int = 0  # degrees counter-clockwise
    display: tuple[int, ...] = ()  # a matrix a, b, c, d that may mirror too
    aspect: Fraction = Fraction(1)
    times_ms: Sequence[int] = ()  # of each frame; a steady rate without
    settings: dict[str, str] = field(default_factory=dict)
    container: dict[str, str] = field(default_factory=dict)


def unusual_clip(path: Path, frames, make: Make, rate=10) -> Path:
    """Encode RGB frames (height × width × 3) as `make` says."""
    frames = list(frames)
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w", options=make.container) as container:
        stream = container.add_stream(make.codec, rate)
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt = make.pixel_format
        stream.options = make.settings
        context = stream.codec_context
        context.colorspace, context.color_range = make.tag, 1 + make.full
        context.color_trc, context.sample_aspect_ratio = make.transfer, make.aspect
        base = Fraction(1, 1000) if make.times_ms else Fraction(1, rate)
        context.time_base = base
        if make.rotation:
            stream.set_display_rotation(make.rotation)
        if make.display:
            a, b, c, d = (entry << 16 for entry in make.display)
            stream.set_display_matrix([a, b, 0, c, d, 0, 0, 0, 1 << 30])
        for number, pixels in enumerate(frames):
            frame = _encodable(pixels, make)
            frame.pts = make.times_ms[number] if make.times_ms else number
            frame.time_base = base
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def _encodable(pixels, make):
    channels = "rgba" if pixels.shape[2] == 4 else "rgb24"
    frame = av.VideoFrame.from_ndarray(pixels, format=channels)
    if make.pixel_format == channels:
        return frame
    return frame.reformat(
        format=make.pixel_format,
        dst_colorspace=make.matrix,
        src_color_range="JPEG",
        dst_color_range="JPEG" if make.full else "MPEG",
        interpolation="BICUBIC",
        threads=1,  # several spoil some widths
    )


def sound(path: Path) -> Path:
    """Write a second of silence without any picture."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", 44100)
        frame = av.AudioFrame.from_ndarray(
            np.zeros((1, 44100), np.float32), format="fltp", layout="mono"
        )
        frame.sample_rate = 44100
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def frames_in(path: Path, size=None) -> list[Frame]:
    """Read a file as the player would; at its own size unless told."""
    medium = probe(path)
    return list(read_frames(path, medium, size or (medium.width, medium.height)))


def numbers_in(path: Path, size=None) -> list[int]:
    return [number_in(frame.rgb()) for frame in frames_in(path, size)]
