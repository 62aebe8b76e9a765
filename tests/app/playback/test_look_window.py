import pytest
from PySide6.QtCore import Qt

from app.media.errors import UnreadableMediumError
from app.playback.look_window import media_to_look_at
from tests.app.media.numbered import numbered_clip
from tests.app.media.test_pictures import a_sequence, encoded, marked
from tests.app.playback.screens import decoding_threads, numbers_on, open_files
from tests.app.studies.outputs import a_file


@pytest.fixture
def window(look, tmp_path):
    return look(*(numbered_clip(tmp_path / s / "clip.mp4") for s in ("a", "b")))


def test_one_to_four_files_play_side_by_side(look, tmp_path):
    for count in (1, 2, 3, 4):
        paths = [numbered_clip(tmp_path / f"{n}.mp4") for n in range(count)]
        assert numbers_on(look(*paths).stage) == [0] * count


def test_clips_pictures_and_folders_of_pictures_stand_together(look, tmp_path):
    window = look(
        numbered_clip(tmp_path / "clip.mp4"),
        a_file(tmp_path / "picture.png", encoded(".png", marked())),
        a_sequence(tmp_path / "run", [1, 2, 3]),
    )
    assert len(window.player.panes[2]) == 3
    window.player.seek(70_000)
    assert numbers_on(window.stage)[2] == 2  # 30 frames per second


@pytest.mark.parametrize(
    ("key", "number"),
    [
        (Qt.Key.Key_Right, 5),
        (Qt.Key.Key_Left, 3),
        (Qt.Key.Key_Home, 0),
    ],
)
def test_keys_step_and_go_to_the_start(qtbot, window, key, number):
    window.player.seek(400_000)
    qtbot.keyClick(window, key)
    assert numbers_on(window.stage) == [number, number]


def test_shift_steps_ten_at_a_time(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert numbers_on(window.stage) == [10, 10]
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert numbers_on(window.stage) == [0, 0]


def test_keys_play_loop_and_change_the_speed(qtbot, window):
    player = window.player
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert player.playing
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert not player.playing
    qtbot.keyClick(window, "-")
    qtbot.keyClick(window, "-")
    assert player.speed == 0.5
    qtbot.keyClick(window, "+")
    assert player.speed == 0.75
    player.seek(500_000)
    qtbot.keyClick(window, "[")
    player.seek(900_000)
    qtbot.keyClick(window, "]")
    assert player.loop_range == (500_000, 1_000_000)
    qtbot.keyClick(window, "P")
    assert player.loop_range is None


def test_names_tell_files_apart_also_when_two_have_the_same_name(tmp_path):
    first, second, third = media_to_look_at(
        [
            numbered_clip(tmp_path / "before" / "clip.mp4"),
            numbered_clip(tmp_path / "after" / "clip.mp4"),
            numbered_clip(tmp_path / "after" / "试穿.mp4"),
        ]
    )
    assert first.caption == "before/clip.mp4"
    assert second.caption == "after/clip.mp4"
    assert third.caption == "试穿.mp4"


def test_names_grow_until_they_tell_files_apart(tmp_path):
    paths = [
        numbered_clip(tmp_path / run / "clips" / "a.mp4") for run in ("old", "new")
    ]
    assert [one.caption for one in media_to_look_at(paths)] == [
        "old/clips/a.mp4",
        "new/clips/a.mp4",
    ]
    twice = media_to_look_at([paths[0], paths[0]])
    assert [one.caption for one in twice] == ["a.mp4", "a.mp4"]


def test_no_control_wears_the_ring_before_a_key_went_there(look, tmp_path):
    window = look(numbered_clip(tmp_path / "clip.mp4"))
    assert not any(control.hasFocus() for control in window.transport.controls())


def test_a_key_shows_how_it_is_played_and_hides_it_again(qtbot, window):
    assert window.proof.isHidden()
    qtbot.keyClick(window, "H")
    assert window.proof.isVisible()
    assert "missed" in window.proof.text()
    qtbot.keyClick(window, "H")
    assert window.proof.isHidden()


def test_the_window_may_become_small(qtbot, window):
    window.resize(400, 200)  # as small as it goes
    qtbot.waitUntil(lambda: window.width() < 600)
    for rect in window.stage.pane_rects():
        assert window.stage.rect().contains(rect.toRect())


def test_a_file_that_cannot_be_read_is_named_before_a_window_opens(tmp_path):
    good = numbered_clip(tmp_path / "good.mp4")
    with pytest.raises(UnreadableMediumError, match=r"bad\.mp4 in the folder"):
        media_to_look_at([good, a_file(tmp_path / "bad.mp4", b"words")])


@pytest.mark.parametrize("key", ["Esc", "Ctrl+Q"])
def test_a_key_closes_the_window_and_leaves_nothing_behind(
    qtbot, window, tmp_path, key
):
    modifier = Qt.KeyboardModifier.NoModifier
    if key == "Ctrl+Q":
        modifier = Qt.KeyboardModifier.ControlModifier
    pressed = Qt.Key.Key_Escape if key == "Esc" else Qt.Key.Key_Q
    qtbot.keyClick(window, pressed, modifier)
    assert not window.isVisible()
    assert decoding_threads() == []
    assert open_files(tmp_path) == []


def test_f11_fills_the_screen_and_back(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not window.isFullScreen())
