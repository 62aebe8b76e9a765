"""Where the keyboard's focus is, and where it goes."""

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt

from tests.app.rating.at_the_window import rate_all, row_of
from tests.app.rating.rated import press

Key = Qt.Key


def test_focus_is_on_the_current_question(rating, clips):
    window = rating(clips)
    assert window.focusWidget() is row_of(window, 0)
    press(window, Key.Key_1)
    assert window.focusWidget() is row_of(window, 1)


def test_tab_comes_to_everything_in_the_order_of_the_eye(rating, clips):
    window = rating(clips)
    start = window.focusWidget()
    visited = []
    for _ in range(40):
        press(window, Key.Key_Tab)
        visited.append(window.focusWidget())
        if window.focusWidget() is start:
            break
    assert visited[-1] is start
    rows = window.parts.deck.rows
    assert set(rows) <= set(visited)
    # From one place to the next the eye goes right or down, but for the way round.
    places = [w.mapTo(window, QPoint()) for w in visited]
    turns = [
        (a, b)
        for a, b in pairwise(places)
        if (b.y() // 60, b.x()) < (a.y() // 60, a.x())
    ]
    assert len(turns) <= 1


def test_space_presses_the_button_that_has_the_focus(rating, clips):
    window = rating(clips)
    window.parts.top_bar.keys.setFocus(Qt.FocusReason.TabFocusReason)
    press(window, Key.Key_Space)
    assert window.covers.top is window.covers.keys
    press(window, Key.Key_Space)
    assert window.covers.top is None
    press(window, Key.Key_Escape)
    assert window.focusWidget() is row_of(window, 0)


def test_focus_stays_in_a_page_that_covers_the_trial(rating, clips, qtbot):
    window = rating(clips)
    rate_all(qtbot, window)
    buttons = window.covers.done.buttons
    assert window.focusWidget() is buttons[0]
    press(window, Key.Key_Tab)
    assert window.focusWidget() is buttons[1]
    press(window, Key.Key_Tab)
    assert window.focusWidget() is buttons[0]


def test_focus_comes_back_to_the_question_when_a_page_is_gone(rating, clips):
    window = rating(clips)
    press(window, Key.Key_Down)
    for page in (window.covers.rest, window.covers.leaving):
        window.covers.lay(page)
        assert window.focusWidget() is page.buttons[0]
        window.covers.lift()
        assert window.focusWidget() is row_of(window, 1)
