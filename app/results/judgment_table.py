"""judgments.csv: one row for each answer that stands."""

from dataclasses import dataclass

from app.results.findings import Findings
from app.results.shared_columns import (
    METHODS,
    PLACES,
    TRIAL_KINDS,
    stage_column,
    trial_id,
)
from evaluators.certificate import Certificate
from evaluators.study import Judgment, Stage, Stimulus
from evaluators.tables import index_of
from storage.csv_cells import CellType
from storage.flat_tables import Column, Reference, Table

_ORIGIN = (
    Column("judgment", CellType.TEXT, "Id of the judgment.", lambda r: r.judgment.id),
    Column(
        "contract_version",
        CellType.INTEGER,
        "Version of the contract that was judged under.",
        lambda r: r.judgment.contract_version,
    ),
    stage_column(lambda r: r.judgment.stage.value),
    Column("rater", CellType.TEXT, "Alias of the rater.", lambda r: r.judgment.rater),
    Column(
        "session",
        CellType.TEXT,
        "Id of the rater's sitting through a list of trials.",
        lambda r: r.judgment.session,
    ),
    Column(
        "trial",
        CellType.TEXT,
        "Id of the trial: session and position.",
        lambda r: trial_id(r.judgment.session, r.judgment.trial.position),
    ),
    Column(
        "kind",
        CellType.TEXT,
        "Why the trial was shown. Only counted trials feed a score; a repeat tells "
        "how steady the rater is.",
        lambda r: r.judgment.trial.kind.value,
        TRIAL_KINDS,
    ),
    Column(
        "position",
        CellType.INTEGER,
        "Place of the trial in the session, from 0.",
        lambda r: r.judgment.trial.position,
    ),
    Column(
        "repeats",
        CellType.INTEGER,
        "Position of the trial that this one shows again.",
        lambda r: r.judgment.trial.repeats,
    ),
)

_CIRCUMSTANCES = (
    Column(
        "response_ms",
        CellType.INTEGER,
        "Milliseconds from the first frame shown to the answer.",
        lambda r: r.judgment.response_ms,
    ),
    Column(
        "watched",
        CellType.NUMBER,
        "Share of the clip that was on screen at least once before the trial was "
        "left, in the pane that was watched least. From the first certificate "
        "after the answer; empty where there is none.",
        lambda r: r.played and min((p.watched for p in r.played.panes), default=0),
    ),
    Column(
        "loops",
        CellType.INTEGER,
        "How often the clips began again, from the same certificate.",
        lambda r: r.played and r.played.loops,
    ),
    Column(
        "playback_ok",
        CellType.TRUTH,
        "Whether playback was within the limits, at most 0.5 % of the frames missed "
        "and no picture held over two frames, from the same certificate.",
        lambda r: r.played and r.played.ok,
    ),
    Column(
        "left_out",
        CellType.TRUTH,
        "Whether this answer is left out of every number because playback was outside "
        "the limits.",
        lambda r: r.left_out,
    ),
    Column(
        "judged_at",
        CellType.TIME,
        "When, in UTC.",
        lambda r: r.judgment.made_at_us,
    ),
    Column(
        "supersedes",
        CellType.TEXT,
        "Id of the judgment that this one replaced, which is itself no row here.",
        lambda r: r.judgment.supersedes,
    ),
    Column(
        "comment", CellType.TEXT, "The rater's remark.", lambda r: r.judgment.comment
    ),
)


@dataclass(frozen=True, slots=True)
class JudgmentRow:
    """An answer, and how the trial was played for it (None: no record of that)."""

    judgment: Judgment
    played: Certificate | None
    left_out: bool  # of every number

    def shown(self, place: int) -> Stimulus | None:
        """Return what stood at a place, None where the trial has no such place."""
        stimuli = self.judgment.trial.stimuli
        return stimuli[place] if place < len(stimuli) else None

    @property
    def preferred_system(self) -> str | None:
        """The id of the system preferred, None where it was not decided."""
        for stimulus in self.judgment.trial.stimuli:
            if stimulus.id == self.judgment.preferred:
                return stimulus.system
        return None


def judgment_table(findings: Findings) -> Table:
    """Return the table of all effective judgments.

    By stage and rater, and then in the order in which trials were shown and questions
    asked.
    """
    return Table(
        "judgments",
        "One row for each answer that stands: a changed answer only in its last form.",
        (
            *_ORIGIN,
            *_question(findings),
            *(column for i in range(len(PLACES)) for column in _place(findings, i)),
            *_answer(findings),
            *_CIRCUMSTANCES,
        ),
        judgment_rows(findings),
        key=("judgment",),
        references=(Reference(("stage", "rater"), "raters"),),
    )


def judgment_rows(findings: Findings) -> list[JudgmentRow]:
    """Return the effective judgments, each with the certificate that belongs to it."""
    stages = list(Stage)
    asked = index_of([criterion.name for criterion in findings.study.contract.criteria])

    def place(judgment: Judgment) -> tuple[int, str, str, int, int, str]:
        return (
            stages.index(judgment.stage),
            judgment.rater,
            judgment.session,
            judgment.trial.position,
            asked.get(judgment.criterion, len(asked)),
            judgment.criterion,
        )

    return [
        JudgmentRow(j, findings.played.get(j.id), j.id in findings.left_out)
        for j in sorted(findings.record.judgments, key=place)
    ]


def _question(findings: Findings) -> tuple[Column, ...]:
    text = CellType.TEXT
    return (
        Column("criterion", text, "What was asked.", lambda r: r.judgment.criterion),
        Column(
            "method",
            text,
            "How it was asked: pc shows a pair, acr one stimulus.",
            lambda r: r.judgment.method.value,
            METHODS,
        ),
        Column(
            "source",
            text,
            "Name of the content that was shown.",
            lambda r: findings.source(r.judgment.trial.stimuli[0].source),
        ),
        Column(
            "source_id",
            text,
            "Id of that content.",
            lambda r: r.judgment.trial.stimuli[0].source,
        ),
    )


def _place(findings: Findings, place: int) -> tuple[Column, ...]:
    letter, text = PLACES[place], CellType.TEXT

    def system(row: JudgmentRow) -> str | None:
        shown = row.shown(place)
        return findings.system(shown.system) if shown else None

    def system_id(row: JudgmentRow) -> str | None:
        shown = row.shown(place)
        return shown.system if shown else None

    def stimulus(row: JudgmentRow) -> str | None:
        shown = row.shown(place)
        return shown.id if shown else None

    where = f"at the place {letter.upper()}"
    return (
        Column(f"system_{letter}", text, f"Name of the system {where}.", system),
        Column(f"system_{letter}_id", text, f"Id of the system {where}.", system_id),
        Column(f"stimulus_{letter}", text, f"Id of the stimulus {where}.", stimulus),
    )


def _answer(findings: Findings) -> tuple[Column, ...]:
    text, integer = CellType.TEXT, CellType.INTEGER

    def preferred(row: JudgmentRow) -> str | None:
        system = row.preferred_system
        return findings.system(system) if system else None

    return (
        Column(
            "answer",
            text,
            "For a pair a, tie, b, both_bad or cannot_judge, where a and b are places; "
            "for one stimulus the level's number or cannot_judge.",
            lambda r: r.judgment.answer,
        ),
        Column(
            "score",
            integer,
            "The level given to one stimulus; 1 is the worst.",
            lambda r: r.judgment.score,
        ),
        Column("preferred", text, "Name of the system preferred.", preferred),
        Column(
            "preferred_id",
            text,
            "Id of the system preferred.",
            lambda r: r.preferred_system,
        ),
    )
