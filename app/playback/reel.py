"""The frames of one pane, by number, as far as they are in memory. No Qt here."""

import time
from collections.abc import Callable
from threading import Condition

from app.media.frame_index import FrameIndex
from app.media.frames import Frame
from app.playback.memory import Size, fewest, frame_bytes
from app.playback.presentation import PaneMedium
from app.playback.runs import Runs
from app.playback.timeline import PaneTimes
from app.playback.watching import ShownMedium
from app.playback.window import Aim, window

_TOLD_EVERY_NS = 40_000_000


class Reel:
    """Filled by one thread, asked by another.

    The window's thread says where it stands (`aim_at`) and how many bytes there are;
    the thread that decodes asks what is wanted next. Nothing here refers back to
    either, so frames go the moment the reel is closed or let go.
    """

    def __init__(
        self,
        given: PaneMedium,
        size: Size,
        *,
        tell: Callable[[], None] = lambda: None,
        clock: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self.given = given
        self.size = size
        self.index = FrameIndex((), 0, ())
        self.times = PaneTimes((0,), 0)
        self.matrix = ""
        self.failure = ""  # a sentence for the owner
        self.closed = False
        self._tell, self._now, self._told_ns = tell, clock, 0
        self._frames: dict[int, Frame] = {}
        self._runs = Runs()
        self._aim = Aim()
        self._window: tuple[range, ...] = (range(1),)
        self._allowance, self._room = 0, 1
        self._frame_bytes = frame_bytes(given, size)
        self._jumped = False  # what is decoded now is no longer the most urgent
        self._opened = self._left = False  # by the thread that decodes
        self._run_ns, self._run_frames = 0, 0
        self._changed = Condition()

    # For the window's thread

    def __len__(self) -> int:
        """How many frames the pane has, in memory or not; 0 until it is opened."""
        return len(self.index.times_us)

    def __getitem__(self, number: int) -> Frame:
        """Return a frame that is in memory; KeyError when it is not."""
        return self._frames[number]

    def get(self, number: int) -> Frame | None:
        """Return a frame, or None while it is not in memory."""
        return self._frames.get(number)

    def get_round(self, time_us: int) -> Frame | None:
        """Return the frame of a pane that goes round by itself, as inputs do."""
        number = self.times.frame_at(self.times.round(time_us))
        self.aim_at(Aim(number, range(len(self))))
        return self.get(number)

    def has(self, number: int) -> bool:
        """Return whether a frame is in memory."""
        return number in self._frames

    def ready_until(self, number: int) -> int:
        """Return the first frame from here on that is not in memory."""
        with self._changed:
            return self._runs.first_missing(number)

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """What is in memory: the first frame and the one after the last of each."""
        with self._changed:
            return self._runs.stretches

    @property
    def complete(self) -> bool:
        """True when every frame is in memory."""
        return 0 < len(self) == len(self._frames)

    @property
    def is_showable(self) -> bool:
        """True when the frame at the play head is in memory."""
        return self.has(self._aim.here)

    @property
    def satisfied(self) -> bool:
        """True when every frame that is wanted now is in memory."""
        with self._changed:
            return bool(len(self)) and self._next_missing() is None

    @property
    def bytes_needed(self) -> int:
        """What all frames would take, as far as that is known."""
        return max(len(self), self.given.medium.frames, 1) * self._frame_bytes

    @property
    def bytes_least(self) -> int:
        """What the fewest frames take with which it can be played."""
        return fewest(self.given) * self._frame_bytes

    @property
    def abandoned(self) -> bool:
        """True when all was there, so that nobody decodes, and is no more."""
        with self._changed:
            return self._left and not (self.closed or self.complete)

    def aim_at(self, aim: Aim) -> None:
        """Say where the play head is: what is wanted follows from that."""
        if aim == self._aim:
            return
        if self.complete:
            self._aim = aim
            return
        with self._changed:
            far = not self.has(aim.here)
            self._aim = aim
            self._refocus()
            self._jumped |= far
            self._changed.notify()

    def allow(self, allowance: int) -> None:
        """Set how many bytes the frames may take; what is too much goes at once."""
        with self._changed:
            self._allowance = allowance
            self._refocus()
            while len(self._frames) > self._room:
                self._evict()
            self._changed.notify()

    def close(self) -> dict[int, Frame]:
        """Hand every frame back and let the thread that decodes end."""
        with self._changed:
            self.closed = True
            frames, self._frames, self._runs = self._frames, {}, Runs()
            self._changed.notify()
        return frames

    def shown_at(self, shown: Size) -> ShownMedium:
        """Return what the certificate says of a pane of this size on the screen."""
        medium = self.given.medium
        fewer = self.size[0] < min(shown[0], medium.width)  # as memory allowed
        scale = (self.size[0] if fewer else shown[0]) / medium.width
        return ShownMedium(medium.sha256, self.matrix, scale, shown)

    def keeps_up(self, speed: float, margin: float) -> bool:
        """Return whether decoding stays ahead of playing, as fast as it went so far.

        It does when it is faster than playing by the margin, or when what is left
        will be there before the play head has come to the end of it.
        """
        with self._changed:
            lacking = sum(len(r) - self._runs.count_in(r) for r in self._window)
            ahead = self._runs.first_missing(self._aim.here) - self._aim.here
            passed = max(1, self._now() - self._run_ns)
            pace = self._run_frames * 1e9 / passed / margin if self._run_ns else 0.0
        rate = speed * len(self) * 1e6 / max(1, self.times.duration_us)
        return pace >= rate or lacking * rate <= (ahead + lacking) * pace

    # For the thread that decodes

    def begin(self) -> None:
        """Take note that a thread begins; while it opens the file no jump matters."""
        with self._changed:
            self._opened = self._left = False
            self._run_ns = 0

    def open(self, index: FrameIndex) -> None:
        """Take the times of the frames, before any of them is there."""
        last = index.times_us[-1]
        still = not self.given.medium.duration_us
        duration = 0 if still else max(index.duration_us, last + 1)
        with self._changed:
            self.times = PaneTimes(index.times_us, duration)
            self.index = index
            self._opened = True
            self._refocus()

    def fail(self, sentence: str) -> None:
        """Take note that there will be no more frames."""
        self.failure = sentence
        self._tell()

    def interrupted(self) -> bool:
        """Return whether to look up from decoding: after a jump, or at the end."""
        return self.closed or (self._jumped and self._opened)

    def lacks(self, number: int) -> bool:
        """Return whether a frame is wanted that is not there.

        Where decoding goes on past what is wanted, it is to look up: else it would go
        on to the end of the clip while something else is waited for.
        """
        with self._changed:
            if self._wants(number):
                return not self.has(number)
            missing = self._next_missing()
            self._jumped |= missing is None or not self.index.on_the_way(
                missing, number
            )
            return False

    def put(self, frame: Frame) -> None:
        """Keep a frame when it is wanted; another one goes where there is no room."""
        with self._changed:
            if self.closed:
                return
            first = not self.matrix and not self._frames
            if first:
                self._weigh(frame)
            if not self._wants(frame.number) or self.has(frame.number):
                return
            while len(self._frames) >= self._room:
                self._evict()
            self._frames[frame.number] = frame
            self._runs.add(frame.number)
            self._run_frames += 1
            now = self._now()
            tell = first or self.complete or frame.number == self._aim.here
            tell |= now - self._told_ns >= _TOLD_EVERY_NS
            self._told_ns = now if tell else self._told_ns
        if tell:
            self._tell()

    def next_to_decode(self) -> int | None:
        """Return the most urgent missing frame, waiting until there is one.

        None when there will be none: every frame is in memory, or it was closed.
        """
        parked = False
        with self._changed:
            while not (self.closed or self.complete):
                missing = self._next_missing()
                if missing is not None:
                    self._jumped = False
                    if parked or not self._run_ns:
                        self._run_ns, self._run_frames = self._now(), 0
                    return missing
                if not parked:
                    parked = True
                    self._tell()
                self._changed.wait()
            self._left = True
        return None

    def start_for(self, wanted: int) -> int:
        """Return the frame from which on frames are worth keeping.

        They are from the entry on, for what is before the wanted one is decoded
        anyway; but a frame that is waited for comes by the shortest way.
        """
        urgent = wanted == self._aim.here
        return wanted if urgent else self.index.entry_before(wanted)

    # Inside, with the lock held

    def _refocus(self) -> None:
        count = len(self) or max(1, self.given.medium.frames)
        self._room = max(1, self._allowance // max(1, self._frame_bytes))
        self._window = window(count, self._room, self._aim)

    def _weigh(self, frame: Frame) -> None:
        """Count with what a frame really takes: a clip may keep its colour in full."""
        self._frame_bytes = frame.data.nbytes
        self.matrix = frame.matrix
        self._refocus()

    def _wants(self, number: int) -> bool:
        return any(number in numbers for numbers in self._window)

    def _next_missing(self) -> int | None:
        for numbers in self._window:
            missing = self._runs.first_missing(numbers.start)
            if missing < numbers.stop:
                return missing
        return None

    def _evict(self) -> None:
        """Let the frame go that is farthest from coming: the one long passed by."""
        beyond = self._window[0].stop
        gone = self._runs.first_outside(self._window, beyond)
        if gone is None:
            gone = self._runs.first_outside(self._window, 0)
        if gone is not None:
            self._runs.discard(gone)
            del self._frames[gone]
