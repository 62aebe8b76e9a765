"""The stimulus is the only colour, and the only thing that moves."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.rating.answer_button import AnswerButton, words_width
from app.rating.question_row import QuestionRow
from app.theme.tokens import SIZES
from evaluators.defaults import default_contract
from evaluators.study import Contract, Criterion, Method, MethodSettings, Stage
from tests.app.rating.rated import WAIT_MS, a_rated_study, paused_player, press

Key = Qt.Key
SIZES_OF_WINDOWS = [(900, 560), (1366, 768), (1440, 900), (1920, 1080)]


def pixels_of(window: QWidget) -> tuple[np.ndarray, float]:
    grabbed = window.grab()
    image = grabbed.toImage().convertToFormat(QImage.Format.Format_RGB888)
    height, width = image.height(), image.width()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(
        height, image.bytesPerLine()
    )
    pixels = rows[:, : 3 * width].reshape(height, width, 3).copy()  # outlives the image
    return pixels, grabbed.devicePixelRatio()


def colour_outside(window, *, masked=True) -> int:
    """Return the largest max − min of any pixel outside panes and inputs."""
    pixels, ratio = pixels_of(window)
    pixels = pixels.astype(int)
    stage = window.parts.stage
    spread = pixels.max(axis=2) - pixels.min(axis=2)
    if masked:
        for rect in (*stage.pane_rects(), *stage.input_rects()):
            corner = stage.mapTo(window, rect.topLeft().toPoint())
            place = QRect(corner, rect.toRect().size())
            top, left = round(place.y() * ratio), round(place.x() * ratio)
            bottom = round((place.y() + place.height()) * ratio)
            right = round((place.x() + place.width()) * ratio)
            assert spread[top:bottom, left:right].max() > 0  # there is a picture
            spread[top:bottom, left:right] = 0
    return int(spread.max())


def shown(qtbot, window):
    qtbot.waitUntil(lambda: window.course.shows_trial, timeout=WAIT_MS)


def test_nothing_but_the_panes_has_a_colour(rating, clips, qtbot):
    window = rating(clips, player=paused_player())
    assert colour_outside(window) == 0
    press(window, Key.Key_1)
    assert colour_outside(window) == 0
    qtbot.waitUntil(lambda: window.course.saving.all_saved, timeout=WAIT_MS)
    for _ in range(12):
        press(window, Key.Key_Tab)  # the ring of focus comes to everything
        assert colour_outside(window) == 0


def test_inputs_are_shown_without_another_colour(rating, clips):
    window = rating(clips, player=paused_player())
    QTest.keyPress(window.focusWidget(), Key.Key_R)
    assert colour_outside(window) == 0


def test_pointer_over_buttons_brings_no_colour(rating, clips):
    window = rating(clips, player=paused_player())
    row = window.parts.deck.rows[0]
    for widget in (row.buttons[0], row.buttons[3], window.parts.transport._play):
        QTest.mouseMove(widget, QPoint(5, 5))
        widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        assert colour_outside(window) == 0


def test_pages_over_the_trial_have_no_colour(rating, clips, qtbot):
    window = rating(clips, player=paused_player())
    window.parts.stage.hide()  # what is dimmed under the keys is the stimulus
    press(window, Key.Key_Question)
    assert colour_outside(window, masked=False) == 0
    press(window, Key.Key_Escape)
    press(window, Key.Key_B)
    assert colour_outside(window, masked=False) == 0
    for page in (window.covers.done, window.covers.leaving, window.covers.lost):
        window.covers.lay(page)
        for button in page.buttons:
            button.setFocus(Qt.FocusReason.TabFocusReason)
            assert colour_outside(window, masked=False) == 0


def test_sentences_about_saving_have_no_colour(rating, clips, qtbot):
    window = rating(clips, player=paused_player())
    window.course.saving.tell("The last answer is not saved: the disk is full.")
    qtbot.waitUntil(lambda: bool(window.course.saving.trouble), timeout=WAIT_MS)
    assert colour_outside(window) == 0


def test_scroll_bar_of_a_deck_with_many_questions_has_no_colour(rating, tmp_path):
    questions = tuple(Criterion(f"quality {n}", "Which one?") for n in range(9))
    path = a_rated_study(tmp_path, contract=a_contract(questions))
    window = rating(path, player=paused_player(), size=(900, 560))
    assert window.parts.deck._area.verticalScrollBar().isVisible()
    assert colour_outside(window) == 0


def test_tooltip_would_have_no_colour(rating, clips):
    window = rating(clips)
    label = QLabel("a hint", window, Qt.WindowType.ToolTip)
    label.setObjectName("qtooltip_label")
    label.ensurePolished()
    label.resize(label.sizeHint())
    pixels, _ = pixels_of(label)
    assert (pixels.max(axis=2) == pixels.min(axis=2)).all()


# Nothing jumps


def geometry(window) -> dict[str, QRect]:
    parts = window.parts
    widgets = {
        "bar": parts.top_bar,
        "keys": parts.top_bar.keys,
        "stage": parts.stage,
        "transport": parts.transport,
        "deck": parts.deck,
        "back": parts.back,
        "forward": parts.forward,
        "inputs": parts.inputs,
    }
    widgets |= {f"control {n}": w for n, w in enumerate(parts.transport.controls())}
    for n, row in enumerate(parts.deck.rows):
        widgets[f"row {n}"] = row
        widgets |= {f"answer {n} {m}": b for m, b in enumerate(row.buttons)}
    return {
        name: QRect(w.mapTo(window, QPoint()), w.size()) for name, w in widgets.items()
    }


@pytest.mark.parametrize("portrait", [False, True])
def test_nothing_jumps_from_trial_to_trial(rating, tmp_path, qtbot, portrait):
    shapes = (
        ((36, 64), (48, 64), (20, 64)) if portrait else ((64, 36), (64, 64), (36, 64))
    )
    sources = [f"s{n}" for n in range(9)]
    path = a_rated_study(
        tmp_path, sources=sources, still=sources[2::3], sizes=shapes, inputs=False
    )
    window = rating(path)
    at_first = geometry(window)
    kinds = set()
    while not window.course.flow.done:
        shown(qtbot, window)
        kinds.add(len(window.course.flow.criteria))
        assert geometry(window) == at_first
        press(window, Key.Key_1)
        assert geometry(window) == at_first
        qtbot.waitUntil(lambda: window.course.saving.all_saved, timeout=WAIT_MS)
        assert geometry(window) == at_first
        while window.course.flow.question:
            press(window, Key.Key_2)
    assert kinds == {2, 3}  # stills are not asked about stability, and keep its room


def test_nothing_jumps_when_the_bar_says_something(rating, clips, qtbot):
    window = rating(clips)
    at_first = geometry(window)
    saving = window.course.saving
    said = [
        lambda: setattr(window.course, "answered_early", True),
        lambda: setattr(saving, "_says_saving", True),
        lambda: setattr(
            saving, "trouble", "The last answer is not saved: " + "why " * 30
        ),
        lambda: setattr(window.breaks, "due", True),
    ]
    for say in said:
        say()
        window._show()
        assert geometry(window) == at_first
        window.grab()


# Everything has its room


def a_contract(criteria, method=Method.PC) -> Contract:
    base = default_contract(method)
    return Contract(
        method=MethodSettings(method), criteria=tuple(criteria), stages=base.stages
    )


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


# Read aloud


def test_everything_that_takes_the_focus_has_a_name(rating, clips):
    window = rating(clips)
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            assert widget.accessibleName(), widget


def test_answers_are_read_with_criterion_words_and_key(rating, clips, qtbot):
    window = rating(clips)
    first, second = window.parts.deck.rows[:2]
    assert first.buttons[1].accessibleName() == "Realism, Tie, key 2"
    assert second.buttons[1].accessibleName() == "Aesthetics, Tie"
    assert first.accessibleName().endswith("open")
    press(window, Key.Key_2)
    qtbot.waitUntil(lambda: first.accessibleName().endswith("Tie, saved"))


def test_bar_is_read_with_trial_and_saving(rating, clips):
    window = rating(clips, stage=Stage.SELF)
    bar = window.parts.top_bar
    count = len(window.course.flow.session.trials)
    assert bar.accessibleName() == f"Trial 1 of {count}. All answers saved"
    assert bar.break_button.accessibleName() == "0 minutes. Take a break, key B"
    assert bar.height() == SIZES.top_bar


def test_sentence_is_announced_to_a_screen_reader_once(rating, clips, monkeypatch):
    window = rating(clips)
    told = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    QAccessible.setActive(True)
    try:
        window.course.saving.trouble = "The last answer is not saved: why."
        for _ in range(3):
            window._show()
    finally:
        QAccessible.setActive(False)
    assert [event.message() for event in told] == [window.course.saving.trouble]
