"""The page that makes a study: its defaults, its choices, its refusals."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from evaluators.study import Method, Stage
from storage.study_file import open_study
from tests.app.studies.outputs import a_file, a_folder, clip_bytes, png_bytes
from tests.app.studies.windows import (
    KEY,
    LEFT,
    NONE,
    WAIT_MS,
    Answers,
    button,
    found,
    press,
    words_in,
)


@pytest.fixture
def page(qtbot, start, tmp_path):
    return found(qtbot, start(), a_folder(tmp_path / "out"))


def made(qtbot, page):
    """Wait for a study to be made and open it."""
    with qtbot.waitSignal(page.created, timeout=WAIT_MS) as created:
        press(qtbot, KEY.Key_Return)
    path, _ = created.args
    with open_study(path, read_only=True) as file:
        return file


def test_the_first_system_is_the_baseline_until_another_is_chosen(qtbot, page):
    table = page.found_page.table
    assert QApplication.focusWidget() is table.radios[0]
    assert table.baseline() == "after"
    press(qtbot, KEY.Key_Down)
    assert table.baseline() == "before"
    press(qtbot, KEY.Key_Up)
    assert table.baseline() == "after"
    qtbot.mouseClick(table.radios[1], LEFT, NONE, QPoint(170, 16))
    assert table.baseline() == "before"


def test_enter_makes_the_default_study(qtbot, page, rated, tmp_path):
    file = made(qtbot, page)
    contract = file.study.contract
    assert contract.method.name is Method.PC
    assert [c.name for c in contract.criteria] == ["realism", "aesthetics"]
    assert contract.title == ""
    assert file.labels.systems[contract.baseline] == "after"
    assert rated == [tmp_path / "out.beholder"]


def test_a_study_can_be_made_without_judging(qtbot, page, rated, tmp_path):
    qtbot.mouseClick(button(page, "Create"), LEFT)
    path = tmp_path / "out.beholder"
    qtbot.waitUntil(path.exists, timeout=WAIT_MS)
    window = page.window()
    qtbot.waitUntil(lambda: bool(window.home.recent.rows()), timeout=WAIT_MS)
    assert rated == []
    assert window.home.recent.rows()[0].summary.path == path


def test_a_title_that_names_a_system_is_refused_and_can_be_changed(qtbot, page):
    page.title.setFocus()
    qtbot.keyClicks(page.title, "Is after better?")
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(page.trouble.isVisible, timeout=WAIT_MS)
    assert 'The title names the system "after"' in page.trouble.words()
    page.title.selectAll()
    qtbot.keyClicks(page.title, "Is it better?")
    assert not page.trouble.isVisible()
    assert made(qtbot, page).study.contract.title == "Is it better?"


def test_questions_can_be_left_out_and_worded(qtbot, page):
    questions = page.found_page.questions
    questions.boxes["realism"].setFocus()
    press(qtbot, KEY.Key_Space)
    field = questions.words["aesthetics"]
    assert not questions.words["realism"].isEnabled()
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Which shoe is nicer?")
    (criterion,) = made(qtbot, page).study.contract.criteria
    assert (criterion.name, criterion.question) == (
        "aesthetics",
        "Which shoe is nicer?",
    )


def test_without_a_question_nothing_can_be_started(qtbot, page, tmp_path):
    for box in page.found_page.questions.boxes.values():
        qtbot.mouseClick(box, LEFT)
    assert page.trouble.words() == "Choose at least one question."
    assert not page.start.isEnabled()
    press(qtbot, KEY.Key_Return)
    assert not (tmp_path / "out.beholder").exists()
    qtbot.mouseClick(box, LEFT)
    assert page.start.isEnabled()
    assert not page.trouble.isVisible()


def test_the_method_is_chosen_by_key_and_rewords_the_questions(qtbot, page):
    choice, questions = page.found_page.method, page.found_page.questions
    own = questions.words["aesthetics"]
    own.setText("Mine?")
    choice.cards[0].setFocus()
    press(qtbot, KEY.Key_Right)
    assert choice.method() is Method.ACR
    assert questions.words["realism"].text() == "How real does it look?"
    assert own.text() == "Mine?"
    contract = made(qtbot, page).study.contract
    assert contract.method.name is Method.ACR
    assert contract.criteria[1].question == "Mine?"


def test_how_long_a_session_is_follows_the_method(qtbot, page):
    def says(*words):
        read = words_in(page)
        return all(one in read for one in words)

    qtbot.waitUntil(lambda: says("2 pairs in all", "2 pairs, about"), timeout=WAIT_MS)
    qtbot.mouseClick(page.found_page.method.cards[1], LEFT)
    qtbot.waitUntil(lambda: says("4 outputs in all", "outputs, ab"), timeout=WAIT_MS)
    qtbot.mouseClick(page.found_page.method.cards[0], LEFT)
    assert says("2 pairs in all")


def test_raters_and_the_problem_go_into_the_contract(qtbot, page):
    number = page.found_page.raters.numbers[Stage.PEERS]
    number.setFocus()
    press(qtbot, KEY.Key_Up, times=2)
    problem = page.found_page.problem
    problem.setFocus()
    qtbot.keyClicks(problem, "Why?")
    press(qtbot, KEY.Key_Return)  # a new line, not the start
    qtbot.keyClicks(problem, "How?")
    press(qtbot, KEY.Key_Tab)
    number.setFocus()
    contract = made(qtbot, page).study.contract
    assert contract.problem == "Why?\nHow?"
    assert {s.name: s.raters for s in contract.stages}[Stage.PEERS] == 6


def test_the_wheel_changes_only_the_number_one_is_in(page):
    number = page.found_page.raters.numbers[Stage.PEERS]
    at = QPointF(5, 5)
    for focused, expected in ((False, 4), (True, 5)):
        number.setFocus() if focused else page.title.setFocus()
        event = QWheelEvent(
            at, number.mapToGlobal(at), QPoint(), QPoint(0, 120),
            Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(number, event)
        assert number.value() == expected


def test_one_system_is_rated_one_at_a_time(qtbot, start, tmp_path):
    page = found(qtbot, start(), a_folder(tmp_path / "out", systems=("only",)))
    pair, rating = page.found_page.method.cards
    assert not pair.isEnabled()
    assert rating.isChecked()
    qtbot.waitUntil(lambda: "A pair needs two systems" in words_in(page))
    assert made(qtbot, page).study.contract.method.name is Method.ACR


def test_trouble_is_told_and_the_rest_can_be_judged(qtbot, start, tmp_path):
    folder = a_folder(tmp_path / "out", missing={("after", "street")})
    for system, rate, frames in (("before", 30, 30), ("after", 10, 8)):
        a_file(folder / system / "run.mp4", clip_bytes(rate=rate, frames=frames))
    a_file(folder / "after" / "yard.png", b"junk")
    a_file(folder / "before" / "yard.png", png_bytes(3))
    said = words_in(page := found(qtbot, start(), folder))
    for words in (
        "6 of 8 outputs: 4 sources × 2 systems. 1 file cannot be used, 2 cells are",
        "yard.png in the folder after",
        "after has no output for street and yard",
        "at 10 FPS",
        "Clips and still pictures are mixed",
    ):
        assert words in said
    assert len(made(qtbot, page).study.stimuli) == 6


def test_a_baseline_that_meets_nobody_is_told_before_the_start(qtbot, start, tmp_path):
    systems, sources = ("alone", "b", "c", "d"), ("s", "t")
    missing = {(y, "s") for y in "bcd"} | {("alone", "t")}
    window = start()
    page = found(
        qtbot, window, a_folder(tmp_path / "o", systems, sources, missing=missing)
    )
    qtbot.waitUntil(lambda: not page.start.isEnabled(), timeout=WAIT_MS)
    assert "There is no pair to show" in page.trouble.words()
    assert "Choose another baseline" in page.trouble.words()
    press(qtbot, KEY.Key_Down)
    qtbot.waitUntil(page.start.isEnabled, timeout=WAIT_MS)
    assert not page.trouble.isVisible()


def test_a_baseline_that_meets_nobody_makes_no_study(qtbot, start, tmp_path):
    missing = {(y, "s") for y in "bcd"} | {("alone", "t")}
    folder = a_folder(tmp_path / "o", ("alone", "b", "c", "d"), "st", missing=missing)
    page = found(qtbot, start(), folder)
    press(qtbot, KEY.Key_Return)  # at once, before anybody could know
    qtbot.waitUntil(page.trouble.isVisible, timeout=WAIT_MS)
    assert "There is no pair to show" in page.trouble.words()
    assert not (tmp_path / "o.beholder").exists()


def test_the_study_may_go_elsewhere(qtbot, start, tmp_path):
    place = tmp_path / "mine" / "shoes"
    answers = Answers(place=place)
    page = found(qtbot, start(answers=answers), a_folder(tmp_path / "out"))
    assert page.place.words() == "out.beholder, beside the outputs"
    qtbot.mouseClick(page.place, LEFT)
    assert answers.usual == tmp_path / "out.beholder"
    assert page.place.words() == f"shoes.beholder, in {tmp_path / 'mine'}"
    page.title.setFocus()
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(page.trouble.isVisible, timeout=WAIT_MS)
    assert f"The folder {place.parent} does not exist" in page.trouble.words()
    place.parent.mkdir()
    file = made(qtbot, page)
    assert file.path == tmp_path / "mine" / "shoes.beholder"
    assert all(file.media_path(s.medium).is_file() for s in file.study.stimuli)


def test_a_file_in_the_way_is_never_replaced(qtbot, start, tmp_path):
    place = a_file(tmp_path / "mine.beholder", b"precious")
    window = start(answers=Answers(place=place))
    page = found(qtbot, window, a_folder(tmp_path / "out"))
    page.place.click()
    page.title.setFocus()
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(page.trouble.isVisible, timeout=WAIT_MS)
    assert "already there and stays as it is" in page.trouble.words()
    assert place.read_bytes() == b"precious"


@pytest.mark.parametrize("way", ["Escape", "Cancel", "home"])
def test_one_can_go_back_without_a_trace(qtbot, page, tmp_path, way):
    if way == "Escape":
        press(qtbot, KEY.Key_Escape)
    elif way == "Cancel":
        qtbot.mouseClick(button(page, "Cancel"), LEFT)
    else:
        qtbot.mouseClick(button(page, ""), LEFT)
    assert page.window().home.isVisible()
    assert page.found_page is None
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["out"]
