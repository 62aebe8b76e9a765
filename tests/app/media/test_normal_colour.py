import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.media.colour import matrix_of
from app.media.normal_colour import normal_colour

MATRICES = sorted({matrix_of(tag, 64, 48).name for tag in range(1, 11)})
WEIGHTS = {"ITU709": (0.2126, 0.0722), "ITU601": (0.299, 0.114)}


def planes_of(rgb, weights, full) -> np.ndarray:
    """Return one flat colour (0 … 1) as 4 × 4 planes, by the book."""
    red, blue = weights
    luma = red * rgb[0] + (1 - red - blue) * rgb[1] + blue * rgb[2]
    u, v = (rgb[2] - luma) / (2 - 2 * blue), (rgb[0] - luma) / (2 - 2 * red)
    steps = (255, 255, 0) if full else (219, 224, 16)
    planes = np.empty((6, 4), np.uint8)
    planes[:4] = round(luma * steps[0] + steps[2])
    planes[4], planes[5] = (min(255, round(half * steps[1] + 128)) for half in (u, v))
    return planes


@given(
    rgb=st.tuples(*[st.floats(0, 1)] * 3),
    matrix=st.sampled_from(sorted(WEIGHTS)),
    full=st.booleans(),
)
def test_any_colour_comes_back_from_any_matrix_and_range(rgb, matrix, full):
    planes = planes_of(rgb, WEIGHTS[matrix], full)
    found = normal_colour(planes, matrix, full=full)
    expected = planes_of(rgb, WEIGHTS["ITU601"], full=False)
    assert np.abs(found.astype(int) - expected).max() <= 1
    pixels = cv2.cvtColor(found, cv2.COLOR_YUV2RGB_I420)
    assert np.abs(pixels - np.array(rgb) * 255).max() <= 4


@pytest.mark.parametrize("matrix", MATRICES)
@pytest.mark.parametrize("full", [False, True])
def test_grey_stays_grey_whatever_the_matrix(matrix, full):
    black, white = (0, 255) if full else (16, 235)
    for level, expected in ((black, 0), (white, 255)):
        planes = np.full((6, 4), 128, np.uint8)
        planes[:4] = level
        found = cv2.cvtColor(
            normal_colour(planes, matrix, full=full), cv2.COLOR_YUV2RGB_I420
        )
        assert np.abs(found.astype(int) - expected).max() <= 1


def test_each_place_keeps_its_own_colour():
    chance = np.random.default_rng(4)
    planes = chance.integers(60, 190, (9, 8), np.uint8)
    whole = normal_colour(planes, "ITU709", full=False)
    for row, column in ((0, 0), (2, 6), (4, 2)):
        chroma = row // 2 * 4 + column // 2
        one = np.empty((3, 2), np.uint8)
        one[:2] = planes[row : row + 2, column : column + 2]
        one[2] = planes[6:].reshape(2, 12)[:, chroma]
        found = normal_colour(one, "ITU709", full=False)
        assert np.array_equal(found[:2], whole[row : row + 2, column : column + 2])
        assert np.array_equal(found[2], whole[6:].reshape(2, 12)[:, chroma])


def test_what_is_normal_already_is_not_touched():
    planes = np.full((6, 4), 90, np.uint8)
    assert normal_colour(planes, "ITU601", full=False) is planes
