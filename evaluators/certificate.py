"""How a trial was really played, as plain frozen values, and the limits for it."""

from dataclasses import dataclass

MOST_MISSED = 0.005  # share of the frames due, all panes together
MOST_HELD = 2  # frames that one picture may stay


@dataclass(frozen=True, slots=True)
class PaneCertificate:
    """How one pane of a trial was really played."""

    sha256: str
    due: int  # frames whose turn came, loops included
    shown: int  # of these, painted
    missed: int
    watched: float  # share of the pane's time that was on screen at least once
    scale: float  # physical pane pixels per source pixel
    matrix: str = ""  # the colour matrix used
    width: int = 0  # of the pane on the screen, in physical pixels
    height: int = 0
    offset_us: int = 0  # its delay against the others when the trial was left
    resized: int = 0  # frames shown scaled because the pane had just changed size
    due_first_second: int = 0  # of `due`, in the first second that was played
    missed_first_second: int = 0


@dataclass(frozen=True, slots=True)
class Certificate:
    """The record of how a trial was really played. Times on the wall clock."""

    panes: tuple[PaneCertificate, ...]
    stalls: int  # how often playing had to wait for frames
    worst_skew_us: int  # how far apart panes stood in media time, beyond their rates
    late_p95_us: int  # from when a frame was due until it was painted
    longest_hold_us: int  # how long a picture stayed beyond its time
    loops: int
    seeks: int
    refresh_hz: float
    pixel_ratio: float
    stalled_us: int = 0  # how long the stalls were together
    late_max_us: int = 0
    held_frames: int = 1  # the longest stay of a picture in frames of its pane
    hold_first_second_us: int = 0  # the longest in the first second that was played
    speed_changes: int = 0

    @property
    def ok(self) -> bool:
        """True within the limits: few frames missed, and no picture held for long."""
        due = sum(pane.due for pane in self.panes)
        missed = sum(pane.missed for pane in self.panes)
        return missed <= MOST_MISSED * due and self.held_frames <= MOST_HELD
