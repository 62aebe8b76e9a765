"""Whether playing may begin, or go on after a wait. No Qt here."""

from dataclasses import dataclass

ENOUGH_US = 500_000  # wall time in memory ahead of the play head
MARGIN = 1.2  # decoding must be so much faster than playing
_PATIENCE_NS = 4_000_000_000  # for a machine that is too slow to play through


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is in memory, in all panes, of what will be played."""

    ahead_us: int  # without a gap from here on, on the wall clock
    everything: bool  # all that is wanted now is there
    keeps_up: bool  # as fast as it is decoded, it will play without a stall


@dataclass(slots=True)
class Buffering:
    """Ends a wait: soon after a stall, with more care at the start of a trial."""

    careful: bool = True
    _enough_ns: int | None = None

    def begin(self, *, careful: bool) -> None:
        """Take note of a new wait."""
        self.careful = careful
        self._enough_ns = None

    def may_go_on(self, outlook: Outlook, now_ns: int) -> bool:
        """Return whether playing need wait no longer.

        With everything there at once. Else half a second must be there; at the start
        the machine must also be fast enough to play through, or some seconds must
        have passed: longer nobody should wait.
        """
        if outlook.everything:
            return True
        if outlook.ahead_us < ENOUGH_US:
            return False
        if self._enough_ns is None:
            self._enough_ns = now_ns
        waited = now_ns - self._enough_ns >= _PATIENCE_NS
        return not self.careful or outlook.keeps_up or waited
