"""Painting one pane: its frame, its label, and that it was seen in full.

All of a stage that knows how pixels are painted is `paint_frame`: a painter that
uses a graphics card would have the same face.
"""

from collections.abc import Iterable
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QRegion

from app.media.frames import Frame
from app.playback.fitting import Rect
from app.playback.views import WHOLE
from app.theme.fonts import MEDIUM, SEMIBOLD, inter
from app.theme.icons import paint_icon
from app.theme.tokens import SIZES, VIEWING

_EYE = 14
_BASELINE = 11  # of labels, above the pane
_BETWEEN = 8
_LEAST = 16  # a pane of one pixel has a letter too
_NEARLY = 0.01  # of a pixel: as good as none
_FORMATS = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGB32}


def paint_frame(
    painter: QPainter, frame: Frame, rect: QRectF, part: Rect = WHOLE
) -> None:
    """Paint a part of a frame (in shares of it) into a rectangle of the widget.

    Pixel for pixel, or doubled exactly, where a pixel of the frame takes a whole
    number of the screen's; smoothly else.
    """
    pixels = frame.paintable()
    height, width, channels = pixels.shape
    image = QImage(pixels.data, width, height, channels * width, _FORMATS[channels])
    source = QRectF(
        *(part.x * width, part.y * height),
        *(part.width * width, part.height * height),
    )
    physical = rect.width() * painter.device().devicePixelRatioF()
    times = max(1, round(physical / source.width()))
    exact = abs(physical - times * source.width()) < _NEARLY
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=not exact)
    painter.drawImage(rect, image, source)


def paint_around(painter: QPainter, room: QRect, panes: Iterable[QRectF]) -> None:
    """Paint the surround, but for what the panes will cover."""
    ground = QRegion(room)
    for pane in panes:
        left, top = ceil(pane.left()), ceil(pane.top())
        covered = QRect(left, top, int(pane.right()) - left, int(pane.bottom()) - top)
        ground = ground.subtracted(covered)
    painter.setClipRegion(ground)
    painter.fillRect(room, QColor(VIEWING.surround))
    painter.setClipping(False)


def paint_label(
    painter: QPainter, rect: QRectF, letter: str, offset: str, caption: str
) -> float:
    """Write above a pane, at its left: its letter, how it is moved, what it is.

    Returns where more may be written.
    """
    x, end = rect.x(), rect.x() + max(rect.width(), _LEAST)
    painter.setPen(QColor(VIEWING.on_surround))
    for whole, font in (
        (letter, inter(SIZES.question, SEMIBOLD)),
        (offset, inter(SIZES.hint, MEDIUM)),
        (caption, inter(SIZES.body, MEDIUM, tabular=False)),
    ):
        metrics = QFontMetricsF(font)
        words = metrics.elidedText(whole, Qt.TextElideMode.ElideMiddle, end - x)
        painter.setFont(font)
        painter.drawText(QPointF(x, rect.y() - _BASELINE), words)
        if words:
            x += metrics.horizontalAdvance(words) + _BETWEEN
    return x


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
    painter.setPen(QColor(VIEWING.on_surround_2))
    painter.setFont(font)
    painter.drawText(QPointF(x, rect.y() - _BASELINE), words)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    eye = QRectF(x - _EYE - 5, rect.y() - _BASELINE - _EYE + 3, _EYE, _EYE)
    paint_icon(painter, "eye", eye, VIEWING.on_surround_2)
