"""Whether windows can be opened here, asked before Qt would abort the program."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Event

from app.signals import setting

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
PLATFORM = "QT_QPA_PLATFORM"


class NoScreenError(Exception):
    """No window can be opened here; the text says why and what to do."""


def has_screen(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether a screen is named, as far as the environment tells.

    On Linux a display of X11 or Wayland, or a platform of Qt's chosen by hand.
    """
    if not sys.platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in (*_DISPLAYS, PLATFORM))


@contextmanager
def needing_a_screen(wish: str) -> Iterator[None]:
    """Import windows inside this; NoScreenError, which begins with `wish`, otherwise.

    Asks for a screen first, and names the packages for a library that is missing.
    """
    if not has_screen():
        raise NoScreenError(
            f"{wish} needs a screen, and none is named here (DISPLAY and "
            "WAYLAND_DISPLAY are empty); start it on a desktop."
        )
    try:
        with setting(Event()):  # Qt aborts when its import is broken off
            yield
    except ImportError as error:
        from app.libraries import how_to_install, library_in, missing_libraries

        library = library_in(error)
        if not library:
            raise
        lacking = missing_libraries() or (library,)
        raise NoScreenError(
            f"{wish} cannot open a window: {how_to_install(lacking)}."
        ) from error


def why_no_window() -> str:
    """Return the sentence for a screen that is named and does not work."""
    from app.libraries import how_to_install, missing_libraries

    lacking = missing_libraries()
    if lacking:
        return f"No window can be opened: {how_to_install(lacking)}."
    named = [f"{name}={os.environ[name]}" for name in _DISPLAYS if os.environ.get(name)]
    if os.environ.get(PLATFORM):
        named.append(f"{PLATFORM}={os.environ[PLATFORM]}")
    return (
        f"No window can be opened: no screen answers at {' or '.join(named)}; start "
        "Beholder on the desktop itself, or correct that setting."
    )
