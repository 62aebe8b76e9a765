"""All questions of a trial; where it stands is decided once per session."""

from collections.abc import Callable, Sequence
from statistics import median

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.rating.answer_button import least_width, words_width
from app.rating.answers import Choice, choices_of
from app.rating.question_row import CardPlan, QuestionRow, shown_name
from app.rating.rating_flow import RatingFlow
from app.rating.row_plan import RowNeeds, plan_rows
from app.theme.fonts import REGULAR, SEMIBOLD, inter
from app.theme.tokens import SIZES, VIEWING
from evaluators.study import Criterion, Method, Session, Study

_MARGIN = 12
_UPRIGHT, _SIDE_UPRIGHT = 6, 16
_CARD = 28  # what a card's insets take of the deck's width
_SCROLL_BAR = 12  # stands in the margin
_FIRST_SIZE = (1440, 400)  # until the window has told its own


def stands_at_side(session: Session) -> bool:
    """Return whether the deck belongs at the right: the median pane is portrait."""
    shapes = [
        stimulus.medium.width / stimulus.medium.height
        for trial in session.trials
        for stimulus in trial.stimuli
    ]
    return bool(shapes) and median(shapes) < 1


def asked_in(study: Study, session: Session) -> tuple[Criterion, ...]:
    """Return the criteria that some trial of a session asks about."""
    asked = {c.name for trial in session.trials for c in study.criteria_of(trial)}
    return tuple(c for c in study.contract.criteria if c.name in asked)


class Deck(QFrame):
    """The rows of the current trial's questions. Rows stay; their words may change."""

    answered = Signal(str)
    wanted = Signal(int)

    def __init__(self, study: Study, session: Session, *, side: bool) -> None:
        super().__init__()
        self._method = study.contract.method.name
        self._side = side
        self._most_height = _FIRST_SIZE[1]
        self.resize(*_FIRST_SIZE)
        self._criteria = asked_in(study, session)
        self._rows: list[QuestionRow] = []
        self._current: QuestionRow | None = None
        self._needs = _needs_of(self._method, self._criteria)
        for criterion in self._criteria:
            self._add_row(criterion)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._area = _scroll_area(self._inner)
        self._outer.addWidget(self._area, 1)
        if side:
            self._stand_at_side()
        else:
            self._lie_below()

    @property
    def rows(self) -> tuple[QuestionRow, ...]:
        """The rows, in the order of the criteria."""
        return tuple(self._rows)

    def show_flow(self, flow: RatingFlow, saved: set[tuple[int, str]]) -> None:
        """Show the questions of the flow's trial, their answers and what is saved."""
        asked = {criterion.name: n for n, criterion in enumerate(flow.criteria)}
        current = None
        for row in self._rows:
            name = row.criterion.name
            is_current = asked.get(name) == flow.question
            row.setVisible(name in asked)
            row.set_state(
                current=is_current,
                answer=flow.answer_of(row.criterion),
                saved=(flow.position, name) in saved,
            )
            current = row if is_current else current
        self._take_focus_along(current)

    def focus_question(self) -> None:
        """Give the focus to the current question."""
        if self._current is not None:
            self._current.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_at_foot(self, left: QWidget, right: QWidget) -> None:
        """Put buttons under the cards of a deck at the side."""
        foot = QHBoxLayout()
        foot.setContentsMargins(_MARGIN + 6, 4, _MARGIN + 6, 8)
        foot.addWidget(left)
        foot.addStretch(1)
        foot.addWidget(right)
        self._outer.addLayout(foot)

    def choices_for(self, criterion: Criterion) -> tuple[Choice, ...]:
        """Return the answers of a question."""
        return choices_of(self._method, criterion)

    def choice_for(self, key: str, criterion: Criterion) -> Choice | None:
        """Return the answer a key gives to a question."""
        choices = self.choices_for(criterion)
        return next((choice for choice in choices if choice.key == key), None)

    def set_most_height(self, height: int) -> None:
        """Say how high a deck below the stage may be; beyond that it scrolls."""
        if height != self._most_height:
            self._most_height = height
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Plan the rows for the new width; where there is no room, scroll."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the ground and the line to the stage."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(VIEWING.deck))
        line = (1, self.height()) if self._side else (self.width(), 1)
        painter.fillRect(0, 0, *line, QColor(VIEWING.between_bars))

    def _add_row(self, criterion: Criterion) -> None:
        row = QuestionRow(criterion, self.choices_for(criterion))
        number = len(self._rows)
        row.chosen.connect(lambda value, n=number: self._answer(n, value))
        row.wanted.connect(lambda n=number: self.wanted.emit(self._asked_number(n)))
        self._rows.append(row)

    def _answer(self, number: int, value: str) -> None:
        self.wanted.emit(self._asked_number(number))
        self.answered.emit(value)

    def _asked_number(self, number: int) -> int:
        return sum(not row.isHidden() for row in self._rows[:number])

    def _take_focus_along(self, current: QuestionRow | None) -> None:
        """Keep the ring and the focus in one place while questions are answered."""
        had_focus = any(row.hasFocus() for row in self._rows)
        moved = current is not self._current
        self._current = current
        if current is not None and moved:
            if had_focus:
                self.focus_question()
            self._reveal()

    def _reveal(self) -> None:
        if self._current is not None:
            self._area.ensureWidgetVisible(self._current, 0, 16)

    def _fit(self) -> None:
        inside = self.width() - _SCROLL_BAR
        if self._side:
            needed, room = self._inner.heightForWidth(inside), self._area.height()
        else:
            needed, room = self._plan(self.width()), self._most_height
            self.setFixedHeight(min(needed, room))
        upright = _SIDE_UPRIGHT if self._side else _UPRIGHT
        right = _MARGIN - (_SCROLL_BAR if needed > room else 0)
        self._column.setContentsMargins(_MARGIN, upright, right, upright)
        self._reveal()

    def _lie_below(self) -> None:
        self._column.setSpacing(0)
        for row in self._rows:
            self._column.addWidget(row)
        self._column.addStretch(1)
        self._fit()

    def _plan(self, width: int) -> int:
        """Give every row its places; return the height of all."""
        plan = plan_rows(width - 2 * _MARGIN, self._needs)
        for row in self._rows:
            row.follow(plan)
        return len(self._rows) * plan.height + 2 * _UPRIGHT

    def _stand_at_side(self) -> None:
        pairs = self._method is Method.PC
        width = SIZES.deck_side if pairs else SIZES.deck_side_levels
        self._column.setSpacing(8)
        plan = _card_plan(width - 2 * _MARGIN - _CARD, self._needs)
        for row in self._rows:
            row.stand_as_card(plan)
            self._column.addWidget(row)
        self._column.addStretch(1)
        self.setFixedWidth(width)


def _scroll_area(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _needs_of(method: Method, criteria: Sequence[Criterion]) -> RowNeeds:
    of_each = [choices_of(method, criterion) for criterion in criteria]
    every = [choice for choices in of_each for choice in choices]
    names = QFontMetrics(inter(SIZES.question, SEMIBOLD, tabular=False))
    longest = (names.horizontalAdvance(shown_name(c)) + 2 for c in criteria)
    return RowNeeds(
        name=max(longest, default=0),
        scale=max((least_width(c) for c in every if not c.apart), default=0),
        bare_scale=max((words_width(c.words) for c in every if not c.apart), default=0),
        apart=max((least_width(c) for c in every if c.apart), default=0),
        on_scale=max((sum(not c.apart for c in cs) for cs in of_each), default=1),
        stand_apart=max((sum(c.apart for c in cs) for cs in of_each), default=1),
        lines=_lines_of([criterion.question for criterion in criteria]),
    )


def _lines_of(questions: Sequence[str]) -> Callable[[int], int]:
    metrics = QFontMetrics(inter(SIZES.question, REGULAR, tabular=False))
    flags = Qt.TextFlag.TextWordWrap

    def lines(width: int) -> int:
        room = QRect(0, 0, width, 10_000)
        heights = [metrics.boundingRect(room, flags, q).height() for q in questions]
        return round(max(heights, default=0) / metrics.lineSpacing())

    return lines


def _card_plan(inside: int, needs: RowNeeds) -> CardPlan:
    return CardPlan(
        _in_line(inside, needs.scale, min(3, needs.on_scale), 1),
        _in_line(inside, needs.apart, 2, 8),
    )


def _in_line(inside: int, least: int, most: int, spacing: int) -> tuple[int, ...]:
    """Return how wide the answers of a line are: as many as have the least width."""
    for count in range(most, 1, -1):
        width, rest = divmod(inside - (count - 1) * spacing, count)
        if width >= least:
            return tuple(width + (place < rest) for place in range(count))
    return (inside,)
