"""What a hand can do with the playback, and where it stands."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.playback.clock import faster, slower
from app.playback.play_head import PlayHead


class Controls(QObject):
    """The keys and buttons of a player: each tells the play head, and is painted."""

    changed = Signal()  # something that is painted has changed

    def __init__(
        self,
        *,
        clock: Callable[[], int] = time.monotonic_ns,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = clock
        self._head = PlayHead()

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
        if self._head.playing:
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

    def begin_scrub(self) -> None:
        """Hold while a hand moves the play head; all of it counts as one seek."""
        self._head.begin_scrub(self._now())
        self._tick()

    def scrub(self, time_us: int) -> None:
        """Show the media time (µs) where the hand is."""
        self._head.scrub(time_us, self._now())
        self._tick()

    def end_scrub(self) -> None:
        """Go on playing when it played before."""
        self._head.end_scrub(self._now())
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
        self.set_speed(slower(self._head.speed))

    def faster(self) -> None:
        """Take the next faster pace."""
        self.set_speed(faster(self._head.speed))

    def shift(self, place: int, frames: int) -> None:
        """Let a pane come some of its own frames later, or earlier where negative."""
        self._head.shift(place, frames, self._now())
        self._tick()

    def reset_offsets(self) -> None:
        """Let all panes begin together again."""
        self._head.reset_offsets(self._now())
        self._tick()

    # Where it stands

    @property
    def playing(self) -> bool:
        """True while media time passes, or would if it need not wait."""
        return self._head.playing

    @property
    def waiting(self) -> bool:
        """True while playing must wait for frames."""
        return self._head.waiting

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
        """The number of the step that is shown, from 1, and how many there are."""
        timeline = self._head.timeline
        return timeline.number_of(self.position_us), len(timeline.steps)

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
    def offsets(self) -> tuple[int, ...]:
        """How much later (µs) each pane begins than the first one."""
        return self._head.offsets

    def in_memory(self) -> tuple[tuple[int, int], ...]:
        """Return the stretches of media time (µs) that are there in all panes."""
        return self._head.in_memory()

    def lose_sight(self) -> None:
        """Take note that the panes could not be seen since they were last painted."""
        self._head.lose_sight()

    def _tick(self) -> None:
        """Have the present moment painted."""
        self._head.follow(self._now())
        self.changed.emit()
