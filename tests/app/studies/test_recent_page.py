"""The list of studies: moving in it, finding, taking off."""

import shutil

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.app.studies.outputs import a_file
from tests.app.studies.titled import a_titled_study
from tests.app.studies.windows import (
    KEY,
    WAIT_MS,
    button,
    listed,
    press,
    words_in,
)


def test_the_first_study_has_the_focus_and_enter_goes_on(
    qtbot, with_studies, rated, tmp_path
):
    path = a_titled_study(tmp_path, "one")
    _, rows = with_studies(path)
    assert QApplication.focusWidget() is rows[0]
    press(qtbot, KEY.Key_Return)
    assert rated == [path]


def test_up_and_down_go_from_study_to_study(qtbot, with_studies, tmp_path):
    _, rows = with_studies(*(a_titled_study(tmp_path, n) for n in "abc"))
    for key, place in (
        (KEY.Key_Down, 1),
        (KEY.Key_Down, 2),
        (KEY.Key_Down, 2),
        (KEY.Key_Up, 1),
    ):
        press(qtbot, key)
        assert QApplication.focusWidget() is rows[place]


def test_delete_takes_a_study_off_the_list_and_leaves_its_file(
    qtbot, with_studies, tmp_path
):
    paths = [a_titled_study(tmp_path, n) for n in "abc"]
    window, _ = with_studies(*paths)
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Delete)
    qtbot.waitUntil(lambda: len(window.home.recent.rows()) == 2, timeout=WAIT_MS)
    rows = window.home.recent.rows()
    assert [row.summary.title for row in rows] == ["a", "c"]
    assert QApplication.focusWidget() is rows[1]
    assert paths[1].exists()


def test_the_last_study_taken_off_leaves_the_empty_page(qtbot, with_studies, tmp_path):
    window, _ = with_studies(a_titled_study(tmp_path, "a"))
    press(qtbot, KEY.Key_Delete)
    assert window.home.empty.isVisible()
    assert QApplication.focusWidget() is button(window, "Choose a folder…")


def test_studies_are_found_by_title_and_file(qtbot, with_studies, tmp_path):
    window, _ = with_studies(
        a_titled_study(tmp_path, "one", "Spring shoes"),
        a_titled_study(tmp_path, "two", "Autumn coats"),
    )
    press(qtbot, KEY.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
    field = window.home.search
    assert QApplication.focusWidget() is field

    def shown():
        return [r.summary.path.stem for r in window.home.recent.rows() if r.isVisible()]

    for words, names in (("SPRING", ["one"]), ("two", ["two"]), ("x y", [])):
        field.selectAll()
        qtbot.keyClicks(field, words)
        assert shown() == names
    assert "No study has “x y” in its title." in words_in(window)
    press(qtbot, KEY.Key_Escape)
    assert shown() == ["one", "two"]
    qtbot.keyClicks(field, "coats")
    window.refresh()  # somebody came back from judging
    listed(qtbot, window, 2)
    assert shown() == ["two"]
    assert QApplication.focusWidget() is field
    press(qtbot, KEY.Key_Down)
    assert QApplication.focusWidget() is window.home.recent.rows()[1]


def test_the_focus_stays_with_its_study_when_the_list_is_read_anew(
    qtbot, with_studies, tmp_path
):
    window, rows = with_studies(*(a_titled_study(tmp_path, n) for n in "abc"))
    press(qtbot, KEY.Key_Down)
    window.refresh()
    qtbot.waitUntil(
        lambda: window.home.recent.rows()[0] is not rows[0], timeout=WAIT_MS
    )
    assert QApplication.focusWidget() is window.home.recent.rows()[1]


def test_thirty_studies_scroll_and_keep_the_ways_in_in_sight(
    qtbot, with_studies, tmp_path
):
    first = a_titled_study(tmp_path, "0")
    others = [shutil.copy(first, tmp_path / f"{i}.beholder") for i in range(1, 30)]
    window, rows = with_studies(first, *others)
    press(qtbot, KEY.Key_Down, times=29)
    assert QApplication.focusWidget() is rows[29]
    port = window.home.recent._scroll.viewport()
    assert port.rect().contains(rows[29].mapTo(port, rows[29].rect().center()))
    assert button(window, "Choose a folder…").isVisible()


def test_a_foreign_file_among_the_recent_ones_is_no_reason_to_stumble(start, own_home):
    a_file(own_home / "recent.json", b'{"not": "a list"}')
    assert start().home.empty.isVisible()
