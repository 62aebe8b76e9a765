"""Filming one scene: the walker alone, and with the shoe as a system renders it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from app.demo.layers import Layer, Picture
from app.demo.leg import PIXELS, Clothes
from app.demo.placed import BEHIND
from app.demo.relief import Floats
from app.demo.room import (
    FAR_GROUND,
    GROUND,
    MIDDLE,
    MIRROR,
    MIRRORED_FAR,
    MIRRORED_GROUND,
    Room,
    draw_room,
)
from app.demo.shoe import Colourway, draw_shoe, softened
from app.demo.stride import MOMENTS, SPEED, Stride
from app.demo.views import Light, Part

SIZE = (768, 432)  # width, height of a clip
PAN = 8  # pixels the camera turns per frame, after the walker
_START = 240  # where in the room the hip is at the first frame


@dataclass(frozen=True, slots=True)
class Scene:
    """A source: who walks where, in which shoe."""

    name: str
    room: Room
    clothes: Clothes
    colours: Colourway
    light: Light = Light()  # noqa: RUF009  # frozen
    to_the_left: bool = False
    tags: tuple[str, ...] = ()

    @property
    def mirror(self) -> bool:
        """True where a mirror shows the walker again."""
        return self.room.frame is not None


@dataclass(frozen=True, slots=True)
class Fit:
    """How a system puts a shoe on a foot at one moment."""

    right: float = 0.0  # pixels off the foot
    down: float = 0.0
    turn: float = 0.0  # degrees
    soft: bool = False
    on_foot: bool = True
    in_mirror: bool = True

    @property
    def exact(self) -> bool:
        """True when the shoe is where the foot is."""
        return not (self.right or self.down or self.turn)


NOTHING = Fit(on_foot=False, in_mirror=False)
Fits = tuple[Fit, Fit]  # of the far and the near foot


@dataclass(frozen=True, slots=True)
class _Leg:
    """One leg at one moment, with the shoe as it fits."""

    bare: Part
    shoe: Part
    fit: Fit
    shadow: Layer
    mirrored_shadow: Layer
    ground: int
    mirrored_ground: int


class Film:
    """One scene, ready to be filmed."""

    def __init__(self, scene: Scene, stride: Stride) -> None:
        self.scene = scene
        self._room = draw_room(scene.room)
        self._bare = stride.bare(scene.clothes, scene.light)
        picture = draw_shoe(scene.colours, scale=PIXELS)
        self._shoes = stride.shod(picture, scene.light)
        soft = _rendered_softly(picture)
        # Where there is a mirror no system renders softly.
        self._soft = [] if scene.mirror else stride.shod(soft, scene.light)
        self._shadows = stride.shadows

    def person(self, frames: int) -> Iterator[Picture]:
        """Return what the systems get: the walker in socks."""
        return (self.frame(number, (NOTHING, NOTHING)) for number in range(frames))

    def frame(self, number: int, fits: Fits) -> Picture:
        """Return one picture, SIZE, with the shoes as they fit."""
        pan = number * PAN
        picture = np.ascontiguousarray(self._room[:, pan : pan + SIZE[0]])
        legs = self._legs(number, fits)
        if self.scene.mirror:
            self._reflect(picture, number, legs)
        x = _START + number * SPEED - pan
        for leg in legs:
            leg.shadow.put_on(picture, x, leg.ground)
        for leg in legs:
            leg.bare.gloss.put_on(picture, x, leg.ground)
            if leg.fit.on_foot:
                _moved(leg.shoe.gloss, leg.fit).put_on(picture, x, leg.ground)
        for leg in legs:
            leg.bare.front.put_on(picture, x, leg.ground)
            if leg.fit.on_foot:
                _moved(leg.shoe.front, leg.fit).put_on(picture, x, leg.ground)
        return picture[:, ::-1] if self.scene.to_the_left else picture

    def _legs(self, number: int, fits: Fits) -> list[_Leg]:
        """Return the far and the near leg: half a stride apart."""
        near = number % MOMENTS
        moments = (near + MOMENTS // 2) % MOMENTS, near
        grounds = (FAR_GROUND, MIRRORED_FAR), (GROUND, MIRRORED_GROUND)
        return [
            _Leg(
                self._bare[moments[side]][side],
                (self._soft if fit.soft else self._shoes)[moments[side]][side],
                fit,
                *self._shadows[moments[side]],
                *grounds[side],
            )
            for side, fit in enumerate(fits)
        ]

    def _reflect(self, picture: Picture, number: int, legs: Sequence[_Leg]) -> None:
        """Show the walker in the mirror: what is near to us is far in there."""
        pan = number * PAN
        clip = slice(max(0, MIRROR.start - pan), max(0, MIRROR.stop - pan))
        x = MIDDLE + round((_START + number * SPEED - MIDDLE) * BEHIND) - pan
        for leg in legs:
            leg.mirrored_shadow.put_on(picture, x, leg.mirrored_ground, clip=clip)
        for leg in reversed(legs):
            leg.bare.mirrored.put_on(picture, x, leg.mirrored_ground, clip=clip)
            if leg.fit.in_mirror:
                layer = _moved(leg.shoe.mirrored, leg.fit, BEHIND)
                layer.put_on(picture, x, leg.mirrored_ground, clip=clip)


def _moved(layer: Layer, fit: Fit, scale: float = 1.0) -> Layer:
    """Return a layer moved and turned by parts of a pixel."""
    if fit.exact:
        return layer
    edge = 10
    height, width = layer.colour.shape[:2]
    centre = width / 2, height / 2
    matrix = cv2.getRotationMatrix2D(centre, -fit.turn, 1.0)
    matrix[0, 2] += edge + fit.right * scale
    matrix[1, 2] += edge + fit.down * scale
    size = width + 2 * edge, height + 2 * edge
    colour = cv2.warpAffine(layer.colour, matrix, size)
    keeps = cv2.warpAffine(layer.keeps, matrix, size, borderValue=(255, 255, 255))
    return Layer(
        np.asarray(colour, np.uint8),
        np.asarray(keeps, np.uint8),
        layer.x - edge,
        layer.y - edge,
    )


def _rendered_softly(picture: Floats) -> Floats:
    """Return the shoe of a renderer with less detail and flatter light."""
    soft = softened(picture, 1.6)
    cover = soft[..., 3:]
    soft[..., :3] += 0.16 * (0.62 * cover - soft[..., :3])
    return soft
