"""Windows for raters, shown, active, and closed again."""

import pytest
from PySide6.QtWidgets import QApplication

from app.theme.style import apply_theme
from tests.app.rating import rated
from tests.app.rating.at_the_window import shown


@pytest.fixture
def rating(qtbot):
    """Return a function that opens a study and waits until its trial is shown."""
    apply_theme(QApplication.instance(), dark=False)
    opened = []

    def open_window(path, *args, wait=True, **options):
        window = rated.a_window(path, *args, **options)
        opened.append(window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window, timeout=rated.WAIT_MS):
            window.show()
            window.activateWindow()
        if wait:
            shown(qtbot, window)
        return window

    yield open_window
    for window in opened:
        window.close()


@pytest.fixture
def clips(tmp_path):
    """Return a study of three sources by two systems, as clips with a garment."""
    return rated.a_rated_study(tmp_path)
