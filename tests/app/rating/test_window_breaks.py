"""Breaks over a trial: nothing plays and nothing is answered."""

from PySide6.QtCore import Qt

from evaluators.study import Stage
from tests.app.rating.at_the_window import rate_trial, shown
from tests.app.rating.rated import WAIT_MS, press

Key = Qt.Key


def test_break_stops_the_clips_and_takes_no_answers(rating, clips):
    window = rating(clips)
    press(window, Key.Key_B)
    assert window.covers.top is window.covers.rest
    assert not window.player.playing
    for key in (Key.Key_1, Key.Key_Down, Key.Key_Backspace, Key.Key_Question):
        press(window, key)
    assert window.covers.top is window.covers.rest
    assert window.course.flow.question == 0
    press(window, Key.Key_B)
    assert window.covers.top is None
    assert window.player.playing


def test_break_leaves_a_paused_clip_paused(rating, clips):
    window = rating(clips)
    press(window, Key.Key_Space)
    assert not window.player.playing
    press(window, Key.Key_B)
    press(window, Key.Key_Return)  # presses "Go on"
    assert window.covers.top is None
    assert not window.player.playing


def test_break_comes_by_itself_for_externals_between_trials(rating, clips, qtbot):
    window = rating(clips, stage=Stage.EXTERNAL)
    window.breaks._since -= 31 * 60 * 1_000_000_000
    press(window, Key.Key_1)
    assert window.covers.top is None
    for _ in range(2):
        press(window, Key.Key_1)
    assert window.covers.top is window.covers.rest
    qtbot.waitUntil(lambda: window.player.is_loaded, timeout=WAIT_MS)
    assert not window.player.playing  # the next trial waits
    assert window.player.first_shown_ns is None
    press(window, Key.Key_B)
    shown(qtbot, window)
    assert window.player.playing


def test_break_is_only_suggested_to_the_owner(rating, clips, qtbot):
    window = rating(clips)
    window.breaks._since -= 31 * 60 * 1_000_000_000
    rate_trial(qtbot, window)
    shown(qtbot, window)
    assert window.covers.top is None
    assert window.breaks.due
