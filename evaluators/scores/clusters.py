"""Variance of a mean whose answers are not independent.

Answers about one source resemble each other, and so do those of one rater. With one
or two raters the sources are the clusters; from three raters up both are (Cameron,
Gelbach & Miller 2011, "Robust inference with multiway clustering"): the variance over
sources plus that over raters less that over what they share. Quantiles are those of
Student's t with the smaller number of clusters less one.
"""

from dataclasses import dataclass

import numpy as np

from evaluators.quantiles import student_quantile
from evaluators.tables import Floats, Indices

RATERS_TO_CLUSTER = 3


@dataclass(frozen=True, slots=True)
class ClusteredMean:
    """A mean, its variance, and the t quantile that belongs to it."""

    mean: float
    variance: float
    quantile: float
    covers: str  # what the interval is about, for the note


def clustered_mean(
    values: Floats, source: Indices, rater: Indices, confidence: float
) -> ClusteredMean | str:
    """Return the clustered mean of an answer's value, or why it has no variance.

    Three arrays of one length, with one value at least; `source` and `rater` are
    numbers from 0. Raises ValueError for a confidence outside 0 to 1.
    """
    residual = values - values.mean()
    sources, raters = len(np.unique(source)), len(np.unique(rater))
    if sources == 1:
        return "no interval: one source only"
    variance, smallest = _variance(residual, source), sources
    if raters >= RATERS_TO_CLUSTER:
        over_raters = _variance(residual, rater)
        shared = _variance(residual, source * (int(rater.max()) + 1) + rater)
        both = variance + over_raters - shared
        # What is shared is estimated too: the sum may not fall below its parts.
        variance, smallest = max(both, variance, over_raters), min(sources, raters)
    # Nor may answers tell more than independent ones would: clusters whose means
    # happen to be equal are no proof that nothing varies.
    variance = max(variance, float((residual**2).sum()) / len(residual) ** 2)
    quantile = student_quantile(smallest - 1, confidence)
    return ClusteredMean(float(values.mean()), variance, quantile, _covers(raters))


def _variance(residual: Floats, cluster: Indices) -> float:
    """Return the variance of the mean where clusters are independent."""
    _, index = np.unique(cluster, return_inverse=True)
    sums = np.bincount(index, residual)
    clusters = len(sums)
    return float(clusters / (clusters - 1) * (sums**2).sum() / len(residual) ** 2)


def _covers(raters: int) -> str:
    if raters == 1:
        return "covers other sources; this rater only"
    if raters < RATERS_TO_CLUSTER:
        return "covers other sources; these two raters only"
    return "covers other sources and other raters"
