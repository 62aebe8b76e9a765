"""A key as it looks on a keyboard: a small frame with a letter."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.theme.fonts import MEDIUM, inter
from app.theme.tokens import SIZES, VIEWING

HEIGHT = 18
_PADDING = 5


@dataclass(frozen=True, slots=True)
class CapColors:
    """The colours of a key cap."""

    text: str = VIEWING.text
    border: str = VIEWING.key_border


ON_DECK = CapColors()


def cap_width(text: str) -> float:
    """Return how wide a key cap is, in logical pixels."""
    width = QFontMetricsF(inter(SIZES.key, MEDIUM)).horizontalAdvance(text)
    return max(HEIGHT, round(width + 2 * _PADDING))


def paint_key_cap(
    painter: QPainter, x: float, middle: float, text: str, colors: CapColors = ON_DECK
) -> float:
    """Paint a key cap from `x` on, centred on `middle`; return its width."""
    width = cap_width(text)
    rect = QRectF(round(x) + 0.5, round(middle - HEIGHT / 2) + 0.5, width - 1, 17)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors.border), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, SIZES.radius, SIZES.radius)
    painter.setPen(QColor(colors.text))
    painter.setFont(inter(SIZES.key, MEDIUM))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return width


class KeyCap(QWidget):
    """A key cap that stands in a layout."""

    def __init__(
        self, text: str, colors: CapColors = ON_DECK, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._colors = colors
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As large as its letter asks."""
        return QSize(round(cap_width(self._text)), HEIGHT)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the cap."""
        painter = QPainter(self)
        paint_key_cap(painter, 0, HEIGHT / 2, self._text, self._colors)
