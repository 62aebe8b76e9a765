"""Rating by real keys and a real mouse: what is pressed is kept, at the right place."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evaluators.study import Method, Stage
from storage.errors import StudyHeldError
from storage.study_file import open_study
from tests.app.rating.rated import (
    WAIT_MS,
    a_rated_study,
    answers_in,
    press,
)
from tests.storage.study_files import a_rater_session

Key = Qt.Key


def shown(qtbot, window):
    qtbot.waitUntil(lambda: window.course.shows_trial, timeout=WAIT_MS)


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


def test_clips_stand_still_while_the_window_is_minimized(rating, clips, qtbot):
    window = rating(clips)
    window.showMinimized()
    qtbot.waitUntil(lambda: not window.player.playing, timeout=WAIT_MS)
    window.showNormal()
    qtbot.waitUntil(lambda: window.player.playing, timeout=WAIT_MS)


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


def test_clip_is_answered_only_after_it_was_seen_in_full(rating, clips, qtbot):
    window = rating(clips, full_view_first=True)
    window.player.pause()
    if not window.course.flow.may_answer:
        press(window, Key.Key_1)
        assert chosen(window) == [None, None, None]
        assert "Watch each clip" in window.parts.top_bar.accessibleName()
        window.player.play()
    qtbot.waitUntil(lambda: window.course.flow.may_answer, timeout=WAIT_MS)
    assert "Watch" not in window.parts.top_bar.accessibleName()
    press(window, Key.Key_1)
    assert window.course.flow.question == 1


def test_answer_before_the_trial_is_there_is_not_taken(rating, clips, qtbot):
    window = rating(clips, wait=False)
    window.player.clear()
    window.course.answer("a")
    row_of(window, 0).buttons[0].click()
    assert window.course.flow.question == 0
    assert chosen(window) == [None, None, None]


def test_tick_is_shown_only_after_the_commit(rating, clips, qtbot):
    window = rating(clips)
    press(window, Key.Key_1)
    assert ticks(window) == [False, False, False]
    qtbot.waitUntil(lambda: ticks(window)[0], timeout=WAIT_MS)
    assert answers_in(clips) == {(0, "realism"): "a"}


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


# The mouse


def click(widget, at=None):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or QPoint())


def middle(widget):
    return widget.rect().center()


def test_mouse_rates_too(rating, clips, qtbot):
    window = rating(clips)
    click(row_of(window, 2).buttons[2], QPoint(20, 10))
    assert chosen(window) == [None, None, "b"]
    click(row_of(window, 0).buttons[1], QPoint(20, 10))
    click(row_of(window, 1).buttons[4], QPoint(20, 10))
    saved(qtbot, window)
    assert sorted(answers_in(clips).values()) == ["b", "cannot_judge", "tie"]


def test_click_beside_the_answers_chooses_the_question(rating, clips):
    window = rating(clips)
    click(row_of(window, 1), QPoint(3, 3))
    assert window.course.flow.question == 1


def test_double_click_answers_once(rating, clips, qtbot):
    window = rating(clips)
    window.course.choose(2)
    for number in (0, 1):
        window.course.choose(number)
        window.course.answer("a")
    last = row_of(window, 2).buttons[0]
    click(last, QPoint(20, 10))
    shown(qtbot, window)
    window.course.choose(2)
    QTest.mouseDClick(last, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    QTest.mouseRelease(last, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert window.course.flow.position == 1
    assert chosen(window) == [None, None, None]


def test_mouse_goes_back_and_on_takes_a_break_and_shows_keys(rating, clips, qtbot):
    window = rating(clips)
    rate_trial(qtbot, window)
    shown(qtbot, window)
    click(window.parts.back, middle(window.parts.back))
    assert window.course.flow.position == 0
    shown(qtbot, window)
    click(window.parts.forward, middle(window.parts.forward))
    assert window.course.flow.position == 1
    click(window.parts.top_bar.break_button, QPoint(20, 10))
    assert window.covers.top is window.covers.rest
    click(window.covers.rest.buttons[0], QPoint(20, 10))
    assert window.covers.top is None
    click(window.parts.top_bar.keys, QPoint(20, 10))
    assert window.covers.top is window.covers.keys
    click(window.covers.keys, QPoint(20, 10))
    assert window.covers.top is None


def test_button_of_the_inputs_shows_and_hides_them(rating, clips):
    window = rating(clips)
    click(window.parts.inputs, middle(window.parts.inputs))
    assert window.parts.stage.inputs_shown
    click(window.parts.inputs, middle(window.parts.inputs))
    assert not window.parts.stage.inputs_shown


# The inputs


def test_held_key_shows_the_inputs_beside_the_panes(rating, clips, qtbot):
    window = rating(clips)
    stage = window.parts.stage
    alone = stage.pane_rects()
    QTest.keyPress(window.focusWidget(), Key.Key_R)
    assert stage.inputs_shown
    assert len(stage.input_rects()) == 1
    assert len(stage.pane_rects()) == 2
    shown_together = [*stage.input_rects(), *stage.pane_rects()]
    assert not any(
        a.intersects(b) for a in shown_together for b in shown_together if a is not b
    )
    assert all(stage.rect().contains(r.toAlignedRect()) for r in shown_together)
    QTest.keyRelease(window.focusWidget(), Key.Key_R)
    assert not stage.inputs_shown
    assert stage.pane_rects() == alone


def test_inputs_are_gone_with_the_next_trial_and_with_another_window(
    rating, clips, qtbot
):
    window = rating(clips)
    QTest.keyPress(window.focusWidget(), Key.Key_R)
    for _ in range(3):
        window.course.answer("a")
    assert not window.parts.stage.inputs_shown
    QTest.keyRelease(window.focusWidget(), Key.Key_R)
    shown(qtbot, window)
    QTest.keyPress(window.focusWidget(), Key.Key_R)
    assert window.parts.stage.inputs_shown
    other = rating(clips, "wren-2")
    other.activateWindow()
    qtbot.waitUntil(lambda: not window.isActiveWindow(), timeout=WAIT_MS)
    assert not window.parts.stage.inputs_shown


def test_study_without_inputs_offers_none(rating, tmp_path):
    window = rating(a_rated_study(tmp_path, inputs=False))
    assert not window.parts.inputs.isVisible()
    QTest.keyPress(window.focusWidget(), Key.Key_R)
    assert not window.parts.stage.inputs_shown


# Focus


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


# What cannot be shown


def test_trial_that_cannot_be_shown_is_left_by_enter_and_noted(rating, clips, qtbot):
    for clip in clips.parent.glob("outputs/*/hall.mp4"):
        clip.unlink()
    window = rating(clips, wait=False)
    flow = window.course.flow
    skipped = []
    while not flow.done:
        qtbot.waitUntil(
            lambda: window.course.shows_trial or bool(window.player.failure),
            timeout=WAIT_MS,
        )
        if window.player.failure:
            skipped.append(flow.position)
            press(window, Key.Key_1)
            assert flow.position == skipped[-1]
            assert window.parts.forward.isEnabled()
            press(window, Key.Key_Return)
        else:
            rate_trial(qtbot, window)
    saved(qtbot, window)
    assert skipped
    assert f"{len(skipped)} could not be shown" in window.covers.done.accessibleName()
    with open_study(clips) as file:
        assert [skip.position for skip in file.skips()] == skipped
        assert all("hall" in skip.reason for skip in file.skips())


def test_skipped_trial_is_noted_once(rating, clips, qtbot):
    for clip in clips.parent.glob("outputs/*/*.mp4"):
        clip.unlink()
    window = rating(clips, wait=False)
    qtbot.waitUntil(lambda: bool(window.player.failure), timeout=WAIT_MS)
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.player.failure), timeout=WAIT_MS)
    press(window, Key.Key_Backspace)
    qtbot.waitUntil(lambda: bool(window.player.failure), timeout=WAIT_MS)
    press(window, Key.Key_Return)
    assert window.course.flow.position == 1
    saved(qtbot, window)
    with open_study(clips) as file:
        assert [skip.position for skip in file.skips()] == [0]


# The certificate


def test_trial_has_one_certificate_for_each_time_it_was_judged(rating, clips, qtbot):
    window = rating(clips)
    rate_trial(qtbot, window)
    shown(qtbot, window)
    press(window, Key.Key_Backspace)  # looked at again, nothing changed
    shown(qtbot, window)
    press(window, Key.Key_Return)
    shown(qtbot, window)
    window.close()
    with open_study(clips) as file:
        assert [c.position for c in file.certificates()] == [0]
    again = rating(clips)
    press(again, Key.Key_Backspace)
    shown(qtbot, again)
    press(again, Key.Key_3)
    saved(qtbot, again)
    with open_study(clips) as file:
        assert [c.position for c in file.certificates()] == [0, 0]
