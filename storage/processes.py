"""Whether a process of this machine still runs, and which machine this is."""

import ctypes
import hashlib
import os
import socket
import sys
import uuid
from pathlib import Path

# Of the Windows interface: PROCESS_QUERY_LIMITED_INFORMATION, ERROR_ACCESS_DENIED,
# STILL_ACTIVE.
_QUERY, _DENIED, _RUNNING = 0x1000, 5, 259
_DEAD = frozenset("ZX")  # states in /proc: ended, and not yet collected by its parent


def machine_name() -> str:
    """Return what people call this machine."""
    return socket.gethostname()


def machine_id() -> str:
    """Return what tells this machine from others, as 16 hex digits.

    On Linux also from the other containers of this machine, which number their
    processes anew; a machine that is given another name is another one.
    """
    marks = (machine_name(), *_marks())
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()[:16]


def _marks() -> tuple[str, ...]:
    try:
        installed = Path("/etc/machine-id").read_text("utf-8", "replace").strip()
        numbering = Path("/proc/self/ns/pid").stat().st_ino
    except OSError:
        return (f"{uuid.getnode():x}",)
    return (installed, str(numbering))


def started(process: int) -> str:
    """Return when a process began, as the kernel counts; "" where it does not tell."""
    return _fields(process)[1]


def runs(process: int, began: str) -> bool:
    """Return whether the process that began then is there, as far as one can tell."""
    if sys.platform == "win32":  # where os.kill(…, 0) would end the process
        return _runs_on_windows(process)
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # it exists and belongs to somebody else
        pass
    state, start = _fields(process)
    known = bool(start and began)
    return state not in _DEAD and (not known or start == began)


def _fields(process: int) -> tuple[str, str]:
    """Return a process's state and start, each "" where the kernel does not tell."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text("utf-8", "replace")
    except OSError:
        return "", ""
    fields = stat.rpartition(")")[2].split()
    return fields[0], fields[19]


def _runs_on_windows(process: int) -> bool:
    library = getattr(ctypes, "WinDLL")  # noqa: B009  # not on other systems
    windows = library("kernel32", use_last_error=True)
    handle = windows.OpenProcess(_QUERY, False, process)
    if not handle:
        return bool(getattr(ctypes, "get_last_error")() == _DENIED)  # noqa: B009
    code = ctypes.c_ulong()
    windows.GetExitCodeProcess(handle, ctypes.byref(code))
    windows.CloseHandle(handle)
    return code.value == _RUNNING
