"""Whether what stands in several panes belongs to one moment of media time."""

from collections.abc import Sequence
from fractions import Fraction

from tests.benchmarks.player_clips import Numbered
from tests.benchmarks.player_screen import Grab

_ROUNDING = Fraction(2, 1_000_000)  # the player reckons in whole microseconds


class Judge:
    """Knows when each frame of every pane is due; `delays` in seconds."""

    def __init__(
        self, clips: Sequence[Numbered], delays: Sequence[Fraction] = ()
    ) -> None:
        delays = delays or [Fraction(0)] * len(clips)
        self._clips = tuple(zip(clips, delays, strict=True))
        self._end = max(clip.end + delay for clip, delay in self._clips)

    def together(self, numbers: Sequence[int]) -> bool:
        """Return whether there is a moment at which all these frames are due.

        The first frame of a delayed pane waits, the last one holds to the end of all.
        Turns that only touch have no moment in common.
        """
        spans = [
            self._span(clip, delay, number)
            for (clip, delay), number in zip(self._clips, numbers, strict=True)
        ]
        gap = max(begin for begin, _ in spans) - min(end for _, end in spans)
        return gap < 0 or 0 < gap <= _ROUNDING

    def skewed(self, grabs: Sequence[Grab]) -> list[Grab]:
        """Return the grabs whose panes show no common moment, or only some of them."""
        return [
            grab
            for grab in grabs
            if set(grab.numbers) != {None}
            and (None in grab.numbers or not self.together(grab.numbers))
        ]

    def _span(
        self, clip: Numbered, delay: Fraction, number: int
    ) -> tuple[Fraction, Fraction]:
        begin, end = clip.spans[number]
        begin = begin + delay if number else Fraction(0)
        return begin, self._end if number + 1 == len(clip.times) else end + delay
