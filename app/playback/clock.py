"""One clock for all panes: it turns monotonic time into media time.

No Qt here. Times are integers: nanoseconds in, microseconds of media out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

SPEEDS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0)


def slower(speed: float) -> float:
    """Return the next slower pace, the slowest at last."""
    return max((s for s in SPEEDS if s < speed), default=SPEEDS[0])


def faster(speed: float) -> float:
    """Return the next faster pace, the fastest at last."""
    return min((s for s in SPEEDS if s > speed), default=SPEEDS[-1])


def _everything(time_us: int) -> int:
    """Return where readiness ends when every frame is in memory: nowhere."""
    return time_us + (1 << 62)


@dataclass(slots=True)
class MediaClock:
    """Plays a span of media time once or in a loop, as far as its frames are there.

    Where they are not, it holds at the last moment for which all are there and waits
    until it is told to go on. A wait that playing ran into is a stall; one that a
    jump or the start asked for is none.
    """

    duration_us: int = 0
    looping: bool = True
    speed: float = 1.0
    playing: bool = False
    marks: tuple[int | None, int | None] = (None, None)
    ready_until: Callable[[int], int] = _everything  # the first moment that is not
    _position_us: float = 0.0
    _since_ns: int | None = field(default=None)  # None while it stands or waits
    _stalled_ns: int | None = field(default=None)
    _stalls: list[int] = field(default_factory=list)
    _wraps: int = 0

    @property
    def span(self) -> tuple[int, int]:
        """Start and end of what is looped: between the marks, else everything."""
        start, end = self.marks
        return start or 0, self.duration_us if end is None else end

    def at(self, now_ns: int) -> int:
        """Return the media time of a moment, in µs, carrying loops over."""
        self._carry(now_ns)
        return int(self._position_us)

    def take_wraps(self) -> int:
        """Return how often the end was passed since the last call."""
        wraps, self._wraps = self._wraps, 0
        return wraps

    def take_stalls(self) -> tuple[int, ...]:
        """Return how long each stall took that ended since the last call, in µs."""
        stalls, self._stalls = tuple(self._stalls), []
        return stalls

    def stalling_us(self, now_ns: int) -> int:
        """Return how long a stall has gone on by this moment; 0 without one."""
        if self._stalled_ns is None:
            return 0
        return max(0, now_ns - self._stalled_ns) // 1000

    @property
    def waiting(self) -> bool:
        """True while it would play but must wait for frames."""
        return self.playing and self._since_ns is None

    def play(self, now_ns: int) -> None:
        """Start; from the beginning of the loop when nothing of it is left."""
        if self.playing or not self.duration_us:
            return
        if self._position_us >= self.span[1] - 1:
            self._position_us = self.span[0]
        self.playing, self._since_ns = True, now_ns

    def pause(self, now_ns: int) -> None:
        """Stand still at the media time of this moment."""
        self._carry(now_ns)
        self._end_stall(now_ns)
        self.playing, self._since_ns = False, None

    def wait(self, now_ns: int) -> None:
        """Stand still until it is told to go on."""
        self._carry(now_ns)
        self._since_ns = None

    def go_on(self, now_ns: int) -> None:
        """End a wait."""
        if self.waiting:
            self._end_stall(now_ns)
            self._since_ns = now_ns

    def ready_ahead(
        self, now_ns: int, ready_until: Callable[[int], int]
    ) -> tuple[int, int]:
        """Return how much is ready from here on in the order of playing, and of what.

        That is what is left, and the loop from its start when it goes round; in µs.
        """
        here = self.at(now_ns)
        start, end = self.span
        rest = max(0, end - here)
        around = end - start if self.looping else 0
        until = ready_until(here)
        if until < end:
            return until - here, rest + around
        if not around:
            return rest, rest
        return rest + min(end, max(start, ready_until(start))) - start, rest + around

    def seek(self, time_us: int, now_ns: int) -> None:
        """Go to a media time, inside the media."""
        self._end_stall(now_ns)
        self._position_us = max(0, min(time_us, self.duration_us - 1))
        self._since_ns = now_ns if self.playing else None

    def retime(self, duration_us: int, by_us: int) -> None:
        """Take another length, and move position and marks along."""
        start, end = self.marks
        self.duration_us = duration_us
        self.marks = (
            None if start is None else max(0, min(start + by_us, duration_us - 1)),
            None if end is None else max(1, min(end + by_us, duration_us)),
        )
        moved = self._position_us + by_us
        self._position_us = float(max(0, min(moved, duration_us - 1)))

    def set_speed(self, speed: float, now_ns: int) -> None:
        """Change the pace without a jump."""
        self._carry(now_ns)
        self.speed = speed

    def mark_start(self, time_us: int) -> None:
        """Let the loop begin here; an end that is not after it is forgotten."""
        end = self.marks[1]
        self.marks = (time_us, end if end is not None and end > time_us else None)

    def mark_end(self, time_us: int) -> None:
        """Let the loop end here; a start that is not before it is forgotten."""
        start = self.marks[0]
        self.marks = (start if start is not None and start < time_us else None, time_us)

    def wall_us(self, media_us: int) -> int:
        """Return how long a stretch of media takes on the wall clock."""
        return round(media_us / self.speed)

    def _carry(self, now_ns: int) -> None:
        if not self.playing or self._since_ns is None:
            return
        passed = max(0, now_ns - self._since_ns) / 1000 * self.speed
        if not passed:
            return
        self._since_ns = now_ns
        goal = self._position_us + passed
        end = self.span[1]
        ready = self.ready_until(int(self._position_us))
        if ready < end and goal >= ready:
            self._hold(ready, goal)
        elif goal < end:
            self._position_us = goal
        elif self.looping:
            self._go_round(goal)
        else:
            self._position_us = max(self._position_us, float(end - 1))
            self.playing, self._since_ns = False, None

    def _go_round(self, goal: float) -> None:
        """Come round the end of the loop, as far as its beginning is there."""
        start, end = self.span
        ready, over = self.ready_until(start), goal - end
        if ready <= start:
            self._hold(end, goal)
        elif ready < end and over >= ready - start:
            self._wraps += 1
            self._position_us = float(start)
            self._hold(ready, start + over)
        else:
            self._wraps += 1 + int(over // (end - start))
            self._position_us = start + over % (end - start)

    def _hold(self, ready_us: int, goal: float) -> None:
        """Stand at the last moment that is there; the rest of the way is a stall."""
        if self._since_ns is not None:
            over_us = (goal - max(ready_us, self._position_us)) / self.speed
            self._stalled_ns = self._since_ns - round(over_us * 1000)
        self._position_us = max(self._position_us, ready_us - 1.0)
        self._since_ns = None

    def _end_stall(self, now_ns: int) -> None:
        if self._stalled_ns is not None:
            self._stalls.append(self.stalling_us(now_ns))
            self._stalled_ns = None
