"""What the disk under a study allows: WAL, writing, reading, any more bytes."""

import os
import re
import shutil
import sys
from pathlib import Path

_PIECE = 1 << 20  # bytes
_NO_ROOM = 1 << 16  # bytes; with less, the engine reports its failures as I/O errors
_MOUNTS = Path("/proc/self/mounts")
_REMOTE = frozenset(
    {
        *("9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "drvfs"),
        *("gfs2", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2"),
        *("orangefs", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs"),
        *("vmhgfs", "fuse"),
    }
)
# Behind any other file system in user space may be another machine.
_USER_SPACE = "fuse."
_LOCAL_IN_USER_SPACE = frozenset({"fuse.mergerfs", "fuse.ntfs-3g"})


def may_write(path: Path) -> bool:
    """Return whether the file and its folder (for the journal) may be written."""
    real = path.resolve()
    return os.access(real, os.W_OK) and os.access(real.parent, os.W_OK)


def is_there(path: Path) -> bool:
    """Return whether a file is there, False also where its disk does not answer."""
    return os.path.exists(path)  # noqa: PTH110  # which raises nothing


def is_readable(path: Path) -> bool:
    """Return whether every byte of a file can be read."""
    try:
        with path.open("rb") as file:
            while file.read(_PIECE):
                pass
    except OSError:
        return False
    return True


def has_room(path: Path) -> bool:
    """Return whether the disk has room for more than a few pages, as far as known."""
    try:
        usage = shutil.disk_usage(path.parent)
    except OSError:
        return True
    # A file system of the kernel's own, such as /proc, has no size and is not full.
    return not usage.total or usage.free >= _NO_ROOM


def on_network(path: Path) -> bool:
    """Return whether the path is on a file system of another machine.

    WAL needs memory shared between processes of one machine. Known from the mount
    table on Linux and from the UNC form of a path on Windows; elsewhere False.
    """
    real = path.resolve().parent
    if sys.platform == "win32":
        return str(real).startswith("\\\\")
    if not _MOUNTS.exists():
        return False
    kind = file_system_of(real, _MOUNTS.read_text("utf-8", "surrogateescape"))
    if kind.startswith(_USER_SPACE):
        return kind not in _LOCAL_IN_USER_SPACE
    return kind in _REMOTE


def file_system_of(folder: Path, mounts: str) -> str:
    """Return the kind of file system a folder is on, by a Linux mount table."""
    best, kind = "", ""
    for line in mounts.splitlines():
        _, point, name, *_ = line.split(" ")
        point = _unescaped(point)
        if folder.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, name
    return kind


def _unescaped(point: str) -> str:
    r"""Undo the octal spelling of blanks and backslashes: \040 is a space."""
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), point)
