"""One leg in trousers and a sock, drawn as a bent tube.

What is drawn here is light alone, without colour: every walker shares it.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.demo.gait import Pose, Vector
from app.demo.relief import Colour, Finish, Floats, Points, Relief, smooth

PIXELS = 1.28  # per mm while drawing: twice what is seen
GRID = 24  # corners lie on multiples of it, so that layers scale without shifting

_LIGHT = np.array([-0.42, 0.62, 0.66]) / np.linalg.norm([-0.42, 0.62, 0.66])
_AROUND = 26  # strips from the back of the leg to its front
_STEP = 12.0  # mm along the leg
_TOP = 640.0  # mm above the ground; what is higher is never seen
_HEM = 78.0  # mm above the ankle
_TUCKED = 45.0  # how far the sock goes up into the trousers
_HEM_BOW = 11.0  # how far its near side hangs lower, seen from above
_HEM_WIDTH = 20.0
_SEAM = 0.04  # half its width, as a share of the leg's
_SOCK = 41.0  # half its width
_SUBPIXEL = 4
_WHITE = 200.0  # the shade that leaves a colour as it is

# Half the width of trousers towards the front and the back, mm, by way from the hip.
_WAY = np.array([0.0, 180, 400, 470, 560, 700, 786])
_FRONT = np.array([98.0, 92, 76, 72, 68, 70, 74])
_BACK = np.array([112.0, 100, 76, 77, 86, 74, 75])

# Creases: mm above the hem, rise towards the front, width, depth.
_CREASES = (
    (34, 18, 10, 0.16),
    (56, -20, 12, -0.08),
    (86, 30, 15, 0.14),
    (118, -26, 16, -0.05),
    (318, 52, 20, 0.13),
    (345, -52, 20, -0.07),
    (372, 30, 24, 0.13),
    (408, -24, 22, 0.10),
)

FOOT_BOX = (-14.0, -8.0, 290.0, 160.0)
_FOOT: Points = (
    (20, 4), (9, 14), (8, 34), (14, 56), (21, 78), (25, 112), (27, 150), (62, 154),
    (97, 150), (99, 122), (109, 105), (134, 88), (170, 68), (212, 51), (246, 40),
    (266, 28), (271, 14), (262, 5), (200, 5), (130, 9), (70, 5),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clothes:
    """What the walker wears, as displayed in full light."""

    trousers: Colour
    sock: Colour


@dataclass(frozen=True, slots=True)
class Tube:
    """Part of a leg: how much light it returns, and where it is, 0 to 1."""

    light: Floats
    cover: Floats


@dataclass(frozen=True, slots=True)
class LegShape:
    """A leg without colours; the corner is in pixels from under the hip, y down."""

    sock: Tube
    cloth: Tube
    corner: tuple[int, int]


def draw_foot(sock: Colour, *, scale: float) -> Floats:
    """Return a foot in a sock: premultiplied RGBA over FOOT_BOX, fading upwards."""
    relief = Relief(*FOOT_BOX, scale=scale)
    foot = relief.mask(smooth(_FOOT))
    relief.lay(foot, Finish(sock, gloss=0.02))
    relief.swell(foot, 34, 46)
    sole = ((12, 16), (70, 11), (130, 13), (200, 11), (268, 14))
    relief.line(smooth(sole, closed=False), 5, Finish(_darker(sock, 0.9), -0.6, 3))
    toes = ((236, 45), (228, 34), (226, 18), (230, 8))
    relief.line(smooth(toes, closed=False), 1.8, Finish(_darker(sock, 0.86), -0.3, 1))
    picture = relief.lit()
    top = np.linspace(FOOT_BOX[3], FOOT_BOX[1], picture.shape[0], dtype=np.float32)
    return np.asarray(picture * np.clip((126 - top) / 38, 0, 1)[:, None, None])


def draw_leg(pose: Pose) -> LegShape:
    """Return the light on a leg from the trousers to the ankle."""
    line, along = _middle_line(pose)
    up = along[-1] - _HEM - along
    seen = line[:, 1] < _TOP
    line, along, up = line[seen], along[seen], up[seen]
    tangent = np.gradient(line, axis=0)
    out = np.stack([-tangent[:, 1], tangent[:, 0]], 1)
    out /= np.hypot(*out.T)[:, None]
    front, back = np.interp(along, _WAY, _FRONT), np.interp(along, _WAY, _BACK)
    sheet = _Sheet(line)
    cloth, sock = up >= 0, up < _TUCKED
    width = np.full(int(sock.sum()), _SOCK)
    return LegShape(
        sheet.tube(_Limb(line[sock], out[sock], width, width)),
        sheet.tube(
            _Limb(line[cloth], out[cloth], front[cloth], back[cloth], up[cloth])
        ),
        sheet.corner,
    )


@dataclass(frozen=True, slots=True)
class _Limb:
    """A tube's middle line, where its front points, half its width to both sides, mm.

    Cloth also knows how far it is above its hem.
    """

    line: Vector
    out: Vector
    front: Vector
    back: Vector
    up: Vector | None = None

    def places(self, across: Vector) -> Vector:
        """Return the points at shares across the tube, -1 at the back."""
        width = np.where(across >= 0, self.front[:, None], self.back[:, None])
        places: Vector = (
            self.line[:, None] + self.out[:, None] * (across * width)[..., None]
        )
        if self.up is None:
            return places
        down = np.stack([self.out[:, 1], -self.out[:, 0]], 1)[:, None]
        near_hem = np.clip(1 - self.up / 120, 0, 1)[:, None, None]
        hang: Vector = _HEM_BOW * np.sqrt(1 - across**2)[None, :, None] * near_hem
        return places + down * hang

    def shade(self, across: Vector) -> Vector:
        """Return the light between the points."""
        middle = (across[:-1] + across[1:]) / 2
        shade = _shade(self.out[:-1], middle)
        if self.up is None:
            return shade
        return shade * _creased(self.up[:-1, None], middle)


class _Sheet:
    """Where a leg's tubes are drawn: just large enough for them."""

    def __init__(self, line: Vector) -> None:
        reach = _BACK.max() + _HEM_BOW
        low, high = line.min(axis=0) - reach, line.max(axis=0) + reach
        left, top = snapped(low[0] * PIXELS), snapped(-min(high[1], _TOP) * PIXELS)
        right, bottom = snapped(high[0] * PIXELS), snapped(-low[1] * PIXELS)
        self.corner = left, top
        self._size = bottom + GRID - top, right + GRID - left

    def tube(self, limb: _Limb) -> Tube:
        """Draw a tube: its light in strips, its outline with a smooth edge."""
        across = np.linspace(-1, 1, _AROUND + 1)
        pixels = self._pixels(limb.places(across))
        light = np.zeros(self._size, np.uint8)
        _fill(light, pixels, np.clip(limb.shade(across) * _WHITE, 1, 255))
        outline = np.concatenate([pixels[:, 0], pixels[-1], pixels[::-1, -1]])
        cover = np.zeros(self._size, np.uint8)
        cv2.fillPoly(cover, [outline], 255, cv2.LINE_AA, _SUBPIXEL)
        return Tube(_blended(light), np.asarray(cover, np.float32) / np.float32(255))

    def _pixels(self, places: Vector) -> NDArray[np.int32]:
        pixels = places * (PIXELS, -PIXELS) - self.corner
        return np.asarray(np.rint(pixels * (1 << _SUBPIXEL)), np.int32)


def snapped(length: float) -> int:
    """Return the next multiple of GRID below."""
    return int(np.floor(length / GRID)) * GRID


def _middle_line(pose: Pose) -> tuple[Vector, Vector]:
    """Return the curve from hip to ankle and the way along it, mm."""
    before = pose.knee + (pose.hip - pose.knee) * 0.34
    after = pose.knee + (pose.ankle - pose.knee) * 0.34
    t = np.linspace(0, 1, 24)[:, None]
    bow = (1 - t) ** 2 * before + 2 * t * (1 - t) * pose.knee + t**2 * after
    rough = np.concatenate([[pose.hip], bow, [pose.ankle]])
    way = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(rough, axis=0).T))])
    along = np.linspace(0, way[-1], round(way[-1] / _STEP))
    line = np.stack([np.interp(along, way, rough[:, i]) for i in (0, 1)], 1)
    return line, along


def _fill(light: NDArray[np.uint8], pixels: NDArray[np.int32], shade: Vector) -> None:
    quads = np.stack(
        [pixels[:-1, :-1], pixels[:-1, 1:], pixels[1:, 1:], pixels[1:, :-1]], axis=2
    ).reshape(-1, 4, 2)
    for quad, value in zip(quads, shade.ravel().tolist(), strict=True):
        cv2.fillConvexPoly(light, quad, value, cv2.LINE_8, _SUBPIXEL)


def _shade(out: Vector, across: Vector) -> Vector:
    """Return the light on a tube whose front points along `out`."""
    towards = np.sqrt(1 - across**2)
    facing = (out @ _LIGHT[:2])[:, None] * across + towards * _LIGHT[2]
    sky = 0.5 + 0.5 * out[:, 1:] * across
    light: Vector = 0.34 + 0.22 * sky + 0.62 * np.clip(facing, 0, 1) ** 1.2
    return light


def _creased(up: Vector, across: Vector) -> Vector:
    """Return how cloth lightens and darkens: creases, the hem and the seam."""
    shade = np.ones((len(up), len(across)))
    for height, slope, wide, depth in _CREASES:
        off = (up - height - slope * across) / wide
        shade -= depth * np.exp(-(off**2)) - 0.5 * depth * np.exp(-((off - 1.6) ** 2))
    shade *= np.where(up < _HEM_WIDTH, 1.06, 1.0)
    return shade * np.where(np.abs(across + 0.12) < _SEAM, 0.9, 1.0)


def _blended(light: NDArray[np.uint8]) -> Floats:
    """Blend the strips into each other, and out over their edge."""
    there = (light > 0).astype(np.float32)
    soft = cv2.GaussianBlur(light.astype(np.float32), (0, 0), 2.6)
    share = cv2.GaussianBlur(there, (0, 0), 2.6)
    return np.asarray(soft / np.maximum(share, 1e-3) / _WHITE, np.float32)


def _darker(colour: Colour, share: float) -> Colour:
    r, g, b = colour
    return r * share, g * share, b * share
