"""Moving a pane in time while rating: by key, at the pointer, not under a page."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.app.rating.at_the_window import rate_trial, shown
from tests.app.rating.rated import a_rated_study, press
from tests.app.rating.test_achromatic import colour_outside

Key = Qt.Key
FRAME_US = 50_000  # of the clips rated here


def point_at(window, place):
    stage = window.parts.stage
    QTest.mouseMove(stage, stage.pane_rects()[place].center().toPoint())


def test_a_key_moves_the_pane_at_the_pointer(rating, clips):
    window = rating(clips)
    point_at(window, 0)
    press(window, Key.Key_Period)
    assert window.player.offsets == (FRAME_US, 0)
    press(window, Key.Key_Comma)
    press(window, Key.Key_Comma)
    assert window.player.offsets == (0, FRAME_US)
    press(window, Key.Key_T)
    assert window.player.offsets == (0, 0)
    assert window.course.flow.question == 0


def test_shift_moves_as_far_as_the_clip_goes(rating, clips):
    window = rating(clips)
    point_at(window, 1)
    press(window, Key.Key_Period, Qt.KeyboardModifier.ShiftModifier)
    assert window.player.offsets == (0, 3 * FRAME_US)  # of four frames


def test_the_offset_has_no_colour_and_is_in_the_certificate(rating, clips):
    window = rating(clips)
    press(window, Key.Key_Period)
    window.player.pause()
    window.player.seek(0)
    assert colour_outside(window) == 0
    panes = window.player.certificate().panes
    assert [pane.offset_us for pane in panes] == [0, FRAME_US]


def test_the_next_trial_begins_together(rating, clips, qtbot):
    window = rating(clips)
    press(window, Key.Key_Period)
    rate_trial(qtbot, window)
    shown(qtbot, window)
    assert window.player.offsets == (0, 0)


def test_under_the_keys_nothing_is_moved(rating, clips):
    window = rating(clips)
    press(window, Key.Key_Question)
    press(window, Key.Key_Period)
    assert window.covers.top is None
    assert window.player.offsets == (0, 0)


def test_the_page_of_keys_tells_how_unless_there_is_nothing_to_move(
    rating, clips, tmp_path
):
    window = rating(clips)
    press(window, Key.Key_Question)
    assert "T: all panes together" in window.covers.keys.accessibleDescription()
    still = a_rated_study(tmp_path / "still", still=("hall", "street", "mirror"))
    window = rating(still)
    press(window, Key.Key_Question)
    assert "together" not in window.covers.keys.accessibleDescription()
