"""Words and icons painted one after another, centred on one line of a bar."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from app.theme.icons import paint_icon
from app.theme.tokens import VIEWING

ICON = 16


def width_of(text: str, font: QFont) -> float:
    """Return how wide words are, in logical pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


class BarLine:
    """Paints on a bar of a height; colours are names of viewing tokens."""

    def __init__(self, painter: QPainter, height: int) -> None:
        self._painter = painter
        self._height = height

    def words(self, x: float, text: str, color: str, font: QFont) -> float:
        """Paint words from `x` on; return where they end."""
        self._painter.setFont(font)
        self._painter.setPen(QColor(getattr(VIEWING, color)))
        width = width_of(text, font)
        rect = QRectF(x, 0, width + 1, self._height - 1)
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
        return x + width

    def icon(self, x: float, name: str) -> float:
        """Paint an icon; return where it ends."""
        rect = QRectF(x, (self._height - 1 - ICON) / 2, ICON, ICON)
        paint_icon(self._painter, name, rect, VIEWING.text_2)
        return x + ICON
