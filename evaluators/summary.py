"""The rows that export, status and report read."""

from collections.abc import Sequence
from dataclasses import dataclass

from evaluators.estimate import Estimate
from evaluators.study import Judgment, Method, Session, Stage, Study


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """How far raters agree under one criterion of one stage."""

    stage: Stage
    criterion: str
    method: Method
    statistic: str
    level: str
    estimate: Estimate
    raters: int
    stimuli: int
    judgments: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each of the five answers was given, seen from one system."""

    wins: int
    ties: int
    losses: int
    both_bad: int
    cannot_judge: int


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One score of one system, for all sources or for a slice of them."""

    stage: Stage
    system: str
    versus: str  # a system id; "" is against all others
    criterion: str
    statistic: str  # "win_rate", "decided_share" or "mos"
    slice_kind: str  # "all", "tag" or "factor"
    slice_value: str  # "", the tag, or "name=value"
    estimate: Estimate
    counts: Counts | None
    sources: int
    raters: int


@dataclass(frozen=True, slots=True)
class RaterRow:
    """What one rater has done in one stage, and how consistently."""

    stage: Stage
    rater: str
    sessions: int
    trials_total: int
    trials_done: int
    judgments: int
    repeats: int
    repeat_agreement: Estimate
    median_response_ms: float
