import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from app.playback.transport import TransportBar
from app.theme.quiet_button import QuietButton
from app.theme.style import wear_viewing
from app.theme.tokens import VIEWING
from tests.app.media.numbered import numbered_clip
from tests.app.media.test_pictures import encoded, marked
from tests.app.playback.screens import given, numbers_on, painted, show_filled
from tests.app.studies.outputs import a_file

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(qtbot, player, stage):  # a stage so that something is really painted
    bar = TransportBar(player)
    wear_viewing(bar)  # as the window it stands in, whatever the application wears
    qtbot.addWidget(bar)
    bar.resize(1440, bar.height())
    with qtbot.waitExposed(bar):
        bar.show()
    return bar


@pytest.fixture
def playing(qtbot, player, bar, tmp_path):
    show_filled(qtbot, player, given(*[numbered_clip(tmp_path / "clip.mp4")] * 2))
    return player


def button(bar, name) -> QuietButton:
    (found,) = (b for b in bar.findChildren(QuietButton) if b.accessibleName() == name)
    return found


def press(qtbot, bar, name) -> None:
    qtbot.mouseClick(button(bar, name), LEFT)


def test_the_mouse_plays_pauses_steps_and_goes_to_the_start(
    qtbot, playing, bar, stage, clock
):
    press(qtbot, bar, "Play or pause")
    assert not playing.playing
    press(qtbot, bar, "One frame on")
    press(qtbot, bar, "One frame on")
    assert numbers_on(stage) == [2, 2]
    press(qtbot, bar, "One frame back")
    assert numbers_on(stage) == [1, 1]
    press(qtbot, bar, "To the start")
    assert numbers_on(stage) == [0, 0]
    press(qtbot, bar, "Play or pause")
    clock.move(0.5)
    assert numbers_on(stage) == [5, 5]


def test_the_mouse_marks_a_loop_and_lifts_it_again(qtbot, playing, bar):
    playing.pause()
    playing.seek(500_000)
    press(qtbot, bar, "Loop from here")
    playing.seek(900_000)
    press(qtbot, bar, "Loop to here")
    assert playing.loop_range == (500_000, 1_000_000)
    press(qtbot, bar, "Loop")
    assert playing.loop_range is None
    assert button(bar, "Loop").isChecked()
    press(qtbot, bar, "Loop")
    assert not playing.looping
    assert not button(bar, "Loop").isChecked()


def test_the_mouse_goes_through_all_speeds_and_round(qtbot, playing, bar):
    found = []
    for _ in range(7):
        press(qtbot, bar, "Speed")
        found.append(playing.speed)
    assert found == [1.5, 2.0, 0.1, 0.25, 0.5, 0.75, 1.0]


def test_at_the_end_without_a_loop_the_button_offers_to_play_again(playing, bar, clock):
    playing.toggle_loop()
    clock.move(9)
    playing._tick()  # the timer of the last frame
    assert button(bar, "Play or pause")._face.icon == "play"


def test_time_and_frame_are_told_and_take_no_more_room_as_they_grow(
    playing, bar, clock
):
    scrub = bar._scrub.geometry()
    assert bar._time.text() == "0:00.000 / 0:02.000 · frame 1 of 20"
    clock.move(1.55)
    playing._tick()
    assert bar._time.text() == "0:01.550 / 0:02.000 · frame 16 of 20"
    assert bar._scrub.geometry() == scrub


def test_a_narrow_bar_leaves_out_keys_and_frames(qtbot, playing, bar):
    wide = button(bar, "Play or pause").width()
    bar.resize(700, bar.height())
    qtbot.waitUntil(lambda: bar.width() == 700)
    playing._tick()
    assert button(bar, "Play or pause").width() < wide
    assert bar._time.text() == "0:00.000 / 0:02.000"
    assert bar._scrub.width() >= 120


def test_pictures_leave_the_bar_in_its_place_and_still(qtbot, player, bar, tmp_path):
    path = a_file(tmp_path / "picture.png", encoded(".png", marked()))
    height = bar.height()
    with qtbot.waitSignal(player.loaded):
        player.show(given(path, path))
    assert bar.height() == height
    assert bar._time.text() == ""
    assert not any(b.isEnabled() for b in bar.findChildren(QuietButton))
    qtbot.mouseClick(bar._scrub, LEFT)
    assert player.position_us == 0


def test_what_cannot_be_shown_any_more_cannot_be_played(
    qtbot, playing, bar, stage, tmp_path
):
    (tmp_path / "clip.mp4").write_bytes(b"words")
    playing._loader.current.sizes = ()  # as if it had to be made anew at another size
    with qtbot.waitSignal(playing.failed):
        stage.resize(800, 400)
    assert not playing.playing
    assert not any(b.isEnabled() for b in bar.findChildren(QuietButton))
    qtbot.mouseClick(bar._scrub, LEFT, pos=QPoint(300, 16))
    assert playing.position_us == 0


def drag(qtbot, scrub, *shares) -> None:
    """Press at the first share of the rail, move over the others and release."""
    points = [QPoint(round(scrub.x_of(s * 2_000_000)), 16) for s in shares]
    qtbot.mousePress(scrub, LEFT, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(scrub, point)
    qtbot.mouseRelease(scrub, LEFT, pos=points[-1])


def test_the_picture_follows_the_mouse_on_the_rail(qtbot, playing, bar, stage):
    scrub = bar._scrub
    point = QPoint(round(scrub.x_of(1_020_000)), 16)
    qtbot.mousePress(scrub, LEFT, pos=point)
    assert not playing.playing
    assert numbers_on(stage) == [10, 10]
    qtbot.mouseMove(scrub, QPoint(round(scrub.x_of(1_520_000)), 16))
    QApplication.processEvents()
    assert numbers_on(stage) == [15, 15]
    qtbot.mouseMove(scrub, QPoint(scrub.width() + 500, 16))
    QApplication.processEvents()
    assert numbers_on(stage) == [19, 19]
    qtbot.mouseRelease(scrub, LEFT)
    assert playing.playing


def test_after_a_drag_a_paused_clip_stays_paused(qtbot, playing, bar):
    playing.pause()
    drag(qtbot, bar._scrub, 0.2, 0.6)
    assert not playing.playing
    assert playing.position_us == pytest.approx(1_200_000, abs=5_000)


def test_the_right_button_moves_nothing(qtbot, playing, bar):
    qtbot.mouseClick(bar._scrub, Qt.MouseButton.RightButton, pos=QPoint(300, 16))
    assert playing.playing
    assert playing.position_us == 0


def test_the_head_stands_where_the_time_is_and_brackets_where_the_marks_are(
    playing, bar
):
    playing.pause()
    playing.seek(500_000)
    playing.mark_loop_start()
    playing.seek(1_500_000)
    playing.mark_loop_end()
    playing.seek(1_000_000)
    scrub = bar._scrub
    pixels = painted(scrub)
    white = QColor(VIEWING.head).red()
    for time_us in (500_000, 1_000_000, 1_600_000):
        column = pixels[
            4:-4, round(scrub.x_of(time_us)) - 1 : round(scrub.x_of(time_us)) + 1
        ]
        assert (column > white - 40).all(axis=2).any(axis=1).sum() >= 12
    middle = scrub.height() // 2
    filled = pixels[middle, round(scrub.x_of(800_000))]
    empty = pixels[middle, round(scrub.x_of(1_200_000))]
    assert filled[0] > empty[0] + 40
    assert (pixels.max(axis=2) == pixels.min(axis=2)).all()


def test_focus_by_key_is_seen_on_the_rail(qtbot, playing, bar):
    bar._scrub.clearFocus()
    before = painted(bar._scrub)[1, 100].tolist()
    bar._scrub.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(bar._scrub.hasFocus)
    assert painted(bar._scrub)[1, 100].tolist() != before
