import numpy as np
import pytest

from app.media.colour import matrix_of
from tests.app.media.numbered import Make, frames_in, unusual_clip

PATCHES = np.array(
    [
        [255, 0, 0],
        [0, 255, 0],
        [0, 0, 255],
        [255, 255, 255],
        [0, 0, 0],
        [128, 128, 128],
        [255, 255, 0],
        [0, 255, 255],
        [255, 0, 255],
        [200, 120, 40],
        [30, 90, 160],
        [240, 200, 180],
    ],
    np.uint8,
)
SIDE = 32
TOLERANCE = 4  # of 255
FINE = {"crf": "4", "preset": "ultrafast"}


def patches(repeat=1) -> np.ndarray:
    """Return 3 × 4 flat patches, `repeat` times as large."""
    grid = PATCHES.reshape(3, 4, 3)
    return grid.repeat(SIDE * repeat, axis=0).repeat(SIDE * repeat, axis=1)


def centres(pixels) -> np.ndarray:
    height, width = pixels.shape[:2]
    rows = ((np.arange(3) + 0.5) * height / 3).astype(int)
    columns = ((np.arange(4) + 0.5) * width / 4).astype(int)
    return pixels[np.ix_(rows, columns)].reshape(-1, 3).astype(int)


def worst(frame) -> int:
    return int(np.abs(centres(frame.rgb()) - PATCHES.astype(int)).max())


@pytest.mark.parametrize("full", [False, True], ids=["limited", "full"])
@pytest.mark.parametrize(
    ("tag", "matrix"), [(1, "ITU709"), (5, "ITU601"), (6, "ITU601"), (9, "BT2020")]
)
@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuv444p"])
def test_tags_are_obeyed(tmp_path, tag, matrix, full, pixel_format):
    make = Make("libx264", pixel_format, matrix, tag, full, settings=FINE)
    clip = unusual_clip(tmp_path / "tagged.mp4", [patches()] * 2, make)
    for size in ((128, 96), (64, 48), (63, 47)):
        frame = frames_in(clip, size)[1]
        assert worst(frame) <= TOLERANCE
        assert frame.matrix == matrix


@pytest.mark.parametrize("full", [False, True], ids=["limited", "full"])
@pytest.mark.parametrize(
    ("codec", "pixel_format", "settings"),
    [
        ("libx265", "yuv420p10le", {"crf": "4", "x265-params": "log-level=none"}),
        ("libvpx-vp9", "yuv420p", {"crf": "4", "b": "0", "cpu-used": "8"}),
    ],
)
def test_the_range_is_obeyed_where_the_format_does_not_tell_it(
    tmp_path, codec, pixel_format, settings, full
):
    make = Make(codec, pixel_format, full=full, settings=settings)
    clip = unusual_clip(tmp_path / "range.mkv", [patches()] * 2, make)
    assert worst(frames_in(clip, (64, 48))[1]) <= TOLERANCE


def test_the_full_range_of_a_camera_is_obeyed(tmp_path):
    make = Make(
        "mjpeg", "yuvj420p", "ITU601", 5, full=True, settings={"qmin": "1", "qmax": "1"}
    )
    clip = unusual_clip(tmp_path / "camera.avi", [patches()] * 2, make)
    for size in ((128, 96), (64, 48), (63, 47)):
        assert worst(frames_in(clip, size)[1]) <= TOLERANCE


@pytest.mark.parametrize(("repeat", "matrix"), [(1, "ITU601"), (10, "ITU709")])
def test_without_a_tag_the_size_decides(tmp_path, repeat, matrix):
    make = Make("libx264", matrix=matrix, tag=2, settings=FINE)
    clip = unusual_clip(tmp_path / "untagged.mp4", [patches(repeat)] * 2, make)
    frame = frames_in(clip, (128, 96))[1]
    assert worst(frame) <= TOLERANCE
    assert frame.matrix == f"{matrix} (untagged)"


@pytest.mark.parametrize(
    ("width", "height", "name"),
    [
        (1280, 720, "ITU709"),
        (1279, 576, "ITU601"),
        (576, 577, "ITU709"),
        (720, 576, "ITU601"),
    ],
)
def test_high_definition_begins_at_1280_by_577(width, height, name):
    assert str(matrix_of(2, width, height)) == f"{name} (untagged)"
    assert str(matrix_of(6, width, height)) == "ITU601"
    assert not matrix_of(3, width, height).tagged  # reserved: as if it said nothing


def red_laces() -> np.ndarray:
    """Return one-pixel red lines on white."""
    picture = np.full((48, 64, 3), 255, np.uint8)
    picture[:, 8::8] = (220, 0, 0)
    return picture


@pytest.mark.parametrize(
    "make",
    [
        Make("libx264rgb", "rgb24", tag=0, settings={"crf": "1"}),
        Make("libx264", "yuv444p", settings={"crf": "1"}),
        Make("png", "rgb24", tag=2),
    ],
    ids=lambda make: make.pixel_format + make.codec,
)
def test_one_pixel_lines_in_full_colour_are_not_blurred(tmp_path, make):
    clip = unusual_clip(tmp_path / "laces.mov", [red_laces()] * 2, make)
    frame = frames_in(clip)[0]
    assert not frame.planar
    assert np.abs(frame.rgb().astype(int) - red_laces()).max() <= TOLERANCE


def test_greys_stay_grey(tmp_path):
    ramp = np.tile(np.arange(0, 256, 4, dtype=np.uint8)[:, None], (48, 1, 3))
    make = Make("ffv1", "gray")
    frame = frames_in(unusual_clip(tmp_path / "grey.mkv", [ramp], make))[0]
    assert np.abs(frame.rgb().astype(int) - ramp).max() <= 2
