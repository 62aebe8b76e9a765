"""A disk that fills up while somebody rates: told, and nothing said that is not so."""

from contextlib import suppress

import pytest
from PySide6.QtCore import Qt

from app.rating.saving import SAVED
from tests.app.rating.rated import WAIT_MS, outputs, press, study_of
from tests.faults.disks import a_small_disk
from tests.storage.study_files import judgments_in

Key = Qt.Key
LONG_MS = 60_000  # the program tries again each second


@pytest.fixture
def small_disk(tmp_path):
    with a_small_disk(tmp_path / "disk", "1m") as disk:
        yield disk


@pytest.fixture
def path(tmp_path, small_disk):
    """Return a study on the small disk; its clips are elsewhere."""
    return study_of(outputs(tmp_path / "outputs"), path=small_disk / "ours.beholder")


def fill(disk):
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (4096, 512, 1):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))
    return ballast


def answers_in(path):
    return {(j.trial.position, j.criterion): j.answer for j in judgments_in(path)}


def ticks(window):
    return [bool(row._tick._shown) for row in window.parts.deck.rows]


def answer_one_and_fill_the_disk(window, qtbot, disk):
    press(window, Key.Key_1)
    qtbot.waitUntil(lambda: window.course.saving.all_saved, timeout=WAIT_MS)
    ballast = fill(disk)
    press(window, Key.Key_2)
    qtbot.waitUntil(lambda: bool(window.course.saving.trouble), timeout=LONG_MS)
    return ballast


def test_full_disk_is_told_and_saved_is_said_again_once_there_is_room(
    rating, path, small_disk, qtbot
):
    window = rating(path)
    ballast = answer_one_and_fill_the_disk(window, qtbot, small_disk)
    bar = window.parts.top_bar
    assert "The last answer is not saved: the disk is full." in bar.accessibleName()
    assert SAVED not in bar.accessibleName()
    press(window, Key.Key_3)  # rating may go on meanwhile
    assert window.course.flow.position == 1
    press(window, Key.Key_Backspace)
    assert ticks(window) == [True, False, False]
    assert answers_in(path) == {(0, "realism"): "a"}
    ballast.unlink()
    qtbot.waitUntil(lambda: window.course.saving.all_saved, timeout=LONG_MS)
    assert ticks(window) == [True, True, True]
    assert SAVED in bar.accessibleName()
    assert list(answers_in(path).values()) == ["a", "tie", "b"]


def test_window_on_a_full_disk_can_be_closed_and_says_what_is_lost(
    rating, path, small_disk, qtbot
):
    window = rating(path)
    ballast = answer_one_and_fill_the_disk(window, qtbot, small_disk)
    assert not window.close()
    leaving = window.covers.leaving
    assert window.covers.top is leaving
    assert "The last answer is not saved yet" in leaving.accessibleName()
    assert "the disk is full" in leaving.accessibleName()
    assert str(small_disk) not in leaving.accessibleName()
    with qtbot.waitSignal(window.finished, timeout=WAIT_MS):
        leaving.buttons[1].click()
    window._session._writer._thread.join(WAIT_MS / 1000)
    ballast.unlink()
    assert answers_in(path) == {(0, "realism"): "a"}
    again = rating(path)
    assert (again.course.flow.position, again.course.flow.question) == (0, 1)


def test_window_on_a_full_disk_closes_by_itself_once_there_is_room(
    rating, path, small_disk, qtbot
):
    window = rating(path)
    ballast = answer_one_and_fill_the_disk(window, qtbot, small_disk)
    assert not window.close()
    ballast.unlink()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG_MS)
    assert len(answers_in(path)) == 2
