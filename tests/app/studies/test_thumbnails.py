import cv2
import numpy as np
import pytest
from PySide6.QtCore import QSize

from app.media.probe import probe
from app.studies.thumbnails import thumbnail
from tests.app.studies.outputs import a_file, clip_bytes, png_bytes

SIZE = QSize(28, 32)


def a_picture(path, width, height):
    pixels = np.full((height, width, 3), 200, np.uint8)
    content = cv2.imencode(".png", pixels)[1].tobytes()
    return probe(a_file(path, content))


@pytest.mark.parametrize(
    ("width", "height"), [(8, 8), (640, 360), (360, 640), (57, 3), (1, 1)]
)
def test_a_thumbnail_is_filled_whatever_the_shape(tmp_path, width, height):
    path = tmp_path / "a.png"
    image = thumbnail(path, a_picture(path, width, height), SIZE)
    assert image.size() == 2 * SIZE
    middle = image.height() // 2
    assert {image.pixelColor(x, middle).red() for x in range(image.width())} == {200}


def test_a_strip_of_a_picture_takes_no_gigabytes(tmp_path):
    path = tmp_path / "a.png"
    image = thumbnail(path, a_picture(path, 2, 9000), SIZE)
    assert image.size() == 2 * SIZE


def test_a_clip_shows_its_first_frame(tmp_path):
    path = a_file(tmp_path / "a.mp4", clip_bytes(shade=120))
    image = thumbnail(path, probe(path), SIZE)
    assert abs(image.pixelColor(20, 20).red() - 120) < 6


def test_a_file_that_is_gone_or_no_picture_any_more_gives_none(tmp_path):
    path = a_file(tmp_path / "a.png", png_bytes())
    medium = probe(path)
    path.write_bytes(b"junk")
    assert thumbnail(path, medium, SIZE).isNull()
    path.unlink()
    assert thumbnail(path, medium, SIZE).isNull()
