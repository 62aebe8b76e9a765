"""One trial after another: from a key to the record, and on to the next trial."""

import time

from PySide6.QtCore import QObject, Signal

from app.playback.player import Player
from app.playback.presentation import PaneMedium
from app.rating.rating_flow import RatingFlow
from app.rating.saving import Saving
from evaluators.study import Trial
from storage.rater_session import GivenAnswer, RaterSession

_MS = 1_000_000


class Course(QObject):
    """Keeps flow, player and record in step; the window paints what it says."""

    changed = Signal()

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
        self.saved = {(j.trial.position, j.criterion) for j in session.judgments}
        self.answered_early = False
        self.saving = Saving(self)
        session.tell_trouble_to(self.saving.trouble)
        self._on_stage: int | None = None  # the position whose media are shown
        self._certified = True
        player.loaded.connect(self._loaded)
        player.seen_in_full.connect(self._saw_in_full)

    def begin(self) -> None:
        """Bring the current trial to the stage."""
        self._bring_trial()

    def answer(self, value: str) -> None:
        """Record an answer to the current question; too early only says so."""
        flow = self.flow
        criterion, position = flow.criterion, flow.position
        if criterion is None or self._player.failure or not self._player.is_loaded:
            return
        if not flow.may_answer:
            self.answered_early = True
            self.changed.emit()
            return
        given = GivenAnswer(
            value, int(value) if value.isdigit() else None, self._response_ms()
        )
        self.saved.discard((position, criterion.name))
        self.saving.watch(
            self._session.record(position, criterion.name, given),
            lambda: self._mark_saved(position, criterion.name),
        )
        if flow.answer(value):
            self._bring_trial()
        else:
            self.changed.emit()

    def back(self) -> None:
        """Go to the answer before."""
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
        if self._player.failure:
            skip = self._session.record_skip(self.flow.position, self._player.failure)
            self.saving.watch(skip)
            self.flow.skip()
            self._bring_trial()
        elif self.flow.advance():
            self._bring_trial()

    def close(self) -> None:
        """Finish what is being saved and let the session go."""
        self._record_certificate()
        self._player.close()
        self._session.close()

    def _bring_trial(self) -> None:
        self._record_certificate()
        self.answered_early = False
        trial = self.flow.trial
        if trial is None:
            self._on_stage = None
            self._player.clear()
        elif self._on_stage != trial.position:
            self._on_stage = trial.position
            self._player.show(self._panes(trial), self._inputs(trial))
        self.changed.emit()

    def _loaded(self) -> None:
        self._certified = False
        following = self.flow.next_trial
        if following is not None:
            self._player.prefetch(self._panes(following), self._inputs(following))
        self.changed.emit()

    def _saw_in_full(self) -> None:
        self.flow.saw_in_full()
        self.answered_early = False
        self.changed.emit()

    def _record_certificate(self) -> None:
        if self._certified or self._on_stage is None or not self._player.is_loaded:
            return
        self._certified = True
        certificate = self._player.certificate()
        self.saving.watch(self._session.record_certificate(self._on_stage, certificate))

    def _mark_saved(self, position: int, criterion: str) -> None:
        self.saved.add((position, criterion))
        self.changed.emit()

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
