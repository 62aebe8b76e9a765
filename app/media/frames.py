"""Every frame of a medium at the size it is shown, ready to be painted."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from av.video.reformatter import Interpolation
from numpy.typing import NDArray

from app.media.clips import frames_of, open_clip
from app.media.colour import matrix_of
from app.media.errors import unreadable
from app.media.hashing import numbered
from app.media.pictures import Pixels, read_pictures
from evaluators.study import Kind, Medium

if TYPE_CHECKING:
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

# Without accurate rounding swscale darkens by up to two levels of 255.
_SMALLER = Interpolation.AREA | Interpolation.ACCURATE_RND
_EQUAL = Interpolation.BICUBIC | Interpolation.ACCURATE_RND
_PICTURE_FORMATS = ("rgb", "bgr", "gbr", "pal", "444", "rgba", "bgra", "yuva")


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: RGB pixels, or the planes of yuv420p (BT.601, limited range).

    Halved chroma takes half the memory, so clips that have it keep it; stills and
    4:4:4 clips stay RGB, or red laces on a white shoe would blur.
    """

    time_us: int
    data: NDArray[np.uint8]  # h × w × 3 RGB, or h·3/2 × w planes
    planar: bool
    matrix: str = ""

    def rgb(self) -> Pixels:
        """Return the pixels as h × w × 3 RGB."""
        if not self.planar:
            return self.data
        return np.asarray(cv2.cvtColor(self.data, cv2.COLOR_YUV2RGB_I420), np.uint8)


def read_frames(path: Path, medium: Medium, size: tuple[int, int]) -> Iterator[Frame]:
    """Yield a medium's frames in order at `size` (width, height in pixels).

    Raises UnreadableMediumError when the file fails on the way.
    """
    if medium.kind is Kind.SEQUENCE:
        interval = medium.duration_us / medium.frames
        for number, picture in enumerate(numbered(path)):
            pixels = read_pictures(picture).frames[0]
            yield Frame(round(number * interval), _resized(pixels, size), planar=False)
    elif medium.kind is Kind.IMAGE or path.suffix.lower() in {".gif", ".webp", ".png"}:
        pictures = read_pictures(path)
        for time, pixels in zip(pictures.times_us, pictures.frames, strict=True):
            yield Frame(time, _resized(pixels, size), planar=False)
    else:
        with unreadable(path):
            yield from _clip_frames(path, size)


def _clip_frames(path: Path, size: tuple[int, int]) -> Iterator[Frame]:
    with open_clip(path) as (container, stream):
        stream.thread_type = "NONE"  # panes are decoded side by side already
        shape = _Shape.of(stream, size)
        for time, frame in frames_of(container, stream):
            yield shape.shaped(time, frame)


@dataclass(slots=True)
class _Shape:
    """How the frames of one clip are scaled, turned and stored."""

    size: tuple[int, int]
    planar: bool

    @classmethod
    def of(cls, stream: "VideoStream", size: tuple[int, int]) -> "_Shape":
        name = stream.format.name
        halved = not any(part in name for part in _PICTURE_FORMATS)
        return cls(size, halved and size[0] % 2 == 0 and size[1] % 2 == 0)

    def shaped(self, time_us: int, frame: "VideoFrame") -> Frame:
        turns = round(frame.rotation / 90) % 4
        width, height = self.size[::-1] if turns % 2 else self.size
        matrix = matrix_of(int(frame.colorspace), frame.width, frame.height)
        scaled = frame.reformat(
            width,
            height,
            format="yuv420p" if self.planar else "rgb24",
            src_colorspace=matrix.name,
            dst_colorspace="ITU601",
            src_color_range=_range(frame),
            dst_color_range="MPEG" if self.planar else "JPEG",
            interpolation=_SMALLER if width < frame.width else _EQUAL,
            threads=1,
        )
        data = np.asarray(scaled.to_ndarray(), np.uint8)
        if turns:
            data = _turned_planes(data, turns) if self.planar else np.rot90(data, turns)
        return Frame(time_us, np.ascontiguousarray(data), self.planar, str(matrix))


def _range(frame: "VideoFrame") -> str:
    name = frame.format.name
    full = int(frame.color_range) == 2 or name.startswith("yuvj")  # noqa: PLR2004  # AVCOL_RANGE_JPEG
    return "JPEG" if full else "MPEG"


def _turned_planes(data: NDArray[np.uint8], turns: int) -> NDArray[np.uint8]:
    """Turn packed planes counter-clockwise by quarter turns."""
    height, width = data.shape[0] * 2 // 3, data.shape[1]
    half = (height // 2, width // 2)
    luma = data[:height]
    u, v = data[height:].reshape(2, *half)
    turned = [np.rot90(plane, turns) for plane in (luma, u, v)]
    packed = np.concatenate([plane.ravel() for plane in turned])
    return packed.reshape(-1, turned[0].shape[1])


def _resized(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    if pixels.shape[1::-1] == size:
        return pixels
    smaller = size[0] < pixels.shape[1]
    method = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size, interpolation=method), np.uint8)
