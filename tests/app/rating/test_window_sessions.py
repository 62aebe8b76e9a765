"""A session at its window: gone on with, held, taken over, done, closed."""

import pytest
from PySide6.QtCore import Qt

from storage.errors import StudyHeldError
from storage.study_file import open_study
from tests.app.rating.at_the_window import (
    chosen,
    rate_all,
    rate_trial,
    saved,
    shown,
    ticks,
)
from tests.app.rating.rated import WAIT_MS, answers_in, press
from tests.storage.study_files import a_rater_session

Key = Qt.Key


def test_reopened_session_goes_on_at_the_first_open_question(rating, clips, qtbot):
    window = rating(clips)
    trials = window.course.flow.session.trials
    rate_trial(qtbot, window)
    shown(qtbot, window)
    press(window, Key.Key_3)
    window.close()
    again = rating(clips)
    assert again.course.flow.session.trials == trials
    assert (again.course.flow.position, again.course.flow.question) == (1, 1)
    assert chosen(again) == ["b", None, None]
    assert ticks(again) == [True, False, False]
    assert again.course.flow.trials_done == 1


def test_second_window_of_a_rater_is_told(rating, clips):
    rating(clips)
    with pytest.raises(StudyHeldError, match="heron-7 has this study open"):
        a_rater_session(clips)


def test_two_raters_rate_one_study_at_a_time(rating, clips, qtbot):
    first, second = rating(clips, "heron-7"), rating(clips, "wren-2")
    for window in (first, second):
        window.activateWindow()
        shown(qtbot, window)
        window.course.answer("b")
        saved(qtbot, window)
    with open_study(clips) as file:
        assert {j.rater for j in file.judgments()} == {"heron-7", "wren-2"}


def test_rater_whose_session_was_taken_over_is_told_and_can_only_close(
    rating, clips, qtbot
):
    from storage.connection import connect

    window = rating(clips)
    db = connect(clips)
    db.execute("DELETE FROM hold")
    db.close()
    press(window, Key.Key_1)
    qtbot.waitUntil(lambda: window.covers.top is window.covers.lost, timeout=WAIT_MS)
    assert "another window" in window.covers.lost.accessibleName()
    assert ticks(window)[0] is False
    press(window, Key.Key_2)
    assert window.course.flow.question == 1
    press(window, Key.Key_Return)
    assert not window.isVisible()
    assert answers_in(clips) == {}


def test_done_page_goes_back_and_closes(rating, clips, qtbot):
    window = rating(clips)
    rate_all(qtbot, window)
    words = window.covers.done.accessibleName()
    assert "answered and saved" in words
    press(window, Key.Key_Backspace)
    assert window.covers.top is None
    shown(qtbot, window)
    press(window, Key.Key_3)
    assert window.covers.top is window.covers.done
    saved(qtbot, window)
    last = len(window.course.flow.session.trials) - 1
    assert answers_in(clips)[last, "stability"] == "b"
    with qtbot.waitSignal(window.finished, timeout=WAIT_MS):
        press(window, Key.Key_Return)
    assert not window.isVisible()


def test_window_is_closed_once_by_ctrl_q(rating, clips, qtbot):
    window = rating(clips)
    ends = []
    window.finished.connect(lambda: ends.append(True))
    press(window, Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    window.close()
    assert ends == [True]
    assert [p.name for p in clips.parent.glob("*.beholder*")] == [clips.name]
