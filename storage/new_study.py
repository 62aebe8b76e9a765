"""Making a study file: whole or not at all, and never over another file."""

import errno
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from evaluators.blindness import unblinding_places
from evaluators.study import Contract, Labels, Study
from storage.connection import (
    connect_draft,
    disconnect,
    durable_mode,
    immediate,
    make_durable,
    unfinished_files,
)
from storage.engine_errors import in_words
from storage.errors import (
    DiskFullError,
    DiskTroubleError,
    ReadOnlyStudyError,
    StorageError,
    StudyExistsError,
    UnblindingError,
)
from storage.migrations import schema
from storage.sessions import refuse_seed
from storage.study_tables import write_study

_LONGEST_NAME = 255  # bytes, or signs on Windows
_LONGEST_END = "-journal"
_ENDS = ("", "-journal", "-wal", "-shm")
_NO_FLUSH = frozenset({errno.EACCES, errno.EBADF, errno.EINVAL, errno.ENOTSUP})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def create_study(
    path: Path, study: Study, labels: Labels, *, notes: Sequence[str] = ()
) -> None:
    """Write a new study file: whole or not at all.

    Raises StudyExistsError rather than overwrite, UnblindingError when a text for
    raters names a system, UnwritableTextError for names that are no Unicode,
    DiskFullError and ReadOnlyStudyError for the disk.
    """
    refuse_unblinding(study, study.contract, labels)
    refuse_seed(study.seed)
    refuse_place(path)
    draft = path.with_name(f".{secrets.token_hex(8)}.beholder-draft")
    try:
        with _disk_in_words(path):
            _write_draft(draft, path, study, labels, notes)
            _publish(draft, path)
    finally:
        for end in _ENDS:
            with suppress(OSError):  # the first trouble is the one to hear of
                draft.with_name(draft.name + end).unlink(missing_ok=True)


def refuse_place(path: Path) -> None:
    """Raise the StorageError that says why no study can be made at a path."""
    with _disk_in_words(path):
        _refuse_taken(path)
        if not path.parent.is_dir():
            raise StorageError(
                f"The folder {path.parent} does not exist. Make it, or choose another."
            )
        if not os.access(path.parent, os.W_OK | os.X_OK):
            raise ReadOnlyStudyError(
                f"The folder {path.parent} may not be written. Choose another place "
                f"for {path.name}."
            )
    if len(os.fsencode(path.name + _LONGEST_END)) > _LONGEST_NAME:
        raise StorageError(f"The name {path.name} is too long. Choose a shorter one.")


def refuse_unblinding(study: Study, contract: Contract, labels: Labels) -> None:
    """Raise UnblindingError when a text for raters names a system."""
    inputs = [given.name for source in study.sources for given in source.inputs]
    places = unblinding_places(contract, labels, inputs)
    if places:
        raise UnblindingError(" ".join(places))


def _refuse_taken(path: Path) -> None:
    if os.path.lexists(path):
        raise StudyExistsError(
            f"{path} is already there and stays as it is. Choose another name, or "
            "move the file away."
        )
    # The engine would take them for the new study's own last words.
    for left in unfinished_files(path):
        raise StudyExistsError(
            f"{left} is left from a study that was called {path.name}, and may hold "
            "answers of it. Choose another name, or move that file away."
        )


def _write_draft(
    draft: Path, path: Path, study: Study, labels: Labels, notes: Sequence[str]
) -> None:
    db = connect_draft(draft, path)
    try:
        with in_words(path):
            with immediate(db):
                schema.apply(db)
                write_study(db, study, labels, notes)
            make_durable(db, durable_mode(path))
    finally:
        disconnect(db)


def _publish(draft: Path, path: Path) -> None:
    """Give the finished file its name; never replaces a file that came meanwhile."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # file systems without hard links
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        draft.replace(path)
    if hasattr(os, "O_DIRECTORY"):
        _flush(path.parent)


def _flush(folder: Path) -> None:
    """Bring a folder's list of names to the disk, where the disk can be told to."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_FLUSH:
            raise


@contextmanager
def _disk_in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise StudyExistsError(
            f"{path} has just been made by another program and stays as it is. "
            "Choose another name."
        ) from error
    except OSError as error:
        kind = DiskFullError if error.errno in _FULL else DiskTroubleError
        raise kind(
            f"{path} cannot be written: {error.strerror}. Choose another place or "
            "name, or mend the disk."
        ) from error
