"""Profiles, orientation, transparency and depth, together and in every format."""

import struct

import cv2
import numpy as np
import pytest

from app.media.pictures import SURROUND, read_pictures
from app.media.probe import examine
from tests.app.media.profiles import (
    SRGB,
    SRGB_CURVE,
    display_p3,
    exif,
    gamma,
    grey_profile,
    jpeg_with,
    parametric,
    png_with,
    rgb_profile,
    tiff,
    webp_with,
    with_profile,
)
from tests.app.media.test_pictures import encoded, marked
from tests.app.studies.outputs import a_file

FORMATS = [".png", ".jpg", ".webp", ".tif"]
GREEN = np.full((24, 32, 3), (120, 200, 100), np.uint8)
GREEN_OF_P3 = (89, 203, 85)  # worked out by LittleCMS 2.14


def pixels_in(path):
    return read_pictures(path).frames[0]


def examined(path):
    return examine(path, most_pixels=10**9)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_profile_is_applied(tmp_path, suffix):
    path = a_file(tmp_path / f"p{suffix}", with_profile(suffix, GREEN, display_p3()))
    assert np.abs(pixels_in(path)[12, 16].astype(int) - GREEN_OF_P3).max() <= 2
    found = examined(path)
    assert found.medium.warnings == ()
    assert found.tags.said() == "with the ICC profile Display P3"


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_profile_of_srgb_changes_nothing(tmp_path, suffix):
    icc = rgb_profile(SRGB, parametric(3, *SRGB_CURVE), "sRGB by another hand")
    path = a_file(tmp_path / f"p{suffix}", with_profile(suffix, GREEN, icc))
    assert np.abs(pixels_in(path)[12, 16].astype(int) - GREEN[0, 0]).max() <= 1
    assert examined(path).tags.said() == "without an ICC profile"


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("icc", [b"junk" * 200, display_p3()[:300]])
def test_a_profile_that_cannot_be_used_is_told_and_left(tmp_path, suffix, icc, capfd):
    path = a_file(tmp_path / f"p{suffix}", with_profile(suffix, GREEN, icc))
    assert np.abs(pixels_in(path)[12, 16].astype(int) - GREEN[0, 0]).max() <= 1
    assert examined(path).medium.warnings == (
        f"p{suffix} in the folder {tmp_path.name} has an ICC profile that cannot be "
        "used, so its colours are shown as if they were sRGB; export it in sRGB.",
    )
    assert capfd.readouterr().err == ""


def test_greys_follow_their_profile(tmp_path):
    jpeg = cv2.imencode(".jpg", np.full((16, 16), 128, np.uint8))[1].tobytes()
    icc = grey_profile(gamma(1))
    data = jpeg_with(jpeg, (0xE2, b"ICC_PROFILE\0\1\1" + icc))
    assert pixels_in(a_file(tmp_path / "g.jpg", data))[8, 8].tolist() == [188] * 3
    grey = tiff(np.full((8, 8, 1), 128, np.uint8), icc=icc)
    assert pixels_in(a_file(tmp_path / "g.tif", grey))[4, 4].tolist() == [188] * 3


def test_inks_are_shown_roughly_and_told(tmp_path):
    path = a_file(tmp_path / "inks.jpg", inked())
    red, green, blue = pixels_in(path)[4, 4].tolist()
    assert red < 60
    assert min(green, blue) > 180
    (said,) = examined(path).medium.warnings
    assert "has the colours of printing inks (CMYK)" in said


def inked() -> bytes:
    """Write 8 × 8 pixels of cyan as a JPEG of inverted inks, as Adobe does."""
    head = b"\xff\xd8\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0"
    head += b"\xff\xdb\0\x43\0" + b"\x08" * 64
    head += b"\xff\xc0" + struct.pack(">HBHHB", 20, 8, 8, 8, 4)
    head += b"".join(bytes([number, 0x11, 0]) for number in range(1, 5))
    # One code for each table: a number of eight bits, and the end of a block.
    head += b"\xff\xc4" + struct.pack(">HB", 20, 0) + bytes([1] + [0] * 15) + b"\x08"
    head += b"\xff\xc4" + struct.pack(">HB", 20, 16) + bytes([1] + [0] * 15) + b"\0"
    head += b"\xff\xda" + struct.pack(">HB", 14, 4)
    head += b"".join(bytes([number, 0]) for number in range(1, 5)) + b"\0\x3f\0"
    bits = ""
    for value in (0, 255, 255, 255):
        code = 128 if value else 127  # of +128 and -128, about the middle
        bits += f"0{code:08b}0"
    bits += "1" * (-len(bits) % 8)
    scan = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
    return head + scan + b"\xff\xd9"


CORNERS = {1: (4, 4), 2: (4, -4), 3: (-4, -4), 4: (-4, 4)} | {
    5: (4, 4),
    6: (4, -4),
    7: (-4, -4),
    8: (-4, 4),
}


def clear(picture: np.ndarray) -> np.ndarray:
    """Make the right half of a picture transparent."""
    alpha = np.full((*picture.shape[:2], 1), 255, np.uint8)
    alpha[:, 32:] = 0
    return np.concatenate([picture, alpha], axis=2)


def turned(suffix: str, picture: np.ndarray, orientation: int) -> bytes:
    if suffix == ".tif":
        return tiff(picture, orientation)
    data, block = encoded(suffix, picture), exif(orientation)
    if suffix == ".png":
        return png_with(data, b"eXIf", block)
    if suffix == ".jpg":
        return jpeg_with(data, (0xE1, b"Exif\0\0" + block))
    alpha = picture.shape[2] == 4
    return webp_with(data, (64, 48), (b"EXIF", block), alpha=alpha)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", FORMATS)
def test_orientation_is_applied_in_every_format(tmp_path, suffix, orientation):
    path = a_file(tmp_path / f"o{suffix}", turned(suffix, marked(), orientation))
    pixels = pixels_in(path)
    assert pixels.shape[1::-1] == ((64, 48) if orientation < 5 else (48, 64))
    assert pixels[CORNERS[orientation]][0] > 200
    reds = pixels[..., 0] > 150
    assert reds.mean() == pytest.approx(1 / 12, abs=0.02)


@pytest.mark.parametrize("suffix", [".png", ".webp", ".tif"])
def test_orientation_and_transparency_go_together(tmp_path, suffix):
    path = a_file(tmp_path / f"o{suffix}", turned(suffix, clear(marked()), 6))
    pixels = pixels_in(path)
    assert pixels.shape == (64, 48, 3)
    assert pixels[4, -4][0] > 200
    assert pixels[-4, 4].tolist() == [SURROUND] * 3  # the right half is below now


def test_a_profile_comes_before_transparency(tmp_path):
    picture = clear(np.full((48, 64, 3), (120, 200, 100), np.uint8))
    path = a_file(tmp_path / "p.png", with_profile(".png", picture, display_p3()))
    pixels = pixels_in(path)
    assert np.abs(pixels[20, 10].astype(int) - GREEN_OF_P3).max() <= 1
    assert pixels[20, 50].tolist() == [SURROUND] * 3


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_sixteen_bits_are_rounded_to_the_nearest_tone(tmp_path, suffix):
    deep = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    deep = np.stack([deep] * 3, axis=2)
    data = tiff(deep)
    if suffix == ".png":
        data = cv2.imencode(".png", deep)[1].tobytes()
    shown = pixels_in(a_file(tmp_path / f"deep{suffix}", data))
    assert np.array_equal(shown, np.rint(deep / 257).astype(np.uint8))


def test_a_palette_keeps_its_colours_and_its_transparency(tmp_path):
    head = struct.pack(">IIBBBBB", 2, 1, 8, 3, 0, 0, 0)
    picture = a_png(head, b"\0\0\1", (b"PLTE", bytes([255, 0, 0, 0, 0, 255])))
    path = a_file(tmp_path / "palette.png", picture)
    assert pixels_in(path).tolist() == [[[255, 0, 0], [0, 0, 255]]]
    clear_first = [(b"PLTE", bytes([255, 0, 0, 0, 0, 255])), (b"tRNS", b"\0")]
    path = a_file(tmp_path / "clear.png", a_png(head, b"\0\0\1", *clear_first))
    assert pixels_in(path).tolist() == [[[SURROUND] * 3, [0, 0, 255]]]


def test_a_grey_that_is_meant_to_be_transparent_is(tmp_path):
    head = struct.pack(">IIBBBBB", 2, 1, 8, 0, 0, 0, 0)
    path = a_file(
        tmp_path / "grey.png", a_png(head, b"\0\x14\x28", (b"tRNS", b"\0\x14"))
    )
    assert pixels_in(path).tolist() == [[[SURROUND] * 3, [40] * 3]]


def a_png(head: bytes, rows: bytes, *more: tuple[bytes, bytes]) -> bytes:
    """Write a PNG of a head, filtered rows, and chunks between them."""
    import zlib

    written = b"\x89PNG\r\n\x1a\n"
    for name, content in (
        (b"IHDR", head),
        *more,
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ):
        written += struct.pack(">I", len(content)) + name + content
        written += struct.pack(">I", zlib.crc32(name + content))
    return written


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (bytes([9, 16, 0, 1]), "is HDR (PQ), which is shown without tone mapping"),
        (bytes([12, 13, 0, 1]), "has the wide colours of P3, which are shown without"),
    ],
)
def test_a_png_that_codes_its_colours_as_video_does_is_told_of(tmp_path, code, words):
    data = png_with(encoded(".png", marked()), b"cICP", code)
    (said,) = examined(a_file(tmp_path / "p.png", data)).medium.warnings
    assert words in said


STRANGE = [
    (b"cICP", b"\x09"),
    (b"sBIT", b"\x09\x09"),
    (b"tRNS", b"\0"),
    (b"zTXt", b"bad"),
    (b"gAMA", bytes(4)),
    (b"cHRM", bytes(3)),
    (b"tIME", b"\xff" * 7),
    (b"eXIf", b"II*\0\xff\xff\xff\xff"),
    (b"iCCP", b""),
    (b"pHYs", b"1"),
]


@pytest.mark.parametrize(("name", "content"), STRANGE)
def test_strange_remarks_in_a_png_are_passed_over_in_silence(
    tmp_path, name, content, capfd
):
    path = a_file(
        tmp_path / "p.png", png_with(encoded(".png", marked()), name, content)
    )
    assert pixels_in(path)[4, 4].tolist() == [250, 0, 0]
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "segment",
    [
        (0xE0, b"JFIF\0\x09\x09\x09" + bytes(6)),
        (0xE0, b"JFXX\0"),
        (0xE1, b"Exif\0\0junk"),
        (0xE2, b"ICC_PROFILE\0"),
        (0xFE, b""),
    ],
)
def test_strange_remarks_in_a_jpeg_are_passed_over_in_silence(tmp_path, segment, capfd):
    path = a_file(tmp_path / "p.jpg", jpeg_with(encoded(".jpg", marked()), segment))
    assert pixels_in(path)[4, 4][0] > 240
    assert capfd.readouterr().err == ""
