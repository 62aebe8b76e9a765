"""The rail: the picture follows its head, by mouse and by screen reader."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.theme.tokens import VIEWING
from tests.app.media.numbered import numbered_clip
from tests.app.playback.screens import given, numbers_on, painted

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
S = 1_000_000  # µs


@pytest.fixture
def scrub(bar, playing):
    """Return the rail of a bar while a pair of clips plays."""
    return bar._scrub


def at(scrub, time_us: int) -> QPoint:
    return QPoint(round(scrub.x_of(time_us)), 16)


def drag(qtbot, scrub, *times_us) -> None:
    """Press at the first time, move over the others and release."""
    points = [at(scrub, time_us) for time_us in times_us]
    qtbot.mousePress(scrub, LEFT, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(scrub, point)
        QApplication.processEvents()
    qtbot.mouseRelease(scrub, LEFT, pos=points[-1])


def test_the_picture_follows_the_mouse_on_the_rail(qtbot, playing, scrub, stage):
    qtbot.mousePress(scrub, LEFT, pos=at(scrub, 1_020_000))
    assert not playing.playing
    assert numbers_on(stage) == [10, 10]
    qtbot.mouseMove(scrub, at(scrub, 1_520_000))
    QApplication.processEvents()
    assert numbers_on(stage) == [15, 15]
    qtbot.mouseRelease(scrub, LEFT)
    assert playing.playing


@pytest.mark.parametrize(("beyond", "number"), [(-500, 0), (5000, 19)])
def test_beyond_the_ends_the_head_stays_at_the_end(qtbot, scrub, stage, beyond, number):
    qtbot.mousePress(scrub, LEFT, pos=at(scrub, S))
    qtbot.mouseMove(scrub, QPoint(beyond, 16))
    QApplication.processEvents()
    assert numbers_on(stage) == [number, number]
    qtbot.mouseRelease(scrub, LEFT)


def test_a_click_goes_there_and_on(qtbot, playing, scrub, stage, clock):
    qtbot.mouseClick(scrub, LEFT, pos=at(scrub, 1_020_000))
    assert playing.playing
    clock.move(0.3)
    assert numbers_on(stage) == [13, 13]


def test_after_a_drag_a_paused_clip_stays_paused(qtbot, playing, scrub):
    playing.pause()
    drag(qtbot, scrub, 400_000, 1_200_000)
    assert not playing.playing
    assert playing.position_us == pytest.approx(1_200_000, abs=5_000)


def test_a_drag_is_one_seek_however_far_it_goes(qtbot, playing, scrub, stage):
    drag(qtbot, scrub, *range(200_000, 1_800_000, 100_000))
    assert playing.certificate().seeks == 1
    drag(qtbot, scrub, S, 1_500_000)
    assert playing.certificate().seeks == 2


def test_a_move_without_a_press_moves_nothing(qtbot, playing, scrub):
    playing.pause()
    qtbot.mouseMove(scrub, at(scrub, S))
    qtbot.mouseRelease(scrub, LEFT, pos=at(scrub, S))
    assert (playing.position_us, playing.playing) == (0, False)


def test_the_right_button_moves_nothing(qtbot, playing, scrub):
    qtbot.mouseClick(scrub, RIGHT, pos=QPoint(300, 16))
    assert playing.playing
    assert playing.position_us == 0


def test_the_right_button_does_not_let_go_what_the_left_one_holds(
    qtbot, playing, scrub
):
    qtbot.mousePress(scrub, LEFT, pos=at(scrub, S))
    qtbot.mouseClick(scrub, RIGHT, pos=at(scrub, S))
    assert not playing.playing
    qtbot.mouseRelease(scrub, LEFT)
    assert playing.playing


def test_a_bar_that_goes_away_lets_go(qtbot, playing, scrub, bar):
    qtbot.mousePress(scrub, LEFT, pos=at(scrub, S))
    bar.hide()
    assert playing.playing


def test_what_comes_meanwhile_is_not_dragged(qtbot, playing, scrub, stage, tmp_path):
    qtbot.mousePress(scrub, LEFT, pos=at(scrub, S))
    with qtbot.waitSignal(playing.loaded):
        playing.show(given(*[numbered_clip(tmp_path / "next.mp4", rate=5)] * 2))
    qtbot.mouseMove(scrub, QPoint(400, 16))
    QApplication.processEvents()
    qtbot.mouseRelease(scrub, LEFT)
    assert playing.position_us == 0
    assert playing.certificate().seeks == 0


def test_the_wheel_moves_nothing(playing, scrub):
    playing.pause()
    wheel = QWheelEvent(
        QPointF(300, 16),
        QPointF(300, 16),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # inverted
    )
    QApplication.sendEvent(scrub, wheel)
    assert playing.position_us == 0
    assert not wheel.isAccepted()


def level(scrub, time_us: int) -> int:
    """Return the grey of the rail at a time."""
    x = round(scrub.x_of(time_us))
    return int(painted(scrub)[scrub.height() // 2, x, 0])


def grey(token: str) -> int:
    return QColor(token).red()


def test_the_head_stands_where_the_time_is_and_brackets_where_the_marks_are(
    playing, scrub
):
    playing.pause()
    playing.seek(500_000)
    playing.mark_loop_start()
    playing.seek(1_500_000)
    playing.mark_loop_end()
    playing.seek(1_000_000)
    pixels = painted(scrub)
    for time_us in (500_000, 1_000_000, 1_600_000):
        x = round(scrub.x_of(time_us))
        column = pixels[4:-4, x - 1 : x + 1]
        bright = (column > grey(VIEWING.head) - 40).all(axis=2)
        assert bright.any(axis=1).sum() >= 12
    assert level(scrub, 800_000) == grey(VIEWING.fill)
    assert level(scrub, 1_200_000) == level(scrub, 200_000) == grey(VIEWING.rail)
    assert (pixels.max(axis=2) == pixels.min(axis=2)).all()


def test_what_is_in_memory_is_brighter_until_all_of_it_is(qtbot, windowed, bar):
    windowed.pause()
    (start, end), *_ = windowed.in_memory()  # round the end there may be more
    assert (start, end) != (0, windowed.duration_us)
    there, missing = (start + end) // 2, (end + windowed.duration_us) // 2
    assert level(bar._scrub, there) == grey(VIEWING.rail_in_memory)
    assert level(bar._scrub, missing) == grey(VIEWING.rail)
    assert grey(VIEWING.rail) < grey(VIEWING.rail_in_memory) < grey(VIEWING.fill)


def test_where_all_is_in_memory_the_rail_is_plain(playing, scrub):
    playing.pause()
    assert level(scrub, S) == grey(VIEWING.rail)


def test_focus_by_key_is_seen_on_the_rail(qtbot, scrub):
    scrub.clearFocus()
    before = painted(scrub)[1, 100].tolist()
    scrub.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(scrub.hasFocus)
    assert painted(scrub)[1, 100].tolist() != before


def test_a_screen_reader_reads_the_position_and_may_set_it(playing, scrub, stage):
    playing.pause()
    playing.seek(700_000)
    heard = QAccessible.queryAccessibleInterface(scrub)
    assert heard.role() is QAccessible.Role.Slider
    assert heard.text(QAccessible.Text.Name) == "Position"
    value = heard.valueInterface()
    assert (value.minimumValue(), value.maximumValue()) == (0, 2000)
    assert value.currentValue() == 700
    value.setCurrentValue(1300)
    assert numbers_on(stage) == [13, 13]


def test_while_it_plays_a_screen_reader_is_told_nothing(playing, scrub, clock):
    clock.move(0.5)
    playing.changed.emit()
    value = QAccessible.queryAccessibleInterface(scrub).valueInterface()
    assert value.currentValue() == 0
    playing.pause()
    assert value.currentValue() == 500
