"""Dropping, choosing, going on: the start window under real events."""

import pytest
from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication, QWidget

from storage.errors import NotAStudyError, StorageError
from storage.study_file import open_study
from tests.app.studies.outputs import a_file, a_folder, a_manifest, png_bytes, rows_of
from tests.app.studies.windows import (
    COPY,
    KEY,
    LEFT,
    NONE,
    WAIT_MS,
    Answers,
    button,
    drag_away,
    drag_over,
    drop,
    failed,
    found,
    listed,
    press,
    words_in,
)
from tests.storage.study_files import a_study_file


def test_who_has_no_study_is_told_what_to_do(start):
    window = start()
    said = words_in(window)
    assert "Drop a folder of outputs" in said
    assert "hallway.mp4" in said
    assert not window.home.search.isVisible()
    assert QApplication.focusWidget() is button(window, "Choose a folder…")


def test_the_empty_page_works_by_keyboard(qtbot, start, tmp_path):
    folder = a_folder(tmp_path / "out")
    asked = []
    window = start(demo=lambda: asked.append("demo"), answers=Answers(folder=folder))
    press(qtbot, KEY.Key_Tab)
    press(qtbot, KEY.Key_Return)
    assert asked == ["demo"]
    press(qtbot, KEY.Key_Tab, modifier=NONE)
    press(qtbot, KEY.Key_Backtab, times=2)
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.new_study.found_page is not None, timeout=WAIT_MS)


def test_a_dropped_folder_becomes_a_study_that_is_rated(qtbot, start, rated, tmp_path):
    window = start()
    seen = []
    scanning = window.new_study.scanning
    event = drop(window, a_folder(tmp_path / "out", ("before", "after", "third")))
    assert event.dropAction() == COPY  # moved files might be deleted
    assert QApplication.focusWidget() is scanning.cancel
    seen.append(scanning.words())
    qtbot.waitUntil(lambda: window.new_study.found_page is not None, timeout=WAIT_MS)
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Return)
    path = tmp_path / "out.beholder"
    qtbot.waitUntil(lambda: rated == [path], timeout=WAIT_MS)
    with open_study(path) as file:
        assert file.labels.systems[file.study.contract.baseline] == "before"
    assert "Looking" in seen[0]
    assert scanning.words() == "6 of 6 files opened and checked"
    assert [row.summary.path for row in listed(qtbot, window, 1)] == [path]


@pytest.mark.parametrize("way", ["escape", "button"])
def test_a_scan_can_be_left(qtbot, start, tmp_path, way):
    window = start()
    drop(window, a_folder(tmp_path / "out", sources=[f"s{i}" for i in range(40)]))
    if way == "escape":
        press(qtbot, KEY.Key_Escape)
    else:
        qtbot.mouseClick(window.new_study.scanning.cancel, LEFT)
    assert window.home.isVisible()
    other = found(qtbot, window, a_folder(tmp_path / "other", sources=("only",)))
    assert other.found_page.found.sources == ("only",)
    assert not (tmp_path / "out.beholder").exists()


BAD = {
    "empty": (lambda folder: folder.mkdir(), "is empty"),
    "loose": (lambda f: a_file(f / "hall.png", png_bytes()), "hall.png stands alone"),
    "documents": (lambda f: a_file(f / "x" / "a.pdf", b"x"), "no clips and no pic"),
    "unreadable": (lambda f: a_file(f / "x" / "a.mp4", b"x"), "None of the 1 files"),
    "twice": (
        lambda f: [a_file(f / "x" / n, png_bytes()) for n in ("a.png", "a.jpg")],
        "holds the source a twice",
    ),
    "manifest": (
        lambda f: a_file(f / "manifest.csv", b"source,system\n"),
        "no column path",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_folder_is_refused_in_words_and_can_be_mended(
    qtbot, start, tmp_path, case
):
    make, words = BAD[case]
    make(tmp_path / "out")
    window = start()
    assert words in failed(qtbot, window, tmp_path / "out")
    assert QApplication.focusWidget() is button(window, "Choose another folder…")
    for path in sorted((tmp_path / "out").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    a_folder(tmp_path / "out")
    qtbot.mouseClick(button(window, "Look again"), LEFT)
    qtbot.waitUntil(lambda: window.new_study.found_page is not None, timeout=WAIT_MS)


def test_a_foreign_csv_is_refused_with_its_name(qtbot, start, tmp_path):
    said = failed(qtbot, start(), a_file(tmp_path / "prices.csv", b"a,b\n1,2\n"))
    assert "prices.csv has no column source" in said


def test_escape_leaves_a_refusal(qtbot, start, tmp_path):
    window = start()
    (tmp_path / "out").mkdir()
    failed(qtbot, window, tmp_path / "out")
    press(qtbot, KEY.Key_Escape)
    assert window.home.isVisible()


def test_a_mistake_of_the_program_is_told_and_raised(start, tmp_path):
    window = start()
    drop(window, a_folder(tmp_path / "out"))
    with pytest.raises(ZeroDivisionError):
        window.new_study._show_failure(ZeroDivisionError("x"))
    assert "Beholder itself failed" in window.new_study.failed.why.words()


def test_a_manifest_may_be_dropped_or_lie_in_the_folder(qtbot, start, tmp_path):
    folder = a_folder(tmp_path / "out")
    a_manifest(folder / "manifest.csv", *rows_of(folder)[:3])
    window = start()
    page = found(qtbot, window, folder)
    assert "from manifest.csv in the folder out" in words_in(page)
    assert len(page.found_page.found.outputs) == 3
    other = a_manifest(folder / "own.csv", *rows_of(folder)[:2])
    drop(window, other)
    qtbot.waitUntil(lambda: page.found_page is not None, timeout=WAIT_MS)
    assert "from the file own.csv" in words_in(page)
    assert len(page.found_page.found.outputs) == 2


def test_what_may_be_dropped_rings_the_card(start, tmp_path):
    window = start()
    card = window.home.empty.frame
    quiet = card.grab().toImage()
    assert drag_over(window, a_folder(tmp_path / "out")).isAccepted()
    assert card.grab().toImage() != quiet
    drag_away(window)
    assert card.grab().toImage() == quiet
    drag_over(window, a_file(tmp_path / "film.mp4", b""))
    assert card.grab().toImage() == quiet


def test_dragged_words_are_not_for_this_window(start):
    data = QMimeData()
    data.setText("hello")
    event = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NONE)
    QApplication.sendEvent(start(), event)
    assert not event.isAccepted()


@pytest.mark.parametrize("page", ["home", "new"])
def test_what_cannot_be_used_is_answered_where_one_looks(qtbot, start, tmp_path, page):
    folder = a_folder(tmp_path / "out")
    window = start()
    shown = found(qtbot, window, folder) if page == "new" else window.home
    clips = [folder / "before" / "hall.png", folder / "before" / "street.png"]
    for things, words in (
        (
            clips,
            "2 things were dropped at once; drop the folder that holds them, before",
        ),
        (clips[:1], "hall.png is a single file; drop the folder"),
        (["https://example.org/out"], "no file on this computer"),
        ([a_file(tmp_path / "a.txt", b"")], "a.txt is neither a folder of outputs"),
    ):
        drop(window, *things)
        assert words in shown.trouble.words()
        assert shown.trouble.isVisible()
    assert shown.isVisible()


def test_a_drop_onto_a_field_is_a_drop_onto_the_window(qtbot, start, tmp_path):
    window = start()
    page = found(qtbot, window, a_folder(tmp_path / "out"))
    fields: list[QWidget] = [page.title, page.found_page.problem.viewport()]
    fields += page.found_page.questions.words.values()
    texts = [page.title.text(), page.found_page.problem.toPlainText()]
    for field in fields:
        drop(field, a_file(tmp_path / "a.txt", b""))
        assert "a.txt is neither" in page.trouble.words()
    assert texts == [page.title.text(), page.found_page.problem.toPlainText()]


@pytest.mark.parametrize("suffix", [".beholder", ".BEHOLDER"])
def test_a_dropped_study_is_gone_on_with(qtbot, start, rated, tmp_path, suffix):
    path = a_study_file(tmp_path).rename(tmp_path / f"mine{suffix}")
    window = start()
    drop(window, path)
    assert rated == [path]
    window.refresh()
    assert listed(qtbot, window, 1)[0].summary.path == path


def test_a_folder_called_like_a_study_is_a_folder(qtbot, start, rated, tmp_path):
    found(qtbot, start(), a_folder(tmp_path / "out.beholder"))
    assert rated == []


def test_a_study_that_cannot_be_opened_is_told_and_not_remembered(
    qtbot, start, tmp_path
):
    def refuse(path):
        raise NotAStudyError(f"{path} is not a study.")

    window = start(rate=refuse)
    path = a_file(tmp_path / "x.beholder", b"x")
    drop(window, path)
    assert window.home.trouble.words() == f"{path} is not a study."
    window.refresh()
    assert window.home.empty.isVisible()


def test_judging_begins_although_the_list_cannot_be_kept(start, rated, tmp_path):
    window = start(home=a_file(tmp_path / "home", b"no folder"))
    path = a_study_file(tmp_path)
    drop(window, path)
    assert rated == [path]
    assert "list of recent studies cannot be written" in window.home.trouble.words()


def test_trouble_with_the_demo_is_told_and_gone_with_the_next_try(start):
    troubles = ["The disk is full.", ""]

    def demo():
        if words := troubles.pop(0):
            raise StorageError(words)

    window = start(demo=demo)
    button(window, "Try the demo study").click()
    assert window.home.trouble.words() == "The disk is full."
    button(window, "Try the demo study").click()
    assert not window.home.trouble.isVisible()


def test_closing_the_window_leaves_nothing_running(qtbot, start, tmp_path):
    window = start()
    drop(window, a_folder(tmp_path / "out"))
    with qtbot.assertNotEmitted(window.new_study.created, wait=50):
        window.close()
    assert window.new_study.found_page is None
