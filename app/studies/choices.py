"""The choices of the new-study page: method, questions, raters."""

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
)

from app.studies.colors import chrome_of
from app.studies.controls import Box, NumberField
from app.studies.page_parts import Card, heading, text
from app.studies.paragraph import Paragraph
from app.theme.fonts import MEDIUM, inter
from app.theme.tokens import SIZES
from evaluators.defaults import default_criteria
from evaluators.study import DEFAULT_STAGES, Criterion, Method, Stage, StageSettings

_METHODS = (
    (Method.PC, "Pair choice", "A, B or tie"),
    (Method.ACR, "Rating", "one at a time, five levels"),
)
_STAGE_NAMES = {
    Stage.SELF: "Self",
    Stage.PEERS: "Peers",
    Stage.EXTERNAL: "External",
}
_MOST_RATERS = 999


class MethodCard(QAbstractButton):
    """A method as a small drawing with its name."""

    def __init__(self, method: Method, name: str, words: str) -> None:
        super().__init__()
        self.method = method
        self._words = words
        self.setText(name)
        self.setAccessibleName(f"{name}, {words}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the drawing and two lines."""
        return QSize(200, 106)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint edge, drawing and words."""
        chrome = chrome_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, ringed = self.isChecked(), self.hasFocus()
        painter.setPen(self._edge())
        painter.setBrush(QColor(chrome.accent_wash if chosen else chrome.panel))
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(edge, SIZES.radius_row, SIZES.radius_row)
        if ringed and chosen:
            painter.setPen(QPen(QColor(chrome.accent), 1))
            painter.drawRoundedRect(edge.adjusted(3, 3, -3, -3), 4, 4)
        self._draw(painter, chrome.accent if chosen else chrome.text_2)
        painter.setPen(QColor(chrome.text if self.isEnabled() else chrome.text_3))
        painter.setFont(inter(SIZES.body, MEDIUM))
        middle = Qt.AlignmentFlag.AlignHCenter
        painter.drawText(QRectF(0, 60, self.width(), 20), middle, self.text())
        painter.setPen(QColor(chrome.text_2 if self.isEnabled() else chrome.text_3))
        painter.setFont(inter(SIZES.hint))
        painter.drawText(QRectF(0, 80, self.width(), 18), middle, self._words)

    def _edge(self) -> QPen:
        chrome = chrome_of(self)
        if self.isChecked() or self.hasFocus():
            return QPen(QColor(chrome.accent), 2)
        return QPen(QColor(chrome.hairline), 1)

    def _draw(self, painter: QPainter, color: str) -> None:
        """Draw panes, and what is answered below them."""
        painter.setPen(QPen(QColor(color), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = self.width() / 2
        if self.method is Method.PC:
            for x in (middle - 29, middle + 2):
                painter.drawRoundedRect(QRectF(x, 16, 27, 22), 2, 2)
            for x, width in ((-22, 12), (-5, 10), (10, 12)):
                painter.drawLine(round(middle + x), 46, round(middle + x + width), 46)
            return
        painter.drawRoundedRect(QRectF(middle - 16, 14, 32, 24), 2, 2)
        for place in range(5):
            painter.drawEllipse(QRectF(middle - 20 + 9 * place, 44, 4, 4))


class MethodChoice(Card):
    """How to ask: pairs, or one output at a time."""

    changed = Signal()

    def __init__(self, *, pairs: bool) -> None:
        super().__init__(spacing=12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(heading("Method"), 0, Qt.AlignmentFlag.AlignTop)
        self._why = Paragraph(role="second")
        head.addWidget(self._why, 1)
        self.column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(10)
        self._group = QButtonGroup(self)
        self.cards = [MethodCard(*method) for method in _METHODS]
        for card in self.cards:
            self._group.addButton(card)
            row.addWidget(card)
        self.cards[0].setEnabled(pairs)
        self.cards[0 if pairs else 1].setChecked(True)
        self._group.idToggled.connect(self._toggled)
        self.column.addLayout(row)

    def _toggled(self, _: int, on: bool) -> None:
        if on:
            self.changed.emit()

    def say(self, words: str) -> None:
        """Say why one would ask like this."""
        self._why.set_words(words)

    def method(self) -> Method:
        """Return the method chosen."""
        return next(card.method for card in self.cards if card.isChecked())


class Questions(Card):
    """What to ask: a box to leave a question out, and its words to change."""

    changed = Signal()

    def __init__(self, *, moving: bool) -> None:
        super().__init__()
        self._moving = moving
        self._given: dict[str, Criterion] = {}
        self.column.addWidget(heading("Questions"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.boxes: dict[str, Box] = {}
        self.words: dict[str, QLineEdit] = {}
        for row, criterion in enumerate(default_criteria(Method.PC, moving=moving)):
            box = Box(criterion.name.capitalize())
            box.setChecked(True)
            words = QLineEdit()
            words.setAcceptDrops(False)  # what is dropped is outputs
            words.setAccessibleName(f"The question about {criterion.name}")
            box.toggled.connect(words.setEnabled)
            box.toggled.connect(self.changed)
            grid.addWidget(box, row, 0)
            grid.addWidget(words, row, 1)
            self.boxes[criterion.name], self.words[criterion.name] = box, words
        self.column.addLayout(grid)
        self.column.addStretch(1)

    def ask_in(self, method: Method) -> None:
        """Word the questions for a method; what the owner wrote stays."""
        for criterion in default_criteria(method, moving=self._moving):
            field = self.words[criterion.name]
            before = self._given.get(criterion.name)
            if before is None or field.text() == before.question:
                field.setText(criterion.question)
                field.setCursorPosition(0)
            self._given[criterion.name] = criterion

    def criteria(self) -> tuple[Criterion, ...]:
        """Return what is to be asked; a question left empty keeps our words."""
        return tuple(
            replace(
                criterion,
                question=self.words[name].text().strip() or criterion.question,
            )
            for name, criterion in self._given.items()
            if self.boxes[name].isChecked()
        )


class Raters(Card):
    """Whom to ask: how many raters each stage is planned with."""

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(heading("Raters"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        self.numbers: dict[Stage, NumberField] = {}
        self._hints: dict[Stage, QLabel] = {}
        for row, settings in enumerate(DEFAULT_STAGES):
            name = _STAGE_NAMES[settings.name]
            number = NumberField()
            number.setRange(1, _MOST_RATERS)
            number.setValue(settings.raters)
            number.setFixedSize(72, SIZES.answer)
            number.setAccessibleName(f"Raters of the stage {name}")
            hint = text("", size=SIZES.hint, role="second")
            grid.addWidget(text(name, weight=MEDIUM), row, 0)
            grid.addWidget(number, row, 1)
            grid.addWidget(hint, row, 2)
            self.numbers[settings.name], self._hints[settings.name] = number, hint
        self.column.addLayout(grid)
        self.column.addStretch(1)

    def say(self, stage: Stage, words: str) -> None:
        """Say how long a session of a stage is."""
        self._hints[stage].setText(words)

    def stages(self) -> tuple[StageSettings, ...]:
        """Return the stages as planned here."""
        return tuple(
            replace(settings, raters=self.numbers[settings.name].value())
            for settings in DEFAULT_STAGES
        )
