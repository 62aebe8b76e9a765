"""Small media of every format, and what damage may do to their bytes."""

import functools
from collections.abc import Iterator

import numpy as np

from tests.app.media.numbered import numbered_bytes, numbered_frames
from tests.app.media.profiles import display_p3, exif, tiff, with_profile
from tests.app.media.test_pictures import animated, encoded, marked

FORMATS = (
    "h264.mp4",
    "hevc.mp4",
    "av1.mp4",
    "vp9.webm",
    "vp8.webm",
    "h264.mkv",
    "h264.ts",
    "mpeg4.avi",
    "mpeg2.mpg",
    "still.png",
    "profile.png",
    "moving.png",
    "photo.jpg",
    "still.webp",
    "moving.webp",
    "moving.gif",
    "still.gif",
    "still.bmp",
    "still.tif",
)
_CODECS = {
    "h264": "libx264",
    "hevc": "libx265",
    "av1": "libsvtav1",
    "vp9": "libvpx-vp9",
    "vp8": "libvpx",
    "mpeg4": "mpeg4",
    "mpeg2": "mpeg2video",
}
_LARGE = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000)


@functools.cache
def whole(name: str) -> bytes:
    """Return a whole medium of a format of FORMATS."""
    make, _, suffix = name.partition(".")
    if make in _CODECS:
        rate = 25.0 if suffix == "mpg" else 10.0
        codec = _CODECS[make]
        return numbered_bytes(8, rate, codec, f".{suffix}", (32, 24))
    if make == "moving":
        return animated(f".{suffix}", list(numbered_frames(3, (16, 12))), [50] * 3)
    if suffix == "tif":
        return tiff(marked(), 6, display_p3())
    if make in {"profile", "photo"}:
        return with_profile(f".{suffix}", marked(), display_p3() + exif(6))
    return encoded(f".{suffix}", marked()[:12, :16])


def spoiled(name: str, seed: int) -> Iterator[bytes]:
    """Yield damaged forms of a medium without end; the same for the same seed."""
    chance = np.random.default_rng(seed)
    data = whole(name)
    while True:
        spoilt = bytearray(data)
        for _ in range(chance.integers(1, 6)):
            _SPOIL[chance.integers(len(_SPOIL))](spoilt, chance)
        yield bytes(spoilt)


def _place(spoilt: bytearray, chance) -> int:
    """Return a place in the bytes, in the head half the time."""
    near = min(len(spoilt), 400) if chance.random() < 0.5 else len(spoilt)
    return int(chance.integers(max(1, near)))


def _flip(spoilt: bytearray, chance) -> None:
    if spoilt:
        spoilt[_place(spoilt, chance)] ^= 1 << int(chance.integers(8))


def _replace(spoilt: bytearray, chance) -> None:
    if spoilt:
        spoilt[_place(spoilt, chance)] = int(chance.integers(256))


def _claim(spoilt: bytearray, chance) -> None:
    """Write a number that is too large or too small, as a size would be."""
    width = int(chance.choice([2, 4]))
    order = "big" if chance.random() < 0.5 else "little"
    number = _LARGE[chance.integers(len(_LARGE))] & (256**width - 1)
    place = _place(spoilt, chance)
    spoilt[place : place + width] = number.to_bytes(width, order)


def _cut(spoilt: bytearray, chance) -> None:
    if chance.random() < 0.3:
        del spoilt[_place(spoilt, chance) :]


def _leave_out(spoilt: bytearray, chance) -> None:
    place = _place(spoilt, chance)
    del spoilt[place : place + int(chance.integers(1, 40))]


def _repeat(spoilt: bytearray, chance) -> None:
    place = _place(spoilt, chance)
    spoilt[place:place] = spoilt[place : place + int(chance.integers(1, 200))]


def _blank(spoilt: bytearray, chance) -> None:
    place, size = _place(spoilt, chance), int(chance.integers(1, 60))
    spoilt[place : place + size] = bytes(len(spoilt[place : place + size]))


_SPOIL = (_flip, _flip, _replace, _claim, _claim, _cut, _leave_out, _repeat, _blank)
