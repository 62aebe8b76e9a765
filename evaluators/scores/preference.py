"""Who is preferred how often, with intervals that cover.

The interval is Wilson's with the effective number of answers in place of their
number and Student's t in place of the normal quantile, as studies of proportions in
clustered surveys recommend (Dean & Pagano 2015; Franco, Little, Louis & Slud 2019).
The effective number is the number of answers divided by the design effect, which is
not let below 1, and so never collapses: where all answers are alike it is the number
itself, as in the rules of NCHS (Parker et al. 2017).
"""

from dataclasses import dataclass

import numpy as np

from evaluators.estimate import Estimate
from evaluators.scores.clusters import ClusteredMean, clustered_mean
from evaluators.tables import (
    BOTH_BAD,
    CANNOT_JUDGE,
    FIRST,
    SECOND,
    TIE,
    Floats,
    Indices,
    Mask,
    PairAnswers,
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each of the five answers was given, seen from one system."""

    wins: int
    ties: int
    losses: int
    both_bad: int
    cannot_judge: int


def win_rate(
    answers: PairAnswers,
    system: int,
    versus: int | None = None,
    *,
    confidence: float = 0.95,
) -> Estimate:
    """Return (wins + half of ties and both-bad) / all answers but "cannot judge".

    `system` and `versus` are indices into `answers.systems`; without `versus` against
    all others. `n` counts the answers. The interval is clustered by source, and from
    three raters up by rater too. Raises ValueError for a confidence outside 0 to 1.
    """
    known = answers.where(answers.answer != CANNOT_JUDGE)
    met = known.where(meets(known, system, versus))
    return _share(met, answer_values(met, system), confidence)


def decided_share(
    answers: PairAnswers,
    system: int,
    versus: int | None = None,
    *,
    confidence: float = 0.95,
) -> Estimate:
    """Return wins / (wins + losses); arguments and interval as for the win rate."""
    met = answers.where(meets(answers, system, versus))
    decided = met.where((met.answer == FIRST) | (met.answer == SECOND))
    return _share(decided, answer_values(decided, system), confidence)


def count_answers(
    answers: PairAnswers, system: int, versus: int | None = None
) -> Counts:
    """Return how often each answer was given, seen from `system`."""
    met = answers.where(meets(answers, system, versus))
    won = np.where(met.first_system == system, FIRST, SECOND)
    decided = (met.answer == FIRST) | (met.answer == SECOND)
    return Counts(
        wins=int((met.answer == won).sum()),
        ties=int((met.answer == TIE).sum()),
        losses=int((decided & (met.answer != won)).sum()),
        both_bad=int((met.answer == BOTH_BAD).sum()),
        cannot_judge=int((met.answer == CANNOT_JUDGE).sum()),
    )


def meets(answers: PairAnswers, system: int, versus: int | None = None) -> Mask:
    """Return which answers are about `system` (and `versus`)."""
    first, second = answers.first_system, answers.second_system
    about = np.asarray((first == system) | (second == system), dtype=np.bool_)
    if versus is None:
        return about
    rival = np.asarray((first == versus) | (second == versus), dtype=np.bool_)
    return np.asarray(about & rival, dtype=np.bool_)


def clustered_share(
    values: Floats, source: Indices, rater: Indices, *, confidence: float = 0.95
) -> Estimate:
    """Return the mean of values from 0 to 1, one per answer, with its interval.

    Three arrays of one length; `source` and `rater` are numbers from 0 and name the
    clusters each answer belongs to. Undefined without an answer, without an interval
    for a single source. Raises ValueError for a confidence outside 0 to 1.
    """
    if not len(values):
        return Estimate.undefined("undefined: there are no such answers")
    found = clustered_mean(values, source, rater, confidence)
    if isinstance(found, str):
        return Estimate(float(values.mean()), n=len(values), note=found)
    return _wilson(found, values)


def _wilson(found: ClusteredMean, values: Floats) -> Estimate:
    """Return Wilson's interval with the effective number of answers."""
    n, p, t = _effective_number(found, values), found.mean, found.quantile
    stretch = 1 + t**2 / n
    centre = (p + t**2 / (2 * n)) / stretch
    reach = t / stretch * np.sqrt(p * (1 - p) / n + t**2 / (4 * n**2))
    low, high = max(float(centre - reach), 0.0), min(float(centre + reach), 1.0)
    spread = p if 0 < p < 1 else (n * p + 1) / (n + 2)  # never a zero error
    error = float(np.sqrt(spread * (1 - spread) / n))
    return Estimate(p, min(low, p), max(high, p), error, len(values), found.covers)


def _effective_number(found: ClusteredMean, values: Floats) -> float:
    """Return how many independent wins and losses would tell as much.

    Clustering makes it smaller than the number of answers. Ties make it larger, for
    they vary less than wins and losses do; there one win and one loss are added, so
    that a row of ties is not taken for certainty.
    """
    n = len(values)
    independent = values.var() / n
    design_effect = found.variance / independent if independent > 0 else 1.0
    with_two = np.append(values, (0.0, 1.0))
    p = with_two.mean()
    return float(n * p * (1 - p) / with_two.var() / design_effect)


def _share(met: PairAnswers, values: Floats, confidence: float) -> Estimate:
    return clustered_share(values, met.source, met.rater, confidence=confidence)


def answer_values(answers: PairAnswers, system: int) -> Floats:
    """Return 1 for a win of `system`, 0 for a loss, one half for a tie or both bad.

    nan stands for "cannot judge".
    """
    values = np.full(len(answers.answer), 0.5)
    won = np.where(answers.first_system == system, FIRST, SECOND)
    decided = (answers.answer == FIRST) | (answers.answer == SECOND)
    values[decided] = (answers.answer == won)[decided]
    values[answers.answer == CANNOT_JUDGE] = np.nan
    return values
