"""Which frames of a pane are wanted in memory, the most urgent first. No Qt here."""

from collections.abc import Iterable
from dataclasses import dataclass

_AHEAD = (2, 3)  # of a window while nothing plays; the rest is behind


@dataclass(frozen=True, slots=True)
class Aim:
    """Where the play head stands in one pane, and where it goes from there."""

    here: int = 0  # a frame's number
    loop: range | None = None  # the frames played round and round; None while paused


def window(count: int, room: int, aim: Aim) -> tuple[range, ...]:
    """Return the stretches of a pane's `count` frames that are wanted, `room` at most.

    They do not overlap and begin with the frame at the play head. Where all fit, all
    are wanted. Else playing wants what comes, round the loop; a pause wants two thirds
    ahead, round the end, and one third behind, for steps go both ways.
    """
    room = max(1, min(room, count))
    here = max(0, min(aim.here, count - 1))
    whole = range(count)
    if aim.loop is not None:
        loop = range(max(0, aim.loop.start), min(count, aim.loop.stop))
        on = range(here, loop.stop if here < loop.stop else here + 1)
        return _first(room, (on, loop, range(loop.stop, count), whole))
    ahead = max(1, -(-room * _AHEAD[0] // _AHEAD[1]))
    round_the_end = range(max(0, here + ahead - count))
    behind = room - ahead
    before = range(max(0, here - behind), here)
    from_the_end = range(min(count, count + here - behind), count)
    on = range(here, min(count, here + ahead))
    return _first(room, (on, round_the_end, before, from_the_end))


def _first(room: int, candidates: Iterable[range]) -> tuple[range, ...]:
    """Return the candidates without what came before, as far as there is room."""
    taken: list[range] = []
    for candidate in candidates:
        for part in _without(candidate, taken):
            kept = part[:room]
            if kept:
                taken.append(kept)
                room -= len(kept)
    return tuple(taken)


def _without(candidate: range, taken: Iterable[range]) -> list[range]:
    parts = [candidate]
    for gone in taken:
        parts = [
            part
            for whole in parts
            for part in (
                range(whole.start, min(whole.stop, gone.start)),
                range(max(whole.start, gone.stop), whole.stop),
            )
            if part
        ]
    return parts
