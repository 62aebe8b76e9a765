"""Reading the record back: judgments, certificates, skips."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from evaluators.certificate import Certificate, PaneCertificate
from evaluators.study import Judgment, Method, Session, Stage
from storage.certificate_columns import certificate_of, pane_of

# A judgment's own author alone can supersede it.
_JUDGMENTS = """
    SELECT event.rater, event.counter, event.id, event.session, event.position,
        criterion, answer, {score}, {preferred}, response_ms, comment,
        event.made_at, event.contract_version, event.supersedes
    FROM event JOIN {table} ON {table}.event = event.id
    WHERE event.session IN (SELECT value FROM json_each(?1)) AND (?2 OR NOT EXISTS (
        SELECT 1 FROM event AS later WHERE later.supersedes = event.id
        AND later.rater = event.rater AND later.installation = event.installation
    ))
    ORDER BY event.rater, event.counter, event.id
"""
_PREFERENCES = _JUDGMENTS.format(
    table="preference", score="NULL", preferred="preferred"
)
_RATINGS = _JUDGMENTS.format(table="rating", score="score", preferred="NULL")
_PANES = """
    SELECT pane_certificate.* FROM event
    JOIN pane_certificate ON pane_certificate.event = event.id
    WHERE event.session IN (SELECT value FROM json_each(?)) ORDER BY event, place
"""
_QUERIES = ((Method.PC, _PREFERENCES), (Method.ACR, _RATINGS))


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
    found: dict[object, Judgment] = {}
    for method, query in _QUERIES:
        for row in db.execute(query, [_list(by_id), superseded]):
            question = row[2] if superseded else row[3:6]
            found.pop(question, None)  # the later head comes in its own place
            found[question] = _judgment(row, method, by_id[row[3]])
    return tuple(sorted(found.values(), key=lambda j: (j.rater, j.counter, j.id)))


def read_certificates(
    db: Database, sessions: Iterable[Session]
) -> Iterator[TrialCertificate]:
    """Yield the certificates, oldest first within each author."""
    by_id = {session.id: session for session in sessions}
    panes: dict[str, list[PaneCertificate]] = {}
    for row in db.query(_PANES, [_list(by_id)]):
        panes.setdefault(row["event"], []).append(pane_of(row))
    for row in db.query(_events_of("certificate"), [_list(by_id)]):
        session = by_id[row["session"]]
        yield TrialCertificate(
            row["id"],
            session.id,
            session.rater,
            session.stage,
            row["position"],
            certificate_of(row, panes.get(row["id"], [])),
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


def _judgment(row: tuple[Any, ...], method: Method, session: Session) -> Judgment:
    rater, counter, id_, _, position, criterion, answer, score, preferred, *rest = row
    response_ms, comment, made_at, contract_version, supersedes = rest
    return Judgment(
        id=id_,
        session=session.id,
        rater=rater,
        stage=session.stage,
        trial=session.trials[position],
        criterion=criterion,
        method=method,
        answer=answer,
        response_ms=response_ms,
        made_at_us=made_at,
        counter=counter,
        contract_version=contract_version,
        score=score,
        preferred=preferred,
        supersedes=supersedes,
        comment=comment,
    )
