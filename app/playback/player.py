"""The player: plays up to four media in step, and can prove what it showed."""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.media.frames import Frame
from app.playback.clock import faster, slower
from app.playback.loading import LoadedPane
from app.playback.play_head import PlayHead
from app.playback.presentation import PaneMedium, Presentation
from app.playback.trial_loader import Fit, TrialLoader
from app.playback.watching import Screen
from evaluators.certificate import Certificate

_MS = 1_000  # µs


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
        self._head = PlayHead()
        self._beside_inputs = False
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
        """Say how large a presentation's media are shown, in physical pixels.

        What is on screen is decoded again when its size has changed; until then the
        old frames are shown scaled.
        """
        self._screen = screen
        self._loader.set_fit(fit)

    # How it is played

    def play(self) -> None:
        """Go on."""
        self._head.play(self._now())
        self._tick()

    def pause(self) -> None:
        """Stand still."""
        self._head.pause(self._now())
        self._tick()

    def toggle(self) -> None:
        """Play or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def step(self, changes: int) -> None:
        """Pause and go some changes of picture on or back, whichever pane changes."""
        self._head.step(changes, self._now())
        self._tick()

    def seek(self, time_us: int) -> None:
        """Go to a media time (µs)."""
        self._head.seek(time_us, self._now())
        self._tick()

    def to_start(self) -> None:
        """Go to the start of the loop."""
        self._head.to_start(self._now())
        self._tick()

    def mark_loop_start(self) -> None:
        """Let the loop begin here."""
        self._head.mark_start(self._now())
        self._tick()

    def mark_loop_end(self) -> None:
        """Let the loop end after the frame that is shown."""
        self._head.mark_end(self._now())
        self._tick()

    def toggle_loop(self) -> None:
        """Loop between the marks, then everything, then not at all, and again."""
        self._head.toggle_loop()
        self._tick()

    def set_speed(self, speed: float) -> None:
        """Set the pace; 1 is real time."""
        self._head.set_speed(speed, self._now())
        self._tick()

    def slower(self) -> None:
        """Take the next slower pace."""
        self.set_speed(slower(self.speed))

    def faster(self) -> None:
        """Take the next faster pace."""
        self.set_speed(faster(self.speed))

    # What holds now

    @property
    def is_loaded(self) -> bool:
        """True when every pane is in memory."""
        return bool(self.panes)

    @property
    def playing(self) -> bool:
        """True while media time passes."""
        return self._head.playing

    @property
    def moving(self) -> bool:
        """False for still pictures."""
        return any(p.medium.duration_us for p in self.presentation.panes)

    @property
    def playable(self) -> bool:
        """True when there is motion in memory that may be shown."""
        return self.is_loaded and self.moving and not self.failure

    @property
    def position_us(self) -> int:
        """The media time."""
        return self._head.at(self._now())

    @property
    def duration_us(self) -> int:
        """The longest pane's length."""
        return self._head.timeline.duration_us

    @property
    def moment(self) -> tuple[int, int]:
        """The number of the change that is shown, from 1, and how many there are."""
        timeline = self._head.timeline
        return timeline.number_of(self.position_us), len(timeline.moments)

    @property
    def speed(self) -> float:
        """The pace."""
        return self._head.speed

    @property
    def looping(self) -> bool:
        """True when it begins again at the end."""
        return self._head.looping

    @property
    def loop_range(self) -> tuple[int, int] | None:
        """Start and end of the marked loop, or None."""
        return self._head.loop_range

    @property
    def seen(self) -> tuple[bool, ...]:
        """Which panes have been shown completely."""
        if not self.is_loaded:
            return (False,) * len(self.presentation.panes)
        return self._head.seen

    def certificate(self) -> Certificate:
        """Return the record of how the loaded presentation was played."""
        sizes = self._loader.shown_sizes(self.presentation)
        media = zip(self.panes, sizes, strict=False)  # the inputs' sizes follow
        return self._head.certificate(
            [pane.shown_at(size) for pane, size in media], self._screen
        )

    # For the stage, while it paints

    def frames_to_paint(self) -> tuple[Frame, ...]:
        """Choose each pane's frame by one reading of the clock, and count it."""
        now = self._now()
        self._beside_inputs = False
        frames = self._head.paint(now)
        if self.first_shown_ns is None:
            self.first_shown_ns = now
        return self._frames(frames)

    def frames_beside_inputs(self) -> tuple[tuple[Frame, ...], tuple[Frame, ...]]:
        """Return the inputs' and the panes' frames at the media time.

        Beside the inputs a pane is too small to be judged: nothing is counted.
        """
        self._beside_inputs = True
        self.lose_sight()
        time_us = self.position_us
        inputs = tuple(
            pane.frames[pane.times.frame_at(pane.times.round(time_us))]
            for pane in self.inputs
        )
        return inputs, self._frames(self._head.timeline.frames_at(time_us))

    def painted(self) -> None:
        """Take note that the paint is on its way to the screen."""
        if self._told_seen or not all(self.seen):
            return
        self._told_seen = True
        self.seen_in_full.emit()

    def lose_sight(self) -> None:
        """Take note that the panes could not be seen since they were last painted."""
        self._head.lose_sight()

    # Inside

    def _frames(self, numbers: Sequence[int]) -> tuple[Frame, ...]:
        return tuple(p.frames[n] for p, n in zip(self.panes, numbers, strict=True))

    def _tick(self) -> None:
        """Have the present moment painted, and wake up when the next one is due."""
        here = self.position_us  # without a loop it may stop here
        self.changed.emit()
        if not self.playing:
            self._timer.stop()
            return
        ahead = self._head.timeline.next_change(here) - here
        if self._beside_inputs:
            moving = (pane for pane in self.inputs if pane.times.duration_us)
            changes = (p.times.until_change(p.times.round(here)) for p in moving)
            ahead = min([ahead, *changes])
        self._timer.start(max(1, -(-self._head.wall_us(ahead) // _MS)))

    def _begin(self, media: tuple[LoadedPane, ...]) -> None:
        count, again = len(self.presentation.panes), self.is_loaded
        self.panes, self.inputs = media[:count], media[count:]
        if again:  # the same media in another size: nothing else changes
            self._tick()
        else:
            self._head = PlayHead([pane.times for pane in self.panes])
            self.loaded.emit()
            self.play()

    def _fail(self, sentence: str) -> None:
        self._head.pause(self._now())
        self._timer.stop()
        self.failure = sentence
        self.failed.emit(sentence)
        self.changed.emit()
