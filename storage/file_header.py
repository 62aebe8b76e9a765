"""What the first hundred bytes of a file say, read without touching the file.

SQLite's header (sqlite.org/fileformat2.html, section 1.3) holds the program the file
belongs to and the version of its format, so a foreign or newer file is refused
before any database engine may write to it.
"""

import stat
from pathlib import Path

from storage.errors import (
    DiskTroubleError,
    NewerStudyFileError,
    NotAStudyError,
    StorageError,
)
from storage.migrations import APPLICATION_ID, FORMAT

_LENGTH = 100
_MAGIC = b"SQLite format 3\x00"


def refuse_unless_study(path: Path) -> None:
    """Raise the StorageError that says why a path is no study of ours."""
    header = _read(path)
    if not header.startswith(_MAGIC):
        raise NotAStudyError(
            f"{path} is not a study: it is no database at all. Choose a file that "
            "Beholder made."
        )
    version = int.from_bytes(header[60:64], "big")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID or version == 0:
        raise NotAStudyError(
            f"{path} is a database of another program, not a study. Choose a file "
            "that Beholder made."
        )
    refuse_newer(path, version)


def refuse_newer(path: Path, version: int) -> None:
    """Raise NewerStudyFileError for a format that this program does not know."""
    if version > FORMAT:
        raise NewerStudyFileError(
            f"{path} was written by a newer Beholder (format {version}; this one "
            f"knows up to {FORMAT}). Update Beholder to open it; nothing was changed."
        )


def _read(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise NotAStudyError(
                f"{path} is a folder, not a study; name the .beholder file, or make a "
                "study of the folder with “beholder new”."
            )
        if not stat.S_ISREG(mode):  # reading a pipe would wait for ever
            raise NotAStudyError(
                f"{path} is no ordinary file. Choose a file that Beholder made."
            )
        with path.open("rb") as file:
            return file.read(_LENGTH)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotAStudyError(
            f"There is no file {path}; check the name, or make the study with "
            "“beholder new”."
        ) from error
    except PermissionError as error:
        raise StorageError(
            f"{path} cannot be read: {error.strerror}. Check its permissions."
        ) from error
    except OSError as error:
        raise DiskTroubleError(
            f"{path} cannot be read: {error.strerror}. Check the disk it is on."
        ) from error
