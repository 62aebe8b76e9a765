"""Painting one pane: its frame, its label, and that it was seen in full.

All of a stage that knows how pixels are painted is `paint_frame`: a painter that
uses a graphics card would have the same face.
"""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from app.media.frames import Frame
from app.playback.fitting import LABEL, Rect
from app.playback.views import WHOLE
from app.theme.fonts import MEDIUM, SEMIBOLD, inter
from app.theme.icons import paint_icon
from app.theme.tokens import SIZES, VIEWING

_EYE = 14
_BASELINE = 8  # from a label's lower edge to the pane
_BETWEEN = 8
_LEAST = 16  # a pane of one pixel has a letter too
_BOTTOM_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
_NEARLY = 0.01  # of a pixel: as good as none


def paint_frame(
    painter: QPainter, frame: Frame, rect: QRectF, part: Rect = WHOLE
) -> None:
    """Paint a part of a frame (in shares of it) into a rectangle of the widget.

    Pixel for pixel, or doubled exactly, where a pixel of the frame takes a whole
    number of the screen's; smoothly else.
    """
    pixels = np.ascontiguousarray(frame.rgb())
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    source = QRectF(
        *(part.x * width, part.y * height),
        *(part.width * width, part.height * height),
    )
    physical = rect.width() * painter.device().devicePixelRatioF()
    times = max(1, round(physical / source.width()))
    exact = abs(physical - times * source.width()) < _NEARLY
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=not exact)
    painter.drawImage(rect, image, source)


def paint_label(
    painter: QPainter, rect: QRectF, letter: str, offset: str, caption: str
) -> float:
    """Write above a pane, at its left: its letter, how it is moved, what it is.

    Returns where more may be written.
    """
    size = (max(rect.width(), _LEAST), LABEL - _BASELINE)
    room = QRectF(rect.x(), rect.y() - LABEL, *size)
    painter.setPen(QColor(VIEWING.on_surround))
    for whole, font in (
        (letter, inter(SIZES.question, SEMIBOLD)),
        (offset, inter(SIZES.hint, MEDIUM)),
        (caption, inter(SIZES.body, MEDIUM, tabular=False)),
    ):
        metrics = QFontMetricsF(font)
        words = metrics.elidedText(whole, Qt.TextElideMode.ElideMiddle, room.width())
        painter.setFont(font)
        painter.drawText(room, _BOTTOM_LEFT, words)
        if words:
            room.setLeft(room.left() + metrics.horizontalAdvance(words) + _BETWEEN)
    return room.left()


def paint_seen(painter: QPainter, rect: QRectF, left: float) -> None:
    """Write above a pane, at its right, that it was seen in full.

    Where there is no room for words from `left` on, the eye stands alone.
    """
    words = "seen in full"
    font = inter(SIZES.hint, MEDIUM)
    width = QFontMetricsF(font).horizontalAdvance(words) + 1
    if left + width + _EYE + SIZES.title > rect.right():
        words, width = "", 0
    x = rect.right() - width
    room = QRectF(x, rect.y() - LABEL, width, LABEL - _BASELINE)
    painter.setPen(QColor(VIEWING.on_surround_2))
    painter.setFont(font)
    painter.drawText(
        room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, words
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    eye = QRectF(x - _EYE - 5, rect.y() - _BASELINE - _EYE - 1, _EYE, _EYE)
    paint_icon(painter, "eye", eye, VIEWING.on_surround_2)
