"""How long a rater has worked, and when a rest is due. No Qt here."""

import time
from collections.abc import Callable

_MINUTE_NS = 60_000_000_000
BREAK_AT = 20  # minutes: a break is suggested
REQUIRED_AT = 30  # minutes: for external raters the page comes by itself


class Breaks:
    """Counts minutes of work; injectable monotonic clock in nanoseconds.

    What it says about breaks changes between trials only: nothing shifts while one
    is on screen.
    """

    def __init__(
        self, *, required: bool, now: Callable[[], int] = time.monotonic_ns
    ) -> None:
        self._required = required
        self._now = now
        self._since: int | None = now()
        self.due = False

    @property
    def minutes(self) -> int:
        """Whole minutes worked since the last break; 0 during one."""
        return 0 if self._since is None else (self._now() - self._since) // _MINUTE_NS

    def trial_changed(self) -> bool:
        """Take note that a trial is over; True when a break must come now."""
        self.due = self.minutes >= BREAK_AT
        return self._required and self.minutes >= REQUIRED_AT

    def begin(self) -> None:
        """Stop counting."""
        self._since, self.due = None, False

    def end(self) -> None:
        """Go on after a break."""
        self._since = self._now()
