"""What a recent study says of itself, and what can be done with it."""

import shutil

import pytest
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication

from app.studies.page_parts import Button
from tests.app.studies.outputs import a_folder
from tests.app.studies.titled import a_titled_study
from tests.app.studies.windows import (
    KEY,
    LEFT,
    NONE,
    WAIT_MS,
    button,
    found,
    listed,
    press,
    words_in,
)


def test_a_study_shows_its_title_or_the_name_of_its_file(with_studies, tmp_path):
    window, rows = with_studies(
        a_titled_study(tmp_path, "one", "Spring <b>shoes</b>"),
        a_titled_study(tmp_path, "two"),
    )
    assert [row.summary.title for row in rows] == ["Spring <b>shoes</b>", "two"]
    said = words_in(window)
    assert "Spring <b>shoes</b>" in said
    assert "4 sources · 2 systems · pair choice" in said
    assert "not judged yet" in said


@pytest.mark.parametrize(
    ("trials", "buttons"),
    [(0, ["Start"]), (1, ["Continue", "Results"]), (-1, ["Results"])],
)
def test_the_buttons_follow_how_far_the_owner_is(
    with_studies, tmp_path, trials, buttons
):
    _, rows = with_studies(a_titled_study(tmp_path, "one", trials=trials))
    shown = [b.text().strip() for b in rows[0].findChildren(Button)]
    assert shown == buttons


@pytest.mark.parametrize("way", ["enter", "button", "mouse"])
def test_the_results_of_a_study_that_is_done_are_opened_and_left(
    qtbot, with_studies, rated, tmp_path, way
):
    window, rows = with_studies(a_titled_study(tmp_path, "one", trials=-1))
    if way == "enter":
        press(qtbot, KEY.Key_Return)
    else:
        target = rows[0] if way == "mouse" else button(rows[0], "Results")
        qtbot.mouseClick(target, LEFT)
    assert rated == []
    page = window.results
    qtbot.waitUntil(lambda: page.isVisible() and page.body is not None, timeout=WAIT_MS)
    press(qtbot, KEY.Key_Escape)
    assert window.home.isVisible()


def test_results_of_a_file_that_has_gone_meanwhile_are_told(
    qtbot, with_studies, tmp_path
):
    path = a_titled_study(tmp_path, "one", trials=-1)
    window, _ = with_studies(path)
    path.unlink()
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(
        lambda: f"There is no file {path}" in words_in(window), timeout=WAIT_MS
    )


def broken(folder, case):
    path = a_titled_study(folder, "one")
    content = bytearray(path.read_bytes())
    if case == "gone":
        path.unlink()
    elif case == "newer":
        content[60:64] = (99).to_bytes(4, "big")
    elif case == "foreign":
        content[68:72] = bytes(4)
    elif case == "text":
        content = bytearray(b"hello" * 50)
    elif case == "damaged":
        del content[8192:]
    if case != "gone":
        path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("gone", "There is no file"),
        ("newer", "newer Beholder"),
        ("foreign", "another program"),
        ("text", "is no database at all"),
        ("damaged", "damaged"),
    ],
)
def test_a_study_that_cannot_be_read_says_why_and_can_be_taken_off(
    qtbot, with_studies, tmp_path, case, words
):
    path, fine = broken(tmp_path, case), a_titled_study(tmp_path, "fine")
    window, rows = with_studies(path, fine)
    assert words in rows[0].summary.trouble
    assert rows[0].summary.trouble in words_in(rows[0])
    qtbot.mouseClick(button(rows[0], "Take off the list"), LEFT)
    assert listed(qtbot, window, 1)[0].summary.path == fine
    assert path.exists() == (case != "gone")


def test_a_path_that_the_system_refuses_is_told(with_studies, tmp_path):
    _, (row,) = with_studies(tmp_path / f"{'x' * 300}.beholder")
    assert "cannot be read" in row.summary.trouble


def test_a_menu_offers_what_can_be_done(with_studies, rated, tmp_path):
    path = a_titled_study(tmp_path, "a", trials=1)
    _, (row,) = with_studies(path)
    menu = row.menu()
    names = [action.text() for action in menu.actions()]
    assert names == ["Continue judging", "Show the results", "Take off the list"]
    menu.actions()[0].trigger()
    assert rated == [path]


def test_pictures_come_after_the_words_and_stay_grey_where_unreadable(
    qtbot, start, tmp_path
):
    window = start()
    folder = a_folder(tmp_path / "out", sources=("s", "t", "u"))
    found(qtbot, window, folder)
    press(qtbot, KEY.Key_Return)
    (row,) = listed(qtbot, window, 1)
    qtbot.waitUntil(lambda: len(row.thumbnails._pixmaps) == 3, timeout=WAIT_MS)
    assert not any(pixmap.isNull() for pixmap in row.thumbnails._pixmaps)
    shutil.rmtree(folder)
    window._reading._known.clear()
    window.refresh()
    qtbot.waitUntil(
        lambda: (
            window.home.recent.rows()[0] is not row
            and len(window.home.recent.rows()[0].thumbnails._pixmaps) == 3
        ),
        timeout=WAIT_MS,
    )
    gone = window.home.recent.rows()[0].thumbnails
    assert all(pixmap.isNull() for pixmap in gone._pixmaps)
    gone.show_images([QImage()])


@pytest.mark.parametrize(
    ("width", "expected"),  # whether bars, verdict and thumbnails are shown
    [
        (1440, [True, True, True]),
        (1200, [False, True, True]),
        (880, [False, False, False]),
    ],
)
def test_a_narrow_row_leaves_out_what_has_no_room(
    with_studies, tmp_path, width, expected
):
    window, (row,) = with_studies(a_titled_study(tmp_path, "t" * 80, trials=1))
    window.resize(width, 700)
    QApplication.processEvents()
    assert window.width() == width
    shown = [one.isVisible() for one in (row._bars[0], row._said, row.thumbnails)]
    assert shown == expected
    end = row.mapTo(window, row.rect().topRight()).x()
    assert end < width - 272


def test_a_held_key_goes_on_once(qtbot, with_studies, rated, tmp_path):
    _, (row,) = with_studies(a_titled_study(tmp_path, "a"))
    for repeated in (False, True, True):
        event = QKeyEvent(
            QKeyEvent.Type.KeyPress, KEY.Key_Return, NONE, "\r", repeated, 1
        )
        QApplication.sendEvent(row, event)
    assert len(rated) == 1
