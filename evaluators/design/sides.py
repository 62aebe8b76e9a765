"""Which stimulus of a pair stands left: every system equally often on each side."""

from collections.abc import Sequence
from random import Random

from evaluators.design.candidates import Candidate, Systems
from evaluators.study import Stimulus

Shown = tuple[Stimulus, ...]


def with_sides(items: Sequence[Candidate], chance: Random) -> list[Shown]:
    """Return the stimuli of each item from left to right.

    Each pair of systems comes in both orders equally often (±1), and so does each
    system come on both sides (±1). Single stimuli have no sides.
    """
    of_systems: dict[Systems, list[int]] = {}
    for index, item in enumerate(items):
        of_systems.setdefault(item.systems, []).append(index)
    swapped = [False] * len(items)
    odd = [key for key, group in of_systems.items() if len(group) % 2]
    turned = _turned_to_balance([key for key in odd if len(key) > 1], chance)
    for key, group in of_systems.items():
        chance.shuffle(group)
        # The odd one out comes first and is turned as the whole design needs it.
        first = key in turned if len(group) % 2 else chance.random() < 0.5  # noqa: PLR2004
        for place, index in enumerate(group):
            swapped[index] = len(key) > 1 and first != bool(place % 2)
    return [
        item.stimuli[::-1] if swap else item.stimuli
        for item, swap in zip(items, swapped, strict=True)
    ]


def _turned_to_balance(pairs: Sequence[Systems], chance: Random) -> set[Systems]:
    """Return the pairs to turn round so that each system is left half the time.

    Orients the graph of systems along Eulerian circuits, which enter each system as
    often as they leave it; systems with an odd number of pairs are joined to one
    more, imagined system first, and are off by one in the end.
    """
    neighbours: dict[str, list[str]] = {}
    for left, right in pairs:
        neighbours.setdefault(left, []).append(right)
        neighbours.setdefault(right, []).append(left)
    odd = [system for system, others in neighbours.items() if len(others) % 2]
    imagined = ""
    for system in odd:
        neighbours[system].append(imagined)
        neighbours.setdefault(imagined, []).append(system)
    for others in neighbours.values():
        chance.shuffle(others)
    walked = set()
    for start in neighbours:
        here = start
        while neighbours[here]:
            after = neighbours[here].pop()
            neighbours[after].remove(here)
            walked.add((here, after))
            here = after
    return {(left, right) for left, right in pairs if (right, left) in walked}
