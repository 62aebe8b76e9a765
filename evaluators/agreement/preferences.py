"""Agreement on preferences: Krippendorff's nominal alpha over answers to pairs.

A unit is a source with an unordered pair of systems. Each unit is entered in both
orientations: otherwise "A won" and "B won" would be categories whose frequency, and
with it chance agreement, depends on which system is named first.
"""

import numpy as np

from evaluators.agreement.disagreement import Units, nominal, units_of
from evaluators.agreement.jackknife import jackknifed
from evaluators.agreement.krippendorff import alpha_of, less
from evaluators.estimate import Estimate
from evaluators.tables import (
    CANNOT_JUDGE,
    FIRST,
    SECOND,
    Floats,
    Indices,
    PairAnswers,
)


def preference_alpha(answers: PairAnswers, *, confidence: float = 0.95) -> Estimate:
    """Return how far raters agree on pairs, beyond chance, with its interval.

    The categories are: one system, the other, a tie, both bad; "cannot judge" is
    missing. The interval covers other sources judged by these raters: a jackknife
    that leaves out whole sources, with all their pairs in both orientations. `n`
    counts the pairs that two raters or more have answered. Raises ValueError for a
    confidence outside 0 to 1.
    """
    known = answers.where(answers.answer != CANNOT_JUDGE)
    if not len(known.answer):
        return Estimate.undefined("undefined: there are no answers")
    if len(np.unique(known.rater)) == 1:
        return Estimate.undefined("undefined: one rater only, and agreement takes two")
    units, source = _both_orientations(known)
    pairs = len(units.sizes) // 2
    if not pairs:
        return Estimate.undefined("undefined: no two raters judged the same pair")
    if (units.score == units.score[0]).all():
        why = "undefined: every answer is the same, so chance cannot be told"
        return Estimate.undefined(why, pairs)
    left_out = _without_each_source(units, source)
    covers = "covers other sources with the same raters"
    found = jackknifed(alpha_of(units, nominal(units)), left_out, confidence, covers)
    return Estimate(found.value, found.low, found.high, found.error, pairs, found.note)


def _both_orientations(answers: PairAnswers) -> tuple[Units, Indices]:
    """Return the units with their mirror images, and the source of each unit."""
    swap = answers.first_system > answers.second_system
    low = np.where(swap, answers.second_system, answers.first_system)
    high = np.where(swap, answers.first_system, answers.second_system)
    answer = np.where(swap, _swapped(answers.answer), answers.answer)
    systems = len(answers.systems)
    pair = (answers.source * systems + low) * systems + high
    both = np.concatenate([2 * pair, 2 * pair + 1])
    units = units_of(both, np.concatenate([answer, _swapped(answer)]).astype(float))
    kept, sizes = np.unique(both, return_counts=True)
    return units, kept[sizes > 1] // (2 * systems**2)


def _swapped(answer: Indices) -> Indices:
    """Return the same answers with the sides swapped."""
    mirrored = answer.copy()
    mirrored[answer == FIRST] = SECOND
    mirrored[answer == SECOND] = FIRST
    return mirrored


def _without_each_source(units: Units, source: Indices) -> Floats:
    """Return alpha without each source, in closed form; nan where nothing varies."""
    _, code, n = np.unique(units.score, return_inverse=True, return_counts=True)
    _, group = np.unique(source, return_inverse=True)
    groups = int(group.max()) + 1
    counts = np.zeros((groups, len(n)))
    np.add.at(counts, (group[units.unit], code), 1)
    each = nominal(units).within / (units.sizes - 1)
    by_source = np.bincount(group, each, groups).astype(np.float64)
    observed = less(each.sum(), by_source)
    rest = n - counts
    total = rest.sum(axis=1)
    expected = total**2 - (rest**2).sum(axis=1)
    expected[expected == 0] = np.nan
    return np.asarray(1 - (total - 1) * observed / expected)
