"""Making and opening a study: one file, its media beside it."""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from evaluators.blindness import unblinding_places
from evaluators.study import (
    Contract,
    Judgment,
    Labels,
    Medium,
    Session,
    Study,
)
from storage.connection import (
    connect,
    connect_draft,
    connect_to_read,
    immediate,
    in_words,
    one_moment,
    refusing_damage,
)
from storage.errors import (
    ContractFrozenError,
    DiskFullError,
    ReadOnlyStudyError,
    StorageError,
    StudyExistsError,
    UnblindingError,
)
from storage.file_header import may_write, refuse_unless_study
from storage.history import (
    Record,
    Skip,
    TrialCertificate,
    read_certificates,
    read_judgments,
    read_skips,
)
from storage.holds import holders
from storage.migrations import schema
from storage.sessions import read_sessions
from storage.study_tables import (
    append_contract,
    read_labels,
    read_notes,
    read_study,
    write_study,
)


def create_study(
    path: Path, study: Study, labels: Labels, *, notes: Sequence[str] = ()
) -> None:
    """Write a new study file: whole or not at all.

    Raises StudyExistsError rather than overwrite, UnblindingError when a text for
    raters names a system, DiskFullError and ReadOnlyStudyError for the disk.
    """
    refuse_unblinding(study, study.contract, labels)
    refuse_place(path)
    draft = path.with_name(f".{secrets.token_hex(8)}.beholder-draft")
    try:
        _write_draft(draft, path, study, labels, notes)
        _publish(draft, path)
    finally:
        for name in (draft.name, f"{draft.name}-journal"):
            draft.with_name(name).unlink(missing_ok=True)


def refuse_place(path: Path) -> None:
    """Raise the StorageError that says why no study can be made at a path."""
    if path.exists():
        raise StudyExistsError(
            f"{path} is already there and stays as it is. Choose another name, or "
            "move the file away."
        )
    if not path.parent.is_dir():
        raise StorageError(
            f"The folder {path.parent} does not exist. Make it, or choose another."
        )
    if not os.access(path.parent, os.W_OK):
        raise ReadOnlyStudyError(
            f"The folder {path.parent} may not be written. Choose another place for "
            f"{path.name}."
        )


def open_study(path: Path, *, read_only: bool = False) -> "StudyFile":
    """Open a study; one that may not be written is opened for reading."""
    refuse_unless_study(path)
    writable = not read_only and may_write(path)
    db = connect(path) if writable else connect_to_read(path)
    try:
        with in_words(path), refusing_damage(path):
            if writable and schema.pending(db):
                with immediate(db):
                    schema.apply(db)
            return StudyFile(path, db, writable=writable)
    except BaseException:
        db.close()
        raise


def media_path(study_path: Path, medium: Medium) -> Path:
    """Return where a medium's file is: relative to the study file unless absolute."""
    return study_path.parent / medium.path


def refuse_unblinding(study: Study, contract: Contract, labels: Labels) -> None:
    """Raise UnblindingError when a text for raters names a system."""
    inputs = [given.name for source in study.sources for given in source.inputs]
    places = unblinding_places(contract, labels, inputs)
    if places:
        raise UnblindingError(" ".join(places))


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
        with in_words(self.path):
            return read_sessions(self._db, self.study)

    def judgments(self, *, superseded: bool = False) -> tuple[Judgment, ...]:
        """Return the effective judgments, or all that were ever made."""
        with in_words(self.path):
            return read_judgments(self._db, self.sessions(), superseded=superseded)

    def certificates(self) -> tuple[TrialCertificate, ...]:
        """Return how the trials were played."""
        with in_words(self.path):
            return tuple(read_certificates(self._db, self.sessions()))

    def skips(self) -> tuple[Skip, ...]:
        """Return the trials that could not be shown."""
        with in_words(self.path):
            return tuple(read_skips(self._db, self.sessions()))

    def record(self) -> Record:
        """Return all that raters did, as of one moment, while they go on."""
        with in_words(self.path), refusing_damage(self.path), one_moment(self._db):
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
        with in_words(self.path), immediate(self._db):
            self.study = read_study(self._db)
            reason = self._frozen(contract)
            if reason:
                raise ContractFrozenError(
                    f"The contract of {self.path} stays as it is: {reason}"
                )
            version = self.study.contract_version + 1
            append_contract(self._db, contract, version)
        self.study = read_study(self._db)
        return version

    def _frozen(self, contract: Contract) -> str:
        """Return why the contract may not change, "" when it may."""
        if next(self._db.query("SELECT id FROM event LIMIT 1"), None):
            return (
                f"it has been judged under version {self.study.contract_version}. "
                "Make a new study to ask something else."
            )
        if raters := holders(self._db):
            return f"{raters[0]} has the study open. Close that window first."
        old, drawn = self.study.contract, read_sessions(self._db, self.study)
        same = (old.method, old.baseline) == (contract.method, contract.baseline)
        if drawn and not same:
            return (
                "trials have been drawn, and they follow from its method and "
                "baseline. Change only the rest, or make a new study."
            )
        return ""

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _write_draft(
    draft: Path, path: Path, study: Study, labels: Labels, notes: Sequence[str]
) -> None:
    try:
        db = connect_draft(draft)
        try:
            with in_words(path), immediate(db):
                schema.apply(db)
                write_study(db, study, labels, notes)
        finally:
            db.close()
    except OSError as error:
        raise DiskFullError(f"{path} cannot be written: {error.strerror}.") from error


def _publish(draft: Path, path: Path) -> None:
    """Give the finished file its name; never replaces a file that came meanwhile."""
    try:
        os.link(draft, path)
    except FileExistsError as error:
        raise StudyExistsError(
            f"{path} has just been made by another program and stays as it is. "
            "Choose another name."
        ) from error
    except OSError:  # file systems without hard links
        draft.rename(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
