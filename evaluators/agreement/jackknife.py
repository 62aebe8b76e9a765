"""The interval of an agreement coefficient by leaving stimuli out.

Delete-one jackknife (Efron & Tibshirani 1993, chapter 11) on Fisher's z, because
agreement ends at 1 and its distribution leans; quantiles of Student's t.
"""

import numpy as np

from evaluators.estimate import Estimate
from evaluators.quantiles import student_quantile
from evaluators.tables import Floats


def jackknifed(
    value: float, left_out: Floats, confidence: float, covers: str
) -> Estimate:
    """Return the estimate whose interval follows from the values without each part.

    `left_out[i]` is the coefficient without the i-th part; `covers` says in the note
    what the interval is about. The interval is nan with a reason where it does not
    exist: at perfect agreement, with one part, or where a part holds all variation.
    """
    parts = len(left_out)
    quantile = student_quantile(max(parts - 1, 1), confidence)
    why = _no_interval_because(value, left_out)
    if why:
        return Estimate(value, n=parts, note=why)
    error = _error(left_out)
    if (left_out >= 1).any():  # z is infinite there, the plain scale is not
        low = max(value - quantile * error, -1.0)
        high = min(value + quantile * error, 1.0)
    else:
        reach = quantile * _error(np.arctanh(np.maximum(left_out, -1 + 1e-12)))
        centre = np.arctanh(max(value, -1 + 1e-12))
        low, high = np.tanh(centre - reach), np.tanh(centre + reach)
    return Estimate(value, float(low), float(high), error, parts, covers)


def _error(left_out: Floats) -> float:
    parts = len(left_out)
    spread = ((left_out - left_out.mean()) ** 2).sum()
    return float(np.sqrt((parts - 1) / parts * spread))


def _no_interval_because(value: float, left_out: Floats) -> str:
    if len(left_out) < 2:  # noqa: PLR2004 - one part cannot vary
        return "no interval: there is nothing to leave out but everything"
    if value >= 1:
        return "no interval: agreement is perfect, so its spread is unknown"
    if np.isnan(left_out).any():
        return "no interval: all variation lies in one part of the data"
    if _error(left_out) < 1e-12:  # noqa: PLR2004 - rounding, not spread
        return "no interval: every part gives the same, so its spread is unknown"
    return ""
