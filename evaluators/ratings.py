"""The one bridge from judgments to the arrays that statistics take.

Only counted trials cross it: repeats measure a rater's consistency and warm-up is
practice. Judgments come in the order their rater made them, and a later one of the
same thing by the same rater, in whatever session, replaces an earlier one; so it does
no harm to pass superseded judgments too.
"""

from collections.abc import Hashable, Iterable

import numpy as np

from evaluators.study import Answer, Judgment, Method, Stage, Study, TrialKind
from evaluators.tables import (
    BOTH_BAD,
    CANNOT_JUDGE,
    FIRST,
    SECOND,
    TIE,
    PairAnswers,
    Ratings,
    index_of,
)

__all__ = [
    "PairAnswers",
    "Ratings",
    "asked",
    "counted",
    "pair_answers_of",
    "ratings_of",
]

ANSWER_CODES = {
    Answer.A: FIRST,
    Answer.TIE: TIE,
    Answer.B: SECOND,
    Answer.BOTH_BAD: BOTH_BAD,
    Answer.CANNOT_JUDGE: CANNOT_JUDGE,
}


def ratings_of(
    judgments: Iterable[Judgment], criterion: str, stage: Stage | None = None
) -> Ratings:
    """Return the scores of one criterion (of one stage, or of all stages together).

    One score per stimulus and rater, 1 being the worst level; a rater of several stages
    counts once where all are taken together. Ratings answered with "cannot judge" have
    no score and are missing.
    """
    latest: dict[Hashable, Judgment] = {}
    for judgment in counted(judgments, Method.ACR, criterion, stage):
        key = (judgment.rater, judgment.trial.stimuli[0].id)
        latest.pop(key, None)
        latest[key] = judgment
    scored = [j for j in latest.values() if j.score is not None]
    stimuli = tuple(sorted({j.trial.stimuli[0].id for j in scored}))
    raters = tuple(sorted({j.rater for j in scored}))
    row, column = index_of(stimuli), index_of(raters)
    return Ratings(
        np.array([row[j.trial.stimuli[0].id] for j in scored], dtype=np.int64),
        np.array([column[j.rater] for j in scored], dtype=np.int64),
        np.array([j.score for j in scored], dtype=np.float64),
        stimuli,
        raters,
    )


def pair_answers_of(
    judgments: Iterable[Judgment], criterion: str, stage: Stage | None = None
) -> PairAnswers:
    """Return the answers to pairs of one criterion (of one stage, or of all together).

    One answer per rater and pair of stimuli, on the sides of the trial it was given
    in; "cannot judge" is kept as an answer.
    """
    latest: dict[Hashable, Judgment] = {}
    for judgment in counted(judgments, Method.PC, criterion, stage):
        pair = frozenset(s.id for s in judgment.trial.stimuli)
        latest[(judgment.rater, pair)] = judgment
    return _pair_answers(list(latest.values()))


def counted(
    judgments: Iterable[Judgment],
    method: Method,
    criterion: str | None = None,
    stage: Stage | None = None,
) -> Iterable[Judgment]:
    """Yield the judgments that feed scores: of counted trials, of one method."""
    for judgment in judgments:
        if (
            judgment.trial.kind is TrialKind.COUNTED
            and judgment.method is method
            and (criterion is None or judgment.criterion == criterion)
            and (stage is None or judgment.stage is stage)
        ):
            yield judgment


def _pair_answers(judgments: list[Judgment]) -> PairAnswers:
    shown = {s.id: s for j in judgments for s in j.trial.stimuli}
    stimuli = tuple(sorted(shown))
    systems = tuple(sorted({s.system for s in shown.values()}))
    sources = tuple(sorted({s.source for s in shown.values()}))
    raters = tuple(sorted({j.rater for j in judgments}))
    stimulus, system = index_of(stimuli), index_of(systems)
    source, rater = index_of(sources), index_of(raters)

    def indices(values: Iterable[int]) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        return np.array(list(values), dtype=np.int64)

    return PairAnswers(
        first=indices(stimulus[j.trial.stimuli[0].id] for j in judgments),
        second=indices(stimulus[j.trial.stimuli[1].id] for j in judgments),
        source=indices(source[j.trial.stimuli[0].source] for j in judgments),
        rater=indices(rater[j.rater] for j in judgments),
        answer=indices(ANSWER_CODES[Answer(j.answer)] for j in judgments),
        system_of=indices(system[shown[s].system] for s in stimuli),
        stimuli=stimuli,
        systems=systems,
        sources=sources,
        raters=raters,
    )


def asked(
    study: Study, judgments: Iterable[Judgment]
) -> tuple[tuple[Stage, Method, str], ...]:
    """Return which stages, methods and criteria have counted judgments.

    In the order of the stages and of the contract's criteria; criteria of earlier
    versions of the contract come last.
    """
    found = {
        (j.stage, j.method, j.criterion)
        for j in judgments
        if j.trial.kind is TrialKind.COUNTED
    }
    stages, methods = list(Stage), list(Method)
    rank = index_of([criterion.name for criterion in study.contract.criteria])

    def place(key: tuple[Stage, Method, str]) -> tuple[int, int, int, str]:
        stage, method, criterion = key
        later = rank.get(criterion, len(rank))
        return stages.index(stage), methods.index(method), later, criterion

    return tuple(sorted(found, key=place))
