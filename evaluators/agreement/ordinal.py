"""Ordinal alpha without each stimulus: the mid-ranks change with every one left out."""

import numpy as np

from evaluators.agreement.disagreement import Units
from evaluators.tables import Floats, Indices

ORDINAL_LEVELS = 101  # distinct scores up to which every stimulus is left out alone
_AT_ONCE = 4096  # rows of counts held at a time: bounds the memory


def ordinal_left_out(units: Units) -> Floats:
    """Return alpha without each unit, exactly; nan where nothing varies any more.

    Works on counts of levels: leaving out a unit takes its counts from the margins n
    and its pairs from the coincidences o, and gives new mid-ranks.
    """
    levels, code = np.unique(units.score, return_inverse=True)
    blocks = [
        (
            _counts(units, code, len(levels), start),
            units.sizes[start : start + _AT_ONCE],
        )
        for start in range(0, len(units.sizes), _AT_ONCE)
    ]
    weighted = [(counts, counts / (sizes[:, None] - 1)) for counts, sizes in blocks]
    o = sum(share.T @ counts - np.diag(share.sum(axis=0)) for counts, share in weighted)
    n = np.bincount(code, minlength=len(levels)).astype(np.float64)
    return np.concatenate([_without(n, np.asarray(o), *block) for block in blocks])


def _counts(units: Units, code: Indices, levels: int, start: int) -> Floats:
    rows = min(_AT_ONCE, len(units.sizes) - start)
    here = (units.unit >= start) & (units.unit < start + rows)
    cell = (units.unit[here] - start) * levels + code[here]
    counts = np.bincount(cell.astype(np.int64), minlength=rows * levels)
    return counts.reshape(rows, levels).astype(np.float64)


def _without(n: Floats, o: Floats, counts: Floats, sizes: Floats) -> Floats:
    rest = n - counts
    ranks = np.cumsum(rest, axis=1) - rest / 2
    total = rest.sum(axis=1)
    expected = total * (rest * ranks**2).sum(axis=1) - (rest * ranks).sum(axis=1) ** 2
    everyone = (n * ranks**2).sum(axis=1) - ((ranks @ o) * ranks).sum(axis=1)
    squares = (counts * ranks**2).sum(axis=1)
    own = sizes * squares - (counts * ranks).sum(axis=1) ** 2
    observed = everyone - own / (sizes - 1)
    expected[expected <= 1e-12 * total**3] = np.nan
    # Rounding may leave a trace of disagreement where there is none.
    observed[observed <= 1e-9 * everyone.max(initial=0)] = 0
    return np.asarray(1 - (total - 1) * observed / expected)
