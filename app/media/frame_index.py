"""Where each frame of a medium stands in time, and where decoding can begin."""

from bisect import bisect_right
from dataclasses import dataclass

_WORTH_A_SEEK = 8  # frames; to decode fewer is quicker than to seek


@dataclass(frozen=True, slots=True)
class FrameIndex:
    """When each frame of a medium is shown, and at which of them decoding can begin.

    A frame's number is its place in `times_us`, which holds every frame that is
    really shown: no hidden reference frame, nothing that an edit list cuts off,
    nothing before the first frame that can be decoded, and of several frames with
    the same time only one, since the others are never seen.
    """

    times_us: tuple[int, ...]  # strictly rising, from 0
    duration_us: int  # 0 for a still picture
    entries: tuple[int, ...]  # frame numbers, rising; the first is 0

    def entries_before(self, number: int) -> tuple[int, ...]:
        """Return where decoding can begin to reach a frame, nearest first."""
        return self.entries[: bisect_right(self.entries, number)][::-1]

    def entry_before(self, number: int) -> int:
        """Return the last frame not after this one where decoding can begin."""
        return self.entries[bisect_right(self.entries, number) - 1]

    def on_the_way(self, number: int, after: int) -> bool:
        """Return whether going on from a frame is as quick as a seek to another."""
        near = after < number <= after + _WORTH_A_SEEK
        return near or (after < number and self.entry_before(number) <= after + 1)
