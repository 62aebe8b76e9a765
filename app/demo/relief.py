"""Drawing with depth: flat shapes are raised a little, then lit all at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Points = Sequence[tuple[float, float]]
Colour = tuple[float, float, float]  # red, green, blue as displayed, 0 to 1

_SUBPIXEL = 4  # binary digits of a coordinate's fraction, for OpenCV
_LIGHT = np.array([-0.42, -0.62, 0.66], np.float32)  # right, down, towards the eye
_FINE = 2  # drawn this much larger, so that edges are smooth


@dataclass(frozen=True, slots=True)
class Finish:
    """What a part is made of; lengths in mm."""

    colour: Colour
    rise: float = 0.0  # how far it stands out of what is below
    bevel: float = 3.0  # how wide its rounded edge is
    gloss: float = 0.15


def smooth(points: Points, *, closed: bool = True, steps: int = 12) -> Floats:
    """Return a Catmull-Rom curve through points, n × 2."""
    given = np.asarray(points, np.float32)
    ends = (given[-1:], given[:2]) if closed else (given[:1], given[-1:])
    p = np.concatenate([ends[0], given, ends[1]])
    if not closed:
        p[0] = 2 * given[0] - given[1]
        p[-1] = 2 * given[-1] - given[-2]
    t = np.linspace(0, 1, steps, endpoint=False, dtype=np.float32)[None, :, None]
    a, b, c, d = (p[i : len(p) - 3 + i, None] for i in range(4))
    curve = 0.5 * (
        2 * b
        + (c - a) * t
        + (2 * a - 5 * b + 4 * c - d) * t**2
        + (3 * b - 3 * c + d - a) * t**3
    )
    line = curve.reshape(-1, 2)
    return line if closed else np.concatenate([line, given[-1:]])


class Relief:
    """A sheet on which parts are laid. Lengths in mm, x to the right, y upwards."""

    def __init__(
        self, left: float, bottom: float, right: float, top: float, *, scale: float
    ) -> None:
        """`scale`: pixels per mm of the picture that comes out."""
        self.scale = scale
        self._px = scale * _FINE
        self._left, self._top = left, top
        height = round((top - bottom) * scale) * _FINE
        width = round((right - left) * scale) * _FINE
        self._albedo = np.zeros((height, width, 3), np.float32)
        self._gloss = np.zeros((height, width), np.float32)
        self._height = np.zeros((height, width), np.float32)
        self._cover = np.zeros((height, width), np.float32)

    def mask(self, outline: Floats) -> Floats:
        """Return 1 inside an outline, 0 outside."""
        mask = np.zeros(self._cover.shape, np.uint8)
        cv2.fillPoly(mask, [self._pixels(outline)], 1, cv2.LINE_8, _SUBPIXEL)
        return mask.astype(np.float32)

    def lay(self, mask: Floats, finish: Finish) -> None:
        """Lay a part on what is there."""
        inside = mask > 0
        self._albedo[inside] = finish.colour
        self._gloss[inside] = finish.gloss
        np.maximum(self._cover, mask, out=self._cover)
        if finish.rise:
            self.swell(mask, finish.rise, finish.bevel)

    def swell(self, mask: Floats, rise: float, radius: float) -> None:
        """Round a region up by `rise`, over `radius` from its edge."""
        x, y, w, h = cv2.boundingRect((mask > 0).astype(np.uint8))
        if not w:
            return
        part = np.pad((mask[y : y + h, x : x + w] > 0).astype(np.uint8), 1)
        distance = cv2.distanceTransform(part, cv2.DIST_L2, 5)[1:-1, 1:-1]
        share = np.minimum(distance / (radius * self._px), 1)
        dome = np.sqrt(1 - (1 - share) ** 2)
        # The middle line of a narrow part would show as a crease.
        soft = cv2.GaussianBlur(dome, (0, 0), 0.22 * radius * self._px)
        near = np.minimum(share * 3, 1)
        dome += near * (soft - dome)
        self._height[y : y + h, x : x + w] += rise * dome

    def level(self, mask: Floats) -> None:
        """Flatten what a region rests on, so that nothing shows through."""
        self._height[mask > 0] = 0

    def line(self, points: Floats, width: float, finish: Finish) -> None:
        """Lay a band along an open curve."""
        mask = np.zeros(self._cover.shape, np.uint8)
        thick = max(1, round(width * self._px))
        pixels = [self._pixels(points)]
        closed = False
        cv2.polylines(mask, pixels, closed, 1, thick, cv2.LINE_8, _SUBPIXEL)
        self.lay((mask * self._cover).astype(np.float32), finish)

    def stitch(self, points: Floats, finish: Finish, *, length: float = 4.0) -> None:
        """Sew along an open curve: dashes of `length` with as long gaps."""
        steps = np.hypot(*np.diff(points, axis=0).T)
        along = np.concatenate([[0], np.cumsum(steps)])
        for start in np.arange(length, along[-1] - length, 2 * length):
            places = np.linspace(start, start + length, 4)
            dash = np.stack([np.interp(places, along, points[:, i]) for i in (0, 1)], 1)
            self.line(dash.astype(np.float32), 1.3, finish)

    def tint(self, mask: Floats, colour: Colour, strength: float) -> None:
        """Mix a colour into a region."""
        share = (mask * strength)[..., None]
        self._albedo += share * (np.array(colour, np.float32) - self._albedo)

    def lit(self) -> Floats:
        """Return the picture: red, green, blue multiplied by alpha, and alpha."""
        height = self._smooth_height()
        down = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3) / 8
        right = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3) / 8
        length = np.sqrt(right**2 + down**2 + 1)
        facing = -right * _LIGHT[0] - down * _LIGHT[1] + _LIGHT[2]
        facing /= length * np.linalg.norm(_LIGHT)
        sky = 0.5 + 0.5 * down / length  # a slope that looks up gets more
        hollow = cv2.GaussianBlur(height, (0, 0), 3 * self._px) - height
        shade = 1 - np.clip(hollow / (3.5 * self._px), 0, 0.45)
        light = (0.30 + 0.34 * sky + 0.56 * np.clip(facing, 0, 1)) * shade
        shine = self._gloss * np.clip(facing, 0, 1) ** 26
        colour = self._albedo * light[..., None] + 0.55 * shine[..., None]
        cover = self._cover[..., None]
        whole = np.concatenate([np.clip(colour, 0, 1) * cover, cover], axis=2)
        size = whole.shape[1] // _FINE, whole.shape[0] // _FINE
        return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA))

    def _smooth_height(self) -> Floats:
        """Return the height in pixels, carried on beyond the outline.

        A drop at the outline would draw a dark line along it.
        """
        wide = 0.5 * self._px
        height = cv2.GaussianBlur(self._height * self._cover, (0, 0), wide)
        share = cv2.GaussianBlur(self._cover, (0, 0), wide)
        return np.asarray(height / np.maximum(share, 1e-3) * self._px, np.float32)

    def _pixels(self, points: Floats) -> NDArray[np.int32]:
        x = (points[:, 0] - self._left) * self._px
        y = (self._top - points[:, 1]) * self._px
        fixed = np.stack([x, y], axis=1) * (1 << _SUBPIXEL)
        return np.asarray(np.rint(fixed), np.int32)
