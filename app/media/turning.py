"""How a clip's pictures are turned and mirrored before they are shown."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from av.sidedata.sidedata import SideData
from av.video.frame import VideoFrame
from numpy.typing import NDArray

_TINY = 16


@dataclass(frozen=True, slots=True)
class Turn:
    """A multiple of a quarter turn, with or without a mirror.

    The picture is first transposed (its rows become columns), then mirrored.
    """

    transposed: bool = False
    left_right: bool = False
    upside_down: bool = False

    def of_pixels(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return a plane or h × w × 3 pixels turned."""
        if self.transposed:
            pixels = _array(cv2.transpose(pixels))
        if self.left_right or self.upside_down:
            how = {(True, False): 1, (False, True): 0, (True, True): -1}
            pixels = _array(cv2.flip(pixels, how[self.left_right, self.upside_down]))
        return pixels

    def of_planes(self, planes: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the planes of yuv420p (h·3/2 × w) turned."""
        if self == Turn():
            return planes
        height, width = planes.shape[0] * 2 // 3, planes.shape[1]
        chroma = planes[height:].reshape(2, height // 2, width // 2)
        turned = [self.of_pixels(plane) for plane in (planes[:height], *chroma)]
        packed = np.concatenate([plane.ravel() for plane in turned])
        return packed.reshape(-1, turned[0].shape[1])


def turn_of(frame: VideoFrame) -> Turn:
    """Return the turn of a frame's display matrix, to the nearest quarter.

    The matrix takes x, y of the picture to x·a + y·c, x·b + y·d on the screen (ISO
    14496-12, 6.2.2), with y downwards in both.
    """
    # To PyAV a frame whose side data was read is garbage only for the collector of
    # cycles. A tiny copy has the same, and may wait for it.
    copy = frame.reformat(_TINY, _TINY, format="gray", threads=1)
    data = copy.side_data.get("DISPLAYMATRIX")
    if not isinstance(data, SideData):
        return Turn()
    a, b, _, c, d = np.frombuffer(bytes(data), np.int32)[:5].tolist()
    if abs(b) + abs(c) > abs(a) + abs(d):
        return Turn(transposed=True, left_right=c < 0, upside_down=b < 0)
    return Turn(left_right=a < 0, upside_down=d < 0)


def _array(mat: Any) -> NDArray[np.uint8]:  # noqa: ANN401  # cv2's Mat
    return np.asarray(mat, np.uint8)
