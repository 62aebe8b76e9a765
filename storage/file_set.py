"""Several files into one folder: all of them or none."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.errors import DiskFullError, ExportFolderError, StorageError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_FOLDER = frozenset({errno.ENOTDIR, errno.EEXIST})


@contextmanager
def all_or_none(folder: Path) -> Iterator[Path]:
    """Yield a draft folder, whose files take their places in `folder` at the end.

    Until then `folder` stays as it was; it is made where there is none. Trouble of
    any kind leaves the files that were there before, and StorageError says in one
    sentence what the disk refused.
    """
    made = [path for path in (folder, *folder.parents) if not os.path.lexists(path)]
    draft = folder / f".{secrets.token_hex(8)}.beholder-draft"
    try:
        with _in_words(folder):
            folder.mkdir(parents=True, exist_ok=True)
            draft.mkdir()
            yield draft
            _take_places(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        for path in made:
            with suppress(OSError):  # it holds the new files, as it should
                path.rmdir()


def _take_places(draft: Path, folder: Path) -> None:
    """Move the new files in; where that fails, put the old ones back."""
    new = sorted(path.name for path in draft.iterdir())
    kept = draft / "before"
    kept.mkdir()
    moved: list[tuple[Path, Path]] = []
    try:
        for name in new:
            if os.path.lexists(folder / name):
                _move(folder / name, kept / name, moved)
        for name in new:
            _move(draft / name, folder / name, moved)
    except OSError:
        for here, there in reversed(moved):
            there.replace(here)
        raise
    _sync(folder)


def _move(here: Path, there: Path, moved: list[tuple[Path, Path]]) -> None:
    here.replace(there)
    moved.append((here, there))


def _sync(folder: Path) -> None:
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _trouble(folder, error) from error


def _trouble(folder: Path, error: OSError) -> StorageError:
    code = error.errno
    if code in _FULL:
        return DiskFullError(
            f"The disk of {folder} is full, so nothing was exported. Free some space, "
            "or choose another folder."
        )
    if code in _NO_FOLDER:
        return ExportFolderError(
            f"{folder} is no folder, or lies in something that is none. Choose "
            "another folder."
        )
    if code in _FORBIDDEN:
        return ExportFolderError(
            f"{folder} may not be written, or one of its files is open in another "
            "program, so nothing was exported. Close that program, or choose another "
            "folder."
        )
    return ExportFolderError(
        f"Nothing was exported to {folder}: {error.strerror or error}. Choose another "
        "folder."
    )
