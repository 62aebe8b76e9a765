"""Who has a rater's session open: one program at a time.

A hold names the process and the machine. On the same machine it is stale as soon as
that process is gone (or its number belongs to a younger one); elsewhere when its
holder has not renewed it for a minute.
"""

import os
import socket
import sys
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from storage.errors import StudyHeldError

BEAT_SECONDS = 15
_STALE_SECONDS = 60
# Of the Windows interface: PROCESS_QUERY_LIMITED_INFORMATION, ERROR_ACCESS_DENIED,
# STILL_ACTIVE.
_QUERY, _DENIED, _RUNNING = 0x1000, 5, 259


def take(db: Database, session: str, rater: str, token: str) -> None:
    """Hold a session or raise StudyHeldError; the caller holds the transaction."""
    for row in db.query("SELECT * FROM hold WHERE session = ?", [session]):
        if not _stale(row):
            raise StudyHeldError(_who(row, rater))
    db.execute("DELETE FROM hold WHERE session = ?", (session,))
    now = time.time_ns() // 1000
    db.table("hold").insert(
        {
            "session": session,
            "token": token,
            "machine": socket.gethostname(),
            "process": os.getpid(),
            "started": _started(os.getpid()),
            "since": now,
            "beat": now,
        }
    )


def renew(db: Database, rater: str, token: str) -> None:
    """Say that the holder is still there; StudyHeldError when it is not."""
    refuse_unless_held(db, rater, token)
    db.execute(
        "UPDATE hold SET beat = ? WHERE token = ?", (time.time_ns() // 1000, token)
    )


def refuse_unless_held(db: Database, rater: str, token: str) -> None:
    """Raise StudyHeldError when another program has taken the session over.

    That happens to a machine that slept for longer than a hold lasts.
    """
    if next(db.query("SELECT token FROM hold WHERE token = ?", [token]), None) is None:
        raise StudyHeldError(
            f"{rater} went on in another window meanwhile, so nothing more is saved "
            "here. Close this window and open the study again."
        )


def holders(db: Database) -> tuple[str, ...]:
    """Return the aliases of the raters who have the study open now."""
    rows = db.query("SELECT * FROM hold JOIN session ON session.id = hold.session")
    return tuple(row["rater"] for row in rows if not _stale(row))


def release(db: Database, token: str) -> None:
    """Let the session go."""
    db.execute("DELETE FROM hold WHERE token = ?", (token,))


def _stale(row: Mapping[str, Any]) -> bool:
    if row["machine"] != socket.gethostname():
        return bool(time.time_ns() // 1000 - row["beat"] > _STALE_SECONDS * 1_000_000)
    return not _alive(row["process"]) or row["started"] != _started(row["process"])


def _alive(process: int) -> bool:
    if sys.platform == "win32":  # where os.kill(…, 0) would end the process
        return _alive_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it exists and belongs to somebody else
        return True
    return True


def _alive_on_windows(process: int) -> bool:
    import ctypes

    windows = getattr(ctypes, "windll").kernel32  # noqa: B009  # not on other systems
    handle = windows.OpenProcess(_QUERY, False, process)
    if not handle:
        return bool(windows.GetLastError() == _DENIED)
    code = ctypes.c_ulong()
    windows.GetExitCodeProcess(handle, ctypes.byref(code))
    windows.CloseHandle(handle)
    return code.value == _RUNNING


def _started(process: int) -> str:
    """Return when a process began, as the kernel counts; "" where it does not tell."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text("utf-8", "replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]


def _who(row: Mapping[str, Any], rater: str) -> str:
    since = datetime.fromtimestamp(row["since"] / 1e6).astimezone().strftime("%H:%M")
    return (
        f"{rater} has this study open in another window since {since} (process "
        f"{row['process']} on {row['machine']}). Close it there, or rate under "
        "another alias."
    )
