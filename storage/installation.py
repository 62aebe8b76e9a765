"""The key that tells this installation from another one with the same alias."""

import os
import secrets
from pathlib import Path

from storage.errors import StorageError

_FILE = "installation.key"
_DIGITS = 32


def installation_key(folder: Path) -> str:
    """Return this installation's key (32 hex digits), made at first use.

    Together with a rater's alias it is the author of an event. Two programs that
    start at once agree: the first to link its file wins.
    """
    path = folder / _FILE
    try:
        if not path.exists():
            _make(path)
        key = path.read_text("ascii", "replace").strip()
    except OSError as error:
        raise StorageError(
            f"{path} cannot be used: {error.strerror}. It tells your answers from "
            "those of others; make its folder writable, or set BEHOLDER_HOME."
        ) from error
    if len(key) != _DIGITS or set(key) - set("0123456789abcdef"):
        raise StorageError(
            f"{path} does not hold a key; delete it, and a new one is made."
        )
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{_FILE}.{secrets.token_hex(4)}")
    private = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(private, "w") as file:
        file.write(secrets.token_hex(_DIGITS // 2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails where another program was faster
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
