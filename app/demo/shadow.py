"""What a leg takes of the floor's light."""

import cv2
import numpy as np

from app.demo.layers import Layer
from app.demo.placed import BEHIND, Placed, resized

_STRENGTH = 0.36
_SLANT, _FLAT = 0.42, 0.22  # to the right and up, per pixel of height
_FADES = 330.0  # pixels of height over which it fades
_TOUCH = 16.0  # pixels above the ground, from where a foot darkens it


def shadows_of(shape: Placed) -> tuple[Layer, Layer]:
    """Return the shadow of a leg and foot on the floor, and on the mirrored one."""
    dark = _shadow(shape)
    width, height = (round(n * BEHIND / 12) * 12 for n in dark.rgba.shape[1::-1])
    small = resized(dark.rgba, width, height)
    mirrored = Layer.of(small, round(dark.x * BEHIND), round(dark.y * BEHIND))
    return Layer.of(dark.rgba, dark.x, dark.y), mirrored


def _shadow(shape: Placed) -> Placed:
    """Lay the shape on the floor, away from the light, and darken where it stands."""
    cover = shape.rgba[..., 3]
    height = -(np.arange(len(cover), dtype=np.float32) + shape.y)
    cast = cover * np.clip(1 - height / _FADES, 0, 1)[:, None] ** 1.5
    touch = cover * np.exp(-np.clip(height, 0, None) / _TOUCH)[:, None]
    x0, y0 = shape.x - 24, -120
    size = cover.shape[1] + 48 + 180, 120 + 36
    first, second = (
        (1, -_SLANT, 24 - _SLANT * shape.y),
        (0, _FLAT, _FLAT * shape.y - y0),
    )
    flat = np.array([first, second])
    steep = np.array([[1, 0, 24], [0, 0.35, 0.35 * shape.y - y0 - 2]])
    long = cv2.GaussianBlur(cv2.warpAffine(cast, flat, size), (0, 0), 5)
    close = cv2.GaussianBlur(cv2.warpAffine(touch, steep, size), (0, 0), 7, sigmaY=3.2)
    dark = 1 - (1 - _STRENGTH * long) * (1 - 1.7 * _STRENGTH * close)
    rgba = np.zeros((*dark.shape, 4), np.float32)
    rgba[..., 3] = dark
    return Placed(rgba, x0, y0)
