"""Moving one pane in time against the others, by key and pointer."""

import pytest
from PySide6.QtCore import QPointF, Qt

from tests.app.media.numbered import numbered_clip
from tests.app.media.test_pictures import encoded, marked
from tests.app.playback.screens import inside, numbers_on, painted
from tests.app.studies.outputs import a_file

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(look, tmp_path):
    """Ten frames per second, and twenty."""
    return look(
        numbered_clip(tmp_path / "ten.mp4", count=20, rate=10),
        numbered_clip(tmp_path / "twenty.mp4", count=40, rate=20),
    )


def point_at(qtbot, window, place) -> None:
    middle = window.stage.pane_rects()[place].center().toPoint()
    qtbot.mouseMove(window.stage, middle)


def above(window, place):
    """Return the pixels of the room above a pane."""
    rect = window.stage.pane_rects()[place]
    return inside(painted(window.stage), rect.translated(0, -rect.height()))[-28:]


@pytest.mark.parametrize(("place", "offsets"), [(0, (100_000, 0)), (1, (0, 50_000))])
def test_a_key_moves_the_pane_at_the_pointer_by_a_frame_of_its_own(
    qtbot, window, place, offsets
):
    point_at(qtbot, window, place)
    qtbot.keyClick(window, ".")
    assert window.player.offsets == offsets
    qtbot.keyClick(window, ",")
    assert window.player.offsets == (0, 0)


def test_earlier_moves_the_others_later(qtbot, window):
    point_at(qtbot, window, 0)
    qtbot.keyClick(window, ",")
    assert window.player.offsets == (0, 100_000)
    assert numbers_on(window.stage) == [1, 0]  # the others stay where they were
    assert window.stage.accessibleName().endswith(
        "Clip B, paused, 0.1 of 2.1 seconds, 2 frames later"
    )


def test_shift_moves_by_ten_and_a_key_brings_all_together_again(qtbot, window):
    point_at(qtbot, window, 1)
    qtbot.keyClick(window, Qt.Key.Key_Period, SHIFT)
    assert window.player.offsets == (0, 500_000)
    qtbot.keyClick(window, Qt.Key.Key_Comma, SHIFT)
    qtbot.keyClick(window, Qt.Key.Key_Comma, SHIFT)
    assert window.player.offsets == (500_000, 0)
    qtbot.keyClick(window, "T")
    assert window.player.offsets == (0, 0)


def test_the_moved_pane_shows_what_was_due_so_much_earlier(qtbot, window):
    window.player.seek(1_000_000)
    assert numbers_on(window.stage) == [10, 20]
    point_at(qtbot, window, 1)
    for _ in range(4):
        qtbot.keyClick(window, ".")
    window.player.seek(1_000_000)
    assert numbers_on(window.stage) == [10, 16]
    window.player.seek(100_000)
    assert numbers_on(window.stage) == [1, 0]  # it waits with its first frame


def test_in_the_surround_the_nearest_pane_is_meant(qtbot, window):
    left = window.stage.pane_rects()[0]
    for corner in (left.topLeft() - QPointF(9, 20), left.bottomLeft() - QPointF(30, 0)):
        point_at(qtbot, window, 1)
        qtbot.mouseMove(window.stage, corner.toPoint())
        qtbot.keyClick(window, ".")
        assert window.player.offsets == (100_000, 0)
        qtbot.keyClick(window, "T")


def test_the_pane_the_pointer_was_last_over_is_meant_and_at_first_the_last(
    qtbot, window
):
    qtbot.keyClick(window, ".")
    assert window.player.offsets == (0, 50_000)
    point_at(qtbot, window, 0)
    qtbot.mouseMove(window.transport)
    qtbot.keyClick(window, ".")
    assert window.player.offsets == (50_000, 0)


def test_the_offset_stands_beside_the_letter_and_moves_nothing(qtbot, window):
    before, rects = above(window, 1), window.stage.pane_rects()
    assert (above(window, 0) == above(window, 0)).all()
    point_at(qtbot, window, 1)
    qtbot.keyClick(window, ".")
    assert window.stage.pane_rects() == rects
    after = above(window, 1)
    assert (after[:, :14] == before[:, :14]).all()  # the letter
    assert (after != before).any()
    assert (after.max(axis=2) == after.min(axis=2)).all()
    qtbot.keyClick(window, "T")
    assert (above(window, 1) == before).all()


@pytest.mark.parametrize("count", [2, 3, 4])
def test_any_of_two_to_four_panes_may_be_moved(qtbot, look, tmp_path, count):
    paths = [numbered_clip(tmp_path / f"{n}.mp4") for n in range(count)]
    window = look(*paths)
    for place in range(count):
        point_at(qtbot, window, place)
        qtbot.keyClick(window, ".")
        expected = tuple(100_000 * (n == place) for n in range(count))
        assert window.player.offsets == expected
        qtbot.keyClick(window, "T")


def test_a_pane_alone_and_pictures_are_not_moved(qtbot, look, tmp_path):
    alone = look(numbered_clip(tmp_path / "alone.mp4"))
    qtbot.keyClick(alone, ".")
    assert alone.player.offsets == (0,)
    picture = a_file(tmp_path / "picture.png", encoded(".png", marked()))
    still = look(picture, picture)
    qtbot.keyClick(still, ".")
    qtbot.keyClick(still, "T")
    assert still.player.offsets == (0, 0)
