"""Radio buttons, boxes and number fields in the theme's colours."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSpinBox

from app.studies.colors import chrome_of
from app.theme.fonts import MEDIUM, inter
from app.theme.icons import paint_icon
from app.theme.tokens import SIZES, Chrome

_SIGN = 16
_LEFT = 4
_WORDS = _LEFT + _SIGN + 8
_BETWEEN = 12


class Radio(QRadioButton):
    """One of several; the chosen one says what it was chosen as."""

    def __init__(self, words: str, *, when_chosen: str = "") -> None:
        super().__init__()
        self._words = words
        self._when_chosen = when_chosen
        self.setFont(inter(SIZES.body, MEDIUM, tabular=False))
        self.setAccessibleName(words)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802  # Qt's name
        """Take a click anywhere in the row."""
        return self.rect().contains(pos)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the circle, the words elided, and what the choice means."""
        chrome = chrome_of(self)
        painter = _begun(self, chrome)
        circle = _sign_place(self)
        if self.isChecked():
            painter.setPen(QPen(QColor(chrome.accent_fill), 5))
            painter.setBrush(QColor(chrome.on_accent))
            painter.drawEllipse(circle.adjusted(2.5, 2.5, -2.5, -2.5))
        else:
            _paint_edge(painter, chrome)
            painter.drawEllipse(circle.adjusted(0.75, 0.75, -0.75, -0.75))
        self._paint_words(painter, chrome)

    def _paint_words(self, painter: QPainter, chrome: Chrome) -> None:
        metrics, small = self.fontMetrics(), inter(SIZES.hint)
        painter.setFont(small)
        said = self._when_chosen if self.isChecked() else ""
        aside = painter.fontMetrics().horizontalAdvance(self._when_chosen)
        room = self.width() - _WORDS - _LEFT - (aside + _BETWEEN if aside else 0)
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideMiddle, room)
        painter.setPen(QColor(chrome.accent))
        end = _WORDS + metrics.horizontalAdvance(shown)
        _write(self, painter, end + _BETWEEN, said)
        painter.setFont(self.font())
        painter.setPen(QColor(chrome.text))
        _write(self, painter, _WORDS, shown)


class Box(QCheckBox):
    """A box with a tick."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setFont(inter(SIZES.body, MEDIUM, tabular=False))

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802  # Qt's name
        """Take a click on the words too."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """Room for the words."""
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(_WORDS + width + _LEFT, SIZES.answer)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the box, the tick, the words."""
        chrome = chrome_of(self)
        painter = _begun(self, chrome)
        box = _sign_place(self)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chrome.accent_fill))
            painter.drawRoundedRect(box, SIZES.radius, SIZES.radius)
            inner = box.adjusted(2, 2, -2, -2)
            paint_icon(painter, "check", inner, chrome.on_accent)
        else:
            _paint_edge(painter, chrome)
            edge = box.adjusted(0.75, 0.75, -0.75, -0.75)
            painter.drawRoundedRect(edge, SIZES.radius - 1, SIZES.radius - 1)
        painter.setPen(QColor(chrome.text))
        _write(self, painter, _WORDS, self.text())


class NumberField(QSpinBox):
    """A number to type or step; the wheel scrolls the page unless one is in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(inter())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(6, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step only the field that has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the two small arrows, which the style sheet leaves out."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chrome = chrome_of(self)
        x, middle = self.width() - 13.0, self.height() / 2
        for up, allowed in ((1, self.value() < self.maximum()), (-1, self.value() > 1)):
            color = chrome.text_2 if allowed else chrome.hairline
            painter.setPen(QPen(QColor(color), 1.5, c=Qt.PenCapStyle.RoundCap))
            tip = QPointF(x, middle - 7 * up)
            painter.drawLine(tip, tip + QPointF(-3, 3 * up))
            painter.drawLine(tip, tip + QPointF(3, 3 * up))


def _begun(button: QAbstractButton, chrome: Chrome) -> QPainter:
    """Return a painter of a button, its ring painted when it has the focus."""
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if button.hasFocus():
        painter.setPen(QPen(QColor(chrome.accent), 2))
        ring = QRectF(button.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(ring, SIZES.radius, SIZES.radius)
    return painter


def _paint_edge(painter: QPainter, chrome: Chrome) -> None:
    painter.setPen(QPen(QColor(chrome.control_border), 1.5))
    painter.setBrush(QColor(chrome.panel))


def _write(button: QAbstractButton, painter: QPainter, x: int, words: str) -> None:
    place = QRectF(x, 0, button.width() - x, button.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)


def _sign_place(button: QAbstractButton) -> QRectF:
    return QRectF(_LEFT, (button.height() - _SIGN) / 2, _SIGN, _SIGN)
