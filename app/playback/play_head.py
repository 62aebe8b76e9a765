"""The play head: which frame of every pane is due, and proof of what was painted.

No Qt here. Moments (`now_ns`) are nanoseconds of a monotonic clock, media times µs.
"""

from collections.abc import Sequence

from app.playback.clock import MediaClock
from app.playback.timeline import PaneTimes, Stretch, Timeline
from app.playback.watching import Painted, Screen, ShownMedium, Watching
from evaluators.certificate import Certificate


class PlayHead:
    """Moves one head over all panes of a trial and keeps the account of it."""

    def __init__(self, panes: Sequence[PaneTimes] = ()) -> None:
        self.timeline = Timeline(panes)
        self._clock = MediaClock(self.timeline.duration_us)
        self._watching = Watching(self.timeline.panes)
        self._painted_us: int | None = None  # None after a jump

    # How it moves

    def play(self, now_ns: int) -> None:
        """Go on; from the start when it stands at the end."""
        before = self._clock.at(now_ns)
        self._clock.play(now_ns)
        if self._clock.at(now_ns) != before:
            self.lose_sight()

    def pause(self, now_ns: int) -> None:
        """Stand still."""
        self._clock.pause(now_ns)

    def seek(self, time_us: int, now_ns: int) -> None:
        """Go to a media time."""
        self._watching.seeks += 1
        self._clock.seek(time_us, now_ns)
        self.lose_sight()

    def step(self, changes: int, now_ns: int) -> None:
        """Stand still, some changes of picture on or back, whichever pane changes."""
        self.pause(now_ns)
        self.seek(self.timeline.stepped(self.at(now_ns), changes), now_ns)

    def to_start(self, now_ns: int) -> None:
        """Go to the start of the loop."""
        self.seek(self._clock.span[0], now_ns)

    def mark_start(self, now_ns: int) -> None:
        """Let the loop begin with the picture that is shown."""
        self._clock.mark_start(self.timeline.newest(self.at(now_ns)))

    def mark_end(self, now_ns: int) -> None:
        """Let the loop end after the picture that is shown."""
        self._clock.mark_end(self.timeline.next_change(self.at(now_ns)))

    def toggle_loop(self) -> None:
        """Loop between the marks, then everything, then not at all, and again."""
        if self._clock.marks != (None, None):
            self._clock.marks = (None, None)
        else:
            self._clock.looping = not self._clock.looping

    def set_speed(self, speed: float, now_ns: int) -> None:
        """Set the pace; 1 is real time."""
        self._clock.set_speed(speed, now_ns)

    # Where it stands

    def at(self, now_ns: int) -> int:
        """Return the media time; at the end of what is not looped it stops."""
        return self._clock.at(now_ns)

    @property
    def playing(self) -> bool:
        """True while media time passes."""
        return self._clock.playing

    @property
    def speed(self) -> float:
        """The pace."""
        return self._clock.speed

    @property
    def looping(self) -> bool:
        """True when it begins again at the end."""
        return self._clock.looping

    @property
    def loop_range(self) -> tuple[int, int] | None:
        """Start and end of the marked loop, or None."""
        return None if self._clock.marks == (None, None) else self._clock.span

    def wall_us(self, media_us: int) -> int:
        """Return how long a stretch of media takes on the wall clock."""
        return self._clock.wall_us(media_us)

    # What was painted

    def paint(self, now_ns: int) -> tuple[int, ...]:
        """Choose each pane's frame by one reading of the clock, and count it."""
        time_us = self.at(now_ns)
        frames = self.timeline.frames_at(time_us)
        wraps, way = self._clock.take_wraps(), None
        if self._painted_us is not None:
            way = Stretch(self._painted_us, time_us, wraps, self._clock.span)
        speed = self.speed if self.playing else None
        self._watching.painted(Painted(time_us, frames, way, speed))
        self._painted_us = time_us
        return frames

    def lose_sight(self) -> None:
        """Count nothing of what passed since the last paint: nobody could see it."""
        self._painted_us = None

    @property
    def seen(self) -> tuple[bool, ...]:
        """Which panes have been shown completely."""
        return self._watching.seen

    def certificate(self, media: Sequence[ShownMedium], screen: Screen) -> Certificate:
        """Return the record of how the trial was played."""
        return self._watching.certificate(media, screen)
