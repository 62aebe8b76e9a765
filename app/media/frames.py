"""Every frame of a medium at the size it is shown, ready to be painted."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from av.video.format import VideoFormat
from av.video.frame import VideoFrame
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray

from app.media.clips import frames_of, open_clip
from app.media.colour import Matrix, matrix_of
from app.media.errors import unreadable
from app.media.hashing import numbered
from app.media.pictures import Pixels, over_surround, read_pictures
from evaluators.study import Kind, Medium

# Without accurate rounding swscale darkens by up to two levels of 255.
_SMALLER = Interpolation.AREA | Interpolation.ACCURATE_RND
_EQUAL = Interpolation.BICUBIC | Interpolation.ACCURATE_RND
_FULL_RANGE = 2  # AVCOL_RANGE_JPEG
_ANIMATIONS = frozenset({".gif", ".webp", ".png"})


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


def read_frames(
    path: Path, medium: Medium, size: tuple[int, int]
) -> Generator[Frame, None, None]:
    """Yield a medium's frames in order at `size` (width, height in pixels).

    Raises UnreadableMediumError when the file fails on the way.
    """
    with unreadable(path, cv2.error):
        if medium.kind is Kind.SEQUENCE:
            yield from _sequence_frames(path, medium, size)
        elif medium.kind is Kind.IMAGE or path.suffix.lower() in _ANIMATIONS:
            pictures = read_pictures(path)
            for time, pixels in zip(pictures.times_us, pictures.frames, strict=True):
                yield Frame(time, _resized(pixels, size), planar=False)
        else:
            yield from _clip_frames(path, size)


def _sequence_frames(
    folder: Path, medium: Medium, size: tuple[int, int]
) -> Iterator[Frame]:
    interval = medium.duration_us / medium.frames
    for number, picture in enumerate(numbered(folder)):
        pixels = read_pictures(picture).frames[0]
        yield Frame(round(number * interval), _resized(pixels, size), planar=False)


def _clip_frames(path: Path, size: tuple[int, int]) -> Iterator[Frame]:
    shape = _Shape(size)
    with open_clip(path) as (container, stream):
        stream.thread_type = "NONE"  # panes are decoded side by side already
        for time, frame in frames_of(container, stream):
            yield shape.shaped(time, frame)


class _Shape:
    """How the frames of one clip are scaled, turned and stored."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._scaler = VideoReformatter()  # keeps its tables from frame to frame

    def shaped(self, time_us: int, frame: VideoFrame) -> Frame:
        turns = round(frame.rotation / 90) % 4
        size = self._size[::-1] if turns % 2 else self._size
        matrix = matrix_of(int(frame.colorspace), frame.width, frame.height)
        label = "" if frame.format.is_rgb else str(matrix)
        if _has_alpha(frame.format):
            bgra = self._scaled(frame, (frame.width, frame.height), "bgra", matrix)
            pixels = np.rot90(_resized(over_surround(bgra), size), turns)
            return Frame(time_us, np.ascontiguousarray(pixels), False, label)
        even = size[0] % 2 == 0 and size[1] % 2 == 0
        planar = even and _has_halved_chroma(frame.format)
        data = self._scaled(frame, size, "yuv420p" if planar else "rgb24", matrix)
        if turns:
            data = _turned_planes(data, turns) if planar else np.rot90(data, turns)
        return Frame(time_us, np.ascontiguousarray(data), planar, label)

    def _scaled(
        self, frame: VideoFrame, size: tuple[int, int], name: str, matrix: Matrix
    ) -> NDArray[np.uint8]:
        full = int(frame.color_range) == _FULL_RANGE
        full |= frame.format.name.startswith("yuvj")
        scaled = self._scaler.reformat(
            frame,
            *size,
            format=name,
            src_colorspace=Colorspace[matrix.name],
            dst_colorspace=Colorspace.ITU601,
            src_color_range="JPEG" if full else "MPEG",
            dst_color_range="MPEG" if name == "yuv420p" else "JPEG",
            interpolation=_SMALLER if size[0] < frame.width else _EQUAL,
            threads=1,
        )
        return np.asarray(scaled.to_ndarray(), np.uint8)


def _has_alpha(pixel_format: VideoFormat) -> bool:
    return pixel_format.has_palette or any(c.is_alpha for c in pixel_format.components)


def _has_halved_chroma(pixel_format: VideoFormat) -> bool:
    """Return whether there is less chroma than luma, or none at all."""
    if pixel_format.is_rgb:
        return False
    few = len(pixel_format.components) < 3  # noqa: PLR2004  # greys alone
    side = 16
    return few or side > min(
        pixel_format.chroma_width(side), pixel_format.chroma_height(side)
    )


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
