"""The results page below its head: sentences, verdicts, scores, agreement, work."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.results.page_content import AgreementLine, ResultsContent, StageScores
from app.results.score_chart import NARROWEST, ScoreChart
from app.results.verdict_card import Hairline, HeadedRow, RowsCard, verdict_card
from app.studies.page_parts import Card, ElidedText, Sentence, heading, text
from app.studies.paragraph import Paragraph
from app.theme.fonts import MEDIUM, SEMIBOLD
from app.theme.tokens import SIZES

_GAP = 32
_TIES = "Systems joined by a bar are tied: no order can be told."
_LEGEND = "Dashed: the baseline. Lines: 95\u00a0% intervals."


class ResultsBody(QWidget):
    """What a study's judgments say, top to bottom; made anew when they change."""

    def __init__(self, content: ResultsContent) -> None:
        super().__init__()
        self.content = content
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(32, 24, 32, 32)
        self._column.setSpacing(16)
        self._lead(content)
        if content.judged:
            self._results(content)
        else:
            self._column.addWidget(_next_step())
        for remark in content.remarks:
            self._column.addWidget(Sentence(remark, trouble=False))
        self._column.addStretch(1)

    def _lead(self, content: ResultsContent) -> None:
        block = QVBoxLayout()
        block.setSpacing(4)
        first, *more = content.lead
        block.addWidget(Paragraph(first, size=SIZES.question, weight=SEMIBOLD))
        if content.settling and content.judged:
            more.append(content.settling)
        if more:
            block.addWidget(Paragraph(" ".join(more), role="second"))
        self._column.addLayout(block)
        if content.simulated:
            self._column.addWidget(Sentence(content.simulated, trouble=False))

    def _results(self, content: ResultsContent) -> None:
        if content.verdicts:
            self._column.addWidget(verdict_card(content.verdicts))
        for stage in content.scores:
            self._column.addWidget(ScoresCard(stage))
        if content.slices:
            self._column.addWidget(_sentences("Where it differs", content.slices))
        if content.agreement:
            self._column.addWidget(_agreement(content.agreement))
        self._column.addWidget(_sentences("Raters and playback", content.work))


class ScoresCard(Card):
    """The charts of one stage, side by side as far as there is room."""

    def __init__(self, stage: StageScores) -> None:
        super().__init__(spacing=16)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.charts = [ScoreChart(chart) for chart in stage.charts]
        self._across = 0
        head = QHBoxLayout()
        head.addWidget(heading(f"Scores, {stage.name.lower()}"), 1)
        head.addWidget(text(stage.scope, size=SIZES.hint, role="hint"))
        self.column.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(24)
        self.column.addLayout(self._grid)
        self.column.addWidget(Hairline())
        tied = any(chart.ties for chart in stage.charts)
        legend = f"{_LEGEND} {_TIES}" if tied else _LEGEND
        self.column.addWidget(Paragraph(legend, size=SIZES.hint, role="hint"))
        self._arrange(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many charts beside each other as can be read."""
        super().resizeEvent(event)
        room = self.width() - 32
        fits = (room + _GAP) // (NARROWEST + _GAP)
        self._arrange(min(max(1, fits), len(self.charts)))

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for number, chart in enumerate(self.charts):
            self._grid.addWidget(chart, number // across, number % across)
        for place in range(len(self.charts)):
            self._grid.setColumnStretch(place, 1 if place < across else 0)
        self.updateGeometry()


def _agreement(lines: Sequence[AgreementLine]) -> RowsCard:
    rows: list[QWidget] = []
    for line in lines:
        name = ElidedText(line.criterion, weight=MEDIUM)
        rows.append(HeadedRow(name, [Paragraph(line.sentence)], line.stage))
    card = RowsCard(rows)
    head = heading("Agreement")
    head.setContentsMargins(16, 0, 16, 0)
    card.column.insertWidget(0, head)
    card.column.insertSpacing(0, 15)
    return card


def _sentences(name: str, sentences: Sequence[str]) -> Card:
    card = Card()
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    card.column.addWidget(heading(name))
    for sentence in sentences:
        card.column.addWidget(Paragraph(sentence, role="second"))
    return card


def _next_step() -> Card:
    card = Card(margin=24)
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    card.column.addWidget(heading("Results appear with the first answers"))
    card.column.addWidget(
        Paragraph(
            "Go back and press Start to judge the first trials. This page follows "
            "along while people rate.",
            role="second",
        )
    )
    return card
