"""How systems stand under one criterion: their scores, and which order is proven."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.results.findings import Findings
from evaluators.estimate import Estimate
from evaluators.study import Stage
from evaluators.summary import Counts, ScoreRow

EVEN = 0.5  # the win rate of two systems that are alike


@dataclass(frozen=True, slots=True)
class Standing:
    """One system's score: its mean level, or its wins against the baseline.

    The wins of the baseline, and of a system that never met it, are those against
    all others together.
    """

    system: str  # an id
    versus: str  # the baseline's id, or "" for all others
    estimate: Estimate
    counts: Counts | None  # of pairs
    against_all: Estimate | None  # of pairs: the win rate against all others
    is_baseline: bool


@dataclass(frozen=True, slots=True)
class Standings:
    """The systems of one stage and criterion, the highest score first."""

    stage: Stage
    criterion: str
    pairs: bool  # win rates; else mean levels
    rows: tuple[Standing, ...]
    proven: frozenset[tuple[str, str]]  # (ahead, behind): the interval shows it
    ties: tuple[tuple[int, int], ...]  # first and last of rows without a proven order
    sources: int
    raters: int


def standings_of(findings: Findings) -> tuple[Standings, ...]:
    """Return the standings of every stage and criterion that has scores."""
    groups: dict[tuple[Stage, str, bool], list[ScoreRow]] = {}
    for row in findings.scores:
        if row.slice_kind == "all" and row.statistic in {"win_rate", "mos"}:
            key = (row.stage, row.criterion, row.statistic == "win_rate")
            groups.setdefault(key, []).append(row)
    return tuple(
        _standings(findings.baseline, key, rows) for key, rows in groups.items()
    )


def tie_runs(
    systems: Sequence[str], proven: frozenset[tuple[str, str]]
) -> tuple[tuple[int, int], ...]:
    """Return the longest runs of neighbours among which no order is proven.

    Runs may overlap; each is the index of its first and of its last system.
    """
    runs: list[tuple[int, int]] = []
    for first in range(len(systems)):
        last = first
        while last + 1 < len(systems) and not any(
            _apart(systems[i], systems[last + 1], proven)
            for i in range(first, last + 1)
        ):
            last += 1
        if last > first and (not runs or runs[-1][1] < last):
            runs.append((first, last))
    return tuple(runs)


def _apart(one: str, other: str, proven: frozenset[tuple[str, str]]) -> bool:
    return (one, other) in proven or (other, one) in proven


def _standings(
    baseline: str, key: tuple[Stage, str, bool], rows: Sequence[ScoreRow]
) -> Standings:
    stage, criterion, pairs = key
    found = tuple(
        sorted(
            _by_system(baseline, rows, pairs=pairs),
            key=lambda one: (-_height(one), one.system),
        )
    )
    proven = frozenset(_by_pairs(rows) if pairs else _by_levels(rows))
    return Standings(
        stage,
        criterion,
        pairs,
        found,
        proven,
        tie_runs([one.system for one in found], proven),
        max(row.sources for row in rows),
        max(row.raters for row in rows),
    )


def _height(standing: Standing) -> float:
    """Return where a system is sorted: the baseline among wins at even."""
    if standing.is_baseline and standing.counts is not None:
        return EVEN
    value = standing.estimate.value
    return value if standing.estimate.defined else -1.0


def _by_system(
    baseline: str, rows: Sequence[ScoreRow], *, pairs: bool
) -> Iterator[Standing]:
    against_all = {row.system: row for row in rows if not row.versus}
    against_baseline = {row.system: row for row in rows if row.versus == baseline}
    for system, overall in against_all.items():
        row = against_baseline.get(system, overall)
        yield Standing(
            system,
            row.versus,
            row.estimate,
            row.counts,
            overall.estimate if pairs else None,
            system == baseline,
        )


def _by_pairs(rows: Sequence[ScoreRow]) -> Iterator[tuple[str, str]]:
    """Yield who is ahead of whom: the interval of the wins lies wholly above even."""
    for row in rows:
        if row.versus and row.estimate.low > EVEN:
            yield row.system, row.versus


def _by_levels(rows: Sequence[ScoreRow]) -> Iterator[tuple[str, str]]:
    """Yield who is ahead of whom: the intervals do not overlap (a cautious test)."""
    for row in rows:
        for other in rows:
            if row.estimate.low > other.estimate.high:
                yield row.system, other.system
