"""What a rater does at a window in tests, and what is read off it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.app.playback.screens import filled
from tests.app.rating.rated import WAIT_MS, press

Key = Qt.Key


def shown(qtbot, window):
    """Wait until a trial was painted and all of it is in memory."""
    qtbot.waitUntil(
        lambda: window.course.shows_trial and filled(window.player), timeout=WAIT_MS
    )


def saved(qtbot, window):
    qtbot.waitUntil(lambda: window.course.saving.all_saved, timeout=WAIT_MS)


def rate_trial(qtbot, window, key=Key.Key_1):
    shown(qtbot, window)
    for _ in window.course.flow.criteria:
        press(window, key)


def rate_all(qtbot, window):
    while not window.course.flow.done:
        rate_trial(qtbot, window)
    saved(qtbot, window)


def row_of(window, number):
    return window.parts.deck.rows[number]


def ticks(window):
    return [row._tick._shown for row in window.parts.deck.rows]


def chosen(window):
    return [
        next((b.choice.value for b in row.buttons if b.isChecked()), None)
        for row in window.parts.deck.rows
    ]


def click(widget, at=None):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or QPoint())


def middle(widget):
    return widget.rect().center()
