"""The database engine's errors, turned into the family of storage.errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # pysqlite3 or sqlite3, as sqlite-utils chose

from storage.errors import (
    DamagedStudyError,
    DiskFullError,
    DiskTroubleError,
    ReadOnlyStudyError,
    RefusedRowError,
    StorageError,
    StudyBusyError,
    UnwritableTextError,
)
from storage.file_systems import has_room, is_readable, is_there, may_write

_FULL = "the disk is full. Free some space, then go on."
_TROUBLE = "the disk reports an error. Check that it is there and still works."
_READ_ONLY = (
    "it may only be read. Make the file and its folder writable, or use a copy."
)
_BUSY = "another program keeps it locked. Close that program."
_DAMAGED = "it is damaged. Keep the file as it is and open a backup."
# Signs in the engine's own words, which are the same in all its versions.
_KINDS: tuple[tuple[str, type[StorageError], str], ...] = (
    ("is full", DiskFullError, _FULL),
    ("disk I/O error", DiskTroubleError, _TROUBLE),
    ("unable to open", DiskTroubleError, _TROUBLE),
    ("readonly", ReadOnlyStudyError, _READ_ONLY),
    ("locked", StudyBusyError, _BUSY),
    ("locking protocol", StudyBusyError, _BUSY),
    ("malformed", DamagedStudyError, _DAMAGED),
    ("not a database", DamagedStudyError, _DAMAGED),
    ("Could not decode", DamagedStudyError, _DAMAGED),
)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Let no error of the database engine pass but as a StorageError."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise RefusedRowError(
            f"{path} refuses what should be written ({error}), so it stays as it was. "
            "This is a mistake in Beholder; please report it."
        ) from error
    except sqlite3.Error as error:
        kind, words = _kind_of(str(error), path)
        raise kind(f"{path} cannot be used: {words}") from error
    except UnicodeEncodeError as error:
        spelt = error.object.encode("utf-8", "backslashreplace").decode()
        raise UnwritableTextError(
            f"{path} cannot take the text “{spelt}”, which is no valid Unicode. "
            "Rename what is called so, or write it anew."
        ) from error


@contextmanager
def refusing_damage(path: Path) -> Iterator[None]:
    """Say so when the tables can be read but do not hold together."""
    try:
        yield
    except UnicodeEncodeError:  # of a text to be written
        raise
    except (LookupError, ValueError, TypeError) as error:
        raise DamagedStudyError(
            f"{path} is damaged: its tables do not hold together. Keep the file as it "
            "is and open a backup."
        ) from error


def _kind_of(text: str, path: Path) -> tuple[type[StorageError], str]:
    for sign, kind, words in _KINDS:
        if sign in text:
            return _as_the_disk_is(kind, path) or (kind, words)
    return StorageError, f"{text}. Check that Beholder made this file."


def _as_the_disk_is(
    kind: type[StorageError], path: Path
) -> tuple[type[StorageError], str] | None:
    """Return what the disk says where the engine's words are too general for it."""
    if kind is DiskTroubleError and not has_room(path):
        return DiskFullError, _FULL
    if kind is DiskTroubleError and is_there(path) and not may_write(path):
        return ReadOnlyStudyError, _READ_ONLY
    # What cannot be read the engine takes for damage.
    if kind is DamagedStudyError and not is_readable(path):
        return DiskTroubleError, _TROUBLE
    return None
