"""What `paint_frame` promises to every view: the right pixels of the right part."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from app.media.frames import Frame
from app.playback.fitting import Rect
from app.playback.pane_painting import paint_frame, paint_label, paint_seen
from app.playback.views import WHOLE
from app.theme.fonts import load_fonts

NOISE = np.random.default_rng(3).integers(0, 255, (48, 64, 3), np.uint8)
FRAME = Frame(0, NOISE, planar=False)


@pytest.fixture(autouse=True)
def fonts(qapp):
    load_fonts()


def canvas(width=200, height=150, ratio=1.0) -> QImage:
    image = QImage(
        round(width * ratio), round(height * ratio), QImage.Format.Format_RGB888
    )
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    return image


def pixels(image: QImage) -> np.ndarray:
    rows = np.frombuffer(image.constBits(), np.uint8)
    rows = rows.reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)


def painted(rect: QRectF, part: Rect = WHOLE, ratio=1.0) -> np.ndarray:
    image = canvas(ratio=ratio)
    painter = QPainter(image)
    paint_frame(painter, FRAME, rect, part)
    painter.end()
    x, y, w, h = (round(side * ratio) for side in rect.getRect())
    return pixels(image)[y : y + h, x : x + w].copy()


def test_a_frame_at_its_own_size_keeps_every_pixel():
    assert np.array_equal(painted(QRectF(10, 20, 64, 48)), NOISE)


@pytest.mark.parametrize("ratio", [1.25, 1.5, 2.0])
def test_a_frame_of_the_screens_pixels_keeps_every_pixel(ratio):
    rect = QRectF(10 / ratio, 20 / ratio, 64 / ratio, 48 / ratio)
    assert np.array_equal(painted(rect, ratio=ratio), NOISE)


def test_a_part_is_painted_pixel_for_pixel_where_there_is_room_for_it():
    part = Rect(0.25, 0.5, 0.5, 0.25)
    found = painted(QRectF(3, 5, 32, 12), part)
    assert np.array_equal(found, NOISE[24:36, 16:48])


def test_a_part_is_doubled_exactly():
    part = Rect(0.5, 0.5, 0.5, 0.5)
    found = painted(QRectF(0, 0, 64, 48), part)
    assert np.array_equal(found, NOISE[24:, 32:].repeat(2, 0).repeat(2, 1))


def test_two_parts_side_by_side_make_the_whole_again():
    """As a wipe needs it: no column twice, none left out."""
    image = canvas()
    painter = QPainter(image)
    paint_frame(painter, FRAME, QRectF(0, 0, 40, 48), Rect(0, 0, 40 / 64, 1))
    paint_frame(painter, FRAME, QRectF(40, 0, 24, 48), Rect(40 / 64, 0, 24 / 64, 1))
    painter.end()
    assert np.array_equal(pixels(image)[:48, :64], NOISE)


def test_a_frame_between_whole_sizes_is_smooth():
    found = painted(QRectF(0, 0, 96, 72)).astype(int)
    jagged = NOISE.repeat(3, 0).repeat(3, 1)[::2, ::2].astype(int)
    assert found.shape == jagged.shape
    assert (
        np.abs(np.diff(found, axis=1)).mean() < np.abs(np.diff(jagged, axis=1)).mean()
    )


def widest(image: QImage, x: int, y: int, w: int, h: int) -> int:
    """Return how many columns of a place have anything painted."""
    return int((pixels(image)[y : y + h, x : x + w].max(axis=(0, 2)) > 60).sum())


def test_letter_offset_and_caption_stand_one_after_the_other():
    image = canvas(400)
    painter = QPainter(image)
    rect = QRectF(0, 40, 390, 100)
    ends = [
        paint_label(painter, rect, "A", "", ""),
        paint_label(painter, rect, "A", "+2 frames", ""),
        paint_label(painter, rect, "A", "+2 frames", "before.mp4"),
    ]
    painter.end()
    assert 0 < ends[0] < ends[1] < ends[2] < 390


def test_a_long_caption_ends_with_its_pane():
    image = canvas(400)
    painter = QPainter(image)
    paint_label(painter, QRectF(0, 40, 120, 100), "A", "", "folder/" * 9 + "a.mp4")
    painter.end()
    assert widest(image, 0, 0, 120, 40) > 60
    assert widest(image, 121, 0, 270, 40) == 0


def test_a_narrow_pane_keeps_the_eye_alone():
    wide, narrow = canvas(), canvas()
    for image, left in ((wide, 20.0), (narrow, 100.0)):
        painter = QPainter(image)
        paint_seen(painter, QRectF(0, 40, 160, 100), left)
        painter.end()
    assert widest(wide, 0, 0, 200, 40) > 50
    assert 8 <= widest(narrow, 0, 0, 200, 40) <= 16
