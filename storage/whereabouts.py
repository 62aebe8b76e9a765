"""Whether an open study is still the file that bears its name.

SQLite goes on writing into a file that was moved, deleted or replaced meanwhile, and
says nothing; what is saved there nobody finds again.
"""

import os
from pathlib import Path

from storage.errors import StudyGoneError
from storage.file_systems import is_there

_Identity = tuple[int, int]  # device and number of the file on it


class Whereabouts:
    """Remembers which file a path led to when it was opened."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._wal = path.resolve().with_name(path.resolve().name + "-wal")
        self._opened = _identity(path)

    def refuse_if_gone(self) -> None:
        """Raise StudyGoneError unless the path still leads to the same file."""
        if self._opened is None or _identity(self._path) != self._opened:
            raise StudyGoneError(
                f"{self._path} was moved, deleted or replaced while it was open. Put "
                "it back where it was."
            )

    @property
    def wal_is_there(self) -> bool:
        """False when somebody took away the file of what is not yet in the study."""
        return is_there(self._wal)


def _identity(path: Path) -> _Identity | None:
    try:
        found = os.stat(path)  # noqa: PTH116  # twice for every answer
    except OSError:
        return None
    return found.st_dev, found.st_ino
