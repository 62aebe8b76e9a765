"""What the first hundred bytes of a file say, read without touching the file.

SQLite's header (sqlite.org/fileformat2.html, section 1.3) holds the program the file
belongs to and the version of its format, so a foreign or newer file is refused
before any database engine may write to it.
"""

import os
from pathlib import Path

from storage.errors import NewerStudyFileError, NotAStudyError, StorageError
from storage.migrations import APPLICATION_ID, FORMAT

_LENGTH = 100
_MAGIC = b"SQLite format 3\x00"


def refuse_unless_study(path: Path) -> None:
    """Raise the StorageError that says why a path is no study of ours."""
    if not path.exists():
        raise NotAStudyError(
            f"There is no file {path}; check the name, or make the study with "
            "“beholder new”."
        )
    if path.is_dir():
        raise NotAStudyError(
            f"{path} is a folder, not a study; name the .beholder file, or make a "
            "study of the folder with “beholder new”."
        )
    header = _read(path)
    if not header.startswith(_MAGIC):
        raise NotAStudyError(
            f"{path} is not a study: it is no database at all. Choose a file that "
            "Beholder made."
        )
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotAStudyError(
            f"{path} is a database of another program, not a study. Choose a file "
            "that Beholder made."
        )
    version = int.from_bytes(header[60:64], "big")
    if version > FORMAT:
        raise NewerStudyFileError(
            f"{path} was written by a newer Beholder (format {version}; this one "
            f"knows up to {FORMAT}). Update Beholder to open it; nothing was changed."
        )


def may_write(path: Path) -> bool:
    """Return whether the file and its folder (for the journal) may be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LENGTH)
    except OSError as error:
        raise StorageError(
            f"{path} cannot be read: {error.strerror}. Check its permissions."
        ) from error
