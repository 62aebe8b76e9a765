"""How late frames came, without a list that grows with the hours. No Qt here."""

from collections import Counter
from dataclasses import dataclass, field

RESOLUTION_US = 100
_LAST = 10_000  # buckets; what is later than a second is counted together


@dataclass(slots=True)
class Lateness:
    """A histogram of times in µs, in buckets of 0.1 ms, and the latest one exactly."""

    latest_us: int = 0
    _buckets: Counter[int] = field(default_factory=Counter)

    def add(self, late_us: int) -> None:
        """Count one time; a time is rounded up to its bucket's end."""
        self.latest_us = max(self.latest_us, late_us)
        self._buckets[min(_LAST, -(-late_us // RESOLUTION_US))] += 1

    def percentile_us(self, per_cent: int) -> int:
        """Return the least time that so many per cent are not later than.

        To 0.1 ms, rounded up; 0 where nothing was counted.
        """
        wanted = -(-self._buckets.total() * per_cent // 100)
        counted = 0
        for bucket in sorted(self._buckets):
            counted += self._buckets[bucket]
            if counted >= wanted and bucket < _LAST:
                return min(bucket * RESOLUTION_US, self.latest_us)
        return self.latest_us
