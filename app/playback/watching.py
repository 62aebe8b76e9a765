"""The account of what was really shown, which a certificate is made from.

No Qt here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.playback.timeline import PaneTimes, Timeline
from evaluators.study import Certificate, PaneCertificate

_SEEN = 0.98  # of a pane's time; a frame missed in one loop is made up in the next


@dataclass(slots=True)
class _PaneAccount:
    times: PaneTimes
    due: int = 0
    shown: int = 0
    last: int | None = None
    watched: set[int] = field(default_factory=set)
    watched_share: float = 0.0

    def paint(self, frame: int, *, running: bool, wraps: int) -> None:
        """Count the frames whose turn came since the last paint, and this one."""
        if frame not in self.watched:
            self.watched.add(frame)
            self.watched_share += self.times.share_of(frame)
        if self.last is None or not running:
            if frame != self.last:
                self.due += 1
                self.shown += 1
        elif passed := frame - self.last + wraps * len(self.times.starts):
            self.due += passed
            self.shown += 1
        self.last = frame


@dataclass(frozen=True, slots=True)
class Painted:
    """One paint of all panes."""

    time_us: int  # media time the frames were chosen for
    frames: tuple[int, ...]
    late_us: int  # wall time since the newest of them was due
    running: bool  # playing since the last paint, without a seek between
    wraps: int = 0


@dataclass(frozen=True, slots=True)
class Screen:
    """What the panes are shown on."""

    refresh_hz: float = 0.0
    pixel_ratio: float = 1.0


class Watching:
    """Counts, for one trial, what was due and what was painted."""

    def __init__(self, timeline: Timeline) -> None:
        self._accounts = [_PaneAccount(times) for times in timeline.panes]
        self._late: list[int] = []
        self._worst_skew_us = 0
        self.stalls = 0
        self.loops = 0
        self.seeks = 0

    @property
    def seen(self) -> tuple[bool, ...]:
        """Which panes have been shown completely."""
        return tuple(account.watched_share >= _SEEN for account in self._accounts)

    def painted(self, paint: Painted) -> None:
        """Take note of a paint."""
        self.loops += paint.wraps
        changed = False
        for account, frame in zip(self._accounts, paint.frames, strict=True):
            changed |= account.last != frame
            account.paint(frame, running=paint.running, wraps=paint.wraps)
        if changed and paint.running:
            self._late.append(paint.late_us)
        self._worst_skew_us = max(self._worst_skew_us, self._skew(paint))

    def certificate(
        self, panes: Sequence[tuple[str, str, float]], screen: Screen
    ) -> Certificate:
        """Return the record; `panes` gives hash, matrix and scale of each."""
        late = sorted(self._late)
        return Certificate(
            panes=tuple(
                PaneCertificate(
                    sha256=sha256,
                    due=account.due,
                    shown=account.shown,
                    missed=account.due - account.shown,
                    watched=min(1.0, account.watched_share),
                    scale=scale,
                    matrix=matrix,
                )
                for account, (sha256, matrix, scale) in zip(
                    self._accounts, panes, strict=True
                )
            ),
            stalls=self.stalls,
            worst_skew_us=self._worst_skew_us,
            late_p95_us=late[int(0.95 * (len(late) - 1))] if late else 0,
            longest_hold_us=late[-1] if late else 0,
            loops=self.loops,
            seeks=self.seeks,
            refresh_hz=screen.refresh_hz,
            pixel_ratio=screen.pixel_ratio,
        )

    def _skew(self, paint: Painted) -> int:
        """Return how far apart the panes stand in media time, beyond their rates.

        Each pane is off by as much as the media time lies outside the turn of the
        frame it shows; 0 in all panes is in step, whatever their rates.
        """
        off = []
        for account, frame in zip(self._accounts, paint.frames, strict=True):
            times = account.times
            start = times.starts[frame]
            end = times.end_of(frame)
            held = frame + 1 == len(times.starts) and paint.time_us >= end
            inside = start <= paint.time_us < end or held
            nearest = min(abs(paint.time_us - start), abs(paint.time_us - end))
            off.append(0 if inside else nearest)
        return max(off) - min(off) if off else 0
