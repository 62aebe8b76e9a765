"""Answers to pairs as arrays, written the way a person would."""

import numpy as np

from evaluators.tables import PairAnswers

CODES = {"a": 0, "tie": 1, "b": 2, "both_bad": 3, "cannot_judge": 4}


def answers_of(rows, systems=("x", "y", "z")) -> PairAnswers:
    """Build answers from rows of (source, rater, first, second, answer)."""
    sources = tuple(sorted({row[0] for row in rows}))
    raters = tuple(sorted({row[1] for row in rows}))
    stimuli = tuple(f"{source}-{system}" for source in sources for system in systems)

    def indices(values):
        return np.array(list(values), dtype=np.int64)

    return PairAnswers(
        first=indices(stimuli.index(f"{r[0]}-{r[2]}") for r in rows),
        second=indices(stimuli.index(f"{r[0]}-{r[3]}") for r in rows),
        source=indices(sources.index(r[0]) for r in rows),
        rater=indices(raters.index(r[1]) for r in rows),
        answer=indices(CODES[r[4]] for r in rows),
        system_of=indices(i % len(systems) for i in range(len(stimuli))),
        stimuli=stimuli,
        systems=tuple(systems),
        sources=sources,
        raters=raters,
    )


SWAPPED = {"a": "b", "b": "a"}


def mirrored(row):
    """Return the same answer to the same pair with the sides swapped."""
    source, rater, first, second, answer = row
    return source, rater, second, first, SWAPPED.get(answer, answer)
