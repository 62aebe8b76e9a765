"""Whether an opened file has the tables and triggers that this program made.

The triggers are what keeps the record as it was said; a file that came without them,
or with some of its own, is refused rather than trusted.
"""

from functools import lru_cache
from pathlib import Path

from sqlite_utils import Database

from storage.connection import connect, disconnect, immediate
from storage.engine_errors import in_words
from storage.errors import DamagedStudyError, ReadOnlyStudyError
from storage.file_header import refuse_newer
from storage.file_systems import may_write
from storage.migrations import FORMAT, schema

_Parts = dict[tuple[str, str], str]  # (type, name) to the statement that makes it


def make_sound(db: Database, path: Path) -> None:
    """Bring an older file up to date, and refuse one whose parts are not ours.

    `db` is open on the file, if only to read.

    Raises NewerStudyFileError (the header may not know yet what lies in the WAL),
    ReadOnlyStudyError for an older file that may not be written, DamagedStudyError
    for missing or changed tables and for triggers of others.
    """
    with in_words(path):
        [version] = db.execute("PRAGMA user_version").fetchone()
        refuse_newer(path, version)
        if version < FORMAT:
            _bring_up_to_date(path)
        found = _parts(db)
    _refuse_changed(path, found)


def _bring_up_to_date(path: Path) -> None:
    if not may_write(path):
        raise ReadOnlyStudyError(
            f"{path} was written by an older Beholder and has to be brought up to date "
            "first. Make the file and its folder writable, or open a copy."
        )
    db = connect(path)
    try:
        with immediate(db):
            schema.apply(db)
    finally:
        disconnect(db)


def _refuse_changed(path: Path, found: _Parts) -> None:
    ours = _ours()
    wrong = [part for part, made_by in ours.items() if found.get(part) != made_by]
    strange = [part for part in found if part[0] == "trigger" and part not in ours]
    for type_, name in (*wrong, *strange):
        raise DamagedStudyError(
            f"{path} is damaged: its {type_} “{name}” is not as Beholder made it. Keep "
            "the file as it is and open a backup. Check that Beholder made this file."
        )


def _parts(db: Database) -> _Parts:
    rows = db.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql <> '' AND tbl_name <> ?",
        [schema.migrations_table],
    )
    return {(type_, name): sql for type_, name, sql in rows}


@lru_cache(maxsize=1)
def _ours() -> _Parts:
    empty = Database(memory=True)
    schema.apply(empty)
    parts = _parts(empty)
    empty.close()
    return parts
