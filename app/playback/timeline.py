"""Which frame is due when: the frame times of all panes on one axis. No Qt here."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

_TOGETHER_US = 1_000  # some containers round the times of frames to whole ms


class Readiness(Protocol):
    """Which of a pane's frames are there."""

    def ready_until(self, number: int) -> int:
        """Return the first frame from here on that is not there."""

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """What is there: the first frame and the one after the last of each."""


@dataclass(frozen=True)
class PaneTimes:
    """The times of one pane's frames in µs, rising from 0, and where it ends."""

    starts: tuple[int, ...]
    duration_us: int  # 0 for a still picture

    def frame_at(self, time_us: int) -> int:
        """Return the last frame whose time is not after this one.

        A pane shorter than the others holds its last frame until the loop begins
        again, so that all panes begin together.
        """
        return max(0, bisect_right(self.starts, time_us) - 1)

    def end_of(self, frame: int) -> int:
        """Return when a frame's turn is over."""
        last = frame + 1 >= len(self.starts)
        return self.duration_us if last else self.starts[frame + 1]

    def share_of(self, frame: int) -> float:
        """Return a frame's share of the pane's time."""
        if not self.duration_us:
            return 1.0
        return (self.end_of(frame) - self.starts[frame]) / self.duration_us

    def round(self, time_us: int) -> int:
        """Return the time in a pane that goes round by itself, as inputs do."""
        return time_us % max(1, self.duration_us)

    def delayed(self, delay_us: int) -> "PaneTimes":
        """Return the times when the pane begins later; it holds its first frame."""
        if not self.duration_us or not delay_us:
            return self
        later = (start + delay_us for start in self.starts[1:])
        return PaneTimes((0, *later), self.duration_us + delay_us)

    def until_change(self, time_us: int) -> int:
        """Return how long the frame of a moment goes on; a loop begins again."""
        return self.end_of(self.frame_at(time_us)) - time_us


@dataclass(frozen=True, slots=True)
class Stretch:
    """A way along the axis: from one moment to another, round a loop or not."""

    start_us: int
    end_us: int
    wraps: int = 0
    loop: tuple[int, int] = (0, 0)  # where it goes round

    @property
    def length_us(self) -> int:
        """How much media time passes on the way."""
        around = self.loop[1] - self.loop[0]
        return self.end_us - self.start_us + self.wraps * around

    def turns(self, times: PaneTimes) -> int:
        """Return how many frames of a pane become due on the way."""
        here, there = times.frame_at(self.start_us), times.frame_at(self.end_us)
        if not self.wraps:
            return there - here
        first, last = times.frame_at(self.loop[0]), times.frame_at(self.loop[1] - 1)
        if first == last:  # a picture that stays
            return max(0, first - here)
        around = last - first + 1
        return max(0, last - here) + (self.wraps - 1) * around + there - first + 1

    def overdue_us(self, times: PaneTimes) -> int:
        """Return for how long the first of these frames, if any, has been due."""
        following = times.frame_at(self.start_us) + 1
        changes = list(times.starts[following : following + 1])
        if self.wraps:
            changes.append(self.loop[1])
        first = min(changes, default=self.end_us)
        return max(0, self.length_us - (first - self.start_us))


class Timeline:
    """All panes of a trial."""

    def __init__(self, panes: Sequence[PaneTimes]) -> None:
        self.panes = tuple(panes)
        self.duration_us = max((pane.duration_us for pane in panes), default=0)

    @cached_property
    def moments(self) -> tuple[int, ...]:
        """Every time at which any pane changes, which is when it is painted."""
        moving = (pane for pane in self.panes if pane.duration_us)
        return tuple(sorted({t for pane in moving for t in pane.starts}))

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """The moments that one step moves along.

        Panes that change at nearly the same time do so in one step, at the last of
        these times; but each step takes a pane one frame on at most.
        """
        moving = [pane for pane in self.panes if pane.duration_us]
        changes = sorted((t, at) for at, pane in enumerate(moving) for t in pane.starts)
        steps: list[int] = []
        since, changed = 0, set[int]()
        for time_us, pane in changes:
            if steps and pane not in changed and time_us - since <= _TOGETHER_US:
                steps[-1] = time_us
            else:
                steps.append(time_us)
                since, changed = time_us, set()
            changed.add(pane)
        return tuple(steps)

    def frames_at(self, time_us: int) -> tuple[int, ...]:
        """Return the frame due in each pane."""
        return tuple(pane.frame_at(time_us) for pane in self.panes)

    def ready_until(self, time_us: int, frames: Sequence[Readiness]) -> int:
        """Return the first moment from here on at which a pane's frame is not there.

        The moment itself when one is not there now; the end when none is missing.
        """
        until = max(self.duration_us, time_us + 1)
        for pane, there in zip(self.panes, frames, strict=False):
            here = pane.frame_at(time_us)
            missing = there.ready_until(here)
            if missing == here:
                return time_us
            if missing < len(pane.starts):
                until = min(until, pane.starts[missing])
        return until

    def in_memory(self, frames: Sequence[Readiness]) -> tuple[tuple[int, int], ...]:
        """Return the stretches of time whose frames are there in all panes."""
        together: tuple[tuple[int, int], ...] = ((0, self.duration_us),)
        for pane, there in zip(self.panes, frames, strict=False):
            together = _both(together, self._times_of(pane, there.stretches))
        return together

    def _times_of(
        self, pane: PaneTimes, stretches: Sequence[tuple[int, int]]
    ) -> tuple[tuple[int, int], ...]:
        """Turn stretches of frames into stretches of time; a last frame stays."""
        ends = (*pane.starts, self.duration_us)
        return tuple((pane.starts[first], ends[after]) for first, after in stretches)

    def stepped(self, time_us: int, steps: int) -> int:
        """Return the moment some changes further on or back, going round at an end."""
        if not self.steps:
            return 0
        here = bisect_right(self.steps, time_us) - 1
        return self.steps[(here + steps) % len(self.steps)]

    def next_change(self, time_us: int) -> int:
        """Return when the next frame of any pane is due; the end when none is."""
        place = bisect_left(self.moments, time_us + 1)
        return self.moments[place] if place < len(self.moments) else self.duration_us

    def newest(self, time_us: int) -> int:
        """Return when the last change before a moment was due; 0 before the first."""
        place = bisect_right(self.moments, time_us) - 1
        return self.moments[place] if place >= 0 else 0

    def number_of(self, time_us: int) -> int:
        """Return how many steps it takes to a moment, the first picture included."""
        return bisect_right(self.steps, time_us)


def _both(
    one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """Return where two sets of stretches overlap."""
    overlaps = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple((start, end) for start, end in overlaps if start < end)
