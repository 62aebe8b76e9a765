"""A frame at the size it is shown, ready to be painted."""

from dataclasses import dataclass

import cv2
import numpy as np
from av.video.format import VideoFormat
from av.video.frame import VideoFrame
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray

from app.media.colour import Matrix, matrix_of
from app.media.pictures import Pixels, over_surround

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
    number: int = 0  # its place among the frames of its medium

    def rgb(self) -> Pixels:
        """Return the pixels as h × w × 3 RGB."""
        if not self.planar:
            return self.data
        return np.asarray(cv2.cvtColor(self.data, cv2.COLOR_YUV2RGB_I420), np.uint8)


class Shape:
    """How the frames of one clip are scaled, turned and stored."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._scaler = VideoReformatter()  # keeps its tables from frame to frame

    def shaped(self, number: int, time_us: int, frame: VideoFrame) -> Frame:
        """Return a decoded frame as it is painted."""
        turns = round(frame.rotation / 90) % 4
        size = self._size[::-1] if turns % 2 else self._size
        matrix = matrix_of(int(frame.colorspace), frame.width, frame.height)
        label = "" if frame.format.is_rgb else str(matrix)
        if _has_alpha(frame.format):
            bgra = self._scaled(frame, (frame.width, frame.height), "bgra", matrix)
            pixels = np.rot90(resized(over_surround(bgra), size), turns)
            data = np.ascontiguousarray(pixels)
            return Frame(time_us, data, False, label, number)
        even = size[0] % 2 == 0 and size[1] % 2 == 0
        planar = even and _has_halved_chroma(frame.format)
        data = self._scaled(frame, size, "yuv420p" if planar else "rgb24", matrix)
        if turns:
            data = _turned_planes(data, turns) if planar else np.rot90(data, turns)
        return Frame(time_us, np.ascontiguousarray(data), planar, label, number)

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


def resized(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """Return RGB pixels at another size (width, height)."""
    if pixels.shape[1::-1] == size:
        return pixels
    smaller = size[0] < pixels.shape[1]
    method = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size, interpolation=method), np.uint8)
