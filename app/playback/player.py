"""The player: plays up to four media in step, and can prove what it showed."""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.media.frames import Frame
from app.playback.clock import SPEEDS, MediaClock
from app.playback.loading import LoadedPane
from app.playback.presentation import PaneMedium, Presentation
from app.playback.timeline import Timeline
from app.playback.trial_loader import Fit, TrialLoader
from app.playback.watching import Painted, Screen, Watching
from evaluators.study import Certificate

_MS = 1_000_000


class Player(QObject):
    """Loads whole trials into memory and gives each paint the frames that are due.

    The stage asks for frames while it paints, with one reading of the clock for all
    panes; so panes cannot drift, and what is counted as shown was really painted.
    """

    loaded = Signal()  # every pane of the presentation is in memory
    failed = Signal(str)  # a sentence for the owner: it cannot be shown
    changed = Signal()  # something that is painted has changed
    seen_in_full = Signal()  # every pane has been shown completely

    def __init__(
        self,
        *,
        clock: Callable[[], int] = time.monotonic_ns,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = clock
        self._loader = TrialLoader(self)
        self._loader.loaded.connect(self._begin)
        self._loader.failed.connect(self._fail)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._screen = Screen()
        self._forget()

    def _forget(self) -> None:
        self.presentation = Presentation(())
        self.panes: tuple[LoadedPane, ...] = ()
        self.inputs: tuple[LoadedPane, ...] = ()
        self.failure = ""
        self.first_shown_ns: int | None = None
        self._clock = MediaClock()
        self._timeline = Timeline(())
        self._watching = Watching(self._timeline)
        self._jumped = True
        self._told_seen = False

    # What is shown

    def show(
        self, panes: Sequence[PaneMedium], inputs: Sequence[PaneMedium] = ()
    ) -> None:
        """Load a presentation and play it in a loop as soon as it is there."""
        self.clear()
        self.presentation = Presentation(tuple(panes), tuple(inputs))
        self._loader.load(self.presentation)
        self.changed.emit()

    def prefetch(
        self, panes: Sequence[PaneMedium], inputs: Sequence[PaneMedium] = ()
    ) -> None:
        """Load the presentation that comes next."""
        self._loader.prefetch(Presentation(tuple(panes), tuple(inputs)))

    def clear(self) -> None:
        """Show nothing."""
        self._timer.stop()
        self._loader.stop()
        self._forget()

    def close(self) -> None:
        """Stop all threads."""
        self.clear()
        self._loader.close()

    def set_fit(self, fit: Fit, screen: Screen) -> None:
        """Say how large panes are shown, in physical pixels, and on what.

        What is on screen is decoded again when its size changes; until then the old
        frames are shown scaled.
        """
        self._loader.set_fit(fit)
        self._screen = screen
        sizes = self._loader.sizes(self.presentation.panes)
        if self.is_loaded and sizes != tuple(pane.size for pane in self.panes):
            self._loader.load(self.presentation)

    # How it is played

    def play(self) -> None:
        """Go on."""
        self._clock.play(self._now())
        self._jumped = True
        self._tick()

    def pause(self) -> None:
        """Stand still."""
        self._clock.pause(self._now())
        self._timer.stop()
        self.changed.emit()

    def toggle(self) -> None:
        """Play or pause."""
        if self._clock.playing:
            self.pause()
        else:
            self.play()

    def step(self, frames: int) -> None:
        """Pause and go some changes of picture on or back, whichever pane changes."""
        self.pause()
        self.seek(self._timeline.stepped(self.position_us, frames))

    def seek(self, time_us: int) -> None:
        """Go to a media time (µs)."""
        self._watching.seeks += 1
        self._clock.seek(time_us, self._now())
        self._jumped = True
        self._tick()

    def to_start(self) -> None:
        """Go to the start of the loop."""
        self.seek(self._clock.span[0])

    def mark_loop_start(self) -> None:
        """Let the loop begin here."""
        self._clock.marks = (self.position_us, self._clock.marks[1])
        self.changed.emit()

    def mark_loop_end(self) -> None:
        """Let the loop end after the frame that is shown."""
        end = self._timeline.next_change(self.position_us)
        self._clock.marks = (self._clock.marks[0], end)
        self.changed.emit()

    def toggle_loop(self) -> None:
        """Loop between the marks, then everything, then not at all, and again."""
        if self._clock.marks != (None, None):
            self._clock.marks = (None, None)
        else:
            self._clock.looping = not self._clock.looping
        self.changed.emit()

    def set_speed(self, speed: float) -> None:
        """Set the pace; 1 is real time."""
        self._clock.set_speed(speed, self._now())
        self._jumped = True
        self.changed.emit()

    def slower(self) -> None:
        """Take the next slower pace."""
        self.set_speed(max((s for s in SPEEDS if s < self.speed), default=SPEEDS[0]))

    def faster(self) -> None:
        """Take the next faster pace."""
        self.set_speed(min((s for s in SPEEDS if s > self.speed), default=SPEEDS[-1]))

    # What holds now

    @property
    def is_loaded(self) -> bool:
        """True when every pane is in memory."""
        return bool(self.panes)

    @property
    def playing(self) -> bool:
        """True while media time passes."""
        return self._clock.playing

    @property
    def moving(self) -> bool:
        """False for still pictures."""
        return any(p.medium.duration_us for p in self.presentation.panes)

    @property
    def position_us(self) -> int:
        """The media time."""
        return self._clock.at(self._now())

    @property
    def duration_us(self) -> int:
        """The longest pane's length."""
        return self._timeline.duration_us

    @property
    def moment(self) -> tuple[int, int]:
        """The number of the change that is shown, from 1, and how many there are."""
        return self._timeline.number_of(self.position_us), len(self._timeline.moments)

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

    @property
    def seen(self) -> tuple[bool, ...]:
        """Which panes have been shown completely."""
        if not self.is_loaded:
            return (False,) * len(self.presentation.panes)
        return self._watching.seen

    def certificate(self) -> Certificate:
        """Return the record of how the presentation was played."""
        sizes = self._loader.sizes(self.presentation.panes)
        shown = [
            (pane.given.medium.sha256, pane.matrix, size[0] / pane.given.medium.width)
            for pane, size in zip(self.panes, sizes, strict=True)
        ]
        return self._watching.certificate(shown, self._screen)

    # For the stage, while it paints

    def frames_to_paint(self) -> tuple[Frame, ...]:
        """Choose each pane's frame by one reading of the clock, and count it."""
        now = self._now()
        time_us = self._clock.at(now)
        frames = self._timeline.frames_at(time_us)
        running = self._clock.playing and not self._jumped
        late = self._clock.wall_ns(time_us - self._timeline.newest(time_us)) // 1000
        wraps = self._clock.take_wraps() * running  # those of a jump are nobody's
        self._watching.painted(Painted(time_us, frames, late, running, wraps))
        self._jumped = False
        if self.first_shown_ns is None:
            self.first_shown_ns = now
        return self._frames(frames)

    def frames_beside_inputs(self) -> tuple[tuple[Frame, ...], tuple[Frame, ...]]:
        """Return the inputs' and the panes' frames at the media time.

        Beside the inputs a pane is too small to be judged: nothing is counted.
        """
        self._jumped = True
        time_us = self.position_us
        inputs = tuple(
            pane.frames[pane.times.frame_at(time_us % max(1, pane.times.duration_us))]
            for pane in self.inputs
        )
        return inputs, self._frames(self._timeline.frames_at(time_us))

    def painted(self) -> None:
        """Take note that the paint is on its way to the screen."""
        if self._told_seen or not all(self.seen):
            return
        self._told_seen = True
        self.seen_in_full.emit()

    def _frames(self, numbers: Sequence[int]) -> tuple[Frame, ...]:
        return tuple(p.frames[n] for p, n in zip(self.panes, numbers, strict=True))

    def _tick(self) -> None:
        if not self.is_loaded:
            return
        self.changed.emit()
        if not self._clock.playing:
            return
        here = self._clock.at(self._now())
        ahead = self._clock.wall_ns(self._timeline.next_change(here) - here)
        self._timer.start(max(1, -(-ahead // _MS)))

    def _begin(self, media: tuple[LoadedPane, ...]) -> None:
        count = len(self.presentation.panes)
        again = self.is_loaded
        self.panes, self.inputs = media[:count], media[count:]
        if again:  # the same media in another size: nothing else changes
            self.changed.emit()
            return
        self._timeline = Timeline([pane.times for pane in self.panes])
        self._watching = Watching(self._timeline)
        self._clock = MediaClock(self._timeline.duration_us)
        self.loaded.emit()
        self.play()

    def _fail(self, sentence: str) -> None:
        self.failure = sentence
        self.failed.emit(sentence)
        self.changed.emit()
