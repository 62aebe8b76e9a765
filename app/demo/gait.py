"""How a leg walks: where hip, knee, ankle and foot are at each moment of a stride.

Seen from the side, walking to the right; lengths in mm, y upwards from the ground,
x from the point under the hip at that moment. One stride is two steps.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

STRIDE = 675.0  # how far the hip travels while each foot takes one step
BALL = np.array([205.0, 0.0])  # where a foot bends, from the back of its heel
ANKLE = np.array([62.0, 85.0])
_THIGH, _SHANK, _HIP = 432.0, 432.0, 918.0
_BOB = 22.0  # the hip is highest above a foot in the middle of its stance
_MIDDLE = 0.31  # of a stride, when the ankle is under the hip

# A foot lands on its heel at 0, is flat from .09, leaves with its toes at .62.
_AT = np.array([0.0, 0.09, 0.36, 0.50, 0.62, 0.72, 0.84, 0.94, 1.0])
_PITCH = np.array([16.0, 0, 0, -22, -50, -52, -18, 17, 16])  # degrees, toes up
_BEND = np.array([0.0, 0, 0, 22, 38, 18, 4, 0, 0])  # of the toes against the foot
_BALL_X = np.array([-7.0, 0, 0, 0, 8, 150, 425, 634, STRIDE - 7])
_BALL_Y = np.array([54.0, 0, 0, 0, 20, 68, 52, 70, 54])


@dataclass(frozen=True, slots=True)
class Pose:
    """One leg at one moment."""

    hip: Vector
    knee: Vector
    ankle: Vector
    ball: Vector  # of the foot, at the sole
    pitch: float  # radians, positive with the toes up
    bend: float  # radians


def pose_at(phase: float) -> Pose:
    """Return the leg at a share of its stride, 0 to 1 from its heel's landing."""
    pitch = np.radians(_between(phase, _PITCH))
    planted = STRIDE * _MIDDLE + (BALL - ANKLE)[0] + 10
    ball = np.array(
        [
            planted + _between(phase, _BALL_X) - STRIDE * phase,
            _between(phase, _BALL_Y),
        ]
    )
    ankle = ball + turned(ANKLE - BALL, pitch)
    swing = np.cos(4 * np.pi * (phase - _MIDDLE))
    hip = np.array([0.0, _HIP + _BOB * swing])
    return Pose(
        hip,
        _knee(hip, ankle),
        ankle,
        ball,
        float(pitch),
        float(np.radians(_between(phase, _BEND))),
    )


def turned(vector: Vector, angle: float) -> Vector:
    """Return a vector turned anticlockwise, radians."""
    cos, sin = np.cos(angle), np.sin(angle)
    x, y = vector
    return np.array([x * cos - y * sin, x * sin + y * cos])


def _knee(hip: Vector, ankle: Vector) -> Vector:
    """Return where the knee must be, in front of the line from hip to ankle."""
    along = ankle - hip
    length = min(float(np.hypot(*along)), _THIGH + _SHANK - 1)
    along /= np.hypot(*along)
    share = (_THIGH**2 - _SHANK**2 + length**2) / (2 * length)
    out = np.sqrt(max(0.0, _THIGH**2 - share**2))
    knee: Vector = hip + share * along + out * np.array([-along[1], along[0]])
    return knee


def _between(phase: float, values: Vector) -> float:
    """Interpolate smoothly without overshooting (Fritsch and Carlson, 1980)."""
    steps = np.diff(values) / np.diff(_AT)
    left, right = steps[:-1], steps[1:]
    same = left * right > 0
    inner = np.where(same, 2 * left * right / np.where(same, left + right, 1), 0)
    slopes = np.concatenate([[0.0], inner, [0.0]])
    i = int(np.clip(np.searchsorted(_AT, phase, "right") - 1, 0, len(_AT) - 2))
    width = _AT[i + 1] - _AT[i]
    t = (phase - _AT[i]) / width
    start, end = values[i], values[i + 1]
    bow = t * (1 - t) * width
    return float(
        start
        + (end - start) * t**2 * (3 - 2 * t)
        + bow * ((1 - t) * slopes[i] - t * slopes[i + 1])
    )
