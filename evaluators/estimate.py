"""The one shape in which every number is reported."""

import math
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval, or nan and the reason why there is none."""

    value: float
    low: float = math.nan
    high: float = math.nan
    error: float = math.nan  # standard error
    n: int = 0
    note: str = ""  # what the interval covers, or why the value is undefined

    @classmethod
    def undefined(cls, why: str, n: int = 0) -> "Estimate":
        """Say that there is no number, and why."""
        return cls(math.nan, n=n, note=why)

    @property
    def defined(self) -> bool:
        """True where there is a value."""
        return not math.isnan(self.value)

    def within(self, least: float, most: float) -> "Estimate":
        """Cut the interval where the scale ends; what it covers stays the same.

        The true value lies on the scale, so no part of an interval beyond it can hold
        it.
        """
        return replace(
            self, low=_cut(self.low, least, most), high=_cut(self.high, least, most)
        )


def _cut(end: float, least: float, most: float) -> float:
    return end if math.isnan(end) else min(max(end, least), most)
