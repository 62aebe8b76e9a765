"""How long the rater has worked, and the way to a break: one quiet button."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.rating.bar_line import ICON, BarLine, width_of
from app.rating.breaks import BREAK_AT
from app.theme.fonts import MEDIUM, REGULAR, inter
from app.theme.key_cap import cap_width, paint_key_cap
from app.theme.tokens import SIZES, VIEWING

_KEY = "B"
_PADDING = 8
_BETWEEN = 6


class BreakButton(QAbstractButton):
    """Says the minutes and, from twenty on, that a break is due."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._minutes = 0
        self._due = False
        self._brief = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(SIZES.answer)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name()

    def show_minutes(self, minutes: int, *, due: bool, brief: bool) -> None:
        """Show another state; `brief` where there is little room."""
        if (minutes, due, brief) != (self._minutes, self._due, self._brief):
            self._minutes, self._due, self._brief = minutes, due, brief
            self._name()
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as what it says; minutes have room for three digits."""
        width = float(ICON + _BETWEEN) + width_of("000 min", _strong())
        if self._hint:
            width += _BETWEEN + width_of(self._hint, self._hint_font)
        if self._due:
            width += _BETWEEN + cap_width(_KEY)
        return QSize(round(width + 2 * _PADDING), SIZES.answer)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint from the right, so that what stands beside it does not move."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        line = BarLine(painter, self.height() + 1)
        x = float(self.width() - _PADDING)
        if self._due:
            x -= cap_width(_KEY)
            paint_key_cap(painter, x, self.height() / 2, _KEY)
            x -= _BETWEEN
        if self._hint:
            x -= width_of(self._hint, self._hint_font)
            line.words(
                x, self._hint, "text" if self._due else "text_3", self._hint_font
            )
            x -= _BETWEEN + 2
        minutes = f"{self._minutes} min"
        x -= width_of(minutes, _strong())
        line.words(x, minutes, "text_2", _strong())
        line.icon(x - _BETWEEN - ICON, "clock")

    @property
    def _hint(self) -> str:
        if self._due:
            return "a break" if self._brief else "a good moment for a break"
        return "" if self._brief else f"break at {BREAK_AT} min"

    @property
    def _hint_font(self) -> QFont:
        return inter(SIZES.hint + 1, MEDIUM if self._due else REGULAR)

    def _name(self) -> None:
        words = f"{self._minutes} minutes. Take a break, key {_KEY}"
        self.setAccessibleName(words)

    def _paint_ground(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isDown() or self.underMouse():
            painter.setBrush(QColor(VIEWING.control_hover))
            painter.drawRoundedRect(self.rect(), SIZES.radius, SIZES.radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(VIEWING.ring), 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, SIZES.radius, SIZES.radius)


def _strong() -> QFont:
    return inter(SIZES.hint + 1, MEDIUM)
