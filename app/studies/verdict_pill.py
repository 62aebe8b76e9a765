"""How many claims are met, not met, undecided: sign, number and word."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.studies.colors import chrome_of
from app.theme.fonts import MEDIUM, inter
from app.theme.icons import paint_icon
from app.theme.tokens import SIZES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluators.verdict import Outcome

_SIGNS = {  # by the word for the outcome: sign and token of its colour
    "met": ("tick-circle", "met"),
    "not met": ("cross-circle", "not_met"),
    "undecided": ("half-circle", "undecided"),
}
_HEIGHT = 24
_SIGN, _PADDING, _BETWEEN = 14, 8, 8
_WORDY = 2  # with more parts the last one has a number only, to stay narrow


class VerdictPill(QWidget):
    """The outcomes on the wash of the only one, or on a neutral ground."""

    def __init__(self, outcomes: "Sequence[tuple[Outcome, int]]") -> None:
        super().__init__()
        self._parts = [(_SIGNS[o], f"{number} {o}") for o, number in outcomes]
        self.setFont(inter(SIZES.hint, MEDIUM))
        said = ", ".join(words for _, words in self._parts)
        self.setAccessibleName(said)
        self.setToolTip(said)
        if len(self._parts) > _WORDY:
            sign, words = self._parts[-1]
            self._parts[-1] = sign, words.split(" ", maxsplit=1)[0]
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As wide as its parts."""
        widths = (self._width(words) for _, words in self._parts)
        gaps = _BETWEEN * (len(self._parts) - 1)
        return QSize(sum(widths) + gaps + 2 * _PADDING, _HEIGHT)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint ground, signs and words."""
        chrome = chrome_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        wash = getattr(chrome, f"{self._parts[0][0][1]}_wash")
        painter.setBrush(QColor(wash if len(self._parts) == 1 else chrome.raised))
        painter.drawRoundedRect(self.rect(), SIZES.radius, SIZES.radius)
        x = _PADDING
        for (sign, token), words in self._parts:
            color = getattr(chrome, token)
            place = QRectF(x, (_HEIGHT - _SIGN) / 2, _SIGN, _SIGN)
            paint_icon(painter, sign, place, color)
            painter.setPen(QColor(color))
            left = x + _SIGN + 4
            room = QRectF(left, 0, self.width() - left, _HEIGHT)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            x += self._width(words) + _BETWEEN

    def _width(self, words: str) -> int:
        return _SIGN + 4 + self.fontMetrics().horizontalAdvance(words)
