"""One answer of a question: its words and, in the current row, its key."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.rating.answers import Choice
from app.theme.fonts import MEDIUM, inter
from app.theme.key_cap import CapColors, cap_width, paint_key_cap
from app.theme.tokens import SIZES, VIEWING

_GAP = 8
_PADDING = 10
_ON_CHOSEN = CapColors(VIEWING.chosen_text, VIEWING.key_border)


class AnswerButton(QAbstractButton):
    """Filled when it is a place on the scale, outlined when it stands apart."""

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self._current = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row is the stop
        self.setFixedHeight(SIZES.answer)

    def set_current(self, current: bool) -> None:  # a plain setter
        """Show the key, or not."""
        if current != self._current:
            self._current = current
            self.update()

    def sizeHint(self) -> QSize:
        """Room for words, key and air, whether the key is shown or not."""
        metrics = QFontMetricsF(inter(SIZES.body, MEDIUM))
        words = metrics.horizontalAdvance(self.choice.words)
        key = cap_width(self.choice.key)
        return QSize(round(words + key + _GAP + 2 * _PADDING), SIZES.answer)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint ground, words and key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        chosen = self.isChecked()
        bright = VIEWING.text if self._current else VIEWING.text_2
        font = inter(SIZES.body, MEDIUM)
        key = cap_width(self.choice.key) + _GAP if self._current else 0.0
        room = self.width() - key - 2 * (_PADDING - 4)
        metrics = QFontMetricsF(font)
        words = metrics.elidedText(self.choice.words, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(words)
        x = (self.width() - width - key) / 2
        painter.setFont(font)
        painter.setPen(QColor(VIEWING.chosen_text if chosen else bright))
        rect = QRectF(x, 0, width + 1, self.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
        if self._current:
            colors = _ON_CHOSEN if chosen else CapColors()
            middle = self.height() / 2
            paint_key_cap(painter, x + width + _GAP, middle, self.choice.key, colors)

    def _paint_ground(self, painter: QPainter) -> None:
        rect = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(QColor(VIEWING.chosen))
        elif self.underMouse():
            painter.setBrush(QColor(VIEWING.control_hover))
        elif self.choice.apart:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(VIEWING.control_border), 1))
            rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        else:
            painter.setBrush(QColor(VIEWING.control))
        painter.drawRoundedRect(rect, SIZES.radius, SIZES.radius)
