"""One trial after another: from a key to the record, and on to the next trial."""

import time
from concurrent.futures import Future
from threading import Thread

from PySide6.QtCore import QObject, Signal

from app.playback.player import Player
from app.playback.presentation import PaneMedium
from app.rating.rating_flow import RatingFlow
from app.rating.saving import Saving
from evaluators.study import Judgment, Trial
from storage.rater_session import GivenAnswer, RaterSession

_MS = 1_000_000
_LAST_ATTEMPT_SECONDS = 5.0

Question = tuple[int, str]  # a trial's position and a criterion's name


class Course(QObject):
    """Keeps flow, player and record in step; the window paints what it says."""

    changed = Signal()
    trial_changed = Signal()  # another trial is on its way to the stage

    def __init__(
        self,
        session: RaterSession,
        player: Player,
        *,
        full_view_first: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._player = player
        self.flow = RatingFlow(
            session.study,
            session.session,
            session.judgments,
            skipped=session.skipped,
            full_view_first=full_view_first,
        )
        self.saved: set[Question] = {
            (j.trial.position, j.criterion) for j in session.judgments
        }
        self._newest: dict[Question, Future[Judgment]] = {}
        self.answered_early = False
        self.saving = Saving(self)
        session.tell_trouble_to(self.saving.tell)
        self._on_stage: int | None = None  # the position whose media are shown
        self._judged = False  # something was answered since it came to the stage
        player.loaded.connect(self._loaded)
        player.failed.connect(lambda _: self.changed.emit())
        player.seen_in_full.connect(self._saw_in_full)

    def begin(self) -> None:
        """Bring the current trial to the stage."""
        self._bring_trial()

    @property
    def shows_trial(self) -> bool:
        """True once the trial has been painted: nobody can judge it before."""
        player = self._player
        return player.is_loaded and player.first_shown_ns is not None

    @property
    def may_advance(self) -> bool:
        """True when Enter goes on: the trial is finished or cannot be shown."""
        return self.flow.may_advance or bool(self._player.failure)

    def answer(self, value: str) -> None:
        """Record an answer to the current question; too early only says so."""
        flow = self.flow
        criterion = flow.criterion
        if criterion is None or not self.shows_trial or self.saving.loss:
            self.changed.emit()
            return
        if not flow.may_answer:
            self.answered_early = True
            self.changed.emit()
            return
        if value != flow.answer_of(criterion):
            self._record((flow.position, criterion.name), value)
        if flow.answer(value):
            self._bring_trial()
        else:
            self.changed.emit()

    def back(self) -> None:
        """Go to the question before."""
        if self.flow.back():
            self._bring_trial()
        else:
            self.changed.emit()

    def choose(self, question: int) -> None:
        """Make another question the current one."""
        self.flow.choose_question(question)
        self.changed.emit()

    def advance(self) -> None:
        """Leave a finished trial, or one that cannot be shown."""
        if self.flow.may_advance:
            self.flow.advance()
        elif self._player.failure and not self.saving.loss:
            position, reason = self.flow.position, self._player.failure
            self.saving.watch(self._session.record_skip(position, reason))
            self.flow.skip()
        else:
            return
        self._bring_trial()

    def settle(self, seconds: float) -> bool:
        """Hand everything to the disk; False when it is not there in that time."""
        self._record_certificate()
        return self.saving.settle(0 if self.saving.trouble else seconds)

    def close(self, *, giving_up: bool = False) -> None:
        """Let the session go; `giving_up` loses what is not on the disk by now."""
        self._record_certificate()
        self._player.close()
        if giving_up:  # the last attempts take their time, and nobody waits for them
            self.saving.stop_listening()
            Thread(target=self._session.close, kwargs={"patience": 0}).start()
        else:
            self._session.close(patience=_LAST_ATTEMPT_SECONDS)

    def _record(self, question: Question, value: str) -> None:
        score = int(value) if value.isdigit() else None
        given = GivenAnswer(value, score, self._response_ms())
        commit = self._session.record(*question, given)
        self._judged = True
        self._newest[question] = commit
        self.saved.discard(question)
        self.saving.watch(
            commit, lambda: self._mark_saved(question, commit), answer=True
        )

    def _mark_saved(self, question: Question, commit: Future[Judgment]) -> None:
        if self._newest[question] is commit:  # not changed again meanwhile
            self.saved.add(question)
            self.changed.emit()

    def _bring_trial(self) -> None:
        trial = self.flow.trial
        if trial is None or self._on_stage != trial.position:
            self._record_certificate()
            self.answered_early = False
            self._judged = False
            self._show(trial)
            self.trial_changed.emit()
        self.changed.emit()

    def _show(self, trial: Trial | None) -> None:
        if trial is None:
            self._on_stage = None
            self._player.clear()
        else:
            self._on_stage = trial.position
            self._player.show(self._panes(trial), self._inputs(trial))

    def _loaded(self) -> None:
        following = self.flow.next_trial
        if following is not None:
            self._player.prefetch(self._panes(following), self._inputs(following))
        self.changed.emit()

    def _saw_in_full(self) -> None:
        self.flow.saw_in_full()
        self.answered_early = False
        self.changed.emit()

    def _record_certificate(self) -> None:
        """Append how the trial was played, when something was answered by it."""
        if self._judged and self._on_stage is not None and self._player.is_loaded:
            self._judged = False
            commit = self._session.record_certificate(
                self._on_stage, self._player.certificate()
            )
            self.saving.watch(commit)

    def _response_ms(self) -> int:
        first = self._player.first_shown_ns
        return 0 if first is None else (time.monotonic_ns() - first) // _MS

    def _panes(self, trial: Trial) -> list[PaneMedium]:
        return [
            PaneMedium(self._session.media_path(s.medium), s.medium)
            for s in trial.stimuli
        ]

    def _inputs(self, trial: Trial) -> list[PaneMedium]:
        source = trial.stimuli[0].source
        return [
            PaneMedium(self._session.media_path(i.medium), i.medium, i.name)
            for found in self._session.study.sources
            if found.id == source
            for i in found.inputs
        ]
