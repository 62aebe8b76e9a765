"""scores.csv, agreement.csv and verdicts.csv: the numbers, and what follows."""

from dataclasses import dataclass
from operator import attrgetter

from app.results.findings import Findings
from app.results.shared_columns import (
    METHODS,
    estimate_columns,
    note_column,
    simulated_column,
    stage_column,
)
from evaluators.summary import ScoreRow
from evaluators.verdict import Outcome, Verdict
from storage.csv_cells import CellType
from storage.flat_tables import Column, Table

SCORE_STATISTICS = ("win_rate", "decided_share", "mos")
SLICE_KINDS = ("all", "tag", "factor")
_COUNTS = {
    "wins": "Answers that preferred this system.",
    "ties": "Answers “tie”.",
    "losses": "Answers that preferred the other system.",
    "both_bad": "Answers “both bad”.",
    "cannot_judge": "Answers “cannot judge”; they are in no share.",
}
_CRITERION = Column(
    "criterion", CellType.TEXT, "What was asked.", attrgetter("criterion")
)
_AGREEMENT = (
    stage_column(lambda r: r.stage.value),
    Column(
        "method",
        CellType.TEXT,
        "How it was asked: pc shows a pair, acr one stimulus.",
        lambda r: r.method.value,
        METHODS,
    ),
    _CRITERION,
    Column(
        "statistic", CellType.TEXT, "Name of the statistic.", attrgetter("statistic")
    ),
    Column(
        "level",
        CellType.TEXT,
        "Level of measurement: ordinal for levels, nominal for answers to pairs.",
        attrgetter("level"),
        ("nominal", "ordinal"),
    ),
    *estimate_columns(
        attrgetter("estimate"),
        "Agreement.",
        "Stimuli (or pairs) that two raters or more have answered.",
    ),
    Column("raters", CellType.INTEGER, "Raters who answered.", attrgetter("raters")),
    Column(
        "stimuli",
        CellType.INTEGER,
        "Stimuli (or pairs) that somebody answered.",
        attrgetter("stimuli"),
    ),
    Column(
        "judgments",
        CellType.INTEGER,
        "Answers to counted trials.",
        attrgetter("judgments"),
    ),
)
_NUMBERED = (
    Column("claim", CellType.INTEGER, "Number of the claim.", attrgetter("number")),
    stage_column(lambda r: r.verdict.stage and r.verdict.stage.value),
)
_CLAIM = (
    Column(
        "criterion",
        CellType.TEXT,
        "The criterion, or several with their weights.",
        attrgetter("verdict.row.criterion"),
    ),
    Column(
        "statistic",
        CellType.TEXT,
        "The figure the claim is about; it compares with the baseline.",
        attrgetter("verdict.row.statistic"),
    ),
    Column(
        "at_least",
        CellType.NUMBER,
        "The figure shall be at least this.",
        attrgetter("verdict.row.at_least"),
    ),
    Column(
        "at_most",
        CellType.NUMBER,
        "The figure shall be at most this.",
        attrgetter("verdict.row.at_most"),
    ),
    Column(
        "expected",
        CellType.NUMBER,
        "What was hoped for.",
        attrgetter("verdict.row.expected"),
    ),
    Column(
        "outcome",
        CellType.TEXT,
        "Whether the claim is met.",
        lambda r: r.verdict.outcome.value,
        tuple(outcome.value for outcome in Outcome),
    ),
    *estimate_columns(
        attrgetter("verdict.estimate"), "The figure.", "Answers it is made of."
    ),
)


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim of the contract with its number in the order of the contract, from 1."""

    number: int
    verdict: Verdict


def agreement_table(findings: Findings) -> Table:
    """Return the table of agreement, by stage, method and criterion."""
    simulated = findings.simulated_stages
    return Table(
        "agreement",
        "How far raters agree beyond chance: 1 is perfect, 0 is chance.",
        (
            *_AGREEMENT,
            simulated_column(lambda r: r.stage in simulated),
            note_column(attrgetter("estimate")),
        ),
        findings.agreement,
        key=("stage", "method", "criterion"),
    )


def score_table(findings: Findings) -> Table:
    """Return the table of scores, for all sources and for each tag and factor."""
    simulated = findings.simulated_stages
    return Table(
        "scores",
        "Scores of each system: against all others together and against each alone, "
        "for all sources and for each tag of sources and factor of stimuli.",
        (
            stage_column(lambda r: r.stage.value),
            _CRITERION,
            *_who(findings),
            *_what(),
            *estimate_columns(
                attrgetter("estimate"),
                "The score.",
                "Answers that the score is made of.",
            ),
            *(_count(name, meaning) for name, meaning in _COUNTS.items()),
            Column(
                "sources", CellType.INTEGER, "Sources judged.", attrgetter("sources")
            ),
            Column(
                "raters", CellType.INTEGER, "Raters who answered.", attrgetter("raters")
            ),
            simulated_column(lambda r: r.stage in simulated),
            note_column(attrgetter("estimate")),
        ),
        findings.scores,
    )


def verdict_table(findings: Findings) -> Table:
    """Return the table of claims and whether they hold."""
    simulated = findings.simulated_stages
    rows = [ClaimRow(i, verdict) for i, verdict in enumerate(findings.verdicts, 1)]
    return Table(
        "verdicts",
        "The claims of the contract, and whether the answers bear them out.",
        (
            *_NUMBERED,
            _claimant(findings),
            Column(
                "system_id",
                CellType.TEXT,
                "Id of that system.",
                attrgetter("verdict.row.system"),
            ),
            *_CLAIM,
            simulated_column(lambda r: r.verdict.stage in simulated),
            note_column(attrgetter("verdict.estimate")),
            Column(
                "why", CellType.TEXT, "Why, in a sentence.", attrgetter("verdict.why")
            ),
        ),
        rows,
        key=("claim",),
    )


def _claimant(findings: Findings) -> Column:
    def cell(row: ClaimRow) -> str:
        return findings.system(row.verdict.row.system)

    meaning = "Name of the system the claim is about."
    return Column("system", CellType.TEXT, meaning, cell)


def _who(findings: Findings) -> tuple[Column, ...]:
    text = CellType.TEXT
    return (
        Column(
            "system",
            text,
            "Name of the system scored.",
            lambda r: findings.system(r.system),
        ),
        Column("system_id", text, "Id of the system scored.", attrgetter("system")),
        Column(
            "versus",
            text,
            "Name of the system it met; empty for all others together, and for scores "
            "that compare with none.",
            lambda r: r.versus and findings.system(r.versus),
        ),
        Column("versus_id", text, "Id of the system it met.", attrgetter("versus")),
    )


def _what() -> tuple[Column, ...]:
    text = CellType.TEXT
    return (
        Column(
            "slice_kind",
            text,
            "What the score is limited to: nothing, a tag of sources, or a factor of "
            "the system's own stimuli.",
            attrgetter("slice_kind"),
            SLICE_KINDS,
        ),
        Column(
            "slice",
            text,
            "The tag, or the factor as name=value.",
            attrgetter("slice_value"),
        ),
        Column(
            "statistic",
            text,
            "win_rate: (wins + half of ties and both bad) / all answers but “cannot "
            "judge”; decided_share: wins / (wins + losses); mos: mean level.",
            attrgetter("statistic"),
            SCORE_STATISTICS,
        ),
    )


def _count(name: str, meaning: str) -> Column:
    def cell(row: ScoreRow) -> int | None:
        return None if row.counts is None else int(getattr(row.counts, name))

    return Column(name, CellType.INTEGER, meaning, cell)
