"""playback.csv and skips.csv: how the trials were shown, and which could not be."""

from dataclasses import dataclass

from app.results.findings import Findings
from app.results.playback_columns import PANE, WHOLE
from app.results.shared_columns import PLACES, stage_column, trial_id
from evaluators.certificate import PaneCertificate
from evaluators.study import Session, Stage, Stimulus
from storage.csv_cells import CellType
from storage.flat_tables import Column, Reference, Table
from storage.history import Skip, TrialCertificate

_SKIP = (
    Column("skip", CellType.TEXT, "Id of the event.", lambda r: r.skip.id),
    stage_column(lambda r: r.session.stage.value),
    Column("rater", CellType.TEXT, "Alias of the rater.", lambda r: r.skip.rater),
    Column("session", CellType.TEXT, "Id of the session.", lambda r: r.skip.session),
    Column(
        "trial",
        CellType.TEXT,
        "Id of the trial: session and position.",
        lambda r: trial_id(r.skip.session, r.skip.position),
    ),
    Column(
        "position",
        CellType.INTEGER,
        "Place of the trial in the session, from 0.",
        lambda r: r.skip.position,
    ),
    Column("reason", CellType.TEXT, "What went wrong.", lambda r: r.skip.reason),
    Column(
        "skipped_at",
        CellType.TIME,
        "When, in UTC.",
        lambda r: r.skip.made_at_us,
    ),
)
_SHOWING = (
    Column(
        "certificate", CellType.TEXT, "Id of the certificate.", lambda r: r.played.id
    ),
    stage_column(lambda r: r.played.stage.value),
    Column("rater", CellType.TEXT, "Alias of the rater.", lambda r: r.played.rater),
    Column("session", CellType.TEXT, "Id of the session.", lambda r: r.played.session),
    Column(
        "trial",
        CellType.TEXT,
        "Id of the trial: session and position, as in judgments.csv.",
        lambda r: trial_id(r.played.session, r.played.position),
    ),
    Column(
        "position",
        CellType.INTEGER,
        "Place of the trial in the session, from 0.",
        lambda r: r.played.position,
    ),
    Column(
        "played_at",
        CellType.TIME,
        "When the trial was left, in UTC.",
        lambda r: r.played.made_at_us,
    ),
    Column(
        "place",
        CellType.TEXT,
        "The pane: a is at the left.",
        lambda r: PLACES[r.place],
        tuple(PLACES),
    ),
)


@dataclass(frozen=True, slots=True)
class PaneRow:
    """One pane of one showing of a trial."""

    played: TrialCertificate
    place: int
    pane: PaneCertificate
    stimulus: Stimulus


@dataclass(frozen=True, slots=True)
class SkipRow:
    """A trial that could not be shown."""

    skip: Skip
    session: Session


def playback_table(findings: Findings) -> Table:
    """Return the table of certificates, a row for each pane."""
    return Table(
        "playback",
        "How trials were really played: one row for each pane of each showing of a "
        "trial. A trial that was shown twice has two certificates.",
        (*_SHOWING, *_shown(findings), *PANE, *WHOLE),
        _rows(findings),
        key=("certificate", "place"),
        references=(Reference(("stage", "rater"), "raters"),),
    )


def skip_table(findings: Findings) -> Table:
    """Return the table of trials that could not be shown."""
    sessions = {session.id: session for session in findings.record.sessions}
    rows = [SkipRow(skip, sessions[skip.session]) for skip in findings.record.skips]
    return Table(
        "skips",
        "Trials that could not be shown, and why.",
        _SKIP,
        sorted(rows, key=lambda r: _place(r.session, r.skip.position, r.skip.id)),
        key=("skip",),
        references=(Reference(("stage", "rater"), "raters"),),
    )


def _rows(findings: Findings) -> list[PaneRow]:
    sessions = {session.id: session for session in findings.record.sessions}

    def place(one: TrialCertificate) -> tuple[int, str, str, int, int, str]:
        stage, rater, session, position, id_ = _place(
            sessions[one.session], one.position, one.id
        )
        return stage, rater, session, position, one.counter, id_

    return [
        PaneRow(one, i, pane, stimulus)
        for one in sorted(findings.record.certificates, key=place)
        for i, (pane, stimulus) in enumerate(
            zip(
                one.certificate.panes,
                sessions[one.session].trials[one.position].stimuli,
                strict=False,  # a certificate may know fewer panes than were drawn
            )
        )
    ]


def _place(session: Session, position: int, id_: str) -> tuple[int, str, str, int, str]:
    return list(Stage).index(session.stage), session.rater, session.id, position, id_


def _shown(findings: Findings) -> tuple[Column, ...]:
    text = CellType.TEXT
    return (
        Column(
            "source",
            text,
            "Name of the content that was shown.",
            lambda r: findings.source(r.stimulus.source),
        ),
        Column("source_id", text, "Id of that content.", lambda r: r.stimulus.source),
        Column(
            "system",
            text,
            "Name of the system in this pane.",
            lambda r: findings.system(r.stimulus.system),
        ),
        Column("system_id", text, "Id of the system.", lambda r: r.stimulus.system),
        Column("stimulus", text, "Id of the stimulus.", lambda r: r.stimulus.id),
        Column("sha256", text, "SHA-256 of the file played.", lambda r: r.pane.sha256),
    )
