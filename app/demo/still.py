"""The picture of the garment that a source comes with."""

import cv2
import numpy as np

from app.demo.film import SIZE, Scene
from app.demo.layers import Picture
from app.demo.relief import Floats
from app.demo.shoe import BOX, draw_shoe

_WIDE = 620  # pixels of the shoe
_SCALE = _WIDE / (BOX[2] - BOX[0])  # pixels per mm
_LOWER = 10  # pixels that the shoe stands below the middle


def draw_still(scene: Scene) -> Picture:
    """Return the shoe on neutral ground, SIZE, pointing the way it will walk."""
    shoe = draw_shoe(scene.colours, scale=_SCALE)
    width, height = SIZE
    left = (width - shoe.shape[1]) // 2
    top = (height - shoe.shape[0]) // 2 + _LOWER
    whole = np.repeat(_ground(top + shoe.shape[0] + BOX[1] * _SCALE), 3, axis=2)
    part = whole[top : top + shoe.shape[0], left : left + shoe.shape[1]]
    part *= 1 - shoe[..., 3:]
    part += shoe[..., :3]
    pixels = np.rint(np.clip(whole, 0, 1) * 255).astype(np.uint8)
    return np.asarray(pixels[:, ::-1] if scene.to_the_left else pixels)


def _ground(foot: float) -> Floats:
    """Return paper that is bent upwards, with the shadow of what stands at a row."""
    width, height = SIZE
    y, x = np.mgrid[:height, :width].astype(np.float32)
    away = np.hypot((x - width / 2) / width, (y - height * 0.4) / height)
    light = 0.86 - 0.10 * away - 0.05 * np.clip((y - height * 0.7) / 60, 0, 1)
    shade = np.zeros((height, width), np.float32)
    middle, size = (width // 2, round(foot) - 2), (268, 12)
    cv2.ellipse(shade, middle, size, 0, 0, 360, 0.85, cv2.FILLED)
    close, wide = (cv2.GaussianBlur(shade, (0, 0), blur) for blur in (7, 26))
    light *= (1 - close) * (1 - 0.7 * wide)
    return np.asarray(light[..., None], np.float32)
