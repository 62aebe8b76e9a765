"""One answer of a question: its words and, in the current row, its key."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.rating.answers import Choice
from app.theme.fonts import MEDIUM, inter
from app.theme.key_cap import CapColors, cap_width, paint_key_cap
from app.theme.tokens import SIZES, VIEWING

_GAP = 8
_PADDING = 6
_KEY_BELOW = 13  # the middle of a key under the words, from the lower edge
_ON_CHOSEN = CapColors(VIEWING.chosen_text, VIEWING.key_border)


def words_width(words: str) -> int:
    """Return how wide an answer's words are."""
    return (
        round(
            QFontMetricsF(inter(SIZES.body, MEDIUM, tabular=False)).horizontalAdvance(
                words
            )
        )
        + 1
    )


def least_width(choice: Choice) -> int:
    """Return the room that words and key ask for side by side."""
    return (
        words_width(choice.words) + round(cap_width(choice.key)) + _GAP + 2 * _PADDING
    )


class AnswerButton(QAbstractButton):
    """Filled when it is a place on the scale, outlined when it stands apart."""

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self._current = False
        self._key_below = False
        self._joined = (False, False)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row is the stop
        self.setFixedHeight(SIZES.answer)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_current(self, current: bool) -> None:  # a plain setter
        """Show the key, or not."""
        if current != self._current:
            self._current = current
            self.update()

    def set_key_below(self, below: bool) -> None:  # a plain setter
        """Paint the key under the words."""
        if below != self._key_below:
            self._key_below = below
            self.update()

    def set_joined(self, *, left: bool, right: bool) -> None:
        """Leave the corners square where the next answer of the scale begins."""
        self._joined = (left, right)

    def nextCheckState(self) -> None:  # noqa: N802  # Qt's name
        """Leave it to the record: a click that came too early chooses nothing."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take no second press: it would answer the trial that came meanwhile."""
        event.accept()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint ground, words and key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        key = cap_width(self.choice.key) if self._current else 0.0
        beside = key + _GAP if key and not self._key_below else 0.0
        room = self.width() - beside - 2 * _PADDING
        metrics = QFontMetricsF(inter(SIZES.body, MEDIUM, tabular=False))
        words = metrics.elidedText(self.choice.words, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(words)
        x = (self.width() - width - beside) / 2
        height = self.height() - (2 * _KEY_BELOW - 6 if self._key_below else 0)
        painter.setFont(inter(SIZES.body, MEDIUM, tabular=False))
        painter.setPen(QColor(self._ink()))
        rect = QRectF(x, 0, width + 1, height)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
        if self._current:
            self._paint_key(painter, x + width + _GAP, key)

    def _paint_key(self, painter: QPainter, x: float, width: float) -> None:
        colors = _ON_CHOSEN if self.isChecked() else CapColors()
        middle = self.height() / 2
        if self._key_below:
            x, middle = (self.width() - width) / 2, self.height() - _KEY_BELOW
        paint_key_cap(painter, x, middle, self.choice.key, colors)

    def _ink(self) -> str:
        if self.isChecked():
            return VIEWING.chosen_text
        return VIEWING.text if self._current else VIEWING.text_2

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
        radius = SIZES.radius
        # Square corners lie beyond the edge of what is seen.
        left, right = (radius if joined else 0 for joined in self._joined)
        painter.drawRoundedRect(rect.adjusted(-left, 0, right, 0), radius, radius)
