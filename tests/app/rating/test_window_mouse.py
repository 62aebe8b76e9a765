"""Rating by a real mouse."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.app.rating.at_the_window import (
    chosen,
    click,
    middle,
    rate_trial,
    row_of,
    saved,
    shown,
)
from tests.app.rating.rated import answers_in


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
