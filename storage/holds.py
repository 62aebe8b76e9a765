"""Who has a rater's session open: one program at a time.

A hold names the process and the machine. On the same machine it is stale as soon as
that process is gone (or its number belongs to a younger one); elsewhere, and where
the system does not tell when a process began, when its holder has not renewed it for
a minute.
"""

import os
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from storage.errors import StudyHeldError
from storage.processes import machine_id, machine_name, runs, started

BEAT_SECONDS = 15
_STALE_SECONDS = 60
# Tokens this process let go of; the disk may not have taken that yet.
_let_go: set[str] = set()


def take(db: Database, path: Path, session: str, rater: str, token: str) -> None:
    """Hold a session or raise StudyHeldError; the caller holds the transaction."""
    for row in list(db.query("SELECT * FROM hold WHERE session = ?", [session])):
        if not _stale(row):
            raise StudyHeldError(_who(row, rater, path))
    db.execute("DELETE FROM hold WHERE session = ?", (session,))
    now = time.time_ns() // 1000
    process = os.getpid()
    db.execute(
        "INSERT INTO hold (session, token, machine, machine_id, process, started, "
        "since, beat) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(session, token, machine_name(), machine_id()),
            *(process, started(process), now, now),
        ),
    )


def renew(db: Database, rater: str, token: str) -> None:
    """Say that the holder is still there; StudyHeldError when it is not."""
    refuse_unless_held(db, rater, token)
    db.execute(
        "UPDATE hold SET beat = ? WHERE token = ?", (time.time_ns() // 1000, token)
    )


def refuse_unless_held(db: Database, rater: str, token: str) -> None:
    """Raise StudyHeldError when another program has taken the session over.

    That happens to a machine that slept for longer than a hold lasts.
    """
    if not db.execute("SELECT 1 FROM hold WHERE token = ?", (token,)).fetchone():
        raise StudyHeldError(
            f"{rater} went on in another window meanwhile, so nothing more is saved "
            "here. Close this window and open the study again."
        )


def holders(db: Database) -> tuple[str, ...]:
    """Return the aliases of the raters who have the study open now."""
    rows = db.query("SELECT * FROM hold JOIN session ON session.id = hold.session")
    return tuple(row["rater"] for row in rows if not _stale(row))


def let_go(token: str) -> None:
    """Let this process open the session again, whatever the disk does."""
    _let_go.add(token)


def release(db: Database, token: str) -> None:
    """Let every program open the session again."""
    db.execute("DELETE FROM hold WHERE token = ?", (token,))


def _stale(row: Mapping[str, Any]) -> bool:
    if row["token"] in _let_go:
        return True
    here = row["machine_id"] == machine_id()
    if here and not runs(row["process"], row["started"]):
        return True
    if here and row["started"]:  # it is that very process
        return False
    # Neither clock is trusted to be right, only both to run on.
    silent = abs(time.time_ns() // 1000 - row["beat"])
    return bool(silent > _STALE_SECONDS * 1_000_000)


def _who(row: Mapping[str, Any], rater: str, path: Path) -> str:
    since = datetime.fromtimestamp(row["since"] / 1e6).astimezone()
    today = datetime.now().astimezone().date()
    when = f"{since:%H:%M}" if since.date() == today else f"{since:%d %b, %H:%M}"
    return (
        f"{rater} has this study open in another window since {when} (process "
        f"{row['process']} on {row['machine']}): {path}. Close it there, or rate "
        "under another alias."
    )
