"""What of a trial's panes is in memory, on the trial's axis. No Qt here."""

from collections.abc import Sequence
from typing import Protocol

from app.playback.timeline import Readiness, Timeline
from app.playback.window import Aim


class Supplied(Readiness, Protocol):
    """A pane's frames, as they come."""

    @property
    def satisfied(self) -> bool:
        """True when every frame that is wanted now is there."""

    def aim_at(self, aim: Aim) -> None:
        """Say where the play head is in the pane."""

    def keeps_up(self, speed: float, margin: float) -> bool:
        """Return whether frames come at least so much faster than they are played."""


class Stock:
    """All panes' frames. Without reels everything is there, as a test may want it."""

    def __init__(self, timeline: Timeline, reels: Sequence[Supplied] = ()) -> None:
        self.timeline = timeline
        self.reels = tuple(reels)
        self.coming: tuple[Supplied, ...] = ()  # the same in another size

    def renewed(self) -> "Stock":
        """Return the stock of what is coming."""
        return Stock(self.timeline, self.coming)

    def ready_until(self, time_us: int) -> int:
        """Return the first moment from here on at which a pane lacks its frame."""
        return self.timeline.ready_until(time_us, self.reels)

    def is_ready(self, time_us: int) -> bool:
        """Return whether every pane has the frame of a moment."""
        return self.ready_until(time_us) > time_us

    def in_memory(self) -> tuple[tuple[int, int], ...]:
        """Return the stretches of time (µs) whose frames are there in all panes."""
        return self.timeline.in_memory(self.reels)

    @property
    def satisfied(self) -> bool:
        """True when every frame that is wanted now is there."""
        return all(reel.satisfied for reel in self.reels)

    def keeps_up(self, speed: float, margin: float) -> bool:
        """Return whether decoding stays ahead of playing in every pane."""
        return all(reel.keeps_up(speed, margin) for reel in self.reels)

    def aim(self, time_us: int, loop: tuple[int, int] | None) -> None:
        """Say where the play head is, and what it goes round; None while it stands."""
        for place, pane in enumerate(self.timeline.panes):
            around = None
            if loop is not None:
                first, last = pane.frame_at(loop[0]), pane.frame_at(loop[1] - 1)
                around = range(first, last + 1)
            aim = Aim(pane.frame_at(time_us), around)
            for reels in (self.reels, self.coming):
                for reel in reels[place : place + 1]:
                    reel.aim_at(aim)
