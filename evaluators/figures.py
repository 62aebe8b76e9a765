"""The figure that a claim of the contract is about, from judgments."""

from collections.abc import Iterable, Sequence

import numpy as np

from evaluators.design.candidates import baseline_of
from evaluators.estimate import Estimate
from evaluators.ratings import counted, pair_answers_of
from evaluators.scores.opinion import clustered_opinion
from evaluators.scores.preference import (
    answer_values,
    clustered_share,
    decided_share,
    meets,
)
from evaluators.study import Judgment, Method, Stage, Study, SuccessRow
from evaluators.tables import Floats, Indices, numbered

Judgments = Sequence[Judgment]
# What one rater said about one source: (source, rater) or (source, rater, stimuli).
Values = dict[tuple[str, ...], float]


def figure_of(
    study: Study, judgments: Judgments, row: SuccessRow, stage: Stage
) -> Estimate:
    """Return the figure of a claim in a stage, compared with the baseline.

    The baseline itself is compared with all others. `win_rate` takes weights over
    criteria too ("realism=2,aesthetics=1"): the weighted mean over the criteria of
    each pair. An unknown statistic is undefined, and the note says so.
    """
    if row.statistic == "win_rate":
        return _weighted_win_rate(study, judgments, row, stage)
    if row.statistic == "decided_share":
        return _decided_share(study, judgments, row, stage)
    if row.statistic in {"mos", "mos_difference"}:
        return _opinion(study, judgments, row, stage)
    return Estimate.undefined(f"undefined: nothing is known about {row.statistic}")


def weights_of(criterion: str) -> dict[str, float]:
    """Read "realism=2,aesthetics=1" as weights; a single name weighs 1.

    Raises ValueError for a weight that is not a positive number.
    """
    weights = {}
    for part in criterion.split(","):
        name, _, weight = part.partition("=")
        number = float(weight) if weight.strip() else 1.0
        if not 0 < number < float("inf"):
            raise ValueError(f'the weight of "{name.strip()}" must be positive')
        weights[name.strip()] = number
    return weights


def _weighted_win_rate(
    study: Study, judgments: Judgments, row: SuccessRow, stage: Stage
) -> Estimate:
    asked = {criterion.name for criterion in study.contract.criteria}
    single = row.criterion in asked  # a name may hold "=" and "," too
    weights = {row.criterion: 1.0} if single else weights_of(row.criterion)
    versus = _opponent(study, row)
    found = [_wins(judgments, name, stage, row.system, versus) for name in weights]
    keys = set(found[0]).intersection(*found[1:])
    combined = {
        key: float(np.average([v[key] for v in found], weights=list(weights.values())))
        for key in keys
    }
    values, source, rater = _arrays(combined)
    return clustered_share(values, source, rater)


def _wins(
    judgments: Judgments, criterion: str, stage: Stage, system: str, versus: str | None
) -> Values:
    answers = pair_answers_of(judgments, criterion, stage)
    if system not in answers.systems or (versus and versus not in answers.systems):
        return {}
    own = answers.systems.index(system)
    other = answers.systems.index(versus) if versus else None
    met = answers.where(meets(answers, own, other))
    values = answer_values(met, own)
    stimuli = np.sort(np.stack([met.first, met.second]), axis=0)
    return {
        (met.sources[s], met.raters[r], met.stimuli[a], met.stimuli[b]): float(value)
        for s, r, a, b, value in zip(
            met.source, met.rater, *stimuli, values, strict=True
        )
        if not np.isnan(value)
    }


def _decided_share(
    study: Study, judgments: Judgments, row: SuccessRow, stage: Stage
) -> Estimate:
    answers = pair_answers_of(judgments, row.criterion, stage)
    versus = _opponent(study, row)
    if row.system not in answers.systems or (versus and versus not in answers.systems):
        return Estimate.undefined("undefined: there are no such answers")
    other = answers.systems.index(versus) if versus else None
    return decided_share(answers, answers.systems.index(row.system), other)


def _opinion(
    study: Study, judgments: Judgments, row: SuccessRow, stage: Stage
) -> Estimate:
    rated = list(counted(judgments, Method.ACR, row.criterion, stage))
    own = _scores(rated, row.system)
    if row.statistic == "mos_difference":
        baseline = _scores(rated, baseline_of(study))
        own = {key: own[key] - baseline[key] for key in own.keys() & baseline.keys()}
    return clustered_opinion(*_arrays(own))


def _scores(rated: Iterable[Judgment], system: str) -> Values:
    return {
        (j.trial.stimuli[0].source, j.rater): float(j.score)
        for j in rated
        if j.score is not None and j.trial.stimuli[0].system == system
    }


def _opponent(study: Study, row: SuccessRow) -> str | None:
    baseline = baseline_of(study)
    return None if row.system == baseline else baseline


def _arrays(values: Values) -> tuple[Floats, Indices, Indices]:
    keys = sorted(values)
    source = numbered([key[0] for key in keys])
    rater = numbered([key[1] for key in keys])
    return np.array([values[key] for key in keys], dtype=np.float64), source, rater
