"""The inputs beside the panes, as long as they are asked for."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.app.rating.at_the_window import click, middle, shown
from tests.app.rating.rated import WAIT_MS, a_rated_study

Key = Qt.Key


def test_button_of_the_inputs_shows_and_hides_them(rating, clips):
    window = rating(clips)
    click(window.parts.inputs, middle(window.parts.inputs))
    assert window.parts.stage.inputs_shown
    click(window.parts.inputs, middle(window.parts.inputs))
    assert not window.parts.stage.inputs_shown


def test_held_key_shows_the_inputs_beside_the_panes(rating, clips, qtbot):
    window = rating(clips)
    stage = window.parts.stage
    alone = stage.pane_rects()
    QTest.keyPress(window.focusWidget(), Key.Key_R)
    assert stage.inputs_shown
    assert len(stage.input_rects()) == 1
    assert len(stage.pane_rects()) == 2
    shown_together = [*stage.input_rects(), *stage.pane_rects()]
    assert not any(
        a.intersects(b) for a in shown_together for b in shown_together if a is not b
    )
    assert all(stage.rect().contains(r.toAlignedRect()) for r in shown_together)
    QTest.keyRelease(window.focusWidget(), Key.Key_R)
    assert not stage.inputs_shown
    assert stage.pane_rects() == alone


def test_inputs_are_gone_with_the_next_trial_and_with_another_window(
    rating, clips, qtbot
):
    window = rating(clips)
    QTest.keyPress(window.focusWidget(), Key.Key_R)
    for _ in range(3):
        window.course.answer("a")
    assert not window.parts.stage.inputs_shown
    QTest.keyRelease(window.focusWidget(), Key.Key_R)
    shown(qtbot, window)
    QTest.keyPress(window.focusWidget(), Key.Key_R)
    assert window.parts.stage.inputs_shown
    other = rating(clips, "wren-2")
    other.activateWindow()
    qtbot.waitUntil(lambda: not window.isActiveWindow(), timeout=WAIT_MS)
    assert not window.parts.stage.inputs_shown


def test_study_without_inputs_offers_none(rating, tmp_path):
    window = rating(a_rated_study(tmp_path, inputs=False))
    assert not window.parts.inputs.isVisible()
    QTest.keyPress(window.focusWidget(), Key.Key_R)
    assert not window.parts.stage.inputs_shown
