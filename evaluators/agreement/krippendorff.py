"""Krippendorff's alpha.

Definitions follow Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability".
Only stimuli with two scores or more are pairable and count. With d the squared
difference of a level of measurement, m the number of scores of a stimulus and n that
of all pairable scores,

    alpha = 1 - (n - 1) * (sum over stimuli of (sum of d) / (m - 1)) / (sum of d)

where the inner sum runs over ordered pairs of one stimulus's scores and the last one
over ordered pairs of all scores.
"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from evaluators.agreement import disagreement
from evaluators.agreement.disagreement import Disagreement, Units, units_of
from evaluators.agreement.jackknife import jackknifed
from evaluators.agreement.ordinal import ORDINAL_LEVELS, ordinal_left_out
from evaluators.estimate import Estimate
from evaluators.tables import Floats, Ratings, ratings_from

Level = Literal["nominal", "ordinal", "interval", "ratio"]

LEVELS = {
    "nominal": disagreement.nominal,
    "ordinal": disagreement.ordinal,
    "interval": disagreement.interval,
    "ratio": disagreement.ratio,
}


def krippendorff_alpha(scores: ArrayLike | Ratings, level: Level = "ordinal") -> float:
    """Return the agreement of raters beyond chance, 1 being perfect.

    Parameters
    ----------
    scores
        A table with a row per stimulus and a column per rater, nan where a rater
        gave no score; or the same as Ratings.
    level
        Level of measurement; a scale of five levels is "ordinal".

    Returns
    -------
    float
        Alpha, or nan where it is undefined (`alpha_estimate` says why).
    """
    ratings = _checked(scores, level)
    units = units_of(ratings.stimulus, ratings.score)
    if _undefined_because(ratings, units):
        return float("nan")
    return alpha_of(units, LEVELS[level](units))


def alpha_estimate(
    scores: ArrayLike | Ratings, level: Level = "ordinal", *, confidence: float = 0.95
) -> Estimate:
    """Return alpha with its interval, or nan and the reason; arguments as above.

    The interval covers other stimuli judged by these raters: the delete-one jackknife
    over stimuli on Fisher's z. `n` counts pairable stimuli. Raises ValueError for an
    unknown level, infinite scores, negative scores at level "ratio" and a confidence
    outside 0 to 1.
    """
    ratings = _checked(scores, level)
    units = units_of(ratings.stimulus, ratings.score)
    why = _undefined_because(ratings, units)
    if why:
        return Estimate.undefined(why, len(units.sizes))
    measured = LEVELS[level](units)
    left_out, parts = _left_out(units, measured, level), "stimuli"
    if len(left_out) < len(units.sizes):
        parts = f"stimuli (left out in {len(left_out)} groups)"
    covers = f"covers other {parts} with the same raters"
    found = jackknifed(alpha_of(units, measured), left_out, confidence, covers)
    return Estimate(
        found.value, found.low, found.high, found.error, len(units.sizes), found.note
    )


def alpha_of(units: Units, measured: Disagreement) -> float:
    """Return alpha from the sums of squared differences."""
    observed = (measured.within / (units.sizes - 1)).sum()
    expected = measured.against.sum()
    return float(1 - (len(units.score) - 1) * observed / expected)


def alpha_without_each(units: Units, measured: Disagreement) -> Floats:
    """Return alpha without each unit, for a difference that ignores the other scores.

    nan where nothing varies any more.
    """
    each = measured.within / (units.sizes - 1)
    expected = (
        measured.against.sum() - 2 * units.total(measured.against) + measured.within
    )
    expected[expected <= 1e-12 * measured.against.sum()] = np.nan
    rest = len(units.score) - units.sizes
    return np.asarray(1 - (rest - 1) * less(each.sum(), each) / expected)


def less(whole: float, part: Floats) -> Floats:
    """Return what remains of a disagreement; a trace is rounding, not disagreement."""
    remains = whole - part
    remains[remains <= 1e-12 * whole] = 0
    return remains


def _left_out(units: Units, measured: Disagreement, level: Level) -> Floats:
    if level != "ordinal":
        return alpha_without_each(units, measured)
    if len(np.unique(units.score)) <= ORDINAL_LEVELS:
        return ordinal_left_out(units)
    parts = min(len(units.sizes), ORDINAL_LEVELS)
    group = np.arange(len(units.sizes)) % parts
    return np.array([_ordinal_alpha(units.without(group == g)) for g in range(parts)])


def _ordinal_alpha(units: Units) -> float:
    if len(np.unique(units.score)) < 2:  # noqa: PLR2004 - nothing varies
        return float("nan")
    return alpha_of(units, disagreement.ordinal(units))


def _checked(scores: ArrayLike | Ratings, level: Level) -> Ratings:
    if level not in LEVELS:
        raise ValueError(f"level must be one of {', '.join(LEVELS)}")
    return ratings_from(scores)


def _undefined_because(ratings: Ratings, units: Units) -> str:
    if not len(ratings.score):
        return "undefined: there are no scores"
    if len(np.unique(ratings.rater)) == 1:
        return "undefined: one rater only, and agreement takes two"
    if not len(units.score):
        return "undefined: no two raters judged the same stimulus"
    if (units.score == units.score[0]).all():
        return "undefined: every score is the same, so chance cannot be told"
    return ""
