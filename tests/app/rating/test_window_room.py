"""Everything has its room in every window, and nothing stands there for nothing."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QWidget

from app.rating.answer_button import AnswerButton, words_width
from app.rating.question_row import QuestionRow
from evaluators.defaults import default_contract
from evaluators.study import Criterion, Method
from tests.app.rating.rated import a_contract, a_rated_study, paused_player, press

Key = Qt.Key
SIZES_OF_WINDOWS = [(900, 560), (1366, 768), (1440, 900), (1920, 1080)]
LONG = "Which of the two shows the garment as it would hang on this very person, "
GERMAN_LEVELS = ("Mangelhaft", "Ausreichend", "Befriedigend", "Gut", "Ausgezeichnet")
GERMAN = (
    Criterion("Wirklichkeitstreue", "Wie wirklich sieht es aus?", GERMAN_LEVELS),
    Criterion("Bildschönheit", "Wie gern sieht man es an?", GERMAN_LEVELS),
)
NINE = ("Imperceptible", "2", "3", "4", "Annoying", "6", "7", "8", "Excellent")


def within(inner: QWidget, outer: QWidget) -> bool:
    place = QRect(inner.mapTo(outer, QPoint()), inner.size())
    return outer.rect().contains(place)


def assert_all_has_room(window):
    for row in window.parts.deck.rows:
        assert_row_has_room(row)
    for control in window.parts.transport.controls():
        assert not control.isVisible() or within(control, window)
    bars = [w for w in window.parts.transport.controls() if w.isVisible()]
    region = QRegion()
    for control in bars:
        place = QRect(control.mapTo(window, QPoint()), control.size())
        assert not region.intersects(place)
        region += place


def assert_row_has_room(row: QuestionRow):
    region = QRegion()
    for child in row.findChildren(QWidget):
        place = QRect(child.mapTo(row, QPoint()), child.size())
        assert row.rect().contains(place), (child, place, row.size())
        assert not region.intersects(place)
        region += place
    for button in row.buttons:
        assert_words_are_whole(button)
    question = row._question
    assert question.heightForWidth(question.width()) <= question.height() + 4


def assert_words_are_whole(button: AnswerButton):
    assert words_width(button.choice.words) <= button.width()


@pytest.mark.parametrize("size", SIZES_OF_WINDOWS)
@pytest.mark.parametrize("portrait", [False, True])
@pytest.mark.parametrize(
    ("method", "criteria"),
    [
        (Method.PC, default_contract(Method.PC).criteria),
        (Method.ACR, default_contract(Method.ACR).criteria),
        (Method.ACR, GERMAN),
        (Method.PC, (Criterion("fit", LONG * 2), Criterion("colour", "Which one?"))),
        (Method.ACR, (Criterion("noise", "How much noise is there?", NINE),)),
    ],
    ids=["pairs", "levels", "german", "long question", "nine levels"],
)
def test_words_have_room_in_every_window(  # noqa: PLR0913
    rating, tmp_path, *, size, portrait, method, criteria
):
    shape = (36, 64) if portrait else (64, 36)
    path = a_rated_study(
        tmp_path,
        method=method,
        contract=a_contract(criteria, method),
        sizes=(shape,),
        sources=("hall",),
        still=("hall",),
    )
    window = rating(path, size=size, player=paused_player())
    assert (window.parts.deck.width() < 400) == portrait
    assert_all_has_room(window)


def test_long_name_of_a_criterion_is_shortened_not_spilled(rating, tmp_path):
    name = "how well the " + "very " * 20 + "long hem holds"
    path = a_rated_study(
        tmp_path, contract=a_contract([Criterion(name, "Which one?")]), still=("hall",)
    )
    window = rating(path, size=(900, 560))
    row = window.parts.deck.rows[0]
    assert row._name.text().endswith("…")
    assert name[1:] in row.accessibleName()
    assert_row_has_room(row)


def test_name_of_a_criterion_keeps_its_capitals(rating, tmp_path):
    contract = a_contract([Criterion("schönheit der Hände", "Which one?")])
    window = rating(a_rated_study(tmp_path, contract=contract))
    assert window.parts.deck.rows[0]._name.text() == "Schönheit der Hände"


def test_current_question_is_in_sight_where_the_deck_scrolls(rating, tmp_path, qtbot):
    questions = [Criterion(f"quality {n}", "Which one is better?") for n in range(9)]
    for portrait in (False, True):
        path = a_rated_study(
            tmp_path / str(portrait),
            contract=a_contract(questions),
            sizes=((36, 64) if portrait else (64, 36),),
        )
        window = rating(path, size=(900, 560))
        for _ in questions[1:]:
            press(window, Key.Key_1)
            area = window.parts.deck._area
            row = window.focusWidget()
            assert (
                area.viewport()
                .rect()
                .contains(QRect(row.mapTo(area.viewport(), QPoint()), row.size()))
            )
        assert window.parts.stage.height() >= 180


def test_window_of_stills_alone_asks_nothing_about_motion(rating, tmp_path):
    sources = ("hall", "street")
    path = a_rated_study(
        tmp_path, sources=sources, still=sources, contract=default_contract()
    )
    window = rating(path)
    assert [row.criterion.name for row in window.parts.deck.rows] == [
        "realism",
        "aesthetics",
    ]


def test_window_of_stills_alone_has_nothing_that_plays(rating, tmp_path):
    sources = ("hall", "street")
    window = rating(a_rated_study(tmp_path, sources=sources, still=sources))
    shown = [c for c in window.parts.transport.controls() if c.isVisible()]
    parts = window.parts
    assert shown == [parts.inputs, parts.back, parts.forward]
    assert parts.forward.x() > window.width() - 150


def test_bar_without_anything_on_it_is_left_out(rating, tmp_path):
    path = a_rated_study(
        tmp_path, sources=["hall"], still=["hall"], sizes=((36, 64),), inputs=False
    )
    window = rating(path)
    assert not window.parts.transport.isVisible()
    assert window.parts.back.isVisible()
