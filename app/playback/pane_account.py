"""What one pane showed of what was due. No Qt here; times are media µs."""

from dataclasses import dataclass, field

from app.playback.timeline import PaneTimes, Stretch


@dataclass(frozen=True, slots=True)
class Turn:
    """What one paint meant for one pane."""

    frames: int = 0  # whose turn came since the paint before; one of them is shown
    late_us: float = 0.0  # since the frame that is shown was due
    overdue_us: float = 0.0  # how long the picture before it stayed beyond its time
    held: float = 0.0  # how long that picture stayed, in frames


@dataclass(slots=True)
class _Stay:
    """A picture on the screen, and for how long while media time passed."""

    since_us: float  # when it was due, or where the head jumped to
    taken_us: float  # what painting it took: so much later it was there
    length_us: float = 0.0
    stalled_us: float = 0.0  # of this, time in which playing had to wait


@dataclass(slots=True)
class PaneAccount:
    """Counts for one pane; takes no more memory than it has frames."""

    times: PaneTimes  # its own, by which its share that was watched is measured
    axis: PaneTimes  # the same on the trial's axis: delayed
    due: int = 0
    shown: int = 0
    resized: int = 0
    due_first_second: int = 0
    missed_first_second: int = 0
    watched: float = 0.0  # share of its time
    _seen: set[int] = field(default_factory=set)
    _frame: int | None = None
    _loop: tuple[int, int] = (0, 0)  # in which it was painted last
    _scaled: bool = False  # the picture on screen is counted in `resized`
    _stay: _Stay = field(default_factory=lambda: _Stay(0.0, 0.0))

    def paint(
        self, frame: int, time_us: int, way: Stretch | None, taken_us: float
    ) -> Turn:
        """Take note of the frame painted for a moment, and say what that means.

        `way` leads from the moment before to this one, None after a jump; painting
        took as long as `taken_us` (as media time at the pace of play).
        """
        self._watch(frame)
        if way is None:
            stalled_us, held = self._stay.stalled_us, self.held()
            turn = Turn(int(frame != self._frame), overdue_us=stalled_us, held=held)
            self._stay = _Stay(time_us, taken_us)
        else:
            turn = self._follow(frame, time_us, way, taken_us)
        self.due += turn.frames
        self.shown += turn.frames > 0
        self._scaled = self._scaled and not turn.frames
        self._frame = frame
        return turn

    def was_scaled(self) -> None:
        """Take note that the picture painted last had another size than its pane."""
        self.resized += not self._scaled
        self._scaled = True

    def was_first_second(self, turn: Turn) -> None:
        """Count a turn among those of the first second that was played."""
        self.due_first_second += turn.frames
        self.missed_first_second += max(0, turn.frames - 1)

    def wait(self, stalled_us: float) -> None:
        """Take note that the picture stayed because frames were not there."""
        self._stay.length_us += stalled_us
        self._stay.stalled_us += stalled_us

    def held(self, more_us: float = 0.0) -> float:
        """Return how many frames the picture on screen has stayed for, so far."""
        stay = self._stay
        stayed = stay.length_us + more_us - stay.taken_us
        return _frames_of(stay.since_us, max(0.0, stayed), self._loop, self.axis)

    def retime(self, axis: PaneTimes) -> None:
        """Go on with the same frames at other times."""
        self.axis = axis

    def _watch(self, frame: int) -> None:
        if frame not in self._seen:
            self._seen.add(frame)
            self.watched += self.times.share_of(frame)

    def _follow(self, frame: int, time_us: int, way: Stretch, taken_us: float) -> Turn:
        stay, self._loop = self._stay, way.loop
        stay.length_us += way.length_us
        frames = way.turns(self.axis)
        if not frames:
            return Turn()
        due_us, held = self._due(frame, way), self.held(taken_us)
        self._stay = _Stay(due_us, taken_us)
        return Turn(
            frames,
            late_us=time_us - due_us + taken_us,
            overdue_us=way.overdue_us(self.axis) + stay.stalled_us + taken_us,
            held=held,
        )

    def _due(self, frame: int, way: Stretch) -> int:
        """Return since when a frame on the way was due."""
        if way.wraps and frame == self.axis.frame_at(way.loop[0]):
            return way.loop[0]
        return self.axis.starts[frame]


def _frames_of(
    since_us: float, length_us: float, loop: tuple[int, int], axis: PaneTimes
) -> float:
    """Return how many frames of a pane a length of time goes through, in parts too."""
    first, end = loop
    start, there = round(since_us), round(since_us + length_us)
    wraps = 0
    if first <= start < end <= there:
        wraps, there = divmod(there - first, end - first)
        there += first
    whole = Stretch(start, there, wraps, loop).turns(axis)
    return whole + _over(there, loop, axis) - _over(start, loop, axis)


def _over(time_us: int, loop: tuple[int, int], axis: PaneTimes) -> float:
    """Return which part of its turn the frame of a moment has behind it.

    A last picture that waits for the loop to begin again is due until then.
    """
    first, end = loop
    frame = axis.frame_at(time_us)
    last = frame + 1 == len(axis.starts)
    began = first if frame == axis.frame_at(first) else axis.starts[frame]
    over = max(end, axis.duration_us) if last else axis.starts[frame + 1]
    if time_us < end:
        over = min(over, end)
    return min(1.0, max(0, time_us - began) / max(1, over - began))
