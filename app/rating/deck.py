"""All questions of a trial; where it stands is decided once per session."""

from statistics import median

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.rating.answers import Choice, choices_of
from app.rating.question_row import Columns, QuestionRow
from app.rating.rating_flow import RatingFlow
from app.theme.fonts import MEDIUM, inter
from app.theme.tokens import SIZES, VIEWING
from evaluators.study import Criterion, Method, Session, Study

_NARROW = 1400
_AIR = 50  # a label and its key need this much more than the label
_MARGIN = 12
_CARD = 28  # what a card's insets take of the deck's width


def stands_at_side(session: Session) -> bool:
    """Return whether the deck belongs at the right: the median pane is portrait."""
    shapes = [
        stimulus.medium.width / stimulus.medium.height
        for trial in session.trials
        for stimulus in trial.stimuli
    ]
    return bool(shapes) and median(shapes) < 1


def columns_for(study: Study, *, side: bool, window_width: int) -> Columns:
    """Return the widths of answers: as the table says, or as the longest label asks."""
    method = study.contract.method.name
    choices = [c for crit in study.contract.criteria for c in choices_of(method, crit)]
    if side:
        return _side_columns(method, choices)
    narrow = window_width < _NARROW
    scale, apart = (88, 138) if narrow else (108, 144)
    return Columns(
        max(scale, _longest([c for c in choices if not c.apart])),
        max(apart, _longest([c for c in choices if c.apart])),
        side=False,
    )


class Deck(QFrame):
    """The rows of the current trial's questions. Rows stay; their words may change."""

    answered = Signal(str)
    wanted = Signal(int)

    def __init__(self, study: Study, columns: Columns) -> None:
        super().__init__()
        self._method = study.contract.method.name
        self._columns = columns
        self._rows: list[QuestionRow] = []
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        side = columns.side
        upright = 16 if side else 6
        self._column.setContentsMargins(_MARGIN, upright, _MARGIN, upright)
        self._column.setSpacing(8 if side else 0)
        for criterion in study.contract.criteria:
            self._add_row(criterion)
        if side:
            self._column.addStretch(1)
        self._place()

    def show_flow(self, flow: RatingFlow, saved: set[tuple[int, str]]) -> None:
        """Show the questions of the flow's trial, their answers and what is saved."""
        asked = {criterion.name: n for n, criterion in enumerate(flow.criteria)}
        for row in self._rows:
            name = row.criterion.name
            row.setVisible(name in asked)
            row.set_state(
                current=asked.get(name) == flow.question,
                answer=flow.answer_of(row.criterion),
                saved=(flow.position, name) in saved,
            )

    def choice_for(self, key: str, criterion: Criterion) -> Choice | None:
        """Return the answer a key gives to a question."""
        choices = choices_of(self._method, criterion)
        return next((choice for choice in choices if choice.key == key), None)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the ground and the line to the stage."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(VIEWING.deck))
        line = (1, self.height()) if self._columns.side else (self.width(), 1)
        painter.fillRect(0, 0, *line, QColor(VIEWING.between_bars))

    def _add_row(self, criterion: Criterion) -> None:
        row = QuestionRow(criterion, choices_of(self._method, criterion), self._columns)
        number = len(self._rows)
        row.chosen.connect(lambda value, n=number: self._answer(n, value))
        row.wanted.connect(lambda n=number: self.wanted.emit(self._asked_number(n)))
        self._rows.append(row)
        self._column.addWidget(row)

    def _answer(self, number: int, value: str) -> None:
        self.wanted.emit(self._asked_number(number))
        self.answered.emit(value)

    def _asked_number(self, number: int) -> int:
        return sum(not row.isHidden() for row in self._rows[:number])

    def _place(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        if not self._columns.side:
            outer.addWidget(self._inner)
            return
        area = QScrollArea()
        area.setWidget(self._inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(area)
        levels = self._method is not Method.PC
        self.setFixedWidth(SIZES.deck_side_levels if levels else SIZES.deck_side)


def _side_columns(method: Method, choices: list[Choice]) -> Columns:
    if method is Method.PC:
        inside = SIZES.deck_side - 2 * _MARGIN - _CARD
        return Columns((inside - 2) // 3, (inside - 8) // 2, side=True)
    inside = SIZES.deck_side_levels - 2 * _MARGIN - _CARD
    apart = max(144, _longest([c for c in choices if c.apart]))
    return Columns((inside - 2) // 3, apart, side=True)


def _longest(choices: list[Choice]) -> int:
    metrics = QFontMetricsF(inter(SIZES.body, MEDIUM))
    widths = [metrics.horizontalAdvance(choice.words) for choice in choices]
    return round(max(widths, default=0)) + _AIR
