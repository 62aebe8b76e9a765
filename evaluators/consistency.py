"""What each rater has done, and whether a repeated trial got the same answer."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from evaluators.estimate import Estimate
from evaluators.scores.preference import clustered_share
from evaluators.study import Judgment, Method, Session, Stage, Study, TrialKind
from evaluators.tables import numbered


@dataclass(frozen=True, slots=True)
class RaterRow:
    """The work of one rater in one stage."""

    stage: Stage
    rater: str
    sessions: int
    trials_total: int
    trials_done: int  # trials with an answer to everything they ask
    judgments: int
    repeats: int  # answers given a second time
    repeat_agreement: Estimate  # share of these that were the same, 0 to 1
    median_response_ms: float  # nan without a judgment


def rater_rows(
    study: Study,
    sessions: Sequence[Session],
    judgments: Sequence[Judgment],
    left_out: Collection[str] = (),
) -> tuple[RaterRow, ...]:
    """Return a row for each rater of each stage who has a session.

    `judgments` are the effective ones: without those that were superseded. The
    interval of the repeat agreement is that of a share, clustered by source. Judgments
    whose ids are in `left_out` are work that was done, and tell no consistency.
    """
    order = list(Stage)
    found = {(session.stage, session.rater) for session in sessions}
    by_session: dict[str, list[Judgment]] = {session.id: [] for session in sessions}
    for judgment in judgments:
        if judgment.session in by_session:
            by_session[judgment.session].append(judgment)
    return tuple(
        _row(
            study,
            [s for s in sessions if (s.stage, s.rater) == who],
            by_session,
            left_out,
        )
        for who in sorted(found, key=lambda who: (order.index(who[0]), who[1]))
    )


def _row(
    study: Study,
    sessions: Sequence[Session],
    by_session: dict[str, list[Judgment]],
    left_out: Collection[str],
) -> RaterRow:
    own = [judgment for s in sessions for judgment in by_session[s.id]]
    repeated = list(_repeated([j for j in own if j.id not in left_out]))
    sources = [first.trial.stimuli[0].source for first, _ in repeated]
    same = [said_the_same(first, again) for first, again in repeated]
    return RaterRow(
        stage=sessions[0].stage,
        rater=sessions[0].rater,
        sessions=len(sessions),
        trials_total=sum(len(session.trials) for session in sessions),
        trials_done=sum(_done(study, s, by_session[s.id]) for s in sessions),
        judgments=len(own),
        repeats=len(repeated),
        repeat_agreement=clustered_share(
            np.array(same, dtype=np.float64),
            numbered(sources),
            np.zeros(len(same), dtype=np.int64),
        )
        if repeated
        else Estimate.undefined("undefined: nothing has been answered twice yet"),
        median_response_ms=float(median(j.response_ms for j in own))
        if own
        else float("nan"),
    )


def said_the_same(first: Judgment, again: Judgment) -> bool:
    """Return whether two judgments say the same about the same stimuli.

    A preference is compared by the stimulus preferred, for a repeat swaps the sides.
    """
    if first.method is Method.PC and first.preferred and again.preferred:
        return first.preferred == again.preferred
    return first.answer == again.answer


def _repeated(judgments: Sequence[Judgment]) -> Iterator[tuple[Judgment, Judgment]]:
    """Yield each answer that was asked twice in a session, and its repeat."""
    given = {(j.session, j.trial.position, j.criterion): j for j in judgments}
    for judgment in judgments:
        trial = judgment.trial
        if trial.kind is TrialKind.REPEAT and trial.repeats is not None:
            first = given.get((judgment.session, trial.repeats, judgment.criterion))
            if first is not None:
                yield first, judgment


def _done(study: Study, session: Session, judgments: Sequence[Judgment]) -> int:
    answered = {(j.trial.position, j.criterion) for j in judgments}
    return sum(
        all((t.position, c.name) in answered for c in study.criteria_of(t))
        for t in session.trials
    )
