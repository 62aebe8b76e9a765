"""Reading the record back: judgments, certificates, skips."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from evaluators.study import (
    Certificate,
    Judgment,
    Method,
    PaneCertificate,
    Session,
    Stage,
)
from storage.canonical import from_share

# A judgment's own author alone can supersede it.
_JUDGMENTS = """
    SELECT event.*, {columns}, EXISTS (
        SELECT 1 FROM event AS later WHERE later.supersedes = event.id
        AND later.rater = event.rater AND later.installation = event.installation
    ) AS superseded
    FROM event JOIN {table} ON {table}.event = event.id
    WHERE event.session IN (SELECT value FROM json_each(?))
"""
_PREFERENCES = _JUDGMENTS.format(
    table="preference",
    columns="criterion, answer, preferred, NULL AS score, response_ms, comment",
)
_RATINGS = _JUDGMENTS.format(
    table="rating",
    columns="criterion, answer, NULL AS preferred, score, response_ms, comment",
)


@dataclass(frozen=True, slots=True)
class TrialCertificate:
    """How one trial of a session was played, and when it ended."""

    id: str
    session: str
    rater: str
    stage: Stage
    position: int
    certificate: Certificate
    made_at_us: int
    counter: int  # order within the author


@dataclass(frozen=True, slots=True)
class Skip:
    """A trial that could not be shown, and why (for the owner)."""

    id: str
    session: str
    rater: str
    position: int
    reason: str
    made_at_us: int


@dataclass(frozen=True, slots=True)
class Record:
    """All that raters did, as of one moment: effective judgments only."""

    sessions: tuple[Session, ...]
    judgments: tuple[Judgment, ...]
    certificates: tuple[TrialCertificate, ...]
    skips: tuple[Skip, ...]


def read_judgments(
    db: Database, sessions: Iterable[Session], *, superseded: bool = False
) -> tuple[Judgment, ...]:
    """Return judgments in the order of (counter, id) within each author.

    Effective ones only, unless `superseded`: what its own author did not supersede,
    and of two heads for one question the one with the higher (counter, id).
    """
    by_id = {session.id: session for session in sessions}
    rows = [
        row
        for query in (_PREFERENCES, _RATINGS)
        for row in db.query(query, [_list(by_id)])
        if superseded or not row["superseded"]
    ]
    rows.sort(key=lambda row: (row["rater"], row["counter"], row["id"]))
    judgments = [_judgment(row, by_id[row["session"]]) for row in rows]
    return tuple(judgments if superseded else _heads(judgments))


def read_certificates(
    db: Database, sessions: Iterable[Session]
) -> Iterator[TrialCertificate]:
    """Yield the certificates, oldest first within each author."""
    by_id = {session.id: session for session in sessions}
    panes: dict[str, list[PaneCertificate]] = {}
    for row in db.query("SELECT * FROM pane_certificate ORDER BY event, place"):
        panes.setdefault(row["event"], []).append(_pane(row))
    for row in db.query(_events_of("certificate"), [_list(by_id)]):
        session = by_id[row["session"]]
        yield TrialCertificate(
            row["id"],
            session.id,
            session.rater,
            session.stage,
            row["position"],
            _certificate(row, panes.get(row["id"], [])),
            row["made_at"],
            row["counter"],
        )


def read_skips(db: Database, sessions: Iterable[Session]) -> Iterator[Skip]:
    """Yield the trials that could not be shown."""
    ids = _list(session.id for session in sessions)
    for row in db.query(_events_of("skip"), [ids]):
        yield Skip(
            row["id"],
            row["session"],
            row["rater"],
            row["position"],
            row["reason"],
            row["made_at"],
        )


def _events_of(table: str) -> str:
    return (
        f"SELECT event.*, {table}.* FROM event JOIN {table} "  # noqa: S608  # our names
        f"ON {table}.event = event.id "
        "WHERE event.session IN (SELECT value FROM json_each(?)) "
        "ORDER BY rater, counter, id"
    )


def _list(ids: Iterable[str]) -> str:
    return json.dumps(list(ids))


def _heads(judgments: list[Judgment]) -> list[Judgment]:
    last = {(j.session, j.trial.position, j.criterion): j.id for j in judgments}
    keep = set(last.values())
    return [judgment for judgment in judgments if judgment.id in keep]


def _judgment(row: Mapping[str, Any], session: Session) -> Judgment:
    trial = session.trials[row["position"]]
    return Judgment(
        id=row["id"],
        session=session.id,
        rater=row["rater"],
        stage=session.stage,
        trial=trial,
        criterion=row["criterion"],
        method=Method.PC if row["kind"] == "preference" else Method.ACR,
        answer=row["answer"],
        response_ms=row["response_ms"],
        made_at_us=row["made_at"],
        counter=row["counter"],
        contract_version=row["contract_version"],
        score=row["score"],
        preferred=row["preferred"],
        supersedes=row["supersedes"],
        comment=row["comment"],
    )


def _certificate(row: Mapping[str, Any], panes: list[PaneCertificate]) -> Certificate:
    return Certificate(
        panes=tuple(panes),
        stalls=row["stalls"],
        worst_skew_us=row["worst_skew_us"],
        late_p95_us=row["late_p95_us"],
        longest_hold_us=row["longest_hold_us"],
        loops=row["loops"],
        seeks=row["seeks"],
        refresh_hz=from_share(row["refresh_hz"]),
        pixel_ratio=from_share(row["pixel_ratio"]),
    )


def _pane(row: Mapping[str, Any]) -> PaneCertificate:
    return PaneCertificate(
        sha256=row["sha256"],
        due=row["due"],
        shown=row["shown"],
        missed=row["missed"],
        watched=from_share(row["watched"]),
        scale=from_share(row["scale"]),
        matrix=row["matrix"],
    )
