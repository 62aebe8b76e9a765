"""The stimulus is the only colour in a rater's window."""

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from evaluators.study import Criterion
from tests.app.rating.rated import (
    WAIT_MS,
    a_contract,
    a_rated_study,
    paused_player,
    press,
)

Key = Qt.Key


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
