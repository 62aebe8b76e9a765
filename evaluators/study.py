"""The vocabulary of a study, as plain frozen values.

Everything here knows neither Qt nor SQL nor arrays, so every other module may import
it and it imports none of them. Ids are opaque (made from content); the names that
people gave to systems and sources are `Labels`, which only the owner's side holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Self


class Method(StrEnum):
    """How stimuli are presented and what is asked; names as in ITU-T P.910."""

    PC = "pc"  # two stimuli side by side; which one is better
    ACR = "acr"  # one stimulus, one level of a scale

    @property
    def panes(self) -> int:
        """How many stimuli a trial shows."""
        return 2 if self is Method.PC else 1


class Stage(StrEnum):
    """A step of the cascade; each checks the one before."""

    SELF = "self"
    PEERS = "peers"
    EXTERNAL = "external"
    END_USERS = "end_users"


class Kind(StrEnum):
    """What a medium is."""

    CLIP = "clip"
    IMAGE = "image"
    SEQUENCE = "sequence"  # a folder of numbered images


class TrialKind(StrEnum):
    """Why a trial is in the list; only COUNTED trials feed a score."""

    COUNTED = "counted"
    REPEAT = "repeat"
    WARM_UP = "warm_up"


class Answer(StrEnum):
    """The five answers to a pair; a and b are places, never systems."""

    A = "a"
    TIE = "tie"
    B = "b"
    BOTH_BAD = "both_bad"
    CANNOT_JUDGE = "cannot_judge"


class FlawedPlayback(StrEnum):
    """What becomes of answers given while playback was outside the limits."""

    COUNTED = "counted"
    LEFT_OUT = "left_out"  # of every number; the record keeps them


@dataclass(frozen=True, slots=True)
class Criterion:
    """One quality a rater is asked about; higher is always better."""

    name: str
    question: str  # for a pair: "Which one …?"; for one stimulus: "How …?"
    levels: tuple[str, ...] = ("Bad", "Poor", "Fair", "Good", "Excellent")
    moving_only: bool = False  # not asked about still pictures


@dataclass(frozen=True, slots=True)
class MethodSettings:
    """How the trials of a session are drawn, and which of their answers count."""

    name: Method = Method.PC
    pairs: str = ""  # "baseline", "all", or "" for: all up to three systems
    trials_per_session: int = 60
    repeats: float = 0.15
    flawed_playback: FlawedPlayback = FlawedPlayback.COUNTED


@dataclass(frozen=True, slots=True)
class StageSettings:
    """One step of the cascade as the contract plans it."""

    name: Stage
    raters: int
    gate: tuple[tuple[str, float], ...] = ()
    welcome: str = ""  # shown to raters as written
    consent: str = ""  # shown to raters as written


@dataclass(frozen=True, slots=True)
class SuccessRow:
    """One claim, written before anybody rates."""

    system: str  # a system id
    criterion: str
    statistic: str = "win_rate"
    at_least: float | None = None
    at_most: float | None = None
    expected: float | None = None
    stage: str = ""  # "" is the latest stage that has judgments


DEFAULT_STAGES = (
    StageSettings(Stage.SELF, 1),
    StageSettings(Stage.PEERS, 4),
    StageSettings(Stage.EXTERNAL, 24),
)


@dataclass(frozen=True, slots=True)
class Contract:
    """What is asked and what would count as success; frozen once judged."""

    title: str = ""
    problem: str = ""
    intent: str = "realistic"  # "appealing", or weights as "realism=2,aesthetics=1"
    goals: tuple[str, ...] = ()
    non_goals: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    baseline: str = ""  # a system id
    method: MethodSettings = field(default_factory=MethodSettings)
    criteria: tuple[Criterion, ...] = ()
    stages: tuple[StageSettings, ...] = DEFAULT_STAGES
    success: tuple[SuccessRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Medium:
    """One file (or folder of numbered images) as the probe found it."""

    sha256: str  # hex, of the bytes; of the frames' hashes in order for a sequence
    path: str  # posix, relative to the study file where possible; owner's side only
    kind: Kind
    width: int  # as displayed, in pixels: rotation and sample aspect applied
    height: int
    duration_us: int = 0  # 0 for a still picture
    frames: int = 1
    rate_mhz: int = 0  # mean frames per 1000 seconds; 0 for a still picture
    warnings: tuple[str, ...] = ()  # sentences for the owner


@dataclass(frozen=True, slots=True)
class Input:
    """What the systems got, shown on request: a person, a garment, a query."""

    name: str
    medium: Medium


@dataclass(frozen=True, slots=True)
class Source:
    """The content every system worked on (ITU: SRC)."""

    id: str
    inputs: tuple[Input, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stimulus:
    """What one system made of one source (ITU: PVS): the thing a rater sees."""

    id: str
    source: str
    system: str
    medium: Medium
    factors: tuple[tuple[str, str], ...] = ()

    @property
    def moving(self) -> bool:
        """False for a still picture, of which stability is not asked."""
        return self.medium.kind is not Kind.IMAGE


@dataclass(frozen=True, slots=True)
class Study:
    """One question asked of raters, without any name that could unblind them."""

    id: str
    contract: Contract
    contract_version: int
    systems: tuple[str, ...]
    sources: tuple[Source, ...]
    stimuli: tuple[Stimulus, ...]
    seed: int

    def criteria_of(self, trial: "Trial") -> tuple[Criterion, ...]:
        """Return what is asked in a trial: nothing about motion where none is."""
        moving = all(stimulus.moving for stimulus in trial.stimuli)
        return tuple(c for c in self.contract.criteria if moving or not c.moving_only)


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Labels:
    """The names people gave, by id. Never handed to anything a rater sees."""

    systems: Mapping[str, str] = field(default_factory=_nothing)
    sources: Mapping[str, str] = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True)
class Trial:
    """One presentation: stimuli in the fixed places A, B, C, D."""

    position: int  # from 0, in the order shown
    stimuli: tuple[Stimulus, ...]
    kind: TrialKind = TrialKind.COUNTED
    repeats: int | None = None  # the position of the trial this one shows again

    def mirrored(self) -> Self:
        """Return the same trial with left and right swapped."""
        return type(self)(self.position, self.stimuli[::-1], self.kind, self.repeats)


@dataclass(frozen=True, slots=True)
class Session:
    """One rater's sitting through a trial list, drawn once and stored."""

    id: str
    stage: Stage
    rater: str  # an alias
    seed: int
    trials: tuple[Trial, ...]
    notes: tuple[str, ...] = ()  # shortfalls of the design, in sentences


@dataclass(frozen=True, slots=True)
class Judgment:
    """What one rater said under one criterion of one trial, as recorded.

    A pair has `answer` and, where it was decided, `preferred`; a rating has `score`
    (1 is the worst level) or the answer CANNOT_JUDGE.
    """

    id: str
    session: str
    rater: str
    stage: Stage
    trial: Trial
    criterion: str
    method: Method
    answer: str  # an Answer, or the score as digits
    response_ms: int
    made_at_us: int  # UTC, µs since 1970; for people, never for order
    counter: int  # order within the author
    contract_version: int
    score: int | None = None
    preferred: str | None = None  # a stimulus id
    supersedes: str | None = None
    comment: str = ""
