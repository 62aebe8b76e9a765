from PySide6.QtCore import QPoint, Qt

from app.theme.quiet_button import Face, QuietButton
from tests.app.media.numbered import numbered_clip
from tests.app.media.test_pictures import encoded, marked
from tests.app.playback.screens import given, numbers_on, show_filled
from tests.app.studies.outputs import a_file

LEFT = Qt.MouseButton.LeftButton


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
    for _ in range(6):
        press(qtbot, bar, "Speed")
        found.append(playing.speed)
    assert found == [1.5, 2.0, 0.25, 0.5, 0.75, 1.0]


def test_at_the_end_without_a_loop_the_button_offers_to_play_again(playing, bar, clock):
    playing.toggle_loop()
    clock.move(9)
    playing._tick()  # the timer of the last frame
    assert button(bar, "Play or pause")._face.icon == "play"


def test_a_narrow_bar_leaves_out_keys_and_frames(qtbot, playing, bar):
    wide = button(bar, "Play or pause").width()
    bar.resize(700, bar.height())
    qtbot.waitUntil(lambda: bar.width() == 700)
    playing._tick()
    assert button(bar, "Play or pause").width() < wide
    assert bar._time.text() == "0:00.000 / 0:02.000"
    assert bar._scrub.width() >= 120


def test_frames_are_counted_as_long_as_a_rail_is_left(qtbot, playing, bar):
    for width, counted in ((900, True), (760, False), (900, True)):
        bar.resize(width, bar.height())
        qtbot.waitUntil(lambda width=width: bar.width() == width)
        assert ("frame 1 of 20" in bar._time.text()) == counted
        assert bar._scrub.width() >= 120


def test_tools_take_the_room_of_the_frames_first(qtbot, playing, bar):
    for name in ("A tool", "Another tool", "Back", "Next"):
        bar.add_tool(QuietButton(Face(words=name), name, bar))
    qtbot.waitUntil(bar.controls()[-1].isVisible)
    bar.resize(900, bar.height())
    qtbot.waitUntil(lambda: bar.width() == 900)
    assert bar._time.text() == "0:00.000 / 0:02.000"


def loops(bar) -> tuple[str, bool]:
    found = button(bar, "Loop")
    return found._face.words, found.isChecked()


def test_how_it_loops_is_read_on_the_button_and_changes_no_width(playing, bar):
    width = button(bar, "Loop").width()
    assert loops(bar) == ("all", True)
    playing.pause()
    playing.seek(500_000)
    playing.mark_loop_start()
    assert loops(bar) == ("part", True)
    playing.toggle_loop()
    assert loops(bar) == ("all", True)
    playing.toggle_loop()
    assert loops(bar) == ("once", False)
    assert button(bar, "Loop").width() == width


def test_a_brief_bar_shows_how_it_loops_by_the_rail_alone(qtbot, playing, bar):
    bar.resize(1000, bar.height())
    qtbot.waitUntil(lambda: bar.width() == 1000)
    assert loops(bar) == ("", True)


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
    qtbot, player, bar, stage, tmp_path
):
    path = numbered_clip(tmp_path / "clip.mp4", size=(640, 480))
    show_filled(qtbot, player, given(path, path))
    path.write_bytes(b"words")
    with qtbot.waitSignal(player.failed):
        stage.resize(500, 300)  # so that it has to be decoded anew
    assert not player.playing
    assert not any(b.isEnabled() for b in bar.findChildren(QuietButton))
    qtbot.mouseClick(bar._scrub, LEFT, pos=QPoint(300, 16))
    assert player.position_us == 0
