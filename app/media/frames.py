"""A frame at the size it is shown, ready to be painted."""

from dataclasses import dataclass

import cv2
import numpy as np
from av.video.format import VideoFormat
from av.video.frame import VideoFrame
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray

from app.media.colour import Matrix, matrix_of
from app.media.normal_colour import normal_colour
from app.media.pictures import Pixels, over_surround
from app.media.turning import Turn, turn_of

# Without accurate rounding swscale darkens by up to two levels of 255.
_SMALLER = Interpolation.AREA | Interpolation.ACCURATE_RND
_EQUAL = Interpolation.BICUBIC | Interpolation.ACCURATE_RND
_RGB = ("ITU601", "JPEG")
_FULL_RANGE = 2  # AVCOL_RANGE_JPEG


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

    def paintable(self) -> Pixels:
        """Return what is painted quickest: h × w × 3 RGB, or h × w × 4 BGRA."""
        if not self.planar:
            return np.ascontiguousarray(self.data)
        return np.asarray(cv2.cvtColor(self.data, cv2.COLOR_YUV2BGRA_I420), np.uint8)


class Shape:
    """How the frames of one clip are scaled, turned and stored."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._scaler = VideoReformatter()  # keeps its tables from frame to frame
        self._turns: dict[int, Turn] = {}

    def shaped(self, number: int, time_us: int, frame: VideoFrame) -> Frame:
        """Return a decoded frame as it is painted."""
        turn = self._turn(frame)
        size = self._size[::-1] if turn.transposed else self._size
        matrix = matrix_of(int(frame.colorspace), frame.width, frame.height)
        label = "" if frame.format.is_rgb else str(matrix)
        even = size[0] % 2 == 0 and size[1] % 2 == 0
        planar = even and _has_halved_chroma(frame.format)
        if planar:
            data = turn.of_planes(self._planes(frame, size, matrix))
        else:
            data = turn.of_pixels(self._pixels(frame, size, matrix))
        return Frame(time_us, data, planar, label, number)

    def _turn(self, frame: VideoFrame) -> Turn:
        # A matrix costs more to read than its rotation, which is rarely another.
        if frame.rotation not in self._turns:
            self._turns[frame.rotation] = turn_of(frame)
        return self._turns[frame.rotation]

    def _planes(
        self, frame: VideoFrame, size: tuple[int, int], matrix: Matrix
    ) -> NDArray[np.uint8]:
        if _is_grey(frame.format):  # always of full range to swscale
            grey = ("ITU601", "MPEG")
            return self._scaled(frame, size, "yuv420p", (matrix.name, "JPEG"), grey)
        full = _is_full(frame)
        own = (matrix.name, "JPEG" if full else "MPEG")
        planes = self._scaled(frame, size, "yuv420p", own, own)
        return normal_colour(planes, matrix.name, full=full)

    def _pixels(
        self, frame: VideoFrame, size: tuple[int, int], matrix: Matrix
    ) -> NDArray[np.uint8]:
        own = (matrix.name, "JPEG" if _is_full(frame) else "MPEG")
        if not _has_alpha(frame.format):
            return self._scaled(frame, size, "rgb24", own, _RGB)
        whole = (frame.width, frame.height)
        bgra = self._scaled(frame, whole, "bgra", own, _RGB)
        return resized(over_surround(bgra), size)

    def _scaled(
        self,
        frame: VideoFrame,
        size: tuple[int, int],
        name: str,
        own: tuple[str, str],
        wanted: tuple[str, str],
    ) -> NDArray[np.uint8]:
        """Return a frame in another format, from one matrix and range to another."""
        scaled = self._scaler.reformat(
            frame,
            *size,
            format=name,
            src_colorspace=Colorspace[own[0]],
            dst_colorspace=Colorspace[wanted[0]],
            src_color_range=own[1],
            dst_color_range=wanted[1],
            interpolation=_SMALLER if size[0] < frame.width else _EQUAL,
            threads=1,
        )
        return np.asarray(scaled.to_ndarray(), np.uint8)


def _is_full(frame: VideoFrame) -> bool:
    return int(frame.color_range) == _FULL_RANGE or frame.format.name.startswith("yuvj")


def _is_grey(pixel_format: VideoFormat) -> bool:
    return len(pixel_format.components) < 3  # noqa: PLR2004  # luma alone


def _has_alpha(pixel_format: VideoFormat) -> bool:
    return pixel_format.has_palette or any(c.is_alpha for c in pixel_format.components)


def _has_halved_chroma(pixel_format: VideoFormat) -> bool:
    """Return whether there is less chroma than luma, or none at all."""
    if pixel_format.is_rgb or _has_alpha(pixel_format):
        return False
    side = 16
    return _is_grey(pixel_format) or side > min(
        pixel_format.chroma_width(side), pixel_format.chroma_height(side)
    )


def resized(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """Return RGB pixels at another size (width, height)."""
    if pixels.shape[1::-1] == size:
        return pixels
    smaller = size[0] < pixels.shape[1]
    method = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, size, interpolation=method), np.uint8)
