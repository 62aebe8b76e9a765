"""raters.csv: what each rater has done, how steadily, and with a liking for a side."""

from collections import Counter
from dataclasses import dataclass
from operator import attrgetter

from app.results.findings import Findings, is_simulated
from app.results.shared_columns import interval_columns, note_column, stage_column
from evaluators.study import Answer, Method, Stage
from evaluators.summary import RaterRow
from storage.csv_cells import CellType
from storage.flat_tables import Column, Table

_AnswerCounts = Counter[tuple[Stage, str, str]]
_MEANINGS = {
    Answer.A: "Times the rater preferred the left one of a pair, in all trials.",
    Answer.TIE: "Times the rater answered “tie”.",
    Answer.B: "Times the rater preferred the right one.",
    Answer.BOTH_BAD: "Times the rater answered “both bad”.",
    Answer.CANNOT_JUDGE: "Times the rater answered “cannot judge” to a pair.",
}
_WORK = (
    Column(
        "sessions", CellType.INTEGER, "Sessions begun.", attrgetter("rater.sessions")
    ),
    Column(
        "trials_total",
        CellType.INTEGER,
        "Trials drawn for the rater, repeats and warm-up included.",
        attrgetter("rater.trials_total"),
    ),
    Column(
        "trials_done",
        CellType.INTEGER,
        "Of these, trials with an answer to everything they ask.",
        attrgetter("rater.trials_done"),
    ),
    Column(
        "trials_skipped",
        CellType.INTEGER,
        "Of these, trials that could not be shown.",
        attrgetter("skipped"),
    ),
    Column(
        "judgments",
        CellType.INTEGER,
        "Answers that stand.",
        attrgetter("rater.judgments"),
    ),
    Column(
        "median_response_ms",
        CellType.NUMBER,
        "Median of the milliseconds from the first frame shown to the answer.",
        attrgetter("rater.median_response_ms"),
    ),
)


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A rater's work in a stage, with the trials that could not be shown."""

    rater: RaterRow
    skipped: int


def rater_table(findings: Findings) -> Table:
    """Return the table of raters, by stage and alias."""
    return Table(
        "raters",
        "One row for each rater of each stage.",
        (
            stage_column(lambda r: r.rater.stage.value),
            Column(
                "rater",
                CellType.TEXT,
                "Alias of the rater.",
                attrgetter("rater.rater"),
            ),
            Column(
                "simulated",
                CellType.TRUTH,
                "Whether the alias says that no person answered: it begins with "
                "“simulated”.",
                lambda r: is_simulated(r.rater.rater),
            ),
            *_WORK,
            *_repeats(),
            *_sides(findings),
        ),
        _rows(findings),
        key=("stage", "rater"),
    )


def _rows(findings: Findings) -> list[WorkRow]:
    stages = {session.id: session.stage for session in findings.record.sessions}
    skipped = Counter(
        (stages[session], rater)
        for session, rater, _ in {
            (skip.session, skip.rater, skip.position) for skip in findings.record.skips
        }
    )
    return [WorkRow(row, skipped[row.stage, row.rater]) for row in findings.raters]


def _repeats() -> tuple[Column, ...]:
    of = attrgetter("rater.repeat_agreement")
    return (
        Column(
            "repeats",
            CellType.INTEGER,
            "Answers given a second time.",
            attrgetter("rater.repeats"),
        ),
        Column(
            "repeat_agreement",
            CellType.NUMBER,
            "Share of these that were the same as the first time.",
            lambda r: r.rater.repeat_agreement.value,
        ),
        *interval_columns(of, "repeat_"),
        note_column(of, "repeat_note"),
    )


def _sides(findings: Findings) -> tuple[Column, ...]:
    counts: _AnswerCounts = Counter(
        (j.stage, j.rater, j.answer)
        for j in findings.record.judgments
        if j.method is Method.PC
    )
    return tuple(_side(answer, counts) for answer in Answer)


def _side(answer: Answer, counts: _AnswerCounts) -> Column:
    def cell(row: WorkRow) -> int:
        return counts[row.rater.stage, row.rater.rater, answer.value]

    name = f"answered_{answer.value}"
    return Column(name, CellType.INTEGER, _MEANINGS[answer], cell)
