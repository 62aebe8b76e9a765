"""A part of the walker as it is seen: in front, in the floor, in the mirror."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from app.demo.layers import Layer
from app.demo.placed import Placed
from app.demo.relief import Colour

_FLOOR = 48  # pixels of a glossy floor in which feet are reflected
_IN_SHADE = 0.92  # of the leg that is behind in the mirror


@dataclass(frozen=True, slots=True)
class Part:
    """A leg or its shoe at one moment: in front, in the floor, in the mirror."""

    front: Layer
    gloss: Layer
    mirrored: Layer


class View(NamedTuple):
    """One part of the walker at one moment, in the order it is drawn."""

    far: Part
    near: Part


@dataclass(frozen=True, slots=True)
class Light:
    """How the walker is lit; colours multiply."""

    colour: Colour = (1.0, 1.0, 1.0)
    far: float = 0.80  # the leg behind, in the shade of the one before
    glass: Colour = (0.84, 0.87, 0.86)
    gloss: float = 0.2  # of the floor


def view_of(seen: Sequence[Placed], light: Light) -> View:
    """Return a part as the far and the near leg show it, at both sizes."""
    dim = _times(light.colour, light.far)
    glass = _product(light.colour, light.glass)
    # What is far from us is near to the mirror, and in the light there.
    return View(
        _part(seen, light.gloss, dim, _times(glass, _IN_SHADE)),
        _part(seen, light.gloss, light.colour, glass),
    )


def _part(seen: Sequence[Placed], gloss: float, front: Colour, glass: Colour) -> Part:
    near, behind = seen
    return Part(
        _layer(near, front), _reflected(near, gloss, front), _layer(behind, glass)
    )


def _layer(placed: Placed, tint: Colour) -> Layer:
    return Layer.of(placed.rgba, placed.x, placed.y, tint)


def _reflected(front: Placed, gloss: float, tint: Colour) -> Layer:
    """Return what a glossy floor shows below the ground, fading downwards."""
    low = max(0, -front.y - _FLOOR)
    part = front.rgba[low : max(low + 2, -front.y)][::-1]
    start = max(0, -front.y - front.rgba.shape[0])
    depth = start + np.arange(len(part), dtype=np.float32)
    faded = part * (gloss * np.exp(-depth / 28))[:, None, None]
    soft = cv2.GaussianBlur(faded, (0, 0), sigmaX=1.0, sigmaY=2.5)
    return Layer.of(soft, front.x, start, tint)


def _times(colour: Colour, share: float) -> Colour:
    return _product(colour, (share, share, share))


def _product(one: Colour, other: Colour) -> Colour:
    return one[0] * other[0], one[1] * other[1], one[2] * other[2]
