"""Raters who are no persons: they know the defects and answer as people might.

What a pretend system does wrong is the demo's own knowledge; so a simulated rater
needs no eyes. Their aliases say what they are.
"""

from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.demo.scenes import MIRROR
from app.demo.systems import MIRROR_JUMP, SHAKING, STEADY, TEN_FPS
from app.rating.rating_flow import RatingFlow
from app.results.findings import SIMULATED
from evaluators.study import (
    Answer,
    Criterion,
    Judgment,
    Labels,
    Method,
    Stage,
    Stimulus,
    Study,
    Trial,
)
from storage.rater_session import Author, GivenAnswer, RaterSession, open_rater_session

OWNER = f"{SIMULATED}-owner"
PEERS = tuple(f"{SIMULATED}-{number}" for number in range(1, 5))

# How much worse than the steady one a system looks; a rater's noise is about 0.7.
_WORSE: dict[str, dict[str, float]] = {
    STEADY.name: {},
    SHAKING.name: {"realism": 1.6, "aesthetics": 0.9, "stability": 4.0},
    TEN_FPS.name: {"realism": 1.4, "aesthetics": 0.8, "stability": 1.2},
    MIRROR_JUMP.name: {"realism": 0.3, "aesthetics": 0.35, "stability": 0.0},
}
_WORSE_AT_A_MIRROR = {"realism": 2.6, "aesthetics": 1.6, "stability": 3.6}
_BLINK = 0.02  # share of questions that cannot be judged
_FIRST_MS, _LATER_MS = 3600.0, 1500.0  # median time of an answer


@dataclass(frozen=True, slots=True)
class Defects:
    """How bad each stimulus of a study is, by the names its owner gave."""

    study: Study
    labels: Labels

    def of(self, stimulus: Stimulus, criterion: Criterion) -> float:
        """Return how much worse than flawless a stimulus is under a criterion."""
        system = self.labels.systems[stimulus.system]
        worse = _WORSE[system]
        if system == MIRROR_JUMP.name and stimulus.source in self._mirrored:
            worse = _WORSE_AT_A_MIRROR
        return worse.get(criterion.name, 0.0)

    @property
    def _mirrored(self) -> frozenset[str]:
        return frozenset(s.id for s in self.study.sources if MIRROR in s.tags)


class SimulatedRater:
    """Answers pairs; the same alias and study give the same answers."""

    def __init__(self, alias: str, defects: Defects) -> None:
        self.alias = alias
        self._defects = defects
        self._random = np.random.default_rng([defects.study.seed, *alias.encode()])
        self._noise = self._random.uniform(0.5, 0.85)
        self._undecided = self._random.uniform(0.3, 0.7)
        self._leaning = self._random.normal(0, 0.12)  # to the left or the right

    @property
    def method(self) -> Method:
        """How this rater is asked."""
        return self._defects.study.contract.method.name

    def answer(self, trial: Trial, criterion: Criterion) -> GivenAnswer:
        """Return what this rater says to a question, and after how long."""
        left, right = (self._defects.of(s, criterion) for s in trial.stimuli)
        felt = right - left + self._leaning + self._noise * self._random.normal()
        first = criterion == self._defects.study.criteria_of(trial)[0]
        median = _FIRST_MS if first else _LATER_MS
        waited = round(median * self._random.lognormal(0, 0.35))
        if self._random.random() < _BLINK:
            return GivenAnswer(Answer.CANNOT_JUDGE, response_ms=waited)
        if abs(felt) < self._undecided:
            return GivenAnswer(Answer.TIE, response_ms=waited)
        return GivenAnswer(Answer.A if felt > 0 else Answer.B, response_ms=waited)


def rate_without_window(
    study: Path, rater: SimulatedRater, stage: Stage, key: str
) -> int:
    """Let a rater answer what is open of a session; return how many trials it has.

    The answers go the way of a window's: through the flow into the record. Nothing
    is played, so no trial gets a certificate. `key`: the installation's.
    """
    author = Author(rater.alias, key)
    session = open_rater_session(study, author=author, stage=stage)
    try:
        for commit in _answers(session, rater):
            commit.result()
    finally:
        session.close()
    return len(session.session.trials)


def _answers(session: RaterSession, rater: SimulatedRater) -> list[Future[Judgment]]:
    # Nobody watches, so nobody is made to watch each clip to its end first.
    flow = RatingFlow(
        session.study,
        session.session,
        session.judgments,
        skipped=session.skipped,
        full_view_first=False,
    )
    commits = []
    while flow.trial is not None and flow.criterion is not None:
        given = rater.answer(flow.trial, flow.criterion)
        commits.append(session.record(flow.position, flow.criterion.name, given))
        flow.answer(given.answer)
    return commits
