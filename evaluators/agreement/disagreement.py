"""Sums of squared differences between scores, at each level of measurement.

Notation: a unit is what is judged; d(x, y) the squared difference of two scores;
`within` sums d over ordered pairs of one unit's scores, `against` sums d of one
score to all scores. With these alpha and alpha without a unit have a closed form.
"""

from dataclasses import dataclass

import numpy as np

from evaluators.tables import Floats, Indices

_AT_ONCE = 1024  # rows of a score by score block: bounds the memory


@dataclass(frozen=True, slots=True)
class Units:
    """Pairable scores: every unit has two or more. Units count from 0."""

    unit: Indices
    score: Floats
    sizes: Floats  # scores of each unit

    def total(self, values: Floats) -> Floats:
        """Sum a value per score over each unit."""
        sums = np.bincount(self.unit, values, len(self.sizes))
        return sums.astype(np.float64)

    def without(self, mask: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> "Units":
        """Leave out the units for which `mask` is true."""
        keep = ~mask[self.unit]
        return units_of(self.unit[keep], self.score[keep])


def units_of(unit: Indices, score: Floats) -> Units:
    """Keep the scores of units that have two or more, and number these anew."""
    _, index, sizes = np.unique(unit, return_inverse=True, return_counts=True)
    keep = sizes[index] > 1
    _, index, sizes = np.unique(index[keep], return_inverse=True, return_counts=True)
    return Units(index, score[keep], sizes.astype(np.float64))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What a level of measurement makes of the scores: see the module."""

    within: Floats  # a value per unit
    against: Floats  # a value per score


def nominal(units: Units) -> Disagreement:
    """Count differing pairs."""
    _, code, n = np.unique(units.score, return_inverse=True, return_counts=True)
    cell, count = np.unique(units.unit * len(n) + code, return_counts=True)
    same = np.bincount(cell // len(n), count.astype(np.float64) ** 2, len(units.sizes))
    return Disagreement(units.sizes**2 - same, (len(code) - n[code]).astype(np.float64))


def interval(units: Units) -> Disagreement:
    """Sum squared distances, in a unit of their own: alpha does not depend on it."""
    x = _scaled(units.score)
    x = _scaled(x - x.mean())  # centred, else large scores lose digits
    against = len(x) * x**2 - 2 * x * x.sum() + (x**2).sum()
    leader = np.zeros(len(units.sizes))
    leader[units.unit] = x
    apart = x - leader[units.unit]  # exactly 0 where raters agree
    first, second = units.total(apart), units.total(apart**2)
    return Disagreement(2 * (units.sizes * second - first**2), against)


def ordinal(units: Units) -> Disagreement:
    """Sum squared distances of pooled mid-ranks: Krippendorff's ordinal metric."""
    return interval(Units(units.unit, midranks(units.score), units.sizes))


def ratio(units: Units) -> Disagreement:
    """Sum ((x - y) / (x + y))²; no score may be negative."""
    if (units.score < 0).any():
        raise ValueError('scores must not be negative at level "ratio"')
    values, code, n = np.unique(units.score, return_inverse=True, return_counts=True)
    blocks = np.array_split(values, 1 + len(values) // _AT_ONCE)
    against = np.concatenate([_ratio(b[:, None], values) @ n for b in blocks])[code]
    return Disagreement(_ratio_within(units), against)


def midranks(score: Floats) -> Floats:
    """Return the mean rank of each score, equal scores sharing one."""
    _, code, n = np.unique(score, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(n) - (n - 1) / 2)[code], dtype=np.float64)


def _scaled(score: Floats) -> Floats:
    """Return the scores divided by a power of two, which costs no digit.

    Their squares can then neither overflow nor vanish.
    """
    _, exponent = np.frexp(np.abs(score).max())
    return np.asarray(np.ldexp(score, -exponent), dtype=np.float64)


def _ratio(x: Floats, y: Floats) -> Floats:
    both = x + y
    share = np.divide(x - y, both, out=np.zeros_like(both), where=both > 0)
    return np.asarray(share**2)


def _ratio_within(units: Units) -> Floats:
    order = np.argsort(units.unit, kind="stable")
    start = np.cumsum(units.sizes) - units.sizes
    within = np.zeros(len(units.sizes))
    for size in np.unique(units.sizes):
        alike = np.flatnonzero(units.sizes == size)
        places = start[alike, None] + np.arange(size)
        scores = units.score[order[places.astype(np.int64)]]
        for column in scores.T:
            within[alike] += _ratio(column[:, None], scores).sum(axis=1)
    return within
