"""What the window says about saving is true: never "saved" before it is."""

import threading
from concurrent.futures import Future
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from sqlite_utils.utils import sqlite3

from app.rating.saving import SAVED, SAVING, Saving
from storage.errors import DamagedStudyError, StudyHeldError
from tests.app.rating.rated import WAIT_MS, answers_in, press

Key = Qt.Key


@pytest.fixture
def saving(qapp):
    return Saving()


@contextmanager
def locked(path):
    """Keep a study locked, as a backup program may."""
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        blocker.execute("ROLLBACK")
        blocker.close()


def test_nothing_under_way_is_saved(saving):
    assert saving.words == SAVED
    assert saving.all_saved
    assert saving.settle(0)


def test_commit_is_told_on_the_windows_thread(saving, qtbot):
    commit, told = Future(), []
    saving.watch(commit, lambda: told.append(threading.current_thread()), answer=True)
    assert not saving.all_saved
    assert saving.answers_under_way == 1
    threading.Thread(target=commit.set_result, args=[None]).start()
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    assert told == [threading.main_thread()]
    assert saving.all_saved
    assert saving.answers_under_way == 0


def test_slow_commit_shows_saving_and_a_quick_one_does_not(saving, qtbot):
    quick, slow, words = Future(), Future(), []
    saving.changed.connect(lambda: words.append(saving.words))
    saving.watch(quick)
    quick.set_result(None)
    qtbot.waitUntil(lambda: saving.all_saved, timeout=WAIT_MS)
    assert words == [SAVED]
    saving.watch(slow)
    qtbot.waitUntil(lambda: saving.words == SAVING, timeout=WAIT_MS)
    slow.set_result(None)
    qtbot.waitUntil(lambda: saving.words == SAVED, timeout=WAIT_MS)


def test_trouble_is_told_until_it_is_over(saving, qtbot):
    threading.Thread(target=saving.tell, args=["The disk is full."]).start()
    qtbot.waitUntil(lambda: saving.trouble == "The disk is full.", timeout=WAIT_MS)
    assert not saving.all_saved
    saving.tell("")
    qtbot.waitUntil(lambda: saving.all_saved, timeout=WAIT_MS)


def test_refused_commit_is_lost_for_good_and_calls_nothing(saving, qtbot):
    lost, kept, told = Future(), Future(), []
    saving.watch(lost, lambda: told.append("lost"))
    saving.watch(kept, lambda: told.append("kept"))
    lost.set_exception(StudyHeldError("heron-7 went on in another window."))
    kept.set_result(None)
    qtbot.waitUntil(lambda: told == ["kept"], timeout=WAIT_MS)
    assert "heron-7 went on in another window" in saving.loss
    assert not saving.all_saved
    assert not saving.settle(0)
    saving.tell("")
    assert saving.loss


def test_damage_is_told_without_the_place_of_the_file(saving, qtbot):
    commit = Future()
    saving.watch(commit)
    commit.set_exception(DamagedStudyError("/home/vivid/vivid.beholder is damaged."))
    qtbot.waitUntil(lambda: bool(saving.loss), timeout=WAIT_MS)
    assert "damaged" in saving.loss
    assert "vivid" not in saving.loss


def test_mistake_of_ours_is_told_and_not_swallowed(saving, qtbot):
    commit = Future()
    with qtbot.captureExceptions() as exceptions:
        saving.watch(commit)
        commit.set_exception(ZeroDivisionError("vivid"))
        qtbot.waitUntil(lambda: bool(saving.loss), timeout=WAIT_MS)
    assert [kind for kind, _, _ in exceptions] == [ZeroDivisionError]
    assert "vivid" not in saving.loss


def test_settling_waits_for_the_disk_and_no_longer_than_it_may(saving):
    commit = Future()
    saving.watch(commit)
    assert not saving.settle(0.01)
    threading.Timer(0.05, commit.set_result, args=[None]).start()
    assert saving.settle(30)


def test_answer_changed_while_the_first_is_saved_has_no_tick_yet(rating, clips, qtbot):
    window = rating(clips)
    course = window.course
    with locked(clips):
        press(window, Key.Key_1)
        press(window, Key.Key_Backspace)
        press(window, Key.Key_3)
        first, second = list(course.saving._answers)
        assert course.saved == set()
        question = (0, "realism")
        older = next(f for f in (first, second) if f is not course._newest[question])
        course._mark_saved(question, older)
        assert course.saved == set()
    qtbot.waitUntil(lambda: question in course.saved, timeout=WAIT_MS)
    assert answers_in(clips) == {question: "b"}


def test_done_page_says_saved_only_when_it_is(rating, clips, qtbot):
    window = rating(clips)
    flow = window.course.flow
    last = len(flow.session.trials) - 1
    while (flow.position, flow.question) != (last, 2):
        qtbot.waitUntil(lambda: window.course.shows_trial, timeout=WAIT_MS)
        press(window, Key.Key_1)
    qtbot.waitUntil(lambda: window.course.shows_trial, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.course.saving.all_saved, timeout=WAIT_MS)
    with locked(clips):
        press(window, Key.Key_1)
        assert window.covers.top is window.covers.done
        assert "being saved" in window.covers.done.accessibleName()
    done = window.covers.done
    qtbot.waitUntil(lambda: "answered and saved" in done.accessibleName())


def test_window_that_cannot_save_asks_before_it_closes(rating, clips, qtbot):
    window = rating(clips)
    leaving = window.covers.leaving
    with locked(clips):
        press(window, Key.Key_1)
        press(window, Key.Key_2)
        assert not window.close()
        assert window.isVisible()
        assert window.covers.top is leaving
        assert "The last 2 answers are not saved yet" in leaving.accessibleName()
        press(window, Key.Key_Return)  # keep the window open
        assert window.covers.top is None
        assert not window.close()
    # What was locked is free: everything is saved, and the window closes by itself.
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)
    assert len(answers_in(clips)) == 2


def test_window_closes_without_saving_when_that_is_chosen(rating, clips, qtbot):
    window = rating(clips)
    press(window, Key.Key_1)
    qtbot.waitUntil(lambda: window.course.saving.all_saved, timeout=WAIT_MS)
    with locked(clips):
        press(window, Key.Key_2)
        assert not window.close()
        lose = window.covers.leaving.buttons[1]
        assert lose.accessibleName() == "Close and lose it"
        with qtbot.waitSignal(window.finished, timeout=WAIT_MS):
            lose.click()
        assert not window.isVisible()
        assert answers_in(clips) == {(0, "realism"): "a"}
    window._session._writer._thread.join(WAIT_MS / 1000)
    assert answers_in(clips)[0, "realism"] == "a"
