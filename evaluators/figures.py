"""The figure that a claim of the contract is about, from judgments."""

from collections.abc import Sequence
from statistics import fmean

import numpy as np

from evaluators.design.candidates import baseline_of
from evaluators.estimate import Estimate
from evaluators.ratings import pair_answers_of, ratings_of
from evaluators.scores.opinion import clustered_opinion
from evaluators.scores.preference import (
    answer_values,
    clustered_share,
    meets,
)
from evaluators.study import Judgment, Stage, Study, SuccessRow
from evaluators.tables import Floats, Indices, numbered

Judgments = Sequence[Judgment]
# What one rater said about one source: (source, rater) or (source, rater, stimuli).
Values = dict[tuple[str, ...], float]


def figure_of(
    study: Study, judgments: Judgments, row: SuccessRow, stage: Stage
) -> Estimate:
    """Return the figure of a claim in a stage, compared with the baseline.

    Shares lie between 0 and 1, opinions are in levels. The baseline itself is compared
    with all others. A criterion may be weights ("realism=2,aesthetics=1"): then the
    figure is the weighted mean of the criteria's figures, undefined until each has
    one. An unknown statistic is undefined, and the note says so. `n` counts what
    raters said about a pair (or an output, or a source), under however many criteria.
    """
    read = _READERS.get(row.statistic)
    if read is None:
        return Estimate.undefined(f"undefined: nothing is known about {row.statistic}")
    asked = {criterion.name for criterion in study.contract.criteria}
    single = row.criterion in asked  # a name may hold "=" and "," too
    weights = {row.criterion: 1.0} if single else weights_of(row.criterion)
    found = [read(study, judgments, row, (name, stage)) for name in weights]
    values, source, rater = _arrays(_weighted(found, list(weights.values())))
    if row.statistic in _SHARES:
        return clustered_share(values, source, rater)
    return clustered_opinion(values, source, rater)


def weights_of(criterion: str) -> dict[str, float]:
    """Read "realism=2,aesthetics=1" as weights; a single name weighs 1.

    What weighs 0 is left out. Raises ValueError for a weight that is no number from 0
    up, and where nothing weighs anything.
    """
    weights = {}
    for part in criterion.split(","):
        name, _, weight = part.partition("=")
        number = _number(weight) if weight.strip() else 1.0
        if not 0 <= number < float("inf"):
            raise ValueError(f'the weight of "{name.strip()}" must be a number from 0')
        if number:
            weights[name.strip()] = number
    if not weights:
        raise ValueError(f'nothing weighs anything in "{criterion}"')
    return weights


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _weighted(found: Sequence[Values], weights: Sequence[float]) -> Values:
    """Return values whose mean is the weighted mean of the means of `found`.

    A rater may have judged a source under one criterion and not under another, so
    each criterion has a mean of its own; a value says how far what one rater said of
    one source pulls the weighted mean away from where it is.
    """
    if len(found) == 1 or not all(found):
        return found[0] if len(found) == 1 else {}
    means = [fmean(values.values()) for values in found]
    pulled = dict.fromkeys(set[tuple[str, ...]]().union(*found), 0.0)
    for values, mean, weight in zip(found, means, weights, strict=True):
        strength = weight / sum(weights) * len(pulled) / len(values)
        for key, value in values.items():
            pulled[key] += strength * (value - mean)
    whole = float(np.average(means, weights=weights))
    return {key: whole + pull for key, pull in pulled.items()}


def _wins(
    study: Study, judgments: Judgments, row: SuccessRow, about: tuple[str, Stage]
) -> Values:
    """Return 1 for a win, 0 for a loss, one half for a tie or both bad."""
    answers, baseline = pair_answers_of(judgments, *about), baseline_of(study)
    versus = None if row.system == baseline else baseline
    if row.system not in answers.systems or versus not in (None, *answers.systems):
        return {}
    own = answers.systems.index(row.system)
    other = None if versus is None else answers.systems.index(versus)
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


def _decided(
    study: Study, judgments: Judgments, row: SuccessRow, about: tuple[str, Stage]
) -> Values:
    wins = _wins(study, judgments, row, about)
    return {key: value for key, value in wins.items() if value in {0.0, 1.0}}


def _scores(
    _: Study, judgments: Judgments, row: SuccessRow, about: tuple[str, Stage]
) -> Values:
    return _scores_of(judgments, row.system, about)


def _gains(
    study: Study, judgments: Judgments, row: SuccessRow, about: tuple[str, Stage]
) -> Values:
    """Return scores less those of the baseline by the same rater of the same source."""
    own = _scores_of(judgments, row.system, about)
    baseline = _scores_of(judgments, baseline_of(study), about)
    return {key: own[key] - baseline[key] for key in own.keys() & baseline.keys()}


def _scores_of(judgments: Judgments, system: str, about: tuple[str, Stage]) -> Values:
    shown = {s.id: s for j in judgments for s in j.trial.stimuli}
    ratings = ratings_of(judgments, *about)
    made = [shown[id_] for id_ in ratings.stimuli]
    return {
        (made[s].source, ratings.raters[r]): float(score)
        for s, r, score in zip(
            ratings.stimulus, ratings.rater, ratings.score, strict=True
        )
        if made[s].system == system
    }


def _arrays(values: Values) -> tuple[Floats, Indices, Indices]:
    keys = sorted(values)
    source = numbered([key[0] for key in keys])
    rater = numbered([key[1] for key in keys])
    return np.array([values[key] for key in keys], dtype=np.float64), source, rater


_READERS = {
    "win_rate": _wins,
    "decided_share": _decided,
    "mos": _scores,
    "mos_difference": _gains,
}
_SHARES = frozenset({"win_rate", "decided_share"})
