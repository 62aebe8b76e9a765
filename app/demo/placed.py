"""Pictures of parts and where they belong, before they become layers."""

from dataclasses import dataclass

import cv2
import numpy as np

from app.demo.relief import Floats

BEHIND = 7 / 12  # how large the mirror shows the walker
_SCALES = (0.5, 0.5 * BEHIND)  # from drawing to the picture, and to the mirror


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture (premultiplied RGBA) and where its left upper corner is, pixels."""

    rgba: Floats
    x: int
    y: int


def seen(drawn: Placed) -> list[Placed]:
    """Return a picture at the sizes at which it is seen: in front, in the mirror."""
    height, width = drawn.rgba.shape[:2]
    return [
        Placed(
            resized(drawn.rgba, round(width * scale), round(height * scale)),
            round(drawn.x * scale),
            round(drawn.y * scale),
        )
        for scale in _SCALES
    ]


def resized(picture: Floats, width: int, height: int) -> Floats:
    """Return a picture made smaller."""
    small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32)


def over(ground: Placed, top: Placed) -> Placed:
    """Put one picture on another, on a sheet that holds both."""
    both = (ground, top)
    x0, y0 = min(one.x for one in both), min(one.y for one in both)
    x1 = max(one.x + one.rgba.shape[1] for one in both)
    y1 = max(one.y + one.rgba.shape[0] for one in both)
    sheet = np.zeros((y1 - y0, x1 - x0, 4), np.float32)
    for one in both:
        height, width = one.rgba.shape[:2]
        part = sheet[one.y - y0 :, one.x - x0 :][:height, :width]
        part *= 1 - one.rgba[..., 3:]
        part += one.rgba
    return Placed(sheet, x0, y0)
