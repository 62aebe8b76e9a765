"""Feet turn as the walker walks, and bend at the ball."""

from typing import Self

import cv2
import numpy as np

from app.demo.gait import BALL, Pose, turned
from app.demo.leg import GRID, PIXELS, snapped
from app.demo.placed import Placed
from app.demo.relief import Floats

Box = tuple[float, float, float, float]  # left, bottom, right, top, mm

_ROOM = 30.0  # mm around a foot, for its bend
_FROM, _OVER = -30.0, 68.0  # mm from the ball where the bend begins, and its length


class Bend:
    """Where each pixel of a posed foot comes from in its picture."""

    def __init__(self, x: int, y: int, columns: Floats, rows: Floats) -> None:
        self._corner = x, y
        # Fixed-point maps take less memory and time than these.
        self._maps = cv2.convertMaps(columns, rows, cv2.CV_16SC2)

    @classmethod
    def of(cls, box: Box, pose: Pose) -> Self:
        """Return the bend of a foot whose picture covers a box."""
        left, bottom, right, top = box
        corners = [
            turned(np.array((x, y)) - BALL, pose.pitch) + pose.ball
            for x in (left, right)
            for y in (bottom, top)
        ]
        low, high = np.min(corners, axis=0) - _ROOM, np.max(corners, axis=0) + _ROOM
        x0, y0 = snapped(low[0] * PIXELS), snapped(-high[1] * PIXELS)
        x1 = snapped(high[0] * PIXELS) + GRID
        y1 = min(snapped(-low[1] * PIXELS), GRID) + GRID
        x, y = _straightened(
            (np.arange(x0, x1, dtype=np.float32)[None] + 0.5) / PIXELS - pose.ball[0],
            -(np.arange(y0, y1, dtype=np.float32)[:, None] + 0.5) / PIXELS
            - pose.ball[1],
            pose,
        )
        columns = ((x + BALL[0] - left) * PIXELS - 0.5).astype(np.float32)
        rows = ((top - y - BALL[1]) * PIXELS - 0.5).astype(np.float32)
        return cls(x0, y0, columns, rows)

    def pose(self, picture: Floats) -> Placed:
        """Turn and bend a picture."""
        linear, nothing = cv2.INTER_LINEAR, cv2.BORDER_CONSTANT
        posed = cv2.remap(picture, *self._maps, linear, borderMode=nothing)
        return Placed(np.asarray(posed, np.float32), *self._corner)


def _straightened(x: Floats, y: Floats, pose: Pose) -> tuple[Floats, Floats]:
    """Return where points of the posed foot are in the flat one, from its ball."""
    x, y = _unturned(x, y, pose.pitch)
    toes = np.clip((x - _FROM) / _OVER, 0, 1)
    bend = np.asarray(pose.bend * toes * toes * (3 - 2 * toes), np.float32)
    return _unturned(x, y, bend)


def _unturned(x: Floats, y: Floats, angle: Floats | float) -> tuple[Floats, Floats]:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.asarray(x * cos + y * sin), np.asarray(y * cos - x * sin)
