"""Connections to a study file, set up so that what is committed is on the disk.

WAL with synchronous=FULL where SQLite has no WAL-reset bug (3.51.3 on) and the disk
is local; else a truncated journal with synchronous=EXTRA (docs/reliability.md).
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # pysqlite3 or sqlite3, as sqlite-utils chose

from storage.engine_errors import in_words
from storage.errors import ReadOnlyStudyError
from storage.file_systems import may_write, on_network

_BUSY_MS = 5_000
_SAFE_WAL = (3, 51, 3)  # the first version without the WAL-reset bug
_WITHOUT_WAL = ("TRUNCATE", "EXTRA")


def connect(path: Path) -> Database:
    """Open an existing study file for reading and writing."""
    with in_words(path):
        return _opened(path, "mode=rw", durable_mode(path))


def connect_draft(draft: Path, path: Path) -> Database:
    """Make the file of a study that will be called `path` once it is written.

    Without WAL, since a checkpoint that fails while closing would say nothing: what
    is committed here is in the file itself.
    """
    with in_words(path):
        return _opened(draft, "mode=rwc", _WITHOUT_WAL)


def connect_to_read(path: Path) -> Database:
    """Open a study file that stays as it is.

    Where its folder may be written, the connection may clean up behind itself (a
    strictly read-only one would leave the files of WAL behind) but changes no row.
    A cleanly closed file in a folder that may not be written has no room for them
    and is opened as immutable.
    """
    path = path.resolve()
    unfinished = unfinished_files(path)
    if may_write(path):
        options = "mode=rw"
    elif unfinished:
        options = "mode=ro"
    else:
        options = "mode=ro&immutable=1"
    with in_words(path):
        try:
            db = _opened(path, options, None)
        except sqlite3.Error as error:
            if unfinished and not may_write(path):
                raise ReadOnlyStudyError(_unfinished(path, unfinished[0])) from error
            raise
        db.execute("PRAGMA query_only = ON")
        return db


def disconnect(db: Database) -> None:
    """Close a connection; the last one leaves one file.

    SQLite itself would leave an empty journal where it truncates them. Where
    somebody else is using that journal it stays, and does no harm.
    """
    with suppress(sqlite3.Error):
        if db.execute("PRAGMA journal_mode").fetchone()[0] == "truncate":
            db.execute("PRAGMA journal_mode = DELETE")
    db.close()


def unfinished_files(path: Path) -> tuple[Path, ...]:
    """Return the files beside a study in which its last words may still stand."""
    path = path.resolve()
    beside = (path.with_name(path.name + end) for end in ("-wal", "-journal"))
    return tuple(file for file in beside if _size(file))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _unfinished(path: Path, left: Path) -> str:
    return (
        f"{path} is in use or was not closed in order ({left.name} lies beside it), "
        "and its folder may not be written. Make the folder writable, or copy both "
        "files to another one."
    )


def _opened(path: Path, options: str, durable: tuple[str, str] | None) -> Database:
    uri = f"file:{quote(os.fsencode(path.resolve()))}?{options}"
    db = Database(sqlite3.connect(uri, uri=True, isolation_level=None))
    try:
        _set_up(db)
        if durable is not None:
            make_durable(db, durable)
    except BaseException:
        db.close()
        raise
    return db


def _set_up(db: Database) -> None:
    db.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA recursive_triggers = ON")  # REPLACE then fires DELETE triggers
    db.execute("PRAGMA trusted_schema = OFF")  # a file from elsewhere runs nothing
    db.execute("PRAGMA synchronous = FULL")  # the last reader may have to tidy up
    if sys.platform == "darwin":
        db.execute("PRAGMA fullfsync = 1")


def make_durable(db: Database, mode: tuple[str, str]) -> None:
    """Choose journal mode and synchronous setting, as `durable_mode` names them."""
    journal, synchronous = mode
    [chosen] = db.execute(f"PRAGMA journal_mode = {journal}").fetchone()
    if chosen.upper() != journal:  # this disk cannot do it
        journal, synchronous = _WITHOUT_WAL
        [chosen] = db.execute(f"PRAGMA journal_mode = {journal}").fetchone()
    if chosen.upper() != journal:
        raise sqlite3.OperationalError(f"disk I/O error: journal mode {chosen}")
    db.execute(f"PRAGMA synchronous = {synchronous}")


@contextmanager
def immediate(db: Database) -> Iterator[None]:
    """Run one write transaction that waits its turn instead of failing halfway."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.execute("ROLLBACK")
        raise


@contextmanager
def one_moment(db: Database) -> Iterator[None]:
    """Let several queries see the file as it was at the first of them."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        if db.conn.in_transaction:
            db.execute("ROLLBACK")


def durable_mode(path: Path) -> tuple[str, str]:
    """Return the journal mode and synchronous setting that lose nothing here."""
    if sqlite3.sqlite_version_info >= _SAFE_WAL and not on_network(path):
        return "WAL", "FULL"
    return _WITHOUT_WAL
