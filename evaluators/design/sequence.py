"""A session's sequence: repeats far from their first showing, practice in front."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from random import Random

from evaluators.study import Stimulus, TrialKind

REPEAT_DISTANCE = 5  # trials between a trial and its repeat, where possible

Shown = tuple[Stimulus, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Presentation:
    """A trial that has no position yet."""

    stimuli: Shown
    kind: TrialKind = TrialKind.COUNTED
    repeats: "Presentation | None" = None

    @property
    def source(self) -> str:
        """The content it shows."""
        return self.stimuli[0].source


def with_repeats(
    counted: Sequence[Shown], wanted: int, chance: Random
) -> list[Presentation]:
    """Return the counted trials with `wanted` of them shown again, sides swapped.

    Each goes where it stands far from its first showing and beside no trial of its
    source; where no such place exists, to the best one there is.
    """
    longer = [Presentation(stimuli) for stimuli in counted]
    originals = _sources_in_turn(chance.sample(longer, len(longer)))
    for _ in range(wanted):
        original, place = _best_repeat(longer, originals, chance)
        originals.remove(original)
        repeat = Presentation(original.stimuli[::-1], TrialKind.REPEAT, original)
        longer.insert(place, repeat)
    return longer


def with_warm_up(
    sequence: Sequence[Presentation],
    others: Sequence[Shown],
    wanted: int,
    chance: Random,
) -> list[Presentation]:
    """Return the sequence behind `wanted` trials of practice, different ones.

    They are taken from `others` (what the session does not show) and, where these
    do not suffice, from the trials that come last. Sides fall by chance.
    """
    longer = list(sequence)
    late = [p.stimuli for p in reversed(sequence) if p.kind is TrialKind.COUNTED]
    stock = [*chance.sample(others, len(others)), *late]
    for _ in range(min(wanted, len(stock))):
        fresh = (i for i, s in enumerate(stock) if s[0].source != longer[0].source)
        stimuli = stock.pop(next(fresh, 0))
        shown = stimuli[::-1] if chance.getrandbits(1) else stimuli
        longer.insert(0, Presentation(shown, TrialKind.WARM_UP))
    return longer


def same_source_neighbours(sequence: Sequence[Presentation]) -> int:
    """Count how often a source comes twice in a row."""
    return sum(a.source == b.source for a, b in pairwise(sequence))


def close_repeats(sequence: Sequence[Presentation]) -> int:
    """Count the repeats that come too soon after their first showing."""
    place = {id(presentation): i for i, presentation in enumerate(sequence)}
    return sum(
        i - place[id(presentation.repeats)] < REPEAT_DISTANCE
        for i, presentation in enumerate(sequence)
        if presentation.repeats is not None
    )


def _sources_in_turn(shuffled: Sequence[Presentation]) -> list[Presentation]:
    """Return one trial of each source, then a second of each, and so on."""
    seen: Counter[str] = Counter()
    turn = {}
    for presentation in shuffled:
        turn[id(presentation)] = seen[presentation.source]
        seen[presentation.source] += 1
    return sorted(shuffled, key=lambda p: turn[id(p)])


def _best_repeat(
    sequence: Sequence[Presentation], originals: Sequence[Presentation], chance: Random
) -> tuple[Presentation, int]:
    """Return the first original with a good place, else the least bad choice."""
    last = len(sequence)
    choices: list[tuple[bool, int, Presentation]] = []
    for original in originals:
        at = sequence.index(original)
        room = last + 1 - (at + REPEAT_DISTANCE)  # places far enough behind it
        start = chance.randrange(room) if room > 0 else 0
        for step in range(room):
            place = at + REPEAT_DISTANCE + (start + step) % room
            if not _touches(sequence, place, original.source):
                return original, place
        choices.append((_touches(sequence, last, original.source), at, original))
    return min(choices, key=itemgetter(0, 1))[2], last


def _touches(sequence: Sequence[Presentation], place: int, source: str) -> bool:
    neighbours = sequence[max(place - 1, 0) : place + 1]
    return any(neighbour.source == source for neighbour in neighbours)
