"""The tables of results that export, status and report read."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluators.agreement.krippendorff import alpha_estimate
from evaluators.agreement.preferences import preference_alpha
from evaluators.consistency import RaterRow, rater_rows
from evaluators.estimate import Estimate
from evaluators.ratings import asked, pair_answers_of, ratings_of
from evaluators.scores.preference import Counts
from evaluators.slices import ScoreRow, score_rows
from evaluators.study import Judgment, Method, Stage, Study

__all__ = [
    "AgreementRow",
    "Counts",
    "RaterRow",
    "ScoreRow",
    "agreement_rows",
    "rater_rows",
    "score_rows",
]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """How far raters agree under one criterion of one stage."""

    stage: Stage
    criterion: str
    method: Method
    statistic: str  # "krippendorff_alpha"
    level: str  # "ordinal" for ratings, "nominal" for answers to pairs
    estimate: Estimate
    raters: int
    stimuli: int  # stimuli rated, or pairs of stimuli answered
    judgments: int


def agreement_rows(
    study: Study, judgments: Sequence[Judgment]
) -> tuple[AgreementRow, ...]:
    """Return a row per stage, method and criterion that has counted judgments."""
    rows = []
    for stage, method, criterion in asked(study, judgments):
        build = _pair_row if method is Method.PC else _rating_row
        rows.append(build(judgments, stage, criterion))
    return tuple(rows)


def _rating_row(
    judgments: Sequence[Judgment], stage: Stage, criterion: str
) -> AgreementRow:
    ratings = ratings_of(judgments, criterion, stage)
    return AgreementRow(
        stage=stage,
        criterion=criterion,
        method=Method.ACR,
        statistic="krippendorff_alpha",
        level="ordinal",
        estimate=alpha_estimate(ratings, "ordinal"),
        raters=len(ratings.raters),
        stimuli=len(ratings.stimuli),
        judgments=len(ratings.score),
    )


def _pair_row(
    judgments: Sequence[Judgment], stage: Stage, criterion: str
) -> AgreementRow:
    answers = pair_answers_of(judgments, criterion, stage)
    first = np.minimum(answers.first, answers.second)
    second = np.maximum(answers.first, answers.second)
    return AgreementRow(
        stage=stage,
        criterion=criterion,
        method=Method.PC,
        statistic="krippendorff_alpha",
        level="nominal",
        estimate=preference_alpha(answers),
        raters=len(answers.raters),
        stimuli=len(np.unique(first * len(answers.stimuli) + second)),
        judgments=len(answers.answer),
    )
