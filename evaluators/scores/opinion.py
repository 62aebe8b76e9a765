"""Mean opinion scores with intervals that cover."""

import numpy as np
from numpy.typing import ArrayLike

from evaluators.estimate import Estimate
from evaluators.quantiles import student_quantile
from evaluators.scores.clusters import clustered_mean
from evaluators.tables import Floats, Indices, Ratings, ratings_from


def mean_opinion_scores(
    scores: ArrayLike | Ratings, *, confidence: float = 0.95
) -> tuple[Estimate, ...]:
    """Return the mean score of each stimulus with its interval over raters.

    Takes a table with a row per stimulus and a column per rater (nan where a rater
    gave no score), or Ratings; gives one Estimate per row or per name. The interval
    is mean ± t · s / √n with n - 1 degrees of freedom (ITU-T P.910, ITU-R BT.500).
    Raises ValueError for scores that are not finite numbers and for a confidence
    outside 0 to 1.
    """
    ratings = ratings_from(scores)
    order = np.argsort(ratings.stimulus, kind="stable")
    ends = np.searchsorted(
        ratings.stimulus[order], np.arange(1, len(ratings.stimuli)), side="left"
    )
    groups = np.split(ratings.score[order], ends) if ratings.stimuli else []
    return tuple(_over_raters(group, confidence) for group in groups)


def clustered_opinion(
    scores: Floats, source: Indices, rater: Indices, *, confidence: float = 0.95
) -> Estimate:
    """Return the mean of scores (or of differences of scores) of many sources.

    Three arrays of one length: a score in levels, and the numbers from 0 of its source
    and its rater. The interval is clustered by source, and from three raters up by
    rater too. Raises ValueError for a confidence outside 0 to 1.
    """
    if not len(scores):
        return Estimate.undefined("undefined: there are no scores")
    found = clustered_mean(scores, source, rater, confidence)
    value = float(scores.mean())
    if isinstance(found, str):
        return Estimate(value, n=len(scores), note=found)
    if (scores == scores[0]).all():
        why = "no interval: every score is the same, so their spread is unknown"
        return Estimate(value, n=len(scores), note=why)
    error = float(np.sqrt(found.variance))
    reach = found.quantile * error
    return Estimate(
        value, value - reach, value + reach, error, len(scores), found.covers
    )


def _over_raters(scores: Floats, confidence: float) -> Estimate:
    n = len(scores)
    if not n:
        return Estimate.undefined("undefined: nobody rated it")
    value = float(scores.mean())
    if n == 1:
        return Estimate(value, n=n, note="no interval: this rater only")
    if (scores == scores[0]).all():
        why = "no interval: every score is the same, so their spread is unknown"
        return Estimate(value, n=n, note=why)
    error = float(scores.std(ddof=1) / np.sqrt(n))
    reach = student_quantile(n - 1, confidence) * error
    return Estimate(
        value, value - reach, value + reach, error, n, "covers other raters"
    )
