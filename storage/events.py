"""Appending to the record: an envelope and one typed row, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from storage.canonical import Plain, content_sha256


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who did something, where in the study, and after what."""

    id: str  # UUIDv7
    rater: str
    installation: str
    kind: str
    session: str
    position: int
    supersedes: str | None
    contract_version: int
    made_at: int  # UTC, µs since 1970; never used for order
    counter: int = 0  # order within the author, given by `append`


def append(
    db: Database,
    envelope: Envelope,
    body: Mapping[str, Any],
    panes: tuple[Mapping[str, Any], ...] = (),
) -> Envelope:
    """Write an event and return it with its counter; the caller holds the transaction.

    One that is there already stays as it is: after trouble with the disk nobody knows
    whether the commit before the retry went through.
    """
    kept = db.execute("SELECT counter FROM event WHERE id = ?", (envelope.id,))
    if (row := kept.fetchone()) is not None:
        return replace(envelope, counter=row[0])
    envelope = replace(envelope, counter=next_counter(db, envelope.rater))
    columns = envelope_columns(envelope)
    digest = event_sha256(columns, body, panes)
    _insert(db, "event", columns | {"content_sha256": digest})
    _insert(db, envelope.kind, {"event": envelope.id, **body})
    for pane in panes:
        _insert(db, "pane_certificate", {"event": envelope.id, **pane})
    return envelope


def event_sha256(
    envelope: Mapping[str, Plain],
    body: Mapping[str, Plain],
    panes: tuple[Mapping[str, Plain], ...] = (),
) -> str:
    """Return the hash that vouches for an event: over envelope and typed row."""
    content: dict[str, Plain] = dict(envelope) | {"body": dict(body)}
    if panes:
        content["panes"] = [dict(pane) for pane in panes]
    return content_sha256(content)


def envelope_columns(envelope: Envelope) -> dict[str, Any]:
    """Return the columns of `event`, apart from the hash."""
    return {name: getattr(envelope, name) for name in Envelope.__slots__}


def next_counter(db: Database, rater: str) -> int:
    """Return the counter of the rater's next event.

    It goes on from the rater's highest on any installation and in any session (a
    logical clock), so that an answer changed on a second machine comes after the
    first machine's.
    """
    last = db.execute(
        "SELECT max(counter) FROM event WHERE rater = ?", (rater,)
    ).fetchone()[0]
    return int(last or 0) + 1


def _insert(db: Database, table: str, columns: Mapping[str, Any]) -> None:
    names = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    db.execute(
        f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608  # our names
        tuple(columns.values()),
    )
