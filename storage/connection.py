"""Connections to a study file, set up so that what is committed is on the disk.

WAL with synchronous=FULL where SQLite has no WAL-reset bug (3.51.3 on) and the disk
is local; else a truncated journal with synchronous=EXTRA. Measured alternatives lose
acknowledged rows at power loss (docs/reliability.md).
"""

import os
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
    ReadOnlyStudyError,
    StorageError,
    StudyBusyError,
)

_BUSY_MS = 5_000
_SAFE_WAL = (3, 51, 3)
_REMOTE = frozenset(
    {
        *("9p", "afs", "ceph", "cifs", "davfs", "glusterfs", "lustre", "ncpfs"),
        *("nfs", "nfs4", "smb2", "smb3", "smbfs", "vboxsf"),
        *("fuse.rclone", "fuse.s3fs", "fuse.sshfs"),
    }
)
_KINDS: tuple[tuple[str, type[StorageError], str], ...] = (
    ("is full", DiskFullError, "the disk is full. Free some space, then go on."),
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
    """Open a study file for reading and writing."""
    with in_words(path):
        db = Database(sqlite3.connect(str(path), isolation_level=None))
        db.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        db.execute("PRAGMA foreign_keys = ON")
        journal, synchronous = durable_mode(path)
        db.execute(f"PRAGMA journal_mode = {journal}")
        db.execute(f"PRAGMA synchronous = {synchronous}")
        if sys.platform == "darwin":
            db.execute("PRAGMA fullfsync = 1")
        return db


def connect_read_only(path: Path) -> Database:
    """Open a study file without ever writing to it or beside it.

    A cleanly closed file in a folder that cannot be written has no room for the
    shared-memory file of WAL; it is then opened as immutable.
    """
    options = "mode=ro"
    beside = path.with_name(path.name + "-wal")
    if not beside.exists() and not os.access(path.parent, os.W_OK):
        options += "&immutable=1"
    with in_words(path):
        uri = f"file:{quote(str(path.resolve()))}?{options}"
        db = Database(sqlite3.connect(uri, uri=True, isolation_level=None))
        db.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        return db


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
def in_words(path: Path) -> Iterator[None]:
    """Turn the database engine's errors into the family of storage.errors."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        for sign, kind, words in _KINDS:
            if sign in text:
                raise kind(f"{path} cannot be used: {words}") from error
        raise StorageError(
            f"{path} cannot be used: {text}. Check the disk it is on."
        ) from error


def durable_mode(path: Path) -> tuple[str, str]:
    """Return the journal mode and synchronous setting that lose nothing here."""
    if sqlite3.sqlite_version_info >= _SAFE_WAL and not on_network(path):
        return "WAL", "FULL"
    return "TRUNCATE", "EXTRA"


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
    best, kind = "", ""
    for line in mounts.read_text("utf-8", "replace").splitlines():
        _, point, name, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if real.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, name
    return kind in _REMOTE
