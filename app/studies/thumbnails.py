"""Small pictures of outputs and inputs, for the owner's pages."""

import math
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage

from app.media.errors import UnreadableMediumError
from app.media.reader import read_frames
from evaluators.study import Medium

_LONGEST = 8  # times what is wanted: a strip of a picture stays a small file
_ROUNDING = 1e-6
_DENSE = 2  # pixels per logical pixel: sharp on dense screens too


def thumbnail(path: Path, medium: Medium, size: QSize) -> QImage:
    """Return the first frame, cut to fill a size in logical pixels.

    A null image when the file cannot be read any more. Safe on any thread.
    """
    wanted = size * _DENSE
    try:
        frame = next(read_frames(path, medium, _shape(medium, wanted)), None)
    except UnreadableMediumError:
        return QImage()
    if frame is None:
        return QImage()
    pixels = frame.rgb()
    height, width = pixels.shape[:2]
    image = QImage(
        pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888
    )
    left, top = (width - wanted.width()) // 2, (height - wanted.height()) // 3
    return image.copy(QRect(QPoint(left, top), wanted))


def _shape(medium: Medium, wanted: QSize) -> tuple[int, int]:
    """Return the even size that fills what is wanted, at most eight times as long."""
    sides = ((wanted.width(), medium.width), (wanted.height(), medium.height))
    fill = max(side / own for side, own in sides)
    scale = min(fill, *(_LONGEST * side / own for side, own in sides))
    width, height = (
        2 * max(1, math.ceil(own * scale / 2 - _ROUNDING)) for _, own in sides
    )
    return width, height
