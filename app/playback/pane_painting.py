"""Painting one pane: its frame, its label, and that it was seen in full."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from app.media.frames import Frame
from app.playback.fitting import LABEL
from app.theme.fonts import MEDIUM, SEMIBOLD, inter
from app.theme.icons import paint_icon
from app.theme.tokens import SIZES, VIEWING

_EYE = 14
_BASELINE = 8  # from a label's lower edge to the pane
_BETWEEN = 8
_BOTTOM_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom


def paint_frame(painter: QPainter, frame: Frame, rect: QRectF) -> None:
    """Paint a frame; pixel for pixel, or doubled exactly, where the size is whole."""
    pixels = np.ascontiguousarray(frame.rgb())
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    physical = round(rect.width() * painter.device().devicePixelRatioF())
    painter.setRenderHint(
        QPainter.RenderHint.SmoothPixmapTransform, on=physical % width != 0
    )
    painter.drawImage(rect, image)


def paint_label(painter: QPainter, rect: QRectF, letter: str, caption: str) -> None:
    """Write above a pane, at its left: its letter, and what may be said of it."""
    room = QRectF(rect.x(), rect.y() - LABEL, max(rect.width(), 16), LABEL - _BASELINE)
    painter.setPen(QColor(VIEWING.on_surround))
    for whole, font in (
        (letter, inter(SIZES.question, SEMIBOLD)),
        (caption, inter(SIZES.body, MEDIUM, tabular=False)),
    ):
        metrics = QFontMetricsF(font)
        words = metrics.elidedText(whole, Qt.TextElideMode.ElideMiddle, room.width())
        painter.setFont(font)
        painter.drawText(room, _BOTTOM_LEFT, words)
        if words:
            room.setLeft(room.left() + metrics.horizontalAdvance(words) + _BETWEEN)


def paint_seen(painter: QPainter, rect: QRectF) -> None:
    """Write above a pane, at its right, that it was seen in full."""
    words = "seen in full"
    font = inter(SIZES.hint, MEDIUM)
    width = QFontMetricsF(font).horizontalAdvance(words) + 1
    if width + _EYE + SIZES.title > rect.width():  # a narrow pane keeps the eye alone
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
