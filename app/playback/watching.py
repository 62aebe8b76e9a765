"""The account of what was really shown, which a certificate is made from.

No Qt here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from app.playback.lateness import Lateness
from app.playback.pane_account import PaneAccount, Turn
from app.playback.timeline import PaneTimes, Stretch
from evaluators.certificate import Certificate, PaneCertificate

_SEEN = 0.98  # of a pane's time; a frame missed in one loop is made up in the next
_FIRST_SECOND_US = 1_000_000


@dataclass(frozen=True, slots=True)
class Painted:
    """One paint of all panes."""

    time_us: int  # media time the frames were chosen for
    frames: tuple[int, ...]
    way: Stretch | None  # media time since the last paint; None after a jump
    speed: float | None  # media time per wall time; None when it stands still
    now_ns: int = 0  # monotonic: when the paint was done
    resized: tuple[bool, ...] = ()  # per pane: decoded for another size, so scaled
    chosen_ns: int | None = None  # monotonic: when `time_us` was read; None: `now_ns`

    @property
    def taken_us(self) -> float:
        """Wall time from the choice of the frames until they were painted."""
        chosen = self.now_ns if self.chosen_ns is None else self.chosen_ns
        return (self.now_ns - chosen) / 1000


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
    size: tuple[int, int] = (0, 0)  # of the pane on the screen, in physical pixels


class Watching:
    """Counts, for one trial, what was due and what was painted.

    It needs no more memory after an hour of loops than after one.
    """

    def __init__(self, panes: Sequence[PaneTimes]) -> None:
        self._accounts = [PaneAccount(times, times) for times in panes]
        self._late = Lateness()
        self._pace = 1.0  # when it last played
        self._played_us = 0.0  # wall time
        self._longest_hold_us = 0.0
        self._hold_first_second_us = 0.0
        self._held_frames = 1
        self._worst_skew_us = 0
        self._stalls = 0
        self._stalled_us = 0
        self.loops = 0
        self.seeks = 0
        self.speed_changes = 0
        self.offsets_us: tuple[int, ...] = (0,) * len(panes)

    @property
    def seen(self) -> tuple[bool, ...]:
        """Which panes have been shown completely."""
        return tuple(account.watched >= _SEEN for account in self._accounts)

    def retimed(self, panes: Sequence[PaneTimes]) -> None:
        """Go on with the same frames at other times on the trial's axis.

        What was watched and counted stays. The next paint has to come after a jump.
        """
        for account, axis in zip(self._accounts, panes, strict=True):
            account.retime(axis)

    def stalled(self, wall_us: int) -> None:
        """Take note of a stall that has ended, before the paint that ends it."""
        self._stalls += 1
        self._stalled_us += wall_us
        self._played_us += wall_us
        for account in self._accounts:
            account.wait(wall_us * self._pace)

    def painted(self, paint: Painted) -> None:
        """Take note of a paint; one that changes no picture changes no count."""
        way, first = paint.way, not any(account.due for account in self._accounts)
        if paint.speed:
            self._pace = paint.speed
        if way:
            self.loops += way.wraps
            self._played_us += way.length_us / self._pace
        # Once it stands still, nobody waits for the next picture.
        taken_us = paint.taken_us * self._pace if paint.speed else 0.0
        turns = [
            account.paint(frame, paint.time_us, way, taken_us)
            for account, frame in zip(self._accounts, paint.frames, strict=True)
        ]
        for account, turn in zip(self._accounts, turns, strict=True):
            early = self._hold(turn, taken_us)
            if early and turn.frames and (way or first):
                account.was_first_second(turn)
        for account in compress(self._accounts, paint.resized):
            account.was_scaled()
        if way and paint.speed and any(turn.frames for turn in turns):
            self._late.add(round(max(turn.late_us for turn in turns) / self._pace))
        self._worst_skew_us = max(self._worst_skew_us, self._skew(paint))

    def certificate(
        self, media: Sequence[ShownMedium], screen: Screen, stalling_us: int = 0
    ) -> Certificate:
        """Return the record; `stalling_us` is how long a stall has gone on by now.

        `late` is how long after its time a frame was painted (its 95th percentile is
        rounded up to 0.1 ms), `hold` how long a picture stayed beyond its own, both
        on the wall clock.
        """
        accounts = zip(self._accounts, media, self.offsets_us, strict=True)
        held = [account.held(stalling_us * self._pace) for account in self._accounts]
        return Certificate(
            panes=tuple(_pane(*account) for account in accounts),
            stalls=self._stalls + (stalling_us > 0),
            stalled_us=self._stalled_us + stalling_us,
            worst_skew_us=self._worst_skew_us,
            late_p95_us=self._late.percentile_us(95),
            late_max_us=self._late.latest_us,
            longest_hold_us=round(max(self._longest_hold_us, stalling_us)),
            hold_first_second_us=round(self._hold_first_second_us),
            held_frames=max([self._held_frames, *map(_whole, held)]),
            loops=self.loops,
            seeks=self.seeks,
            speed_changes=self.speed_changes,
            refresh_hz=screen.refresh_hz,
            pixel_ratio=screen.pixel_ratio,
        )

    def _hold(self, turn: Turn, taken_us: float) -> bool:
        """Count how long a picture stayed; tell whether in the first second."""
        hold_us = turn.overdue_us / self._pace
        due_us = self._played_us - (turn.overdue_us - taken_us) / self._pace
        self._longest_hold_us = max(self._longest_hold_us, hold_us)
        self._held_frames = max(self._held_frames, _whole(turn.held))
        early = due_us < _FIRST_SECOND_US
        if early:
            self._hold_first_second_us = max(self._hold_first_second_us, hold_us)
        return early

    def _skew(self, paint: Painted) -> int:
        """Return how far apart the panes stand in media time, beyond their rates.

        Each pane is off by as much as the media time lies outside the turn of the
        frame it shows; 0 in all panes is in step, whatever their rates.
        """
        off = []
        for account, frame in zip(self._accounts, paint.frames, strict=True):
            times = account.axis
            start = times.starts[frame] if frame else 0  # held until its time
            end = times.end_of(frame)
            held = frame + 1 == len(times.starts) and paint.time_us >= end
            inside = start <= paint.time_us < end or held
            nearest = min(abs(paint.time_us - start), abs(paint.time_us - end))
            off.append(0 if inside else nearest)
        return max(off) - min(off) if off else 0


def _whole(frames: float) -> int:
    """Return how many frames, less than half of one not counted."""
    return int(frames + 0.5)


def _pane(account: PaneAccount, medium: ShownMedium, offset_us: int) -> PaneCertificate:
    width, height = medium.size
    return PaneCertificate(
        sha256=medium.sha256,
        due=account.due,
        shown=account.shown,
        missed=account.due - account.shown,
        watched=min(1.0, account.watched),
        scale=medium.scale,
        matrix=medium.matrix,
        width=width,
        height=height,
        offset_us=offset_us,
        resized=account.resized,
        due_first_second=account.due_first_second,
        missed_first_second=account.missed_first_second,
    )
