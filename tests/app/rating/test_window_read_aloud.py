"""What a screen reader says of a rater's window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from app.theme.tokens import SIZES
from evaluators.study import Stage
from tests.app.rating.rated import press

Key = Qt.Key


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
