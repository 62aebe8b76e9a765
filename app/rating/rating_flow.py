"""Where a rater stands in a session, and what may happen next.

No Qt here: the window asks this object and paints the answer.
"""

from collections.abc import Iterable

from evaluators.study import Criterion, Judgment, Session, Study, Trial


class RatingFlow:
    """The current trial and question, the answers given, the way back.

    It begins at the first open question of the first unfinished trial. With
    `full_view_first` a trial with motion takes answers only after `saw_in_full`.
    """

    def __init__(
        self,
        study: Study,
        session: Session,
        judgments: Iterable[Judgment] = (),
        *,
        skipped: Iterable[int] = (),
        full_view_first: bool = True,
    ) -> None:
        self._study = study
        self.session = session
        self._answers = {(j.trial.position, j.criterion): j.answer for j in judgments}
        self._skipped = set(skipped)
        self._full_view_first = full_view_first
        self._seen: set[int] = set()
        self.position = 0
        self.question = 0
        self._go_to_open()

    @property
    def trial(self) -> Trial | None:
        """The trial on screen, or None when the session is done."""
        trials = self.session.trials
        return trials[self.position] if self.position < len(trials) else None

    @property
    def next_trial(self) -> Trial | None:
        """The trial that comes after this one, to be loaded ahead."""
        following = self._first_unfinished(after=self.position)
        return None if following is None else self.session.trials[following]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """What is asked in this trial."""
        return self._study.criteria_of(self.trial) if self.trial else ()

    @property
    def criterion(self) -> Criterion | None:
        """The question that a key answers now."""
        return self.criteria[self.question] if self.criteria else None

    @property
    def done(self) -> bool:
        """True when nothing is left to answer."""
        return self.trial is None

    @property
    def trials_done(self) -> int:
        """How many trials are finished."""
        return sum(map(self._finished, range(len(self.session.trials))))

    @property
    def answers_given(self) -> int:
        """How many questions have an answer."""
        return len(self._answers)

    @property
    def not_shown(self) -> int:
        """How many trials were left because they could not be shown."""
        return sum(not self._answered(position) for position in self._skipped)

    @property
    def may_answer(self) -> bool:
        """False until every pane was shown completely, where that is asked."""
        trial = self.trial
        if trial is None:
            return False
        moving = any(stimulus.moving for stimulus in trial.stimuli)
        seen = self.position in self._seen or self._was_answered()
        return seen or not (moving and self._full_view_first)

    @property
    def may_go_back(self) -> bool:
        """True when there is an earlier question."""
        return self.question > 0 or self.position > 0

    @property
    def may_advance(self) -> bool:
        """True when this trial is finished: it is being looked at again."""
        return not self.done and self._finished(self.position)

    def answer_of(self, criterion: Criterion) -> str | None:
        """Return what was answered to a question of this trial."""
        return self._answers.get((self.position, criterion.name))

    def saw_in_full(self) -> None:
        """Take note that every pane of this trial was shown completely."""
        self._seen.add(self.position)

    def answer(self, value: str) -> bool:
        """Take an answer and go to the next open question; True when the trial ends.

        RuntimeError when there is nothing to answer yet.
        """
        criterion = self.criterion
        if criterion is None or not self.may_answer:
            raise RuntimeError("an answer before the trial may be answered")
        self._answers[self.position, criterion.name] = value
        following = self._next_open_question()
        if following is not None:
            self.question = following
            return False
        self._go_to_open()
        return True

    def skip(self) -> None:
        """Leave a trial that cannot be shown; `back` may still come to it again."""
        if self.trial is not None:
            self._skipped.add(self.position)
            self._go_to_open()

    def advance(self) -> bool:
        """Leave a finished trial for the next unfinished one; True if it went."""
        if not self.may_advance:
            return False
        self._go_to_open()
        return True

    def back(self) -> bool:
        """Go to the question before this one; True when the trial changed."""
        if self.question > 0:
            self.question -= 1
            return False
        if not self.position:
            return False
        self.position -= 1
        self.question = max(0, len(self.criteria) - 1)
        return True

    def choose_question(self, number: int) -> None:
        """Make another question of this trial the current one."""
        if 0 <= number < len(self.criteria):
            self.question = number

    def _go_to_open(self) -> None:
        first = self._first_unfinished()
        self.position = len(self.session.trials) if first is None else first
        self.question = 0
        if self.trial is not None:
            self.question = self._open_questions()[0]

    def _first_unfinished(self, after: int = -1) -> int | None:
        positions = range(after + 1, len(self.session.trials))
        return next((p for p in positions if not self._finished(p)), None)

    def _finished(self, position: int) -> bool:
        return position in self._skipped or self._answered(position)

    def _answered(self, position: int) -> bool:
        criteria = self._study.criteria_of(self.session.trials[position])
        return all((position, c.name) in self._answers for c in criteria)

    def _open_questions(self) -> list[int]:
        return [
            number
            for number, criterion in enumerate(self.criteria)
            if (self.position, criterion.name) not in self._answers
        ]

    def _next_open_question(self) -> int | None:
        left = self._open_questions()
        later = [number for number in left if number > self.question]
        return next(iter(later or left), None)

    def _was_answered(self) -> bool:
        return any(position == self.position for position, _ in self._answers)
