from PySide6.QtCore import QRectF

from app.theme.tokens import VIEWING
from tests.app.playback.screens import inside, painted


def test_seconds_and_frames_are_read_and_take_no_more_room_as_they_grow(
    playing, bar, clock
):
    scrub, size = bar._scrub.geometry(), bar._time.size()
    assert bar._time.text() == "0:00.000 / 0:02.000 · frame 1 of 20"
    clock.move(1.55)
    playing.changed.emit()
    assert bar._time.text() == "0:01.550 / 0:02.000 · frame 16 of 20"
    assert (bar._scrub.geometry(), bar._time.size()) == (scrub, size)


def test_a_paused_clip_tells_a_screen_reader_where_it_is(playing, bar, clock):
    clock.move(0.35)
    playing.pause()
    assert bar._time.accessibleName() == "0:00.350 / 0:02.000 · frame 4 of 20"


def test_the_position_stands_out_and_all_of_it_is_grey(playing, bar):
    pixels = inside(painted(bar), QRectF(bar._time.geometry()))
    assert (pixels.max(axis=2) == pixels.min(axis=2)).all()
    text, second = (int(t[1:3], 16) for t in (VIEWING.text, VIEWING.text_2))
    middle = pixels.shape[1] // 2
    assert pixels[:, : middle // 3].max() > second
    assert pixels[:, middle:].max() <= second < text


def test_a_long_wait_for_frames_is_said_in_place_of_the_frame(qtbot, windowed, bar):
    size = bar._time.size()
    windowed.seek(9_000_000)
    assert windowed.waiting
    assert "frame" in bar._time.text()
    bar._time._patience._timer.timeout.emit()  # as after a third of a second
    assert bar._time.text() == "0:09.000 · loading…"
    assert bar._time.size() == size
    qtbot.waitUntil(lambda: not windowed.waiting)
    assert bar._time.text() == "0:09.000 / 0:10.000 · frame 181 of 200"
