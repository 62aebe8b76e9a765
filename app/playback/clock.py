"""One clock for all panes: it turns monotonic time into media time.

No Qt here. Times are integers: nanoseconds in, microseconds of media out.
"""

from dataclasses import dataclass, field

SPEEDS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0)


def slower(speed: float) -> float:
    """Return the next slower pace, the slowest at last."""
    return max((s for s in SPEEDS if s < speed), default=SPEEDS[0])


def faster(speed: float) -> float:
    """Return the next faster pace, the fastest at last."""
    return min((s for s in SPEEDS if s > speed), default=SPEEDS[-1])


@dataclass(slots=True)
class MediaClock:
    """Plays a span of media time once or in a loop."""

    duration_us: int = 0
    looping: bool = True
    speed: float = 1.0
    playing: bool = False
    marks: tuple[int | None, int | None] = (None, None)
    _position_us: float = 0.0
    _since_ns: int | None = field(default=None)
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
        self.playing, self._since_ns = False, None

    def seek(self, time_us: int, now_ns: int) -> None:
        """Go to a media time, inside the media."""
        self._position_us = max(0, min(time_us, self.duration_us - 1))
        self._since_ns = now_ns if self.playing else None

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
        self._since_ns = max(now_ns, self._since_ns)
        position = self._position_us + passed
        start, end = self.span
        if position < end:
            self._position_us = position
        elif self.looping:
            length = end - start
            self._wraps += int((position - start) // length)
            self._position_us = start + (position - start) % length
        else:
            self._position_us = float(end - 1)
            self.playing, self._since_ns = False, None
