import numpy as np
import pytest

from app.media.probe import probe
from tests.app.media.numbered import Make, frames_in, unusual_clip

WAYS = {
    (1, 0, 0, 1): lambda picture: picture,
    (-1, 0, 0, 1): np.fliplr,
    (1, 0, 0, -1): np.flipud,
    (-1, 0, 0, -1): lambda picture: np.rot90(picture, 2),
    (0, -1, 1, 0): lambda picture: np.rot90(picture, 1),
    (0, 1, -1, 0): lambda picture: np.rot90(picture, 3),
    (0, 1, 1, 0): lambda picture: picture.transpose(1, 0, 2),
    (0, -1, -1, 0): lambda picture: np.rot90(picture, 2).transpose(1, 0, 2),
}


def corners() -> np.ndarray:
    """Return a picture whose quarters differ."""
    picture = np.zeros((48, 64, 3), np.uint8)
    picture[:24, :32], picture[:24, 32:] = 40, 100
    picture[24:, :32], picture[24:, 32:] = 160, 220
    return picture


@pytest.mark.parametrize("display", WAYS)
@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuv444p"])
def test_a_picture_is_turned_and_mirrored_as_the_file_says(
    tmp_path, display, pixel_format
):
    make = Make(pixel_format=pixel_format, display=display, settings={"crf": "1"})
    clip = unusual_clip(tmp_path / "turned.mp4", [corners()] * 3, make)
    expected, medium = WAYS[display](corners()), probe(clip)
    assert (medium.height, medium.width) == expected.shape[:2]
    for size in (None, (medium.width // 2, medium.height // 2)):
        found = frames_in(clip, size)[1].rgb().astype(int)
        step = 1 if size is None else 2
        assert np.abs(found - expected[::step, ::step]).mean() < 6
