"""The play head: which frame of every pane is due, and proof of what was painted.

No Qt here. Moments (`now_ns`) are nanoseconds of a monotonic clock, media times µs.
"""

from collections.abc import Sequence

from app.playback.buffering import MARGIN, Buffering, Outlook
from app.playback.clock import MediaClock
from app.playback.offsets import Offsets
from app.playback.paints import Paints
from app.playback.stock import Stock, Supplied
from app.playback.timeline import PaneTimes, Timeline
from app.playback.watching import Screen, ShownMedium, Watching
from evaluators.certificate import Certificate


class PlayHead:
    """Moves one head over all panes of a trial and keeps the account of it.

    It never goes where a pane's frame is not in memory: all hold and wait.
    """

    def __init__(
        self, panes: Sequence[PaneTimes] = (), reels: Sequence[Supplied] = ()
    ) -> None:
        self._offsets = Offsets(panes)
        self._stock = Stock(Timeline(panes), reels)
        self._clock = MediaClock(
            self.timeline.duration_us, ready_until=self._stock.ready_until
        )
        self._buffering = Buffering()
        self._watching = Watching(panes)
        self._paints = Paints(self._watching, self._clock)
        self._begun = False
        self._goes_on: bool | None = None  # after the scrubbing; None: no scrubbing

    @property
    def timeline(self) -> Timeline:
        """The times of all panes on one axis, delays included."""
        return self._stock.timeline

    # How it moves

    def play(self, now_ns: int) -> None:
        """Go on; from the start when it stands at the end. It may have to wait.

        The first time it waits until it can probably play through.
        """
        if self._clock.playing:
            return
        before = self._clock.at(now_ns)
        self._clock.play(now_ns)
        if self._clock.at(now_ns) != before:
            self.lose_sight()
        self._wait(now_ns, careful=not self._begun)

    def pause(self, now_ns: int) -> None:
        """Stand still."""
        self._clock.pause(now_ns)
        self.follow(now_ns)

    def seek(self, time_us: int, now_ns: int) -> None:
        """Go to a media time."""
        self._watching.seeks += 1
        self._jump(time_us, now_ns)

    def begin_scrub(self, now_ns: int) -> None:
        """Hold while a hand moves the head: all of it counts as one seek."""
        if self._goes_on is None:
            self._goes_on = self.playing
            self._watching.seeks += 1
            self.pause(now_ns)

    def scrub(self, time_us: int, now_ns: int) -> None:
        """Go where the hand is."""
        self._jump(time_us, now_ns)

    def end_scrub(self, now_ns: int) -> None:
        """Go on when it played before."""
        goes_on, self._goes_on = self._goes_on, None
        if goes_on:
            self.play(now_ns)

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
        self._watching.speed_changes += speed != self.speed
        self._clock.set_speed(speed, now_ns)

    # How panes are shifted

    @property
    def offsets(self) -> tuple[int, ...]:
        """How much later (µs) each pane begins than the first one."""
        return self._offsets.delays_us

    def shift(self, place: int, frames: int, now_ns: int) -> None:
        """Let a pane come some of its own frames later, or earlier; others stay."""
        self._retime(self._offsets.shift(place, frames), now_ns)

    def reset_offsets(self, now_ns: int) -> None:
        """Let all panes begin together again."""
        self._retime(self._offsets.reset(), now_ns)

    # Where it stands

    def at(self, now_ns: int) -> int:
        """Return the media time; at the end of what is not looped it stops."""
        return self._clock.at(now_ns)

    @property
    def playing(self) -> bool:
        """True while media time passes, or would if it need not wait."""
        return self._clock.playing

    @property
    def waiting(self) -> bool:
        """True while playing must wait for frames."""
        return self._clock.waiting

    @property
    def scrubbing(self) -> bool:
        """True while a hand moves the head."""
        return self._goes_on is not None

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

    # What is in memory

    def follow(self, now_ns: int) -> None:
        """Say what will be wanted, and go on where enough of it has come."""
        clock = self._clock
        here = clock.at(now_ns)
        self._stock.aim(here, clock.span if clock.playing else None)
        if not clock.waiting:
            self._buffering.begin(careful=False)  # the next wait is a stall
        elif self._buffering.may_go_on(self._outlook(self._stock, now_ns), now_ns):
            self._begun = True
            clock.go_on(now_ns)

    def renew(self, reels: Sequence[Supplied], now_ns: int) -> None:
        """Take note of the same panes in another size, which are on their way."""
        self._stock.coming = tuple(reels)
        self.follow(now_ns)

    def may_renew(self, now_ns: int) -> bool:
        """Return whether the other size can be shown from now on without a wait."""
        coming = self._stock.renewed()
        if not coming.reels or not coming.is_ready(self.at(now_ns)):
            return False
        outlook = self._outlook(coming, now_ns)
        return not self.playing or Buffering().may_go_on(outlook, now_ns)

    def take_renewed(self) -> None:
        """Go on with the other size."""
        self._stock.reels, self._stock.coming = self._stock.coming, ()

    def in_memory(self) -> tuple[tuple[int, int], ...]:
        """Return the stretches of time (µs) whose frames are there in all panes."""
        return self._stock.in_memory()

    # What is painted

    def paint(self, now_ns: int) -> tuple[int, ...] | None:
        """Choose each pane's frame by one reading of the clock.

        None while one of them is not there: then all stay as they are.
        """
        time_us = self.at(now_ns)
        if not self._stock.is_ready(time_us):
            self._paints.choose_nothing()
            return None
        frames = self.timeline.frames_at(time_us)
        self._paints.choose(time_us, frames, now_ns)
        return frames

    def painted(self, now_ns: int, resized: tuple[bool, ...] = ()) -> None:
        """Count the frames chosen last, which are on their way to the screen now."""
        self._paints.done(now_ns, resized)

    def lose_sight(self) -> None:
        """Count nothing of what passed since the last paint: nobody could see it."""
        self._paints.lose_sight()

    @property
    def seen(self) -> tuple[bool, ...]:
        """Which panes have been shown completely."""
        return self._watching.seen

    def certificate(
        self, media: Sequence[ShownMedium], screen: Screen, now_ns: int
    ) -> Certificate:
        """Return the record of how the trial was played up to a moment."""
        stalling_us = self._clock.stalling_us(now_ns)
        return self._watching.certificate(media, screen, stalling_us)

    # Inside

    def _jump(self, time_us: int, now_ns: int) -> None:
        self._clock.seek(time_us, now_ns)
        self.lose_sight()
        if self._clock.playing:
            self._wait(now_ns, careful=False)
        else:
            self.follow(now_ns)

    def _wait(self, now_ns: int, *, careful: bool) -> None:
        """Wait, not at all where enough is there."""
        self._clock.wait(now_ns)
        self._buffering.begin(careful=careful)
        self.follow(now_ns)

    def _outlook(self, stock: Stock, now_ns: int) -> Outlook:
        ready, possible = self._clock.ready_ahead(now_ns, stock.ready_until)
        return Outlook(
            ahead_us=self.wall_us(ready),
            everything=ready >= possible or stock.satisfied,
            keeps_up=stock.keeps_up(self.speed, MARGIN),
        )

    def _retime(self, by_us: int, now_ns: int) -> None:
        """Take the delays in force; `by_us` is how far undelayed panes move."""
        self.at(now_ns)
        panes = self._offsets.delayed()
        self._stock.timeline = Timeline(panes)
        self._clock.retime(self.timeline.duration_us, by_us)
        self._watching.retimed(panes)
        self._watching.offsets_us = self.offsets
        self.lose_sight()
        self.follow(now_ns)
