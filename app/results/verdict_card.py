"""Claims on a page: what became of each, as sign and word, and the sentence why."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.results.page_content import VerdictRow
from app.studies.colors import chrome_of
from app.studies.page_parts import Card, text
from app.studies.paragraph import Paragraph
from app.theme.fonts import MEDIUM, SEMIBOLD, inter
from app.theme.icons import paint_icon
from app.theme.tokens import SIZES
from evaluators.verdict import Outcome

HEADS = 116  # width of what stands at the left of a sentence
_SIGNS = {
    Outcome.MET: ("tick-circle", "met"),
    Outcome.NOT_MET: ("cross-circle", "not_met"),
    Outcome.UNDECIDED: ("half-circle", "undecided"),
}
_PILL = 24
_SCOPE = 176


class Pill(QWidget):
    """An outcome as sign and word, on its own ground."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self._outcome = outcome
        self._words = str(outcome).capitalize()
        self.setFont(inter(SIZES.hint, SEMIBOLD))
        self.setAccessibleName(self._words)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As wide as sign and word."""
        return QSize(38 + self.fontMetrics().horizontalAdvance(self._words), _PILL)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint ground, sign and word."""
        sign, token = _SIGNS[self._outcome]
        chrome = chrome_of(self)
        color = getattr(chrome, token)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(chrome, f"{token}_wash")))
        painter.drawRoundedRect(self.rect(), SIZES.radius, SIZES.radius)
        paint_icon(painter, sign, QRectF(8, 5, 14, 14), color)
        painter.setPen(QColor(color))
        place = QRectF(28, 0, self.width() - 28, _PILL)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._words)


class Hairline(QWidget):
    """A line between rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the line."""
        QPainter(self).fillRect(self.rect(), QColor(chrome_of(self).hairline))


class HeadedRow(QWidget):
    """Something short at the left, sentences beside it."""

    def __init__(
        self, head: QWidget, words: Sequence[QWidget], aside: str = ""
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        left = QVBoxLayout()
        left.addWidget(head)
        left.addStretch(1)
        holder = QWidget()
        holder.setFixedWidth(HEADS)
        left.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(left)
        row.addWidget(holder)
        column = QVBoxLayout()
        column.setSpacing(2)
        for one in words:
            column.addWidget(one)
        column.addStretch(1)
        row.addLayout(column, 1)
        if aside:
            said = text(aside, size=SIZES.hint, role="hint")
            said.setFixedHeight(20)
            said.setMaximumWidth(_SCOPE)
            row.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)


class RowsCard(Card):
    """A card of rows with lines between them."""

    def __init__(self, rows: Sequence[QWidget]) -> None:
        super().__init__(margin=1, spacing=0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for number, row in enumerate(rows):
            if number:
                self.column.addWidget(Hairline())
            self.column.addWidget(row)


def verdict_card(rows: Sequence[VerdictRow]) -> RowsCard:
    """Return the card of all claims."""
    return RowsCard([_verdict_row(row) for row in rows])


def _verdict_row(row: VerdictRow) -> HeadedRow:
    words = (
        Paragraph(row.claim, size=SIZES.question, weight=MEDIUM),
        Paragraph(row.figure, role="second"),
    )
    return HeadedRow(Pill(row.outcome), words, row.scope)
