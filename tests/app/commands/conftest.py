"""The command line in this very process: the real main(), no window."""

import sys

import pytest

from app.__main__ import main
from tests.end_to_end.program import Done


@pytest.fixture
def beholder(capfd, monkeypatch, tmp_path):
    """Return a function that runs `beholder` with some words in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    def run(*words) -> Done:
        monkeypatch.setattr(sys, "argv", ["beholder", *map(str, words)])
        capfd.readouterr()
        code = main()
        said = capfd.readouterr()
        return Done(code, said.out, said.err)

    return run
