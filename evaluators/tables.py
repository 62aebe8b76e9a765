"""Judgments as arrays: what every statistic takes, and all it knows.

Nothing here knows a study; `evaluators.ratings` makes these values from judgments.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Mask = NDArray[np.bool_]

# The codes of the five answers to a pair, in the order of the keys.
FIRST, TIE, SECOND, BOTH_BAD, CANNOT_JUDGE = range(5)


@dataclass(frozen=True, slots=True)
class Ratings:
    """Scores of one criterion in long form: three arrays of one length.

    `stimulus` and `rater` are indices into `stimuli` and `raters`; the bridge gives
    each stimulus and rater one score at most.
    """

    stimulus: Indices
    rater: Indices
    score: Floats
    stimuli: tuple[str, ...]
    raters: tuple[str, ...]

    def table(self) -> Floats:
        """Return a row per stimulus and a column per rater, nan for no score."""
        table = np.full((len(self.stimuli), len(self.raters)), np.nan)
        table[self.stimulus, self.rater] = self.score
        return table

    def where(self, mask: Mask) -> "Ratings":
        """Keep the scores for which `mask` is true, and every name."""
        kept = (self.stimulus[mask], self.rater[mask], self.score[mask])
        return Ratings(*kept, self.stimuli, self.raters)


@dataclass(frozen=True, slots=True)
class PairAnswers:
    """Answers to pairs under one criterion: five arrays of one length.

    `first` and `second` are the stimuli at the places A and B (indices into
    `stimuli`), `source` what both show, `rater` who answered, and `answer` one of
    FIRST, TIE, SECOND, BOTH_BAD and CANNOT_JUDGE. `system_of[stimulus]` is the index
    of the system that made a stimulus.
    """

    first: Indices
    second: Indices
    source: Indices
    rater: Indices
    answer: Indices
    system_of: Indices
    stimuli: tuple[str, ...]
    systems: tuple[str, ...]
    sources: tuple[str, ...]
    raters: tuple[str, ...]

    @property
    def first_system(self) -> Indices:
        """Which system stood at place A."""
        return self.system_of[self.first]

    @property
    def second_system(self) -> Indices:
        """Which system stood at place B."""
        return self.system_of[self.second]

    def where(self, mask: Mask) -> "PairAnswers":
        """Keep the answers for which `mask` is true, and every name."""
        return PairAnswers(
            self.first[mask],
            self.second[mask],
            self.source[mask],
            self.rater[mask],
            self.answer[mask],
            self.system_of,
            self.stimuli,
            self.systems,
            self.sources,
            self.raters,
        )


def ratings_from(scores: ArrayLike | Ratings) -> Ratings:
    """Return the long form of a table (a row per stimulus, a column per rater).

    Raises ValueError where `scores` has not two dimensions, or holds an infinite value
    or a word, for neither is something a rater can have answered.
    """
    if isinstance(scores, Ratings):
        known = ~np.isnan(scores.score)
        long_form = scores if known.all() else scores.where(known)
    else:
        long_form = _from_table(_numbers(scores))
    if np.isinf(long_form.score).any():
        raise ValueError("scores must be finite numbers, or nan where there is none")
    return long_form


def _numbers(scores: ArrayLike) -> Floats:
    try:
        return np.asarray(scores, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"scores must be a table of numbers: {error}") from error


def _from_table(table: Floats) -> Ratings:
    if table.ndim != 2:  # noqa: PLR2004 - a table has two dimensions
        raise ValueError("scores must be a table with a row per stimulus")
    stimulus, rater = np.nonzero(~np.isnan(table))
    return Ratings(
        stimulus,
        rater,
        table[stimulus, rater],
        tuple(str(i) for i in range(table.shape[0])),
        tuple(str(i) for i in range(table.shape[1])),
    )


def index_of(names: "Sequence[str]") -> dict[str, int]:
    """Return the place of each name."""
    return {name: i for i, name in enumerate(names)}


def numbered(names: "Sequence[str]") -> Indices:
    """Return for each name which of the different names, in order, it is."""
    return np.unique(np.array(names, dtype=np.str_), return_inverse=True)[1]
