"""Numbers as a person reads them: few digits, a true minus, the unit kept with it."""

import math
from collections.abc import Sequence

from evaluators.estimate import Estimate

_NO_BREAK = "\u00a0"
_NARROW = "\u202f"
_PER_CENT, _LEVEL = 0, 2  # decimals that a share and a level have
_MOST_DECIMALS = 4


def share(value: float, decimals: int = _PER_CENT) -> str:
    """Return "62 %"."""
    return f"{value * 100:.{decimals}f}{_NO_BREAK}%"


def level(value: float, decimals: int = _LEVEL) -> str:
    """Return "3.41", or "−0.25" with a true minus."""
    return f"{value:.{decimals}f}".replace("-", "−")


def whole(number: int) -> str:
    """Return "9 627"."""
    return f"{number:,}".replace(",", _NARROW)


def seconds(milliseconds: float) -> str:
    """Return "3.2 s"."""
    return f"{milliseconds / 1000:.1f}{_NO_BREAK}s"


def share_decimals(estimate: Estimate, marks: Sequence[float]) -> int:
    """Return how many decimals keep an interval's ends apart from the marks.

    Otherwise a claim could be met "from 50 % to 70 %, above the mark of 50 %".
    """
    ends = [end * 100 for end in (estimate.low, estimate.high)]
    return _decimals_apart(ends, [mark * 100 for mark in marks], _PER_CENT)


def level_decimals(estimate: Estimate, marks: Sequence[float]) -> int:
    """Return how many decimals keep an interval's ends apart from the marks."""
    return _decimals_apart((estimate.low, estimate.high), marks, _LEVEL)


def share_span(estimate: Estimate, decimals: int = _PER_CENT) -> str:
    """Return "48 % to 74 %"."""
    return f"{share(estimate.low, decimals)} to {share(estimate.high, decimals)}"


def level_span(estimate: Estimate, decimals: int = _LEVEL) -> str:
    """Return "3.10 to 3.72"."""
    return f"{level(estimate.low, decimals)} to {level(estimate.high, decimals)}"


def has_interval(estimate: Estimate) -> bool:
    """Return whether both ends of the interval are known."""
    return not (math.isnan(estimate.low) or math.isnan(estimate.high))


def reason(estimate: Estimate) -> str:
    """Return why there is no number: its note, without "undefined:"."""
    return estimate.note.removeprefix("undefined: ")


def _decimals_apart(ends: Sequence[float], marks: Sequence[float], least: int) -> int:
    for decimals in range(least, _MOST_DECIMALS):
        if all(
            end == mark or round(end, decimals) != round(mark, decimals)
            for end in ends
            for mark in marks
        ):
            return decimals
    return _MOST_DECIMALS
