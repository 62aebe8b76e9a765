import struct

import cv2
import numpy as np
import pytest

from app.media.pictures import SURROUND, read_pictures
from app.media.probe import probe
from app.media.reader import read_frames
from evaluators.study import Kind
from tests.app.media.numbered import (
    frames_in,
    number_in,
    numbered_frames,
    numbers_in,
)
from tests.app.studies.outputs import a_file

DURATIONS_MS = [50, 100, 200, 50]


def encoded(suffix, picture, *options) -> bytes:
    """Encode RGB or RGBA pixels as a picture file."""
    channels = picture[..., [2, 1, 0, *range(3, picture.shape[2])]]
    return cv2.imencode(suffix, channels, options)[1].tobytes()


def animated(suffix, pictures=None, durations=DURATIONS_MS) -> bytes:
    animation = cv2.Animation()
    pictures = pictures or numbered_frames(len(durations))
    animation.frames = [np.ascontiguousarray(p[..., ::-1]) for p in pictures]
    animation.durations = durations
    return cv2.imencodeanimation(suffix, animation)[1].tobytes()


def marked() -> np.ndarray:
    """Return a picture of 64 × 48 that is red in its top left corner."""
    picture = np.full((48, 64, 3), 60, np.uint8)
    picture[:16, :16] = (250, 0, 0)
    return picture


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".bmp", ".tif", ".gif"])
def test_a_still_picture_is_read_in_its_colours(tmp_path, suffix):
    path = a_file(tmp_path / f"picture{suffix}", encoded(suffix, marked()))
    medium = probe(path)
    assert medium.kind is Kind.IMAGE
    assert (medium.width, medium.height, medium.duration_us) == (64, 48, 0)
    (frame,) = frames_in(path)
    # The mean, since a GIF mixes dots of its few colours.
    assert np.abs(frame.rgb()[4:12, 4:12].mean(axis=(0, 1)) - (250, 0, 0)).max() <= 6
    assert np.abs(frame.rgb()[30:, 30:].mean(axis=(0, 1)) - 60).max() <= 6


def with_orientation(jpeg: bytes, orientation: int) -> bytes:
    """Put an EXIF block with an orientation into a JPEG file."""
    tiff = b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x112, 3, 1, orientation, 0, 0)
    block = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [
        (1, (64, 48), (4, 4)),
        (3, (64, 48), (-4, -4)),
        (6, (48, 64), (4, -4)),
        (8, (48, 64), (-4, 4)),
    ],
)
def test_the_orientation_of_a_photograph_is_applied(
    tmp_path, orientation, size, corner
):
    data = with_orientation(encoded(".jpg", marked()), orientation)
    path = a_file(tmp_path / "photo.jpg", data)
    medium = probe(path)
    assert (medium.width, medium.height) == size
    assert frames_in(path)[0].rgb()[corner][0] > 200


@pytest.mark.parametrize("suffix", [".png", ".webp"])
def test_transparency_shows_the_surround(tmp_path, suffix):
    picture = np.zeros((48, 64, 4), np.uint8)
    picture[:, 32:] = (255, 255, 255, 128)
    path = a_file(tmp_path / f"clear{suffix}", encoded(suffix, picture))
    pixels = read_pictures(path).frames[0]
    assert pixels[20, 10].tolist() == [SURROUND] * 3
    assert pixels[20, 50].tolist() == pytest.approx([182] * 3, abs=2)


def test_sixteen_bits_and_greys_become_eight_bits_of_rgb(tmp_path):
    deep = np.full((8, 8, 3), 128 * 257, np.uint16)
    path = a_file(tmp_path / "deep.png", cv2.imencode(".png", deep)[1].tobytes())
    assert read_pictures(path).frames[0].tolist() == [[[128] * 3] * 8] * 8
    clear = np.full((8, 8, 4), 65535, np.uint16)
    path = a_file(tmp_path / "clear.png", cv2.imencode(".png", clear)[1].tobytes())
    assert read_pictures(path).frames[0].min() == 255
    grey = np.full((8, 8), 77, np.uint8)
    path = a_file(tmp_path / "grey.png", cv2.imencode(".png", grey)[1].tobytes())
    assert read_pictures(path).frames[0].tolist() == [[[77] * 3] * 8] * 8


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".png"])
def test_an_animation_is_a_clip_with_its_own_times(tmp_path, suffix):
    path = a_file(tmp_path / f"moving{suffix}", animated(suffix))
    medium = probe(path)
    assert medium.kind is Kind.CLIP
    assert (medium.frames, medium.duration_us) == (4, 400_000)
    frames = frames_in(path, (32, 24))
    assert [frame.time_us for frame in frames] == [0, 50_000, 150_000, 350_000]
    assert [number_in(frame.rgb()) for frame in frames] == [0, 1, 2, 3]


def test_parts_of_a_gif_that_do_not_change_are_kept(tmp_path):
    pictures = [marked() for _ in range(4)]
    for number, picture in enumerate(pictures):
        picture[30:40, 8 * number : 8 * number + 8] = 240
    path = a_file(tmp_path / "partial.gif", animated(".gif", pictures))
    for number, frame in enumerate(frames_in(path)):
        assert frame.rgb()[8, 8, 0] > 200
        assert frame.rgb()[35, 8 * number + 4].min() > 200
        assert frame.rgb()[35, 60].max() < 100


def test_frames_without_a_length_are_shown_for_a_fiftieth_of_a_second(tmp_path):
    data = animated(".gif", durations=[0, 0, 0])
    assert probe(a_file(tmp_path / "fast.gif", data)).duration_us == 60_000


def a_sequence(folder, numbers, suffix=".png"):
    pictures = numbered_frames(len(numbers))
    for number, picture in zip(numbers, pictures, strict=True):
        a_file(folder / f"frame_{number}{suffix}", encoded(suffix, picture))
    return folder


def test_a_folder_of_pictures_plays_in_the_order_of_its_numbers(tmp_path):
    folder = a_sequence(tmp_path / "run", [1, 2, 9, 10, 11, 100])
    a_file(folder / "._frame_3.png", b"left by another system")
    a_file(folder / "poster.png", encoded(".png", marked()))
    a_file(folder / "notes 4.txt", b"words")
    medium = probe(folder, rate=20)
    assert medium.kind is Kind.SEQUENCE
    assert (medium.frames, medium.duration_us, medium.rate_mhz) == (6, 300_000, 20_000)
    frames = list(read_frames(folder, medium, (32, 24)))
    assert [number_in(frame.rgb()) for frame in frames] == list(range(6))
    assert [frame.time_us for frame in frames] == [50_000 * n for n in range(6)]


def test_pictures_are_made_smaller_without_losing_their_numbers(tmp_path):
    picture = next(numbered_frames(1, (640, 480), first=0b10110101))
    path = a_file(tmp_path / "large.png", encoded(".png", picture))
    assert numbers_in(path, (64, 48)) == [0b10110101]
