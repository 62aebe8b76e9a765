"""The order of the counted trials: no source twice in a row, no two raters alike."""

from collections.abc import Sequence
from itertools import pairwise, permutations
from random import Random

from evaluators.design.chance import random_from
from evaluators.study import Stimulus

LISTED = 6  # trials up to which every order is written down
TOLD_APART = 1000  # raters of a stage whose orders differ by construction

Shown = tuple[Stimulus, ...]


def in_order(
    shown: Sequence[Shown], chance: Random, shared: Sequence[object], ordinal: int
) -> tuple[list[Shown], bool]:
    """Return the trials with as few neighbours of one source as can be.

    Raters who share `shared` (what names their study and stage) and are shown the same
    get different orders as long as there are enough; beside the order stands whether
    it is this rater's alone. Everything else about the order is left to `chance`.
    """
    by_id = sorted(shown, key=_ids)
    if len(by_id) > LISTED:
        return _walked(by_id, chance, shared, ordinal)
    orders = _orders(by_id)
    random_from("order", *shared).shuffle(orders)
    return list(orders[ordinal % len(orders)]), ordinal < len(orders)


def _orders(shown: Sequence[Shown]) -> list[tuple[Shown, ...]]:
    """Return every order that puts a source next to itself least often."""
    orders = list(permutations(shown))
    twice = [sum(a[0].source == b[0].source for a, b in pairwise(o)) for o in orders]
    return [o for o, count in zip(orders, twice, strict=True) if count == min(twice)]


def _walked(
    shown: Sequence[Shown], chance: Random, shared: Sequence[object], ordinal: int
) -> tuple[list[Shown], bool]:
    """Choose trial after trial; the first choices spell the ordinal.

    Where raters can choose among 52 trials and then among 51, the ordinal is written
    as two digits to these bases: other ordinals, other first trials.
    """
    left: dict[str, list[Shown]] = {}
    for stimuli in shown:
        left.setdefault(stimuli[0].source, []).append(stimuli)
    ordered: list[Shown] = []
    rest, told_apart = ordinal, 1
    while left:
        choices = _choices(left, ordered[-1][0].source if ordered else "")
        if told_apart < TOLD_APART:
            path = [id_ for stimuli in ordered for id_ in _ids(stimuli)]
            random_from("order", *shared, *path).shuffle(choices)
            rest, digit = divmod(rest, len(choices))
            told_apart *= len(choices)
        else:
            digit = chance.randrange(len(choices))
        ordered.append(choices[digit])
        _take(left, choices[digit])
    return ordered, rest == 0 or told_apart >= TOLD_APART


def _choices(left: dict[str, list[Shown]], last: str) -> list[Shown]:
    """Return the trials that may come next so that no source must follow itself."""
    total = sum(map(len, left.values()))
    for source, group in left.items():
        if len(group) > total // 2 and source != last:
            return list(group)
    others = [s for source, group in left.items() if source != last for s in group]
    return others or list(left[last])


def _take(left: dict[str, list[Shown]], stimuli: Shown) -> None:
    group = left[stimuli[0].source]
    group.remove(stimuli)
    if not group:
        del left[stimuli[0].source]


def _ids(stimuli: Shown) -> list[str]:
    return sorted(stimulus.id for stimulus in stimuli)
