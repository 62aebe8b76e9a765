"""Draw the trials of one rater's session (DESIGN section 7).

What is shown follows from the seed of the study, so raters share it; the order
follows from the seed of the session, so each rater has an order of their own.
Raters come in couples: the second sees what the first saw with the sides swapped.
So everything is judged twice, and over raters each pair stands in both orders
equally often. Only ids are used, never a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from evaluators.design.candidates import Candidate, candidates_of
from evaluators.design.chance import random_from, seed_from
from evaluators.design.order import in_order
from evaluators.design.sequence import (
    REPEAT_DISTANCE,
    Presentation,
    Shown,
    close_repeats,
    same_source_neighbours,
    with_repeats,
    with_warm_up,
)
from evaluators.design.sides import with_sides
from evaluators.design.subset import draw_subset
from evaluators.study import MethodSettings, Stage, Study, Trial

SELF_BLOCK = 24  # a look at one's own outputs is one block, no more
WARM_UP = {Stage.SELF: 0, Stage.PEERS: 3, Stage.EXTERNAL: 3}
TRIES = 20  # sequences drawn in search of one that keeps every rule


@dataclass(frozen=True, slots=True)
class Design:
    """The trials of a session, and where they fall short of the rules, in words."""

    trials: tuple[Trial, ...]
    notes: tuple[str, ...] = ()


def session_seed(study_seed: int, stage: Stage, rater: str) -> int:
    """Return the seed of a rater's session: 63 bits, the same on every machine."""
    return seed_from("session", study_seed, stage, rater)


def draw_trials(study: Study, stage: Stage, *, seed: int, ordinal: int = 0) -> Design:
    """Return the trials of the `ordinal`-th rater of this stage, counted from 0.

    The contract's `trials_per_session` holds counted trials and repeats (SELF: 24
    at most); warm-up trials come before them. Raises ValueError for END_USERS, whose
    outcomes are imported, and for settings that describe no session.
    """
    if stage not in WARM_UP:
        raise ValueError("end users' outcomes are imported: they have no trials")
    found, couple = candidates_of(study), ordinal // 2
    counted, repeats = _sizes(study.contract.method, stage, len(found.items))
    purpose = ("subset", study.seed, stage)
    subset = draw_subset(found.items, counted, couple, purpose)
    shown = with_sides(subset, random_from("sides", study.seed, stage, couple))
    if ordinal % 2:
        shown = [stimuli[::-1] for stimuli in shown]
    kept = {id(item) for item in subset}
    others = [item.stimuli for item in found.items if id(item) not in kept]
    rater = _Rater(("session", study.seed, stage), seed, ordinal)
    sequence, notes = _best_sequence(rater, shown, others, (repeats, WARM_UP[stage]))
    notes = found.notes + _subset_notes(found.items, subset) + notes
    return Design(_trials(sequence), notes)


@dataclass(frozen=True, slots=True)
class _Rater:
    """Whose session it is."""

    shared: tuple[object, ...]  # what names the study and the stage
    seed: int
    ordinal: int


def _best_sequence(
    rater: _Rater,
    shown: Sequence[Shown],
    others: Sequence[Shown],
    repeats_and_warm_up: tuple[int, int],
) -> tuple[list[Presentation], tuple[str, ...]]:
    """Return the first sequence drawn that keeps every rule, else the best of some."""
    repeats, warm_up = repeats_and_warm_up
    best: list[Presentation] = []
    for attempt in range(TRIES):
        chance = random_from("order", rater.seed, attempt)
        counted, alone = in_order(shown, chance, rater.shared, rater.ordinal)
        sequence = with_repeats(counted, repeats, chance)
        sequence = with_warm_up(sequence, others, warm_up, chance)
        if not attempt or _shortfalls(sequence) < _shortfalls(best):
            best = sequence
        if not _shortfalls(best):
            break
    return best, _order_notes(best, alone=alone)


def _shortfalls(sequence: Sequence[Presentation]) -> int:
    return same_source_neighbours(sequence) + close_repeats(sequence)


def _sizes(settings: MethodSettings, stage: Stage, available: int) -> tuple[int, int]:
    """Return how many trials count and how many of them are repeated."""
    room, share = settings.trials_per_session, settings.repeats
    if room < 1 or not 0 <= share <= 1:
        raise ValueError("a session needs a trial, and repeats a share from 0 to 1")
    if stage is Stage.SELF:
        room = min(room, SELF_BLOCK)
    counted = min(room, available)
    while counted > 1 and counted + _rounded(share * counted) > room:
        counted -= 1
    return counted, min(_rounded(share * counted), room - counted)


def _rounded(number: float) -> int:
    return floor(number + 0.5)  # a half goes up; round() would send 2.5 to 2


def _trials(sequence: Sequence[Presentation]) -> tuple[Trial, ...]:
    position = {id(presentation): i for i, presentation in enumerate(sequence)}
    return tuple(
        Trial(i, p.stimuli, p.kind, position[id(p.repeats)] if p.repeats else None)
        for i, p in enumerate(sequence)
    )


def _subset_notes(
    items: Sequence[Candidate], subset: Sequence[Candidate]
) -> tuple[str, ...]:
    if len(subset) == len(items):
        return ()
    what = "pairs" if len(items[0].stimuli) > 1 else "outputs"
    note = f"This session shows {len(subset)} of {len(items)} {what}"
    first = sum(item.first_choice for item in subset)
    if all(item.first_choice for item in items):
        return (f"{note}.",)
    return (f"{note}, {first} of them with the baseline: these come first.",)


def _order_notes(sequence: Sequence[Presentation], *, alone: bool) -> tuple[str, ...]:
    notes = []
    if twice := same_source_neighbours(sequence):
        notes.append(f"A source comes twice in a row {_times(twice)}.")
    if close := close_repeats(sequence):
        notes.append(
            f"{close} of the repeats {'come' if close > 1 else 'comes'} less than "
            f"{REPEAT_DISTANCE} trials after the first showing."
        )
    if sequence and not alone:
        notes.append("Another rater has the same order: there are no more orders.")
    return tuple(notes)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
