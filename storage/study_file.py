"""Opening a study: one file, its media beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from evaluators.study import (
    Contract,
    Judgment,
    Medium,
    MethodSettings,
    Session,
    Study,
)
from storage.connection import (
    connect,
    connect_to_read,
    disconnect,
    immediate,
    one_moment,
)
from storage.engine_errors import in_words, refusing_damage
from storage.errors import ContractFrozenError, ReadOnlyStudyError
from storage.file_header import refuse_unless_study
from storage.file_systems import may_write
from storage.history import (
    Record,
    Skip,
    TrialCertificate,
    read_certificates,
    read_judgments,
    read_skips,
)
from storage.holds import holders
from storage.new_study import create_study, refuse_place, refuse_unblinding
from storage.sessions import read_sessions
from storage.soundness import make_sound
from storage.study_tables import append_contract, read_labels, read_notes, read_study

__all__ = ["StudyFile", "create_study", "media_path", "open_study", "refuse_place"]


def open_study(path: Path, *, read_only: bool = False) -> "StudyFile":
    """Open a study; one that may not be written is opened for reading."""
    refuse_unless_study(path)
    writable = not read_only and may_write(path)
    db = connect(path) if writable else connect_to_read(path)
    try:
        make_sound(db, path)
        with in_words(path), refusing_damage(path):
            return StudyFile(path, db, writable=writable)
    except BaseException:
        disconnect(db)
        raise


def media_path(study_path: Path, medium: Medium) -> Path:
    """Return where a medium's file is: relative to the study file unless absolute.

    A link to a study file stands for the file it leads to, and its media stay there.
    """
    return study_path.resolve().parent / medium.path


class StudyFile:
    """An open study. Closing it leaves one file, without journal files beside it."""

    def __init__(self, path: Path, db: Database, *, writable: bool) -> None:
        self.path = path
        self.writable = writable
        self._db = db
        self.study = read_study(db)
        self.labels = read_labels(db)
        self.notes = read_notes(db)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def sessions(self) -> tuple[Session, ...]:
        """Return every rater's session with its trials."""
        with self._reading():
            return read_sessions(self._db, self.study)

    def judgments(self, *, superseded: bool = False) -> tuple[Judgment, ...]:
        """Return the effective judgments, or all that were ever made."""
        with self._reading():
            sessions = read_sessions(self._db, self.study)
            return read_judgments(self._db, sessions, superseded=superseded)

    def certificates(self) -> tuple[TrialCertificate, ...]:
        """Return how the trials were played."""
        with self._reading():
            sessions = read_sessions(self._db, self.study)
            return tuple(read_certificates(self._db, sessions))

    def skips(self) -> tuple[Skip, ...]:
        """Return the trials that could not be shown."""
        with self._reading():
            sessions = read_sessions(self._db, self.study)
            return tuple(read_skips(self._db, sessions))

    def record(self) -> Record:
        """Return all that raters did, as of one moment, while they go on."""
        with self._reading():
            sessions = read_sessions(self._db, self.study)
            return Record(
                sessions,
                read_judgments(self._db, sessions),
                tuple(read_certificates(self._db, sessions)),
                tuple(read_skips(self._db, sessions)),
            )

    def media_path(self, medium: Medium) -> Path:
        """Return where a medium's file is."""
        return media_path(self.path, medium)

    def set_contract(self, contract: Contract) -> int:
        """Store a new version of the contract and return its number.

        Raises ContractFrozenError once anybody has judged under it, while a rater
        has it open, and for what drawn trial lists follow from. UnblindingError when
        a text for raters names a system.
        """
        if not self.writable:
            raise ReadOnlyStudyError(
                f"{self.path} may only be read, so its contract cannot be changed. "
                "Make the file and its folder writable, or change a copy."
            )
        refuse_unblinding(self.study, contract, self.labels)
        with in_words(self.path), refusing_damage(self.path), immediate(self._db):
            study = read_study(self._db)
            if reason := self._frozen(study, contract):
                raise ContractFrozenError(
                    f"The contract of {self.path} stays as it is: {reason}"
                )
            version = study.contract_version + 1
            append_contract(self._db, contract, version)
            study = read_study(self._db)
        self.study = study
        return version

    def _frozen(self, study: Study, contract: Contract) -> str:
        """Return why the contract may not change, "" when it may."""
        if next(self._db.query("SELECT id FROM event LIMIT 1"), None):
            return (
                f"it has been judged under version {study.contract_version}. "
                "Make a new study to ask something else."
            )
        if raters := holders(self._db):
            return f"{raters[0]} has the study open. Close that window first."
        old, drawn = study.contract, read_sessions(self._db, study)
        if drawn and _drawn_from(old) != _drawn_from(contract):
            return (
                "trials have been drawn, and they follow from its method and "
                "baseline. Change only the rest, or make a new study."
            )
        return ""

    def close(self) -> None:
        """Close the file."""
        disconnect(self._db)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with in_words(self.path), refusing_damage(self.path), one_moment(self._db):
            yield


def _drawn_from(contract: Contract) -> tuple[MethodSettings, str]:
    """Return what a trial list follows from: not which of its answers will count."""
    default = MethodSettings().flawed_playback
    return replace(contract.method, flawed_playback=default), contract.baseline
