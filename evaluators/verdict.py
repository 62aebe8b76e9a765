"""Whether the claims of the contract hold: met, not met, or undecided."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evaluators.design.candidates import baseline_of
from evaluators.estimate import Estimate
from evaluators.figures import figure_of
from evaluators.study import Judgment, Method, Stage, Study, SuccessRow, TrialKind

BETTER, NOT_WORSE = 0.50, 0.45  # win rates a claim without words of its own must pass
MEANT_BY_INTENT = {"realistic": "realism", "appealing": "aesthetics"}
STABILITY = "stability"


class Outcome(StrEnum):
    """What the judgments say about a claim."""

    MET = "met"
    NOT_MET = "not met"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim, the figure it is about, and what follows."""

    row: SuccessRow
    stage: Stage | None  # None where nobody has judged yet
    estimate: Estimate
    outcome: Outcome
    why: str


def default_success(study: Study) -> tuple[SuccessRow, ...]:
    """Return the claims of a contract that makes none.

    Every system but the baseline shall be better than it on what the intent names
    (win rate at least .50; in ACR a mean score at least as high) and, where things
    move, not worse on stability (win rate at least .45). Where the contract does not
    ask what its intent names, the first criterion takes its place.
    """
    baseline = baseline_of(study)
    return tuple(
        row
        for system in sorted(study.systems)
        if system != baseline
        for row in _claims(study, system)
    )


def verdicts(study: Study, judgments: Sequence[Judgment]) -> tuple[Verdict, ...]:
    """Return a verdict on every claim of the contract, or on the default claims.

    Met or not met only where the whole interval lies beyond the mark; the sentence
    that says why names no system.
    """
    judged = {j.stage for j in judgments if j.trial.kind is TrialKind.COUNTED}
    latest = next((stage for stage in reversed(Stage) if stage in judged), None)
    return tuple(
        _verdict(study, judgments, row, Stage(row.stage) if row.stage else latest)
        for row in study.contract.success or default_success(study)
    )


def _claims(study: Study, system: str) -> Iterator[SuccessRow]:
    known = [criterion.name for criterion in study.contract.criteria]
    if not known:
        return
    intent = study.contract.intent
    criterion = MEANT_BY_INTENT.get(intent, intent)
    if "=" not in criterion and criterion not in known:
        criterion = known[0]
    if study.contract.method.name is Method.ACR:
        yield SuccessRow(system, criterion, "mos_difference", at_least=0.0)
        return
    yield SuccessRow(system, criterion, at_least=BETTER)
    moving = any(s.moving for s in study.stimuli if s.system == system)
    if moving and STABILITY in known and criterion != STABILITY:
        yield SuccessRow(system, STABILITY, at_least=NOT_WORSE)


def _verdict(
    study: Study, judgments: Sequence[Judgment], row: SuccessRow, stage: Stage | None
) -> Verdict:
    if stage is None:
        nothing = Estimate.undefined("undefined: no answer counts yet")
        return Verdict(row, None, nothing, Outcome.UNDECIDED, "Nobody has judged yet.")
    estimate = figure_of(study, judgments, row, stage)
    outcome, why = judged_against(estimate, row.at_least, row.at_most)
    return Verdict(row, stage, estimate, outcome, why)


def judged_against(
    estimate: Estimate, at_least: float | None, at_most: float | None
) -> tuple[Outcome, str]:
    """Return what an interval says about one mark or two, and why in a sentence."""
    marks = [mark for mark in (at_least, at_most) if mark is not None]
    if not marks:
        return Outcome.UNDECIDED, "The claim sets no mark to compare with."
    if not estimate.defined:
        return Outcome.UNDECIDED, f"There is no figure: {_reason(estimate)}."
    if math.isnan(estimate.low) or math.isnan(estimate.high):
        told = f"The figure is {estimate.value:.2f}, with {_reason(estimate)}."
        return Outcome.UNDECIDED, told
    outcome = _outcome(estimate, at_least, at_most)
    return outcome, _why(estimate, marks, outcome)


def _outcome(
    estimate: Estimate, at_least: float | None, at_most: float | None
) -> Outcome:
    least = -math.inf if at_least is None else at_least
    most = math.inf if at_most is None else at_most
    if estimate.high < least or estimate.low > most:
        return Outcome.NOT_MET
    if estimate.low > least and estimate.high < most:
        return Outcome.MET
    return Outcome.UNDECIDED


def _why(estimate: Estimate, marks: Sequence[float], outcome: Outcome) -> str:
    digits = _digits(estimate, marks)
    span = f"{estimate.low:.{digits}f} to {estimate.high:.{digits}f}"
    goal = " to ".join(f"{mark:.{digits}f}" for mark in marks)
    if len(marks) > 1:
        places = {
            Outcome.MET: f"lies inside {goal}",
            Outcome.NOT_MET: f"lies outside {goal}",
            Outcome.UNDECIDED: f"reaches over an end of {goal}",
        }
        told = f"The interval from {span} {places[outcome]}"
    elif outcome is Outcome.UNDECIDED:
        told = f"Anything from {span} fits, and {goal} lies among it"
    else:
        side = "above" if estimate.low > marks[0] else "below"
        told = f"The whole interval from {span} lies {side} {goal}"
    return told + (", for this rater only." if _one_rater(estimate) else ".")


def _digits(estimate: Estimate, marks: Sequence[float]) -> int:
    """Return how many decimals show on which side of a mark each end lies."""
    ends = (estimate.low, estimate.high)
    apart = [(end, mark) for end in ends for mark in marks if end != mark]
    for digits in (2, 3):
        if all(f"{end:.{digits}f}" != f"{mark:.{digits}f}" for end, mark in apart):
            return digits
    return 4


def _reason(estimate: Estimate) -> str:
    return estimate.note.removeprefix("undefined: ")


def _one_rater(estimate: Estimate) -> bool:
    return "this rater only" in estimate.note
