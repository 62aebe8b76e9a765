"""One question with its answers: a row below the stage, or a card at its side."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
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
from app.rating.row_plan import Place, RowPlan
from app.theme.fonts import REGULAR, SEMIBOLD, inter
from app.theme.icons import paint_icon
from app.theme.tokens import SIZES, VIEWING
from evaluators.study import Criterion

_TICK = 24
_INSET = 14
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


@dataclass(frozen=True, slots=True)
class CardPlan:
    """The widths of the answers that stand in a line of a card, from left to right."""

    scale: tuple[int, ...]
    apart: tuple[int, ...]


def shown_name(criterion: Criterion) -> str:
    """Return a criterion's name as a heading: its first letter large, no other."""
    return criterion.name[:1].upper() + criterion.name[1:]


class QuestionRow(QWidget):
    """Asks one question. One stop for the keyboard: its keys are the window's."""

    chosen = Signal(str)  # a Choice's value
    wanted = Signal()  # it was clicked or got the focus: make it the current one

    def __init__(self, criterion: Criterion, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.criterion = criterion
        self._current = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setRetainSizeWhenHidden(True)  # what is not asked keeps its room
        self.setSizePolicy(policy)
        self._name = _label(shown_name(criterion), SEMIBOLD, self)
        self._question = _label(criterion.question, REGULAR, self)
        self._question.setWordWrap(True)
        self._tick = _Tick(self)
        self.buttons = [AnswerButton(choice, self) for choice in choices]
        self._scale = [b for b in self.buttons if not b.choice.apart]
        self._apart = [b for b in self.buttons if b.choice.apart]
        for button in self.buttons:
            button.clicked.connect(
                lambda _=False, value=button.choice.value: self.chosen.emit(value)
            )
        self._dim_words()

    def follow(self, plan: RowPlan) -> None:
        """Stand as a row below the stage."""
        self.setFixedHeight(plan.height)
        _put(self._name, plan.name)
        metrics = QFontMetrics(self._name.font())
        name = shown_name(self.criterion)
        end = Qt.TextElideMode.ElideRight
        self._name.setText(metrics.elidedText(name, end, plan.name.width))
        _put(self._question, plan.question)
        _put(self._tick, plan.tick)
        for button, place in zip(self._scale, plan.scale, strict=False):
            button.setFixedHeight(place.height)
            button.set_key_below(plan.key_below)
            _put(button, place)
        for button, place in zip(self._apart, plan.apart, strict=False):
            button.setFixedHeight(place.height)
            _put(button, place)
        lines = [place.y for place in plan.scale[: len(self._scale)]]
        for number, button in enumerate(self._scale):
            line = lines[number]
            button.set_joined(
                left=number > 0 and lines[number - 1] == line,
                right=lines[number + 1 : number + 2] == [line],
            )

    def stand_as_card(self, plan: CardPlan) -> None:
        """Stand as a card in the deck at the side; called once."""
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET, 12, _INSET, 14)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._tick)
        self._name.setWordWrap(True)
        column.addLayout(head)
        column.addWidget(self._question)
        column.addSpacing(8)
        column.addLayout(_grid(self._scale, plan.scale, 1))
        column.addSpacing(6)
        column.addLayout(_grid(self._apart, plan.apart, 8))
        in_line = len(plan.scale)
        for number, button in enumerate(self._scale):
            place = number % in_line
            last = number == len(self._scale) - 1
            button.set_joined(left=place > 0, right=place < in_line - 1 and not last)

    def set_state(self, *, current: bool, answer: str | None, saved: bool) -> None:
        """Show which answer was given and whether it is saved."""
        self._tick.set_shown(saved)
        name = shown_name(self.criterion)
        for button in self.buttons:
            button.setChecked(button.choice.value == answer)
            button.set_current(current)
            key = f", key {button.choice.key}" if current else ""
            button.setAccessibleName(f"{name}, {button.choice.words}{key}")
        given = next((b.choice.words for b in self.buttons if b.isChecked()), "open")
        state = f"{given}, saved" if saved else given
        self.setAccessibleName(f"{name}. {self.criterion.question} {state}")
        if current != self._current:
            self._current = current
            self._dim_words()
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Focus by key makes it the current question."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY:
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

    def _dim_words(self) -> None:
        self._question.setProperty("role", "" if self._current else "second")
        style = self._question.style()
        style.unpolish(self._question)
        style.polish(self._question)


class _Tick(QWidget):
    """The tick of a saved answer; its room is reserved."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
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


def _grid(
    buttons: Sequence[AnswerButton], widths: Sequence[int], spacing: int
) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(spacing)
    grid.setVerticalSpacing(max(spacing, 4))
    for number, button in enumerate(buttons):
        line, place = divmod(number, len(widths))
        button.setFixedWidth(widths[place])
        grid.addWidget(button, line, place)
    grid.setColumnStretch(len(widths), 1)
    return grid


def _put(widget: QWidget, place: Place) -> None:
    widget.setGeometry(place.x, place.y, place.width, place.height)


def _label(text: str, weight: QFont.Weight, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(inter(SIZES.question, weight, tabular=False))
    return label
