"""A walker's legs and shoes, drawn once for each moment of a stride."""

import cv2
import numpy as np

from app.demo import leg, shoe
from app.demo.bending import Bend
from app.demo.gait import STRIDE, Pose, pose_at
from app.demo.layers import Layer
from app.demo.leg import PIXELS, Clothes, draw_foot, draw_leg
from app.demo.placed import Placed, over, seen
from app.demo.relief import Floats
from app.demo.shadow import shadows_of
from app.demo.views import Light, View, view_of

MOMENTS = 36  # frames in a stride
SPEED = round(STRIDE * PIXELS / 2 / MOMENTS)  # pixels per frame: a whole number
_WHITE = Clothes((1, 1, 1), (1, 1, 1))


class Stride:
    """What all walkers share: poses, light on the legs, bends of feet, shadows."""

    shadows: list[tuple[Layer, Layer]]  # on the floor, on the mirrored floor

    def __init__(self) -> None:
        poses = [pose_at(moment / MOMENTS) for moment in range(MOMENTS)]
        self._legs = [_shades(pose) for pose in poses]
        self._feet = [Bend.of(leg.FOOT_BOX, pose) for pose in poses]
        self._shoes = [Bend.of(shoe.BOX, pose) for pose in poses]
        self.shadows = [shadows_of(in_front) for in_front, _ in self._dressed(_WHITE)]

    def bare(self, clothes: Clothes, light: Light) -> list[View]:
        """Return the legs with feet in socks, for each moment."""
        return [view_of(both, light) for both in self._dressed(clothes)]

    def shod(self, picture: Floats, light: Light) -> list[View]:
        """Return a shoe on its foot, for each moment; its picture covers shoe.BOX."""
        return [view_of(seen(bend.pose(picture)), light) for bend in self._shoes]

    def _dressed(self, clothes: Clothes) -> list[list[Placed]]:
        foot = draw_foot(clothes.sock, scale=PIXELS)
        both = zip(self._legs, self._feet, strict=True)
        return [
            [
                over(_coloured(shades, clothes), posed)
                for shades, posed in zip(legs, seen(bend.pose(foot)), strict=True)
            ]
            for legs, bend in both
        ]


def _shades(pose: Pose) -> list[Placed]:
    """Return the light on a leg, at both sizes.

    The planes are: what the cloth returns, what the sock returns, and the cover.
    """
    shape = draw_leg(pose)
    cloth, sock = shape.cloth.cover, shape.sock.cover * (1 - shape.cloth.cover)
    planes = (shape.cloth.light * cloth, shape.sock.light * sock, cloth + sock)
    return seen(Placed(np.stack(planes, axis=2), *shape.corner))


def _coloured(shades: Placed, clothes: Clothes) -> Placed:
    cloth, sock, cover = cv2.split(shades.rgba)
    planes = [
        np.minimum(cloth * one + sock * other, cover)
        for one, other in zip(clothes.trousers, clothes.sock, strict=True)
    ]
    return Placed(np.asarray(cv2.merge([*planes, cover])), shades.x, shades.y)
