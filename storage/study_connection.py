"""A connection for a whole sitting: opened when needed, and again after trouble."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database

from storage.connection import connect, disconnect, immediate
from storage.engine_errors import in_words
from storage.errors import (
    DamagedStudyError,
    DiskTroubleError,
    NotAStudyError,
    ReadOnlyStudyError,
    StudyBusyError,
    StudyGoneError,
)
from storage.file_header import refuse_unless_study
from storage.whereabouts import Whereabouts

T = TypeVar("T")


class StudyConnection:
    """Commits to the file that bears the study's name, or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: Database | None = None
        self._file: Whereabouts | None = None
        self._in_wal = False

    def commit(self, work: Callable[[Database], T]) -> T:
        """Run work in one transaction; on return it would survive a power cut.

        Raises StorageError. What was committed when the file turned out to be gone
        has to be written once more.
        """
        try:
            return self._commit(work)
        except DamagedStudyError:  # a page that could not be read once looks so too
            self.close()
        return self._commit(work)

    def bring_home(self) -> None:
        """Copy what is committed into the study file itself.

        It is safe before, in the WAL; but people copy and move a file without that.
        """
        if self._db is not None and self._in_wal:
            with in_words(self._path):
                self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def close(self) -> None:
        """Close the file; the last one to do so leaves one file."""
        if self._db is not None:
            disconnect(self._db)
        self._db = self._file = None

    def _commit(self, work: Callable[[Database], T]) -> T:
        db, file = self._connected()
        try:
            with in_words(self._path), immediate(db):
                answer = work(db)
                file.refuse_if_gone()
            file.refuse_if_gone()
            self._keep_wal(db, file)
        except StudyGoneError:
            self._leave()
            raise
        except (DiskTroubleError, ReadOnlyStudyError):
            self.close()  # the disk may come back as another one
            file.refuse_if_gone()  # with a journal the engine sees it, and says so
            raise
        return answer

    def _connected(self) -> tuple[Database, Whereabouts]:
        if self._db is None or self._file is None:
            self._file = Whereabouts(self._path)
            self._db = self._opened(self._file)
        return self._db, self._file

    def _opened(self, file: Whereabouts) -> Database:
        file.refuse_if_gone()
        try:
            refuse_unless_study(self._path)
        except NotAStudyError as error:
            raise StudyGoneError(str(error)) from error
        db = connect(self._path)
        try:
            file.refuse_if_gone()
            with in_words(self._path):
                [mode] = db.execute("PRAGMA journal_mode").fetchone()
        except BaseException:
            disconnect(db)
            raise
        self._in_wal = mode == "wal"
        return db

    def _keep_wal(self, db: Database, file: Whereabouts) -> None:
        """Save what stood in a WAL that somebody deleted, into the study itself."""
        if not self._in_wal or file.wal_is_there:
            return
        with in_words(self._path):
            busy, *_ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StudyBusyError(f"{self._path} is being read. Close other programs.")
        self.close()

    def _leave(self) -> None:
        """Take what was committed along to wherever the file is now, and let it go.

        The WAL keeps its old place, and stays empty there: beside another file it
        would be taken for that one's.
        """
        try:
            if self._db is not None and self._in_wal:
                with in_words(self._path):
                    self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            self.close()
