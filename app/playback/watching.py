"""The account of what was really shown, which a certificate is made from.

No Qt here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.playback.timeline import PaneTimes, Stretch, Timeline
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

    def paint(self, frame: int, way: Stretch | None) -> int:
        """Count the frames whose turn came since the last paint; return how many."""
        if frame not in self.watched:
            self.watched.add(frame)
            self.watched_share += self.times.share_of(frame)
        turns = int(frame != self.last) if way is None else way.turns(self.times)
        self.due += turns
        self.shown += turns > 0
        self.last = frame
        return turns


@dataclass(frozen=True, slots=True)
class Painted:
    """One paint of all panes."""

    time_us: int  # media time the frames were chosen for
    frames: tuple[int, ...]
    way: Stretch | None  # media time since the last paint; None after a jump
    speed: float | None  # media time per wall time; None when it stands still


@dataclass(frozen=True, slots=True)
class Screen:
    """What the panes are shown on."""

    refresh_hz: float = 0.0
    pixel_ratio: float = 1.0


@dataclass(frozen=True, slots=True)
class ShownMedium:
    """What a pane shows, for its certificate."""

    sha256: str
    matrix: str  # the colour matrix used
    scale: float  # physical pane pixels per source pixel


class Watching:
    """Counts, for one trial, what was due and what was painted."""

    def __init__(self, timeline: Timeline) -> None:
        self._accounts = [_PaneAccount(times) for times in timeline.panes]
        self._late: list[int] = []
        self._longest_hold_us = 0
        self._worst_skew_us = 0
        self.loops = 0
        self.seeks = 0

    @property
    def seen(self) -> tuple[bool, ...]:
        """Which panes have been shown completely."""
        return tuple(account.watched_share >= _SEEN for account in self._accounts)

    def painted(self, paint: Painted) -> None:
        """Take note of a paint; one that changes no picture changes no count."""
        way = paint.way
        self.loops += way.wraps if way else 0
        late, held = [], []
        for account, frame in zip(self._accounts, paint.frames, strict=True):
            if account.paint(frame, way) and way and paint.speed:
                due = account.times.starts[frame]
                due = max(due, way.loop[0]) if way.wraps else due
                late.append(round((paint.time_us - due) / paint.speed))
                held.append(round(way.overdue_us(account.times) / paint.speed))
        if late:
            self._late.append(max(late))
            self._longest_hold_us = max(self._longest_hold_us, *held)
        self._worst_skew_us = max(self._worst_skew_us, self._skew(paint))

    def certificate(self, media: Sequence[ShownMedium], screen: Screen) -> Certificate:
        """Return the record.

        `late` is how long after its time a frame came on screen, `hold` how long a
        picture stayed beyond its own, both on the wall clock. Whole trials are in
        memory before they play, so nothing stalls.
        """
        late = sorted(self._late)
        return Certificate(
            panes=tuple(
                PaneCertificate(
                    sha256=medium.sha256,
                    due=account.due,
                    shown=account.shown,
                    missed=account.due - account.shown,
                    watched=min(1.0, account.watched_share),
                    scale=medium.scale,
                    matrix=medium.matrix,
                )
                for account, medium in zip(self._accounts, media, strict=True)
            ),
            stalls=0,
            worst_skew_us=self._worst_skew_us,
            late_p95_us=late[int(0.95 * (len(late) - 1))] if late else 0,
            longest_hold_us=self._longest_hold_us,
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
