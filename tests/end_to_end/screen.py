"""A screen of its own for a program, and hands that press its keys."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_TOOLS = ("Xvfb", "xdotool")
_SIZE = "1440x900x24"


class Screen:
    """An X display without a window manager."""

    def __init__(self, name: str) -> None:
        self.name = name

    def surroundings(self) -> dict[str, str]:
        """Return what a program needs in its environment to be seen here."""
        return {"DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": ""}

    def wait_for_window(self, title: str) -> str:
        """Wait for a window of this title, give it the focus, return its id."""
        found = self._do("search", "--sync", "--onlyvisible", "--name", f"^{title}$")
        window = found.split()[-1]
        self._do("windowfocus", "--sync", window)
        return window

    def title_of(self, window: str) -> str:
        return self._do("getwindowname", window).strip()

    def press(self, key: str) -> None:
        """Press and release a key; named as X names it."""
        self._do("key", key)

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=os.environ | {"DISPLAY": self.name},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout


@contextmanager
def a_screen() -> Iterator[Screen]:
    """Start a display on a free number; skip where there is none to start."""
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed: no keys can be pressed")
    reading, writing = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                number = told.readline().strip()
            if not number:
                pytest.skip("Xvfb does not start here")
            yield Screen(f":{number}")
        finally:
            server.terminate()
