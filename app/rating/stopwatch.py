"""How long a rater has worked, breaks left out. No Qt here."""

import time
from collections.abc import Callable

_MINUTE_NS = 60_000_000_000


class Stopwatch:
    """Counts while it runs; injectable monotonic clock in nanoseconds."""

    def __init__(self, now: Callable[[], int] = time.monotonic_ns) -> None:
        self._now = now
        self._worked = 0
        self._since: int | None = now()

    @property
    def minutes(self) -> int:
        """Whole minutes worked since the last break."""
        running = 0 if self._since is None else self._now() - self._since
        return (self._worked + running) // _MINUTE_NS

    def stop(self) -> None:
        """Begin a break."""
        self._worked, self._since = 0, None

    def start(self) -> None:
        """Go on after a break."""
        self._since = self._now()
