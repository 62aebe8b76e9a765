"""Doing something as a user whom permissions bind, also where tests run as root."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_NOBODY = 65534

needs_permissions = pytest.mark.skipif(
    not hasattr(os, "geteuid"), reason="no such permissions there"
)


@contextmanager
def as_a_plain_user() -> Iterator[None]:
    """Lay down root's rights for a moment; others have none to lay down."""
    if os.geteuid() != 0:
        yield
        return
    groups = os.getgroups()
    os.setgroups([])
    os.setresgid(_NOBODY, _NOBODY, 0)
    os.setresuid(_NOBODY, _NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)
        os.setgroups(groups)


@contextmanager
def a_public_folder() -> Iterator[Path]:
    """Make a folder that every user may enter and only its owner may write."""
    folder = Path(tempfile.mkdtemp(prefix="beholder-test-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
