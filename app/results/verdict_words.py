"""Verdicts in sentences: the figure, its interval, and what would settle it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from app.results.claims import claim_of
from app.results.findings import Findings
from app.results.numbers import (
    has_interval,
    level,
    level_decimals,
    level_span,
    reason,
    share,
    share_decimals,
    share_span,
)
from app.studies.wording import joined
from evaluators.estimate import Estimate
from evaluators.study import SuccessRow
from evaluators.verdict import Outcome, Verdict

_SAID_IN_FULL = 3  # claims


@dataclass(frozen=True, slots=True)
class _Figure:
    """How a statistic and its marks are written."""

    name: str  # "Its win rate is"
    number: Callable[[float], str]
    span: Callable[[Estimate], str]
    mark: Callable[[float], str]


def lead_of(findings: Findings) -> tuple[str, ...]:
    """Return a few true sentences that sum the verdicts up, the main one first."""
    lead, left_out = _lead(findings), len(findings.left_out)
    if not left_out:
        return lead
    were = "answer is" if left_out == 1 else "answers are"
    why = "because playback was outside the limits"
    return (*lead, f"{left_out} {were} left out, {why}.")


def _lead(findings: Findings) -> tuple[str, ...]:
    verdicts = findings.verdicts
    if not findings.record.judgments:
        return ("Nobody has judged yet.",)
    if not verdicts:
        return ("The contract claims nothing, so there is no verdict.",)
    outcomes = [verdict.outcome for verdict in verdicts]
    decided_first = sorted(verdicts, key=lambda v: v.outcome is Outcome.UNDECIDED)
    results = [claim_of(findings, v.row).result(v.outcome) for v in decided_first]
    if set(outcomes) == {Outcome.UNDECIDED}:
        settled = f"The answers so far settle none of {len(verdicts)} claims."
        return "Nothing is decided yet.", results[0] if len(results) == 1 else settled
    few = _few_raters(verdicts)
    if len(results) <= _SAID_IN_FULL:
        return (*results, *few)
    decided = results[: len(results) - outcomes.count(Outcome.UNDECIDED)]
    more = decided if len(decided) < _SAID_IN_FULL else []
    return (_tally(outcomes), *more, *few)


def figure_sentence(verdict: Verdict) -> str:
    """Return what the figure is and how it stands to the mark."""
    estimate = verdict.estimate
    if not estimate.defined:
        return f"There is no figure yet: {reason(estimate)}."
    marks = _marks(verdict.row)
    figure = _figure(verdict.row, estimate, marks)
    value = figure.number(estimate.value)
    if not has_interval(estimate):
        return f"{figure.name} {value}, with {estimate.note}, so nothing is decided."
    if not marks:
        span = figure.span(estimate)
        return f"{figure.name} {value} ({span}), and the claim sets no mark."
    said = _against(verdict, figure)
    return f"{figure.name} {value}{said}{_whom(estimate)}."


def settling_sentence(verdict: Verdict) -> str:
    """Return what would settle an undecided claim, "" for a settled one."""
    if verdict.outcome is not Outcome.UNDECIDED or not _marks(verdict.row):
        return ""
    estimate = verdict.estimate
    if not estimate.defined:
        return "It takes answers to judge it."
    if "one source only" in estimate.note:
        return "It takes a second source at least."
    if not has_interval(estimate):
        return "It takes more answers."
    if "only" in estimate.note:
        return "More raters, or more sources, narrow the interval."
    return "More sources, and more raters, narrow the interval."


def shared_settling(verdicts: Sequence[Verdict]) -> str:
    """Return what would settle every undecided claim alike, "" where they differ."""
    said = [settling_sentence(v) for v in verdicts if v.outcome is Outcome.UNDECIDED]
    return said[0] if len(said) > 1 and len(set(said)) == 1 else ""


def _tally(outcomes: Sequence[Outcome]) -> str:
    """Return "2 of 6 claims are met, 1 is not met and 3 are undecided."."""
    parts: list[str] = []
    for outcome in Outcome:
        number = outcomes.count(outcome)
        if number:
            of = "" if parts else f" of {len(outcomes)} claims"
            parts.append(f"{number}{of} {'is' if number == 1 else 'are'} {outcome}")
    return f"{joined(parts)}."


def _few_raters(verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    """Return that what is decided rests on one rater, or on two."""
    notes = [v.estimate.note for v in verdicts if v.outcome is not Outcome.UNDECIDED]
    if all("this rater only" in note for note in notes):
        return ("That is the answer of one rater.",)
    if all("two raters only" in note for note in notes):
        return ("That is the answer of two raters.",)
    return ()


def _marks(row: SuccessRow) -> list[float]:
    return [mark for mark in (row.at_least, row.at_most) if mark is not None]


def _figure(row: SuccessRow, estimate: Estimate, marks: Sequence[float]) -> _Figure:
    if row.statistic in {"win_rate", "decided_share"}:
        decimals = share_decimals(estimate, marks)
        rate = row.statistic == "win_rate"
        return _Figure(
            "Its win rate is" if rate else "Of the decided pairs it wins",
            partial(share, decimals=decimals),
            partial(share_span, decimals=decimals),
            share,
        )
    decimals = level_decimals(estimate, marks)
    if row.statistic == "mos_difference":
        return _Figure(
            "It is",
            partial(_apart, decimals=decimals),
            partial(_apart_span, decimals=decimals),
            lambda mark: _apart(mark) if mark else "0",
        )
    return _Figure(
        "Its mean level is",
        partial(level, decimals=decimals),
        partial(level_span, decimals=decimals),
        level,
    )


def _against(verdict: Verdict, figure: _Figure) -> str:
    span = figure.span(verdict.estimate)
    marks = [figure.mark(mark) for mark in _marks(verdict.row)]
    two = len(marks) > 1
    goal = " to ".join(marks)
    if verdict.outcome is Outcome.UNDECIDED:
        among = f"an end of {goal}" if two else f"the mark of {goal}"
        return f", but anything from {span} fits, and {among} lies among it"
    if verdict.outcome is Outcome.MET:
        side = "above" if verdict.row.at_most is None else "below"
        where = f"inside {goal}" if two else f"{side} the mark of {goal}"
        return f" ({span}), all of it {where}"
    misses = f"lies outside {goal}" if two else f"misses the mark of {goal}"
    return f" ({span}), even the kind end of the interval {misses}"


def _whom(estimate: Estimate) -> str:
    """Return whom the interval is about, where it is about few."""
    if "this rater only" in estimate.note:
        return ", for this rater only"
    return ", for these two raters only" if "two raters only" in estimate.note else ""


def _apart(difference: float, decimals: int = 2) -> str:
    if round(difference, decimals) == 0:
        return "level with it"
    side = "below" if difference < 0 else "above"
    return f"{level(abs(difference), decimals)} {side}"


def _apart_span(estimate: Estimate, decimals: int) -> str:
    low, high = estimate.low, estimate.high
    if low > 0 or high < 0:  # one side: said once, with the figure
        near, far = sorted((abs(low), abs(high)))
        return f"{level(near, decimals)} to {level(far, decimals)}"
    return f"{_apart(low, decimals)} to {_apart(high, decimals)}"
