"""Parts of a picture with soft edges, and how they are put on it."""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]  # height × width × 3, red, green, blue
Floats = NDArray[np.float32]
Tint = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Layer:
    """A part of a picture: colour times alpha, and what it leaves of the ground."""

    colour: Picture
    keeps: Picture  # 255 × (1 - alpha), three channels
    x: int  # of the left upper corner, from the layer's anchor
    y: int

    @classmethod
    def of(cls, rgba: Floats, x: int, y: int, tint: Tint = (1.0, 1.0, 1.0)) -> Self:
        """Make a layer of premultiplied RGBA, 0 to 1, its colours times a tint."""
        whole = (255.0 * tint[0], 255.0 * tint[1], 255.0 * tint[2], 255.0)
        # OpenCV's annotations know no scalars.
        pixels = cv2.multiply(rgba, whole, dtype=cv2.CV_8U)  # type: ignore[call-overload]
        keeps = cv2.bitwise_not(cv2.extractChannel(pixels, 3))
        colour = cv2.cvtColor(pixels, cv2.COLOR_BGRA2BGR)
        return cls(colour, cv2.merge([keeps] * 3), x, y)

    def put_on(
        self, picture: Picture, x: int, y: int, *, clip: slice = slice(None)
    ) -> None:
        """Put the layer with its anchor at x, y; outside `clip` (columns) nothing."""
        left, top = x + self.x, y + self.y
        height, width = self.colour.shape[:2]
        first, last, _ = clip.indices(picture.shape[1])
        x0, x1 = max(left, first), min(left + width, last)
        y0, y1 = max(top, 0), min(top + height, picture.shape[0])
        if x0 >= x1 or y0 >= y1:
            return
        own = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
        ground = picture[y0:y1, x0:x1]
        kept = cv2.multiply(ground, self.keeps[own], scale=1 / 255)
        ground[:] = cv2.add(kept, self.colour[own])
