"""From the choice of frames to the paint that is counted. No Qt here."""

from dataclasses import dataclass

from app.playback.clock import MediaClock
from app.playback.timeline import Stretch
from app.playback.watching import Painted, Watching


@dataclass(frozen=True, slots=True)
class _Choice:
    time_us: int
    frames: tuple[int, ...]
    now_ns: int


class Paints:
    """Tells the account what was painted, and on which way from the paint before."""

    def __init__(self, watching: Watching, clock: MediaClock) -> None:
        self._watching, self._clock = watching, clock
        self._chosen: _Choice | None = None
        self._painted_us: int | None = None  # None after a jump
        self._wraps = 0  # since the last paint

    def choose(self, time_us: int, frames: tuple[int, ...], now_ns: int) -> None:
        """Take note of what is about to be painted."""
        self._wraps += self._clock.take_wraps()
        self._chosen = _Choice(time_us, frames, now_ns)

    def choose_nothing(self) -> None:
        """Take note that what was painted last stays."""
        self._chosen = None

    def done(self, now_ns: int, resized: tuple[bool, ...]) -> None:
        """Count what was chosen last: it is on its way to the screen now."""
        chosen, self._chosen = self._chosen, None
        if chosen is None:
            return
        for stall_us in self._clock.take_stalls():
            self._watching.stalled(stall_us)
        way = None
        if self._painted_us is not None:
            span = self._clock.span
            way = Stretch(self._painted_us, chosen.time_us, self._wraps, span)
        self._wraps, self._painted_us = 0, chosen.time_us
        self._watching.painted(
            Painted(
                time_us=chosen.time_us,
                frames=chosen.frames,
                way=way,
                speed=self._clock.speed if self._clock.playing else None,
                now_ns=now_ns,
                resized=resized,
                chosen_ns=chosen.now_ns,
            )
        )

    def lose_sight(self) -> None:
        """Count nothing of what passed since the last paint: nobody could see it."""
        self._painted_us = None
