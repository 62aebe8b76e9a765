"""A set of numbers kept as stretches without a gap. No Qt here."""

from bisect import bisect_right, insort
from collections.abc import Sequence


class Runs:
    """Which frames are there; few stretches, so every question is answered at once."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._stops: list[int] = []  # the first number after each stretch

    def __contains__(self, number: int) -> bool:
        return self.first_missing(number) != number

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """First number and the one after the last of each stretch, rising."""
        return tuple(zip(self._starts, self._stops, strict=True))

    def first_missing(self, number: int) -> int:
        """Return the first number from here on that is not there."""
        place = bisect_right(self._starts, number) - 1
        return max(number, self._stops[place]) if place >= 0 else number

    def add(self, number: int) -> None:
        """Put a number in."""
        place = bisect_right(self._starts, number)
        after = place > 0 and self._stops[place - 1] >= number
        if after and self._stops[place - 1] > number:
            return
        before = place < len(self._starts) and self._starts[place] == number + 1
        if after and before:
            self._stops[place - 1] = self._stops.pop(place)
            del self._starts[place]
        elif after:
            self._stops[place - 1] = number + 1
        elif before:
            self._starts[place] = number
        else:
            insort(self._starts, number)
            self._stops.insert(place, number + 1)

    def discard(self, number: int) -> None:
        """Take a number out."""
        if number not in self:
            return
        place = bisect_right(self._starts, number) - 1
        start, stop = self._starts[place], self._stops[place]
        parts = [(a, b) for a, b in ((start, number), (number + 1, stop)) if a < b]
        self._starts[place : place + 1] = [a for a, _ in parts]
        self._stops[place : place + 1] = [b for _, b in parts]

    def count_in(self, numbers: range) -> int:
        """Return how many of a stretch are there."""
        return sum(
            max(0, min(stop, numbers.stop) - max(start, numbers.start))
            for start, stop in self.stretches
        )

    def first_outside(self, ranges: Sequence[range], floor: int) -> int | None:
        """Return the first number from `floor` on that is there but in no range."""
        for start, stop in self.stretches:
            number = max(start, floor)
            while number < stop:
                inside = next((r for r in ranges if number in r), None)
                if inside is None:
                    return number
                number = inside.stop
        return None
