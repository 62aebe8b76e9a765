import numpy as np
import pytest
from PySide6.QtGui import QColor, QPixmap, QRegion

from app.playback.stage import Stage
from app.theme.tokens import VIEWING
from tests.app.media.numbered import number_in, numbered_clip
from tests.app.media.test_pictures import encoded, marked
from tests.app.playback.screens import given, inside, numbers_on, painted, show_filled
from tests.app.studies.outputs import a_file

SURROUND = QColor(VIEWING.surround).red()


@pytest.fixture
def show(qtbot, player, stage):
    """Return a function that brings clips of these sizes, or media, to the stage."""

    def shown(media, inputs=()):
        show_filled(qtbot, player, media, inputs)
        player.pause()
        return stage

    return shown


def clips(folder, *sizes):
    return given(
        *(
            numbered_clip(folder / f"{place}-{size[0]}.mp4", size=size)
            for place, size in enumerate(sizes)
        )
    )


def outside(pixels, rects) -> np.ndarray:
    """Return the pixels that belong to no pane."""
    free = np.ones(pixels.shape[:2], bool)
    for rect in rects:
        inside(free, rect)[...] = False
    return pixels[free]


@pytest.mark.parametrize(
    "sizes",
    [
        [(640, 360), (640, 360)],
        [(360, 640), (640, 360)],
        [(360, 640)] * 3,
        [(640, 360), (360, 640), (480, 480), (64, 48)],
    ],
)
def test_panes_are_painted_in_true_proportion_and_never_enlarged(show, tmp_path, sizes):
    stage = show(clips(tmp_path, *sizes))
    for rect, (width, height) in zip(stage.pane_rects(), sizes, strict=True):
        assert rect.width() <= width
        assert rect.height() <= height
        assert rect.width() / rect.height() == pytest.approx(width / height, rel=0.03)
        assert stage.rect().contains(rect.toRect())
    assert numbers_on(stage) == [0] * len(sizes)


def test_a_small_clip_is_painted_pixel_for_pixel(show, tmp_path, player):
    stage = show(clips(tmp_path, (64, 48), (64, 48)))
    pixels = painted(stage)
    for rect, pane in zip(stage.pane_rects(), player.panes, strict=True):
        assert np.array_equal(inside(pixels, rect), pane[0].rgb())


def test_everything_outside_the_panes_is_grey_and_mostly_surround(show, tmp_path):
    stage = show(clips(tmp_path, (320, 180), (320, 180)))
    free = outside(painted(stage), stage.pane_rects()).astype(int)
    assert np.ptp(free, axis=1).max() == 0
    assert np.mean(free[:, 0] == SURROUND) > 0.99


def test_letters_stand_above_the_panes_and_one_pane_has_none(show, tmp_path):
    stage = show(clips(tmp_path, (320, 180), (320, 180)))
    pixels = painted(stage)
    for rect in stage.pane_rects():
        above = inside(pixels, rect.translated(0, -28))[:28, :20]
        assert above.max() > 200
    alone = show(clips(tmp_path, (320, 180)))
    free = outside(painted(alone), alone.pane_rects())
    assert (free == SURROUND).all()


def test_a_pane_seen_in_full_says_so_at_its_right(show, tmp_path, player):
    stage = show(clips(tmp_path, (320, 180), (320, 180)))
    assert at_the_right(stage).max() == SURROUND
    for _ in range(20):
        player.step(1)
        numbers_on(stage)
    assert at_the_right(stage).max() > 200
    assert stage.accessibleName() == "; ".join(
        f"Clip {letter}, paused, 0.0 of 2 seconds, seen in full" for letter in "AB"
    )


def at_the_right(stage) -> np.ndarray:
    rect = stage.pane_rects()[0]
    return inside(painted(stage), rect.translated(0, -28))[:28, 120:]


def test_pictures_are_called_pictures_and_need_not_be_watched(show, tmp_path):
    path = a_file(tmp_path / "picture.png", encoded(".png", marked()))
    stage = show(given(path, path))
    numbers_on(stage)
    assert stage.accessibleName() == "Picture A; Picture B"


def bright(stage) -> int:
    return int((painted(stage) > 200).sum())


def test_the_stage_is_empty_at_first_and_says_loading_only_when_it_takes_long(
    qtbot, player, stage, tmp_path
):
    assert bright(stage) == 0
    player.show(given(*[numbered_clip(tmp_path / "clip.mp4")] * 4))
    assert bright(stage) == 0
    stage._patience._timer.timeout.emit()  # as after a third of a second
    assert player.is_loaded or bright(stage) > 50


def test_the_first_picture_is_painted_at_once_while_the_rest_is_awaited(
    qtbot, player, stage, tmp_path
):
    clip = numbered_clip(tmp_path / "long.mp4", count=200, rate=20)
    stage._patience._timer.timeout.emit()  # words have stood there
    with qtbot.waitSignal(player.loaded):
        player.show(given(clip, clip))
    assert player.playing
    pixels = painted(stage)
    for rect, pane in zip(stage.pane_rects(), player.panes, strict=True):
        assert np.array_equal(inside(pixels, rect), pane[0].rgb())
    free = outside(pixels, stage.pane_rects())
    assert np.mean(free[:, 0] == SURROUND) > 0.99  # letters, and no words


@pytest.mark.parametrize("kind", ["clip", "picture"])
def test_a_rater_reads_that_it_cannot_be_shown_and_nothing_of_the_file(
    qtbot, player, stage, tmp_path, kind
):
    if kind == "clip":
        path = numbered_clip(tmp_path / "secret.mp4")
    else:
        path = a_file(tmp_path / "secret.png", encoded(".png", marked()))
    media = given(path)
    path.write_bytes(b"")
    with qtbot.waitSignal(player.failed):
        player.show(media)
    assert stage._words_of_failure() == (
        f"This {kind} cannot be shown. Press Enter to go on; it will be noted."
    )
    assert bright(stage) > 200
    assert "secret" not in stage.accessibleName() + stage.toolTip()


def test_the_owner_reads_what_is_wrong_with_which_file(qtbot, player, tmp_path):
    stage = Stage(player, to_owner=True)
    qtbot.addWidget(stage)
    path = numbered_clip(tmp_path / "clip.mp4")
    media = given(path)
    path.unlink()
    with qtbot.waitSignal(player.failed):
        player.show(media)
    assert stage._words_of_failure().startswith("clip.mp4 in the folder ")


def test_inputs_stand_beside_the_panes_while_they_are_shown(show, tmp_path, player):
    person = given(numbered_clip(tmp_path / "person.mp4", size=(320, 180)))
    stage = show(clips(tmp_path, (320, 180), (320, 180)), person)
    assert stage.input_rects() == []
    player.seek(500_000)
    stage.set_inputs_shown(shown=True)
    assert stage.inputs_shown
    pixels = painted(stage)
    shown = [number_in(inside(pixels, r)) for r in stage.input_rects()]
    assert shown + [number_in(inside(pixels, r)) for r in stage.pane_rects()] == [5] * 3
    assert not any(
        a.intersects(b) for a in stage.input_rects() for b in stage.pane_rects()
    )
    stage.set_inputs_shown(shown=False)
    assert stage.input_rects() == []


def test_without_inputs_there_is_nothing_to_show_beside(show, tmp_path):
    stage = show(clips(tmp_path, (320, 180)))
    stage.set_inputs_shown(shown=True)
    assert not stage.inputs_shown
    assert numbers_on(stage) == [0]


@pytest.mark.parametrize("ratio", [1.25, 1.5, 2.0])
def test_dense_screens_get_whole_pixels(show, tmp_path, player, ratio):
    stage = show(clips(tmp_path, (640, 480), (640, 480)))
    stage.resize(700, 420)
    stage.devicePixelRatioF = lambda: ratio
    rects = stage.pane_rects()
    for rect in rects:
        for side in (rect.x(), rect.y(), rect.width(), rect.height()):
            assert side * ratio == pytest.approx(round(side * ratio))
    sizes = stage._physical_sizes(player.presentation)
    assert sizes[0] == tuple(
        round(side * ratio) for side in (rects[0].width(), rects[0].height())
    )


def test_a_doubled_screen_doubles_pixels_exactly(show, tmp_path):
    noise = np.random.default_rng(1).integers(0, 255, (48, 64, 3), np.uint8)
    path = a_file(tmp_path / "noise.png", encoded(".png", noise))
    stage = show(given(path))
    pixmap = QPixmap(stage.size() * 2)
    pixmap.setDevicePixelRatio(2)
    stage.render(pixmap, sourceRegion=QRegion(stage.rect()))
    image = pixmap.toImage()
    left, top = (round(2 * side) for side in stage.pane_rects()[0].topLeft().toTuple())
    for y, x in ((0, 0), (20, 31), (47, 63)):
        for corner in ((0, 0), (1, 1)):
            found = image.pixelColor(left + 2 * x + corner[0], top + 2 * y + corner[1])
            assert list(found.getRgb()[:3]) == noise[y, x].tolist()


def test_panes_fill_the_room_when_asked_and_the_certificate_says_so(
    show, tmp_path, player
):
    stage = show(clips(tmp_path, (64, 48), (64, 48)))
    own = stage.pane_rects()
    stage.toggle_enlarged()
    larger = stage.pane_rects()
    assert larger[0].width() > 3 * own[0].width()
    assert numbers_on(stage) == [0, 0]
    scale = larger[0].width() * stage.devicePixelRatioF() / 64
    assert player.certificate().panes[0].scale == pytest.approx(scale)
    stage.toggle_enlarged()
    assert stage.pane_rects() == own
    assert player.certificate().panes[0].scale == 1
