"""Rating by real keys: what is pressed is kept, at the right place."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evaluators.study import Method, Stage
from storage.study_file import open_study
from tests.app.rating.at_the_window import (
    chosen,
    rate_all,
    rate_trial,
    saved,
    shown,
    ticks,
)
from tests.app.rating.rated import WAIT_MS, a_rated_study, answers_in, press

Key = Qt.Key


def test_one_key_answers_and_moves_to_the_next_question(rating, clips):
    window = rating(clips)
    press(window, Key.Key_3)
    assert window.course.flow.question == 1
    assert chosen(window) == ["b", None, None]


def test_last_answer_moves_to_the_next_trial(rating, clips, qtbot):
    window = rating(clips)
    rate_trial(qtbot, window)
    assert (window.course.flow.position, window.course.flow.question) == (1, 0)
    shown(qtbot, window)
    assert chosen(window) == [None, None, None]


def test_whole_session_is_rated_without_the_mouse(rating, clips, qtbot):
    window = rating(clips)
    rate_all(qtbot, window)
    assert window.covers.top is window.covers.done
    trials = len(window.course.flow.session.trials)
    assert len(answers_in(clips)) == 3 * trials
    assert set(answers_in(clips).values()) == {"a"}


def test_sixty_trials_are_rated_without_the_mouse(rating, tmp_path, qtbot):
    sources = [f"s{number:02}" for number in range(60)]
    path = a_rated_study(tmp_path, sources=sources, still=sources, inputs=False)
    window = rating(path, stage=Stage.PEERS)
    trials = len(window.course.flow.session.trials)
    assert trials >= 60
    keys = [Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_X]
    pressed = []
    while not window.course.flow.done:
        shown(qtbot, window)
        for _ in window.course.flow.criteria:
            key = keys[len(pressed) % 5]
            press(window, key)
            pressed.append(
                ["a", "tie", "b", "both_bad", "cannot_judge"][keys.index(key)]
            )
    saved(qtbot, window)
    assert list(answers_in(path).values()) == pressed
    assert len(pressed) == 2 * trials


def test_levels_are_given_by_digit(rating, tmp_path, qtbot):
    path = a_rated_study(tmp_path, method=Method.ACR)
    window = rating(path)
    for key in (Key.Key_5, Key.Key_1, Key.Key_X):
        press(window, key)
    saved(qtbot, window)
    assert list(answers_in(path).values()) == ["5", "1", "cannot_judge"]


def test_digits_of_the_number_pad_answer_too(rating, clips):
    window = rating(clips)
    press(window, Key.Key_3, Qt.KeyboardModifier.KeypadModifier)
    assert chosen(window) == ["b", None, None]


def test_f11_fills_the_screen_and_leaves_it(rating, clips):
    window = rating(clips)
    press(window, Key.Key_F11)
    assert window.isFullScreen()
    press(window, Key.Key_F11)
    assert not window.isFullScreen()


def test_key_without_an_answer_does_nothing(rating, clips):
    window = rating(clips)
    for key in (Key.Key_5, Key.Key_9, Key.Key_Y):
        press(window, key)
    assert window.course.flow.question == 0


def test_held_key_answers_once(rating, clips):
    window = rating(clips)
    target = window.focusWidget()
    QTest.keyPress(target, Key.Key_1)
    for _ in range(5):
        repeat = QKeyEvent(
            QEvent.Type.KeyPress,
            Key.Key_1,
            Qt.KeyboardModifier.NoModifier,
            "1",
            autorep=True,
        )
        QApplication.sendEvent(window.windowHandle(), repeat)
    QTest.keyRelease(target, Key.Key_1)
    assert window.course.flow.question == 1


@pytest.mark.parametrize("keys", ["backspace", "undo"])
def test_back_changes_an_answer_and_leads_to_where_one_was(rating, clips, qtbot, keys):
    window = rating(clips)
    rate_trial(qtbot, window)
    shown(qtbot, window)
    press(window, Key.Key_1)
    for _ in range(2):
        if keys == "backspace":
            press(window, Key.Key_Backspace)
        else:
            press(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (window.course.flow.position, window.course.flow.question) == (0, 2)
    shown(qtbot, window)
    press(window, Key.Key_3)
    assert (window.course.flow.position, window.course.flow.question) == (1, 1)
    saved(qtbot, window)
    assert answers_in(clips)[0, "stability"] == "b"
    with open_study(clips) as file:
        history = file.judgments(superseded=True)
    assert [j.answer for j in history if j.criterion == "stability"] == ["a", "b"]
    assert history[-1].supersedes == history[2].id


def test_same_answer_again_is_no_change(rating, clips, qtbot):
    window = rating(clips)
    press(window, Key.Key_1)
    press(window, Key.Key_Backspace)
    press(window, Key.Key_1)
    assert window.course.flow.question == 1
    saved(qtbot, window)
    with open_study(clips) as file:
        assert len(file.judgments(superseded=True)) == 1


def test_arrows_choose_another_question(rating, clips):
    window = rating(clips)
    press(window, Key.Key_Down)
    press(window, Key.Key_Down)
    assert window.course.flow.question == 2
    press(window, Key.Key_Down)
    assert window.course.flow.question == 2
    press(window, Key.Key_Up)
    press(window, Key.Key_2)
    assert chosen(window) == [None, "tie", None]


def test_enter_leaves_a_trial_that_is_looked_at_again(rating, clips, qtbot):
    window = rating(clips)
    rate_trial(qtbot, window)
    shown(qtbot, window)
    press(window, Key.Key_Return)
    assert window.course.flow.position == 1
    press(window, Key.Key_Backspace)
    shown(qtbot, window)
    assert window.parts.forward.isEnabled()
    press(window, Key.Key_Return)
    assert window.course.flow.position == 1


def test_question_mark_shows_the_keys_and_any_key_closes_them(rating, clips):
    window = rating(clips)
    press(window, Key.Key_Question)
    assert window.covers.top is window.covers.keys
    assert not window.player.playing
    press(window, Key.Key_1)
    assert window.covers.top is None
    assert window.player.playing
    assert window.course.flow.question == 0  # nobody judges a trial that is dimmed
    press(window, Key.Key_F1)
    press(window, Key.Key_Escape)
    assert window.covers.top is None


def test_tick_is_shown_only_after_the_commit(rating, clips, qtbot):
    window = rating(clips)
    press(window, Key.Key_1)
    assert ticks(window) == [False, False, False]
    qtbot.waitUntil(lambda: ticks(window)[0], timeout=WAIT_MS)
    assert answers_in(clips) == {(0, "realism"): "a"}


def test_small_clips_fill_the_room_while_a_key_says_so(rating, clips, qtbot):
    window = rating(clips)
    own = window.parts.stage.pane_rects()
    press(window, Key.Key_Z)
    assert window.parts.stage.pane_rects()[0].width() > own[0].width()
    rate_trial(qtbot, window)
    shown(qtbot, window)  # and stay so from trial to trial, or sizes would jump
    assert window.parts.stage.pane_rects()[0].width() > own[0].width()
    press(window, Key.Key_Z)
    assert window.parts.stage.pane_rects() == own
