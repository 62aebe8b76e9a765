"""Connections to a study file, set up so that what is committed is on the disk.

WAL with synchronous=FULL where SQLite has no WAL-reset bug (3.51.3 on) and the disk
is local; else a truncated journal with synchronous=EXTRA (docs/reliability.md).
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # pysqlite3 or sqlite3, as sqlite-utils chose

from storage.errors import (
    DamagedStudyError,
    DiskFullError,
    DiskTroubleError,
    ReadOnlyStudyError,
    StorageError,
    StudyBusyError,
)

_BUSY_MS = 5_000
_NO_ROOM = 1 << 16  # bytes; with less, the engine reports its failures as I/O errors
_SAFE_WAL = (3, 51, 3)  # the first version without the WAL-reset bug
_WITHOUT_WAL = ("TRUNCATE", "EXTRA")
_REMOTE = frozenset(
    {
        *("9p", "afs", "ceph", "cifs", "davfs", "glusterfs", "lustre", "ncpfs"),
        *("nfs", "nfs4", "smb2", "smb3", "smbfs", "vboxsf"),
        *("fuse.rclone", "fuse.s3fs", "fuse.sshfs"),
    }
)
_FULL = "the disk is full. Free some space, then go on."
_TROUBLE = "the disk reports an error. Check that it is there and still works."
_KINDS: tuple[tuple[str, type[StorageError], str], ...] = (
    ("is full", DiskFullError, _FULL),
    ("disk I/O error", DiskTroubleError, _TROUBLE),
    ("unable to open", DiskTroubleError, _TROUBLE),
    (
        "readonly",
        ReadOnlyStudyError,
        "it may only be read. Make the file and its folder writable, or use a copy.",
    ),
    ("locked", StudyBusyError, "another program keeps it locked. Close that program."),
    (
        "malformed",
        DamagedStudyError,
        "it is damaged. Keep the file as it is and open a backup.",
    ),
    (
        "not a database",
        DamagedStudyError,
        "it is damaged. Keep the file as it is and open a backup.",
    ),
)


def connect(path: Path) -> Database:
    """Open an existing study file for reading and writing."""
    return _opened(path, "mode=rw", durable_mode(path))


def connect_draft(path: Path) -> Database:
    """Make the file of a study that is still being written.

    Without WAL, since a checkpoint that fails while closing would say nothing: what
    is committed here is in the file itself.
    """
    return _opened(path, "mode=rwc", _WITHOUT_WAL)


def connect_to_read(path: Path) -> Database:
    """Open a study file that stays as it is.

    Where its folder may be written, the connection may clean up behind itself (a
    strictly read-only one would leave the files of WAL behind) but changes no row.
    A cleanly closed file in a folder that may not be written has no room for them
    and is opened as immutable.
    """
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        options = "mode=rw"
    elif path.with_name(path.name + "-wal").exists():
        options = "mode=ro"
    else:
        options = "mode=ro&immutable=1"
    db = _opened(path, options, None)
    db.execute("PRAGMA query_only = ON")
    return db


def _opened(path: Path, options: str, durable: tuple[str, str] | None) -> Database:
    uri = f"file:{quote(str(path.resolve()))}?{options}"
    with in_words(path):
        db = Database(sqlite3.connect(uri, uri=True, isolation_level=None))
        try:
            _set_up(db, durable)
        except BaseException:
            db.close()
            raise
        return db


def _set_up(db: Database, durable: tuple[str, str] | None) -> None:
    db.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA recursive_triggers = ON")  # REPLACE then fires DELETE triggers
    if durable is None:
        return
    journal, synchronous = durable
    db.execute(f"PRAGMA journal_mode = {journal}")
    db.execute(f"PRAGMA synchronous = {synchronous}")
    if sys.platform == "darwin":
        db.execute("PRAGMA fullfsync = 1")


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


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn the database engine's errors into the family of storage.errors.

    A refused row (IntegrityError) is a mistake of ours and stays what it is.
    """
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        kind, words = _kind_of(str(error), path)
        raise kind(f"{path} cannot be used: {words}") from error


def _kind_of(text: str, path: Path) -> tuple[type[StorageError], str]:
    for sign, kind, words in _KINDS:
        if sign in text:
            if kind is DiskTroubleError and _no_room(path):
                return DiskFullError, _FULL
            return kind, words
    return StorageError, f"{text}. Check that Beholder made this file."


def _no_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NO_ROOM
    except OSError:
        return False


@contextmanager
def refusing_damage(path: Path) -> Iterator[None]:
    """Say so when the tables can be read but do not hold together."""
    try:
        yield
    except (LookupError, ValueError, TypeError) as error:
        raise DamagedStudyError(
            f"{path} is damaged: its tables do not hold together. Keep the file as it "
            "is and open a backup."
        ) from error


def durable_mode(path: Path) -> tuple[str, str]:
    """Return the journal mode and synchronous setting that lose nothing here."""
    if sqlite3.sqlite_version_info >= _SAFE_WAL and not on_network(path):
        return "WAL", "FULL"
    return _WITHOUT_WAL


def sqlite_version() -> str:
    """Return the version of the SQLite in use, for the method record."""
    return str(sqlite3.sqlite_version)


def on_network(path: Path) -> bool:
    """Return whether the path is on a file system of another machine.

    WAL needs memory shared between processes of one machine. Known from the mount
    table on Linux and from the UNC form of a path on Windows; elsewhere False.
    """
    real = path.resolve().parent
    if sys.platform == "win32":
        return str(real).startswith("\\\\")
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return False
    return file_system_of(real, mounts.read_text("utf-8", "replace")) in _REMOTE


def file_system_of(folder: Path, mounts: str) -> str:
    """Return the kind of file system a folder is on, by a Linux mount table."""
    best, kind = "", ""
    for line in mounts.splitlines():
        _, point, name, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if folder.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, name
    return kind
