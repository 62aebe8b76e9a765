"""Small real disks to fill up, to write-protect and to cut the power of."""

import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# Of ext4: shut the file system down at once, and write its own journal no more.
_SHUT_DOWN, _WITHOUT_A_FLUSH = 0x8004587D, 2


@contextmanager
def a_small_disk(folder: Path, size: str) -> Iterator[Path]:
    """Mount a file system of this size in `folder`; skip where that is forbidden."""
    folder.mkdir()
    _or_skip("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)
    try:
        yield folder
    finally:
        _run("umount", "-l", folder)


@contextmanager
def write_protected(folder: Path) -> Iterator[None]:
    """Let nothing be opened for writing in a mounted folder for a while."""
    _or_skip("mount", "--bind", folder, folder)
    try:
        _run("mount", "-o", "remount,bind,ro", folder)
        yield
    finally:
        _run("umount", "-l", folder)


class Disk:
    """An ext4 disk whose power can be cut: what was not flushed is lost."""

    def __init__(self, image: Path, folder: Path) -> None:
        self._image = image
        self.folder = folder
        with image.open("wb") as file:
            file.truncate(16 << 20)
        folder.mkdir()
        _or_skip("mkfs.ext4", "-q", image)
        self.plug_in()

    def plug_in(self) -> None:
        _or_skip("mount", "-o", "loop", self._image, self.folder)

    def cut_power(self) -> None:
        import fcntl

        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _SHUT_DOWN, struct.pack("I", _WITHOUT_A_FLUSH))
        finally:
            os.close(descriptor)

    def unplug(self) -> None:
        """Take the disk away; whatever has files open on it lets them go first."""
        _run("umount", self.folder)


@contextmanager
def a_disk_with_a_plug(folder: Path) -> Iterator[Disk]:
    """Make a disk with a plug; skip where that is forbidden."""
    if sys.platform != "linux":
        pytest.skip("such disks are known on Linux")
    disk = Disk(folder / "disk.img", folder / "disk")
    try:
        yield disk
    finally:
        _run("umount", "-l", disk.folder)


def _or_skip(*words: str | Path) -> None:
    try:
        _run(*words)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"disks of one's own need root and {words[0]}: {error}")


def _run(*words: str | Path) -> None:
    subprocess.run(words, check=True, capture_output=True, timeout=30)
