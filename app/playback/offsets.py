"""How far panes are shifted against each other. No Qt here."""

from collections.abc import Sequence

from app.playback.timeline import PaneTimes


class Offsets:
    """Counts each pane's shift in its own frames and turns it into a delay.

    The pane that begins first is delayed by nothing, so nothing is cut off.
    """

    def __init__(self, panes: Sequence[PaneTimes]) -> None:
        self._panes = tuple(panes)
        self._frames = [0] * len(panes)

    @property
    def delays_us(self) -> tuple[int, ...]:
        """How much later each pane begins than the first one."""
        shifts = self._shifts_us()
        first = min(shifts, default=0)
        return tuple(shift - first for shift in shifts)

    def delayed(self) -> tuple[PaneTimes, ...]:
        """Return the panes' times with their delays."""
        both = zip(self._panes, self.delays_us, strict=True)
        return tuple(pane.delayed(delay) for pane, delay in both)

    def shift(self, place: int, frames: int) -> int:
        """Let a pane come some of its frames later, or earlier where negative.

        Returns by how much (µs) the other panes move along the axis. A still picture
        stays, and nothing is shifted by more than its length.
        """
        most = len(self._panes[place].starts) - 1
        wanted = self._frames[place] + frames
        return self._set(place, max(-most, min(wanted, most)))

    def reset(self) -> int:
        """Shift nothing any more; returns as `shift` does."""
        return sum(self._set(place, 0) for place in range(len(self._frames)))

    def _set(self, place: int, frames: int) -> int:
        before = min(self._shifts_us())
        self._frames[place] = frames
        return before - min(self._shifts_us())

    def _shifts_us(self) -> list[int]:
        return [
            round(frames * pane.duration_us / len(pane.starts))
            for frames, pane in zip(self._frames, self._panes, strict=True)
        ]
