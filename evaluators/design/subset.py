"""Which candidates fit into a session: a connected, balanced subset of them."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from evaluators.design.candidates import Candidate, Systems
from evaluators.design.chance import random_from


def draw_subset(
    items: Sequence[Candidate], size: int, turn: int, purpose: Sequence[object]
) -> list[Candidate]:
    """Return the candidates of the `turn`-th couple of raters, `size` at most.

    A subset first connects all systems that pairs can connect, then takes pairs with
    the baseline before other pairs, each pair of systems (or single system) equally
    often and each source as evenly as that allows. What earlier subsets showed least
    comes first. `purpose` names the chance that all raters of a stage share.
    """
    if size >= len(items):
        return list(items)
    drawing = _SubsetDrawing(items, purpose)
    for _ in range(turn):
        drawing.draw(size)
    return [items[index] for index in drawing.draw(size)]


class _SubsetDrawing:
    """Draws subset after subset and remembers how often each item was shown."""

    def __init__(self, items: Sequence[Candidate], purpose: Sequence[object]) -> None:
        chance = random_from(*purpose)
        sources = sorted({item.source for item in items})
        chance.shuffle(sources)
        rank = {source: i for i, source in enumerate(sources)}
        groups: dict[Systems, list[int]] = {}
        for index, item in enumerate(items):
            groups.setdefault(item.systems, []).append(index)
        keys = sorted(groups)
        chance.shuffle(keys)
        self._groups = {key: np.array(groups[key]) for key in keys}
        self._second_choice = {k: not items[groups[k][0]].first_choice for k in keys}
        self._source = np.array([rank[item.source] for item in items])
        self._sources = len(sources)
        self._shown = np.zeros(len(items), dtype=np.int64)
        self._half = 0  # of the subset being drawn

    def draw(self, size: int) -> list[int]:
        """Return the next `size` items as indices."""
        drawn: list[int] = []
        self._half = (size + 1) // 2
        free = np.ones(len(self._shown), dtype=bool)
        in_subset = np.zeros(self._sources, dtype=np.int64)
        for key in self._turns(size):
            index = self._least_shown(key, free, in_subset)
            free[index] = False
            in_subset[self._source[index]] += 1
            drawn.append(index)
        self._shown[drawn] += 1
        return drawn

    def _turns(self, size: int) -> Iterator[Systems]:
        """Yield, pick by pick, whose turn it is among the (pairs of) systems."""
        before = {key: int(self._shown[g].sum()) for key, g in self._groups.items()}
        picks: Counter[Systems] = Counter()

        def urgency(key: Systems) -> tuple[bool, int, int]:
            return self._second_choice[key], picks[key], before[key]

        tree = _spanning(sorted(self._groups, key=urgency))
        for turn in range(size):
            left = [k for k, g in self._groups.items() if picks[k] < len(g)]
            key = tree[turn] if turn < len(tree) else min(left, key=urgency)
            picks[key] += 1
            yield key

    def _least_shown(
        self, key: Systems, free: np.ndarray, in_subset: np.ndarray
    ) -> int:
        group = self._groups[key]
        group = group[free[group]]
        source = self._source[group]
        # A pair wants a fresh source. Single stimuli want their rivals beside them, but
        # more than half a session of one source would have to follow one another.
        crowding = in_subset[source]
        if len(key) == 1:
            crowding = crowding >= self._half
        order = np.lexsort((source, crowding, self._shown[group]))
        return int(group[order[0]])


def _spanning(keys: Sequence[Systems]) -> list[Systems]:
    """Return the first of the pairs that together connect what all pairs connect."""
    group = {system: system for key in keys for system in key}
    tree = []
    for key in keys:
        old, new = group[key[0]], group[key[-1]]
        if old != new:
            group = {s: new if g == old else g for s, g in group.items()}
            tree.append(key)
    return tree
