"""Bringing planes of any matrix and range to BT.601 in limited range.

swscale would do it while it scales, at three times the cost of scaling alone. Here
it is arithmetic on planes of the size shown: what is added to the luma comes from the
chroma, and grey stays grey.
"""

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

Planes = NDArray[np.uint8]  # h·3/2 × w: the planes of yuv420p, one after the other

_WEIGHTS = {  # of red and blue in luma (ITU-T H.273, table 4)
    "ITU709": (0.2126, 0.0722),
    "FCC": (0.30, 0.11),
    "ITU601": (0.299, 0.114),
    "SMPTE240M": (0.212, 0.087),
    "BT2020": (0.2627, 0.0593),
}
_LUMA, _CHROMA, _FULL = 219.0, 224.0, 255.0  # steps from end to end
_BLACK, _GREY = 16, 128


def normal_colour(planes: Planes, matrix: str, *, full: bool) -> Planes:
    """Return planes of this matrix and range as BT.601 in limited range."""
    if matrix == "ITU601" and not full:
        return planes
    ((y, y_u, y_v), (_, u_u, u_v), (_, v_u, v_v)) = _change(matrix, full=full)
    height, width = planes.shape[0] * 2 // 3, planes.shape[1]
    luma, (u, v) = planes[:height], _halves(planes)
    changed = np.empty_like(planes)
    changed_u, changed_v = _halves(changed)
    added = cv2.addWeighted(u, y_u, v, y_v, _GREY * (1 - y_u - y_v))
    added = cv2.resize(added, (width, height), interpolation=cv2.INTER_NEAREST)
    black = 0 if full else _BLACK
    cv2.addWeighted(luma, y, added, 1, _BLACK - y * black - _GREY, changed[:height])
    cv2.addWeighted(u, u_u, v, u_v, _GREY * (1 - u_u - u_v), changed_u)
    cv2.addWeighted(u, v_u, v, v_v, _GREY * (1 - v_u - v_v), changed_v)
    return changed


def _halves(planes: Planes) -> Planes:
    """Return a view of both chroma planes, 2 × h/2 × w/2."""
    height, width = planes.shape[0] * 2 // 3, planes.shape[1]
    return planes[height:].reshape(2, height // 2, width // 2)


@cache
def _change(matrix: str, *, full: bool) -> list[list[float]]:
    """Return what each of Y, U, V becomes, in steps of eight bits."""
    change = _of_rgb("ITU601") @ np.linalg.inv(_of_rgb(matrix))
    limited = np.array([_LUMA, _CHROMA, _CHROMA])
    steps = np.full(3, _FULL) if full else limited
    table: list[list[float]] = (change * limited[:, None] / steps).tolist()
    return table


def _of_rgb(matrix: str) -> NDArray[np.float64]:
    """Return the matrix from RGB to luma in 0 … 1 and chroma in ±½."""
    red, blue = _WEIGHTS[matrix]
    luma = np.array([red, 1 - red - blue, blue])
    return np.array(
        [
            luma,
            (np.array([0, 0, 1]) - luma) / (2 * (1 - blue)),
            (np.array([1, 0, 0]) - luma) / (2 * (1 - red)),
        ]
    )
