"""One question with its answers: a row below the stage, or a card at its side."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.rating.answer_button import AnswerButton
from app.rating.answers import Choice
from app.theme.fonts import REGULAR, SEMIBOLD, inter
from app.theme.icons import paint_icon
from app.theme.tokens import SIZES, VIEWING
from evaluators.study import Criterion

_NAME = 96
_TICK = 24
_JOINT = 1  # between answers of one scale
_INSET = 14


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of answers, fixed once per session."""

    scale: int  # an answer on the scale
    apart: int  # an answer that stands apart
    side: bool  # a card in the deck at the side


class QuestionRow(QWidget):
    """Asks one question. One stop for the keyboard: its keys are the window's."""

    chosen = Signal(str)  # a Choice's value
    wanted = Signal()  # it was clicked or got the focus: make it the current one

    def __init__(
        self, criterion: Criterion, choices: tuple[Choice, ...], columns: Columns
    ) -> None:
        super().__init__()
        self.criterion = criterion
        self._current = False
        self._saved = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name = _label(criterion.name.capitalize(), SEMIBOLD)
        self._question = _label(criterion.question, REGULAR)
        self._question.setWordWrap(True)
        self._tick = _Tick()
        self.buttons = [AnswerButton(choice, self) for choice in choices]
        for button in self.buttons:
            apart = button.choice.apart
            button.setFixedWidth(columns.apart if apart else columns.scale)
            button.clicked.connect(
                lambda _=False, value=button.choice.value: self.chosen.emit(value)
            )
        if columns.side:
            self._lay_out_card()
        else:
            self._lay_out_row()
        self._paint_words()

    def set_state(self, *, current: bool, answer: str | None, saved: bool) -> None:
        """Show which answer was given and whether it is saved."""
        self._tick.set_shown(saved)
        for button in self.buttons:
            button.setChecked(button.choice.value == answer)
            button.set_current(current)
            key = f", key {button.choice.key}" if current else ""
            button.setAccessibleName(
                f"{self.criterion.name.capitalize()}, {button.choice.words}{key}"
            )
        given = next((b.choice.words for b in self.buttons if b.isChecked()), "open")
        self.setAccessibleName(f"{self.criterion.question} {given}")
        if current != self._current:
            self._current = current
            self._paint_words()
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Focus by key makes it the current question."""
        super().focusInEvent(event)
        if event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        ):
            self.wanted.emit()

    def mousePressEvent(self, _: QMouseEvent) -> None:
        """Make it the current question: a click beside the answers."""
        self.wanted.emit()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the raised ground and the white ring of the current question."""
        if not self._current:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(VIEWING.raised))
        painter.setPen(QPen(QColor(VIEWING.ring), 2))
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(rect, SIZES.radius_row, SIZES.radius_row)

    def _paint_words(self) -> None:
        color = VIEWING.text if self._current else VIEWING.text_2
        self._question.setStyleSheet(f"color: {color}")

    def _lay_out_row(self) -> None:
        self.setMinimumHeight(SIZES.row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(_INSET, 6, _INSET, 6)
        row.setSpacing(_JOINT)
        self._name.setFixedWidth(max(_NAME, self._name.sizeHint().width()))
        row.addWidget(self._name)
        row.addSpacing(16)
        row.addWidget(self._question, 1)
        row.addSpacing(16)
        apart = False
        for button in self.buttons:
            if button.choice.apart:
                row.addSpacing(7 if apart else 15)
                apart = True
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self._tick)

    def _lay_out_card(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET, 12, _INSET, 14)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._tick)
        column.addLayout(head)
        column.addWidget(self._question)
        column.addSpacing(8)
        scale = [b for b in self.buttons if not b.choice.apart]
        apart = [b for b in self.buttons if b.choice.apart]
        column.addLayout(_lines(scale, _JOINT))
        column.addSpacing(6)
        column.addLayout(_lines(apart, 8))


class _Tick(QWidget):
    """The tick of a saved answer; its room is reserved."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = False
        self.setFixedSize(_TICK, _TICK)

    def set_shown(self, shown: bool) -> None:  # a plain setter
        if shown != self._shown:
            self._shown = shown
            self.setAccessibleName("saved" if shown else "")
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._shown:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_icon(painter, "check", QRectF(4, 4, 16, 16), VIEWING.text_2)


def _lines(buttons: list[AnswerButton], spacing: int) -> QGridLayout:
    """Set answers side by side, three in a line: five levels take two lines."""
    grid = QGridLayout()
    grid.setSpacing(spacing)
    for number, button in enumerate(buttons):
        grid.addWidget(button, *divmod(number, 3))
    grid.setColumnStretch(3, 1)
    return grid


def _label(text: str, weight: QFont.Weight) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(inter(SIZES.question, weight))
    return label
