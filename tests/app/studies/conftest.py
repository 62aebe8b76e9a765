"""The start window, shown, active, and closed again."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.studies.recent import RecentStudies
from app.studies.start_window import StartWindow
from app.tasks import settle
from app.theme.style import apply_theme
from tests.app.studies.windows import WAIT_MS, Answers, listed


@pytest.fixture
def rated() -> list[Path]:
    """Return the studies for which the rating window was asked."""
    return []


@pytest.fixture
def start(qtbot, rated):
    """Return a function that opens the start window."""
    apply_theme(QApplication.instance(), dark=False)
    opened = []

    def open_window(*, rate=rated.append, demo=lambda: None, answers=None, **options):
        window = StartWindow(
            rate=rate, demo=demo, asking=answers or Answers(), **options
        )
        opened.append(window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window, timeout=WAIT_MS):
            window.show()
            window.activateWindow()
        return window

    yield open_window
    for window in opened:
        window.close()
    settle()


@pytest.fixture
def with_studies(qtbot, start, own_home):
    """Return a function that opens the window with studies, the first on top."""

    def opened(*paths, **options):
        for path in reversed(paths):
            RecentStudies(own_home).add(path)
        window = start(**options)
        return window, listed(qtbot, window, len(paths))

    return opened
