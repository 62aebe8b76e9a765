"""A walker's legs and shoes, drawn once for each moment of a stride."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import cv2
import numpy as np

from app.demo import leg, shoe
from app.demo.gait import BALL, STRIDE, Pose, pose_at, turned
from app.demo.layers import Layer
from app.demo.leg import GRID, PIXELS, Clothes, draw_foot, draw_leg, snapped
from app.demo.relief import Colour, Floats

Box = tuple[float, float, float, float]  # left, bottom, right, top, mm

MOMENTS = 36  # frames in a stride
SPEED = round(STRIDE * PIXELS / 2 / MOMENTS)  # pixels per frame: a whole number
BEHIND = 7 / 12  # how large the mirror shows the walker
_SCALES = (0.5, 0.5 * BEHIND)  # from drawing to the picture, and to the mirror
_FLOOR = 48  # pixels of a glossy floor in which feet are reflected
_SLANT, _FLAT = 0.42, 0.22  # of a shadow: to the right and up, per pixel of height
_FADES = 330.0  # pixels of height over which a shadow fades
_ROOM = 30.0  # mm around a foot, for its bend
_IN_SHADE = 0.92  # of the leg that is behind in the mirror
_TOUCH = 16.0  # pixels above the ground, from where a foot darkens it


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
    shadow: float = 0.34


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture (premultiplied RGBA) and where its left upper corner is, pixels."""

    rgba: Floats
    x: int
    y: int


@cache
def poses() -> tuple[Pose, ...]:
    """Return the moments of a stride."""
    return tuple(pose_at(moment / MOMENTS) for moment in range(MOMENTS))


def prepare() -> None:
    """Draw what every walker shares; two threads would both do it."""
    _leg_shades()
    for moment in range(MOMENTS):
        for box in (leg.FOOT_BOX, shoe.BOX):
            _bent(box, moment)


def bare_views(clothes: Clothes, light: Light) -> tuple[View, ...]:
    """Return the legs with feet in socks, for each moment of a stride."""
    foot = draw_foot(clothes.sock, scale=PIXELS)
    views = []
    for moment, shades in enumerate(_leg_shades()):
        feet = _seen(_posed(foot, leg.FOOT_BOX, moment))
        legs = [_dressed(shade, clothes) for shade in shades]
        views.append(
            _view([_over(*both) for both in zip(legs, feet, strict=True)], light)
        )
    return tuple(views)


def shoe_views(picture: Floats, light: Light) -> tuple[View, ...]:
    """Return a shoe on its foot, for each moment of a stride."""
    return tuple(
        _view(_seen(_posed(picture, shoe.BOX, moment)), light)
        for moment in range(MOMENTS)
    )


@cache
def shadows(strength: float) -> tuple[tuple[Layer, Layer], ...]:
    """Return what a leg takes of the floor's light, and of the mirrored floor's."""
    foot = draw_foot((1, 1, 1), scale=PIXELS)
    both = []
    for moment, shades in enumerate(_leg_shades()):
        shape = _over(shades[0], _seen(_posed(foot, leg.FOOT_BOX, moment))[0])
        dark = _shadow(shape, strength)
        size = [round(side * BEHIND / 12) * 12 for side in dark.rgba.shape[1::-1]]
        small = _resized(dark.rgba, *size)
        mirrored = Layer.of(small, round(dark.x * BEHIND), round(dark.y * BEHIND))
        both.append((Layer.of(dark.rgba, dark.x, dark.y), mirrored))
    return tuple(both)


@cache
def _leg_shades() -> tuple[tuple[Placed, Placed], ...]:
    """Return the light on the legs of a stride, which every walker shares.

    The planes are: what the cloth returns, what the sock returns, and the cover.
    """
    shades = []
    for pose in poses():
        shape = draw_leg(pose)
        over, under = shape.cloth.cover, shape.sock.cover * (1 - shape.cloth.cover)
        planes = (shape.cloth.light * over, shape.sock.light * under, over + under)
        near, behind = _seen(Placed(np.stack(planes, axis=2), *shape.corner))
        shades.append((near, behind))
    return tuple(shades)


def _dressed(shade: Placed, clothes: Clothes) -> Placed:
    cloth, sock, cover = cv2.split(shade.rgba)
    planes = [
        np.minimum(cloth * one + sock * other, cover)
        for one, other in zip(clothes.trousers, clothes.sock, strict=True)
    ]
    return Placed(np.asarray(cv2.merge([*planes, cover])), shade.x, shade.y)


@dataclass(frozen=True, slots=True)
class _Bent:
    """Where each pixel of a posed foot comes from in its picture; the corner."""

    columns: Floats
    rows: Floats
    x: int
    y: int


def _posed(picture: Floats, box: Box, moment: int) -> Placed:
    """Turn a picture of a foot as the pose says and bend it at the ball."""
    bent = _bent(box, moment)
    linear, nothing = cv2.INTER_LINEAR, cv2.BORDER_CONSTANT
    posed = cv2.remap(picture, bent.columns, bent.rows, linear, borderMode=nothing)
    return Placed(np.asarray(posed, np.float32), bent.x, bent.y)


@cache
def _bent(box: Box, moment: int) -> _Bent:
    pose = poses()[moment]
    left, bottom, right, top = box
    corners = [turned(np.array((x, y)) - BALL, pose.pitch) + pose.ball
               for x in (left, right) for y in (bottom, top)]  # fmt: skip
    low, high = np.min(corners, axis=0) - _ROOM, np.max(corners, axis=0) + _ROOM
    x0, y0 = snapped(low[0] * PIXELS), snapped(-high[1] * PIXELS)
    x1 = snapped(high[0] * PIXELS) + GRID
    y1 = min(snapped(-low[1] * PIXELS), GRID) + GRID
    x = (np.arange(x0, x1, dtype=np.float32)[None] + 0.5) / PIXELS - pose.ball[0]
    y = -(np.arange(y0, y1, dtype=np.float32)[:, None] + 0.5) / PIXELS - pose.ball[1]
    x, y = _unturned(x, y, pose.pitch)
    toes = np.clip((x + 30) / 68, 0, 1)  # the bend is spread over the ball
    bend = np.asarray(pose.bend * toes * toes * (3 - 2 * toes), np.float32)
    x, y = _unturned(x, y, bend)
    columns = ((x + BALL[0] - left) * PIXELS - 0.5).astype(np.float32)
    rows = ((top - y - BALL[1]) * PIXELS - 0.5).astype(np.float32)
    return _Bent(columns, rows, x0, y0)


def _unturned(x: Floats, y: Floats, angle: Floats | float) -> tuple[Floats, Floats]:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.asarray(x * cos + y * sin), np.asarray(y * cos - x * sin)


def _seen(drawn: Placed) -> list[Placed]:
    """Return a picture at the sizes at which it is seen: in front, in the mirror."""
    height, width = drawn.rgba.shape[:2]
    return [
        Placed(
            _resized(drawn.rgba, round(width * scale), round(height * scale)),
            round(drawn.x * scale),
            round(drawn.y * scale),
        )
        for scale in _SCALES
    ]


def _resized(picture: Floats, width: int, height: int) -> Floats:
    small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32)


def _over(ground: Placed, top: Placed) -> Placed:
    """Put one picture on another, on a sheet that holds both."""
    both = (ground, top)
    x0, y0 = min(one.x for one in both), min(one.y for one in both)
    x1 = max(one.x + one.rgba.shape[1] for one in both)
    y1 = max(one.y + one.rgba.shape[0] for one in both)
    sheet = np.zeros((y1 - y0, x1 - x0, 4), np.float32)
    for one in both:
        rgba = one.rgba if one.rgba.shape[2] == sheet.shape[2] else _black(one.rgba)
        part = sheet[one.y - y0 :, one.x - x0 :][: rgba.shape[0], : rgba.shape[1]]
        part *= 1 - rgba[..., 3:]
        part += rgba
    return Placed(sheet, x0, y0)


def _black(shade: Floats) -> Floats:
    """Return the cover alone of a leg's shades."""
    nothing = np.zeros_like(shade[..., 2])
    return np.asarray(cv2.merge([nothing] * 3 + [shade[..., 2].copy()]))


def _view(seen: Sequence[Placed], light: Light) -> View:
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


def _shadow(shape: Placed, strength: float) -> Placed:
    """Lay the shape on the floor, away from the light, and darken where it stands."""
    cover = shape.rgba[..., 3]
    height = -(np.arange(len(cover), dtype=np.float32) + shape.y)
    cast = cover * np.clip(1 - height / _FADES, 0, 1)[:, None] ** 1.5
    touch = cover * np.exp(-np.clip(height, 0, None) / _TOUCH)[:, None]
    x0, y0 = shape.x - 24, -120
    size = cover.shape[1] + 48 + 180, 120 + 36
    flat = np.array(
        [
            [1, -_SLANT, 24 - _SLANT * shape.y],
            [0, _FLAT, _FLAT * shape.y - y0],
        ]
    )
    steep = np.array([[1, 0, 24], [0, 0.35, 0.35 * shape.y - y0 - 2]])
    long = cv2.GaussianBlur(cv2.warpAffine(cast, flat, size), (0, 0), 5)
    close = cv2.GaussianBlur(cv2.warpAffine(touch, steep, size), (0, 0), 7, sigmaY=3.2)
    dark = 1 - (1 - strength * long) * (1 - np.clip(1.7 * strength * close, 0, 0.8))
    rgba = np.zeros((*dark.shape, 4), np.float32)
    rgba[..., 3] = dark
    return Placed(rgba, x0, y0)
