"""The player: plays up to four media in step, and can prove what it showed."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.media.frames import Frame
from app.playback.controls import Controls
from app.playback.exact_frames import ExactFrames
from app.playback.play_head import PlayHead
from app.playback.presentation import PaneMedium, Presentation
from app.playback.trial_loader import Fit, TrialLoader
from app.playback.watching import Screen
from evaluators.certificate import Certificate

if TYPE_CHECKING:
    from app.playback.loading import Loading
    from app.playback.reel import Reel

_MS_NS = 1_000_000
_LOOKS_AGAIN_MS = 100


class Player(Controls):
    """Plays trials while they are decoded and gives each paint the frames due.

    The stage asks for frames while it paints, with one reading of the clock for all
    panes; so panes cannot drift, and what is counted as shown was really painted.
    """

    loaded = Signal()  # the first picture of every pane can be painted
    failed = Signal(str)  # a sentence for the owner: it cannot be shown
    seen_in_full = Signal()  # every pane has been shown completely
    buffered = Signal()  # more of it is in memory
    sharpened = Signal()  # the exact frames are there

    def __init__(
        self,
        *,
        clock: Callable[[], int] = time.monotonic_ns,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(clock=clock, parent=parent)
        self._loader = TrialLoader(self)
        self._loader.advanced.connect(self._advance)
        self._loader.failed.connect(self._fail)
        self._exact = ExactFrames(self)
        self._exact.sharpened.connect(self._sharpen)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._wake)
        self._due_ns = 0
        self._screen = Screen()
        self._wants_exact = False
        self._forget()

    def _forget(self) -> None:
        self.presentation = Presentation(())
        self.panes: tuple[Reel, ...] = ()
        self.inputs: tuple[Reel, ...] = ()
        self.failure = ""
        self.first_shown_ns: int | None = None
        self._head = PlayHead()
        self._frames: tuple[Frame, ...] = ()  # chosen last, in all panes
        self._input_frames: list[Frame | None] = []
        self._behind = False  # the frames of the moment were not there
        self._beside_inputs = False
        self._told_seen = False
        self._exact.forget()

    # What is shown

    def show(
        self, panes: Sequence[PaneMedium], inputs: Sequence[PaneMedium] = ()
    ) -> None:
        """Load a presentation and play it in a loop as soon as enough is there."""
        self._empty()
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
        self._empty()
        self.changed.emit()

    def close(self) -> None:
        """Stop all threads."""
        self.clear()
        self._loader.close()
        self._exact.close()

    def set_fit(self, fit: Fit, screen: Screen) -> None:
        """Say how large a presentation's media are shown, in physical pixels.

        What is on screen is decoded again when its size has changed; until then the
        old frames are shown scaled, and the certificate says so.
        """
        self._screen = screen
        self._loader.set_fit(fit)

    def want_exact(self, wanted: bool) -> None:  # a plain setter
        """While paused, decode what is shown again at the media's own size."""
        self._wants_exact = wanted
        self._sharpen_soon()

    def play(self) -> None:
        """Go on, unless it cannot be shown: nothing more would come."""
        if not self.failure:
            super().play()

    # What holds now

    @property
    def is_loaded(self) -> bool:
        """True when the first picture of every pane can be painted."""
        return bool(self.panes)

    @property
    def moving(self) -> bool:
        """False for still pictures."""
        return any(p.medium.duration_us for p in self.presentation.panes)

    @property
    def playable(self) -> bool:
        """True when there is motion in memory that may be shown."""
        return self.is_loaded and self.moving and not self.failure

    @property
    def exact(self) -> tuple[Frame | None, ...]:
        """Each pane's frame at the medium's own size, as far as it is there."""
        return self._exact.frames or (None,) * len(self.panes)

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
            [pane.shown_at(size) for pane, size in media], self._screen, self._now()
        )

    # For the stage, while it paints

    def frames_to_paint(self) -> tuple[Frame, ...]:
        """Choose each pane's frame by one reading of the clock.

        While one of them is not in memory, all panes keep the frames they have.
        """
        self._beside_inputs = False
        return self._chosen(self._now())

    def frames_beside_inputs(
        self,
    ) -> tuple[tuple[Frame | None, ...], tuple[Frame, ...]]:
        """Return the inputs' and the panes' frames at the media time.

        None where an input was not decoded yet. Beside the inputs a pane is too small
        to be judged: nothing is counted.
        """
        self._beside_inputs = True
        self.lose_sight()
        now = self._now()
        time_us = self._head.at(now)
        for place, reel in enumerate(self.inputs):
            frame = reel.get_round(time_us)
            self._input_frames[place] = frame or self._input_frames[place]
        return tuple(self._input_frames), self._chosen(now)

    def painted(self) -> None:
        """Take note that the paint is on its way to the screen."""
        now = self._now()
        self._head.painted(now, self._loader.scaled)
        if self.first_shown_ns is None:
            self.first_shown_ns = now
        if not self._told_seen and all(self.seen):
            self._told_seen = True
            self.seen_in_full.emit()

    # Inside

    def _empty(self) -> None:
        self._timer.stop()
        self._forget()
        self._loader.stop()

    def _chosen(self, now_ns: int) -> tuple[Frame, ...]:
        numbers = self._head.paint(now_ns)
        self._behind = numbers is None
        if numbers is not None:
            both = zip(self.panes, numbers, strict=True)
            self._frames = tuple(pane[number] for pane, number in both)
        return self._frames

    def _tick(self) -> None:
        """Have the present moment painted, and wake up when the next one is due."""
        now = self._now()
        self._head.follow(now)
        here = self._head.at(now)  # without a loop it may stop here
        self._sharpen_soon()
        self.changed.emit()
        if self.waiting:  # its patience may end without any news
            self._due_ns = now
            self._timer.start(_LOOKS_AGAIN_MS)
            return
        if not self.playing:
            self._timer.stop()
            return
        ahead = self._head.timeline.next_change(here) - here
        if self._beside_inputs:
            moving = (pane for pane in self.inputs if pane.times.duration_us)
            changes = (p.times.until_change(p.times.round(here)) for p in moving)
            ahead = min([ahead, *changes])
        self._due_ns = now + max(1, self._head.wall_us(ahead)) * 1000
        self._sleep(now)

    def _wake(self) -> None:
        """Go on when the next frame is due; a timer only knows whole milliseconds."""
        now = self._now()
        if now < self._due_ns:
            self._sleep(now)
        else:
            self._tick()

    def _sleep(self, now_ns: int) -> None:
        """Sleep for the whole milliseconds that are left, then look again and again."""
        self._timer.start(max(0, self._due_ns - now_ns) // _MS_NS)

    def _advance(self) -> None:
        """Make use of what has come into memory."""
        loading = self._loader.current
        if loading is None:
            return
        if not self.is_loaded:
            if loading.showable:
                self._begin(loading)
            return
        now, waited = self._now(), self.waiting
        self._renew(now)
        self._head.follow(now)
        if self._behind or (waited and not self.waiting):
            self._tick()
        self.buffered.emit()

    def _begin(self, loading: "Loading") -> None:
        """Show the first picture of every pane, and play when enough has come."""
        self.panes, self.inputs = loading.panes, loading.inputs
        self._input_frames = [None] * len(self.inputs)
        self._head = PlayHead([pane.times for pane in self.panes], self.panes)
        self._frames = tuple(pane[0] for pane in self.panes)
        self.play()
        self.loaded.emit()  # whoever hears it may pause

    def _renew(self, now_ns: int) -> None:
        """Go over to frames of another size once they are there."""
        coming = self._loader.renewed
        if coming is None:
            return
        if all(len(reel) for reel in coming.panes):
            self._head.renew(coming.panes, now_ns)
        if self._head.may_renew(now_ns):
            self._head.take_renewed()
            self.panes, self.inputs = coming.panes, coming.inputs
            self._loader.take_renewed()
            self._behind = True

    def _sharpen_soon(self) -> None:
        standing = self.is_loaded and not self.playing and not self._head.scrubbing
        if not (self._wants_exact and standing):
            self._exact.forget()
            return
        numbers = self._head.timeline.frames_at(self.position_us)
        self._exact.ask(self.panes, numbers)

    def _sharpen(self) -> None:
        self.sharpened.emit()
        self.changed.emit()

    def _fail(self, sentence: str) -> None:
        self._head.pause(self._now())
        self._timer.stop()
        self.failure = sentence
        self.failed.emit(sentence)
        self.changed.emit()
