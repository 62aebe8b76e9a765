"""ICC profiles: from a picture's own colours to those of a usual screen, sRGB.

Neither OpenCV nor FFmpeg transforms them, and a scan needs no Qt. Read here are
profiles of three curves and a matrix, and of one curve for greys (ICC.1:2022, 8.3 and
8.4); those are what cameras and programs put into pictures. Tables for printers and
scanners are not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from struct import error as StructError  # noqa: N812  # an exception by its real name
from struct import unpack_from
from typing import Any

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float32]
_Curve = Callable[[NDArray[np.float64]], NDArray[np.float64]]

_DEEPEST = 65535
_ROWS_AT_ONCE = 32  # what stays in the cache is four times as fast
_NO_DIFFERENCE = 1  # of 255: rounding in a profile that is sRGB by another hand
_TAG_TABLE = 128
_MOST_TAGS = 200
# Linear sRGB to XYZ, adapted to D50 as all profiles are (IEC 61966-2-1, Bradford).
_SRGB = np.array(
    [
        [0.4360747, 0.3850649, 0.1430804],
        [0.2225045, 0.7168786, 0.0606169],
        [0.0139322, 0.0971045, 0.7141733],
    ]
)


class UnusableProfileError(Exception):
    """A profile is damaged or of a kind that is not read here."""


@dataclass(frozen=True, eq=False)
class Profile:
    """What turns the values of a picture into light: a curve for each channel."""

    name: str
    curves: tuple[_Curve, ...]  # three, or one for greys
    matrix: NDArray[np.float64]  # 3 × 3, from linear light to linear sRGB

    @cached_property
    def is_srgb(self) -> bool:
        """Whether it changes nothing, as most profiles do."""
        if len(self.curves) == 1:
            values = np.arange(256, dtype=np.uint8).reshape(-1, 1, 1)
        else:
            steps = np.linspace(0, 255, 6).astype(np.uint8)
            grid = np.stack(np.meshgrid(steps, steps, steps), -1)
            values = grid.reshape(-1, 1, 3)
        off = self.to_srgb(values).astype(int) - values
        return int(np.abs(off).max()) <= _NO_DIFFERENCE

    def to_srgb(self, pixels: NDArray[np.uint8 | np.uint16]) -> NDArray[np.uint8]:
        """Return h × w × 3 RGB as sRGB of 8 bits; with one curve h × w × 1 greys too.

        Colours that a usual screen cannot show are cut off, channel by channel.
        """
        changed = np.empty(pixels.shape, np.uint8)
        for top in range(0, len(pixels), _ROWS_AT_ONCE):
            some = slice(top, top + _ROWS_AT_ONCE)
            changed[some] = self._changed(pixels[some])
        return changed

    def _changed(self, pixels: NDArray[np.uint8 | np.uint16]) -> NDArray[np.uint8]:
        import cv2

        tables = self._tables(int(np.iinfo(pixels.dtype).max))
        linear: NDArray[Any]
        if len(tables) == 1:
            linear = tables[0][pixels]
        elif pixels.dtype == np.uint8:
            seen = np.ascontiguousarray(pixels)
            linear = cv2.LUT(seen, np.stack(tables, axis=-1)[None])
        else:
            channels = [table[pixels[..., i]] for i, table in enumerate(tables)]
            linear = np.stack(channels, axis=-1)
        if len(tables) > 1:
            linear = cv2.transform(linear, self.matrix.astype(np.float32))
        steps = np.clip(linear, 0, _DEEPEST, out=linear)
        steps += 0.5
        return np.asarray(_encoding().take(steps.astype(np.uint16)), np.uint8)

    @lru_cache(maxsize=16)  # noqa: B019  # profiles are few and kept by read_profile
    def _tables(self, most: int) -> tuple[_Floats, ...]:
        """Return light in steps of 65 535 for each value of each channel."""
        values = np.arange(most + 1) / most
        with np.errstate(all="ignore"):  # a damaged profile may say anything
            made = [np.nan_to_num(curve(values)) for curve in self.curves]
        return tuple(
            (np.clip(light, 0, 1) * _DEEPEST).astype(np.float32) for light in made
        )


@lru_cache(maxsize=8)
def read_profile(data: bytes) -> Profile:
    """Read an ICC profile; raises UnusableProfileError."""
    try:
        return _profile(data)
    except (StructError, IndexError, ValueError, np.linalg.LinAlgError) as error:
        raise UnusableProfileError from error


def _profile(data: bytes) -> Profile:
    if data[36:40] != b"acsp" or data[20:24] != b"XYZ ":
        raise UnusableProfileError
    tags = _tags(data)
    name = _name(tags.get(b"desc", b""))
    if data[16:20] == b"GRAY" and b"kTRC" in tags:
        return Profile(name, (_curve(tags[b"kTRC"]),), np.eye(3))
    if data[16:20] != b"RGB ":
        raise UnusableProfileError
    letters = (b"r", b"g", b"b")
    curves = tuple(_curve(tags.get(letter + b"TRC", b"")) for letter in letters)
    to_xyz = np.array([_xyz(tags.get(letter + b"XYZ", b"")) for letter in letters]).T
    return Profile(name, curves, np.linalg.solve(_SRGB, to_xyz))


def _tags(data: bytes) -> dict[bytes, bytes]:
    (count,) = unpack_from(">I", data, _TAG_TABLE)
    if count > _MOST_TAGS:
        raise UnusableProfileError
    tags = {}
    for number in range(count):
        place = _TAG_TABLE + 4 + 12 * number
        signature, offset, size = unpack_from(">4sII", data, place)
        tags[signature] = data[offset : offset + size]
    return tags


def _xyz(tag: bytes) -> list[float]:
    return [value / 65536 for value in unpack_from(">iii", tag, 8)]


def _name(tag: bytes) -> str:
    """Return what a profile calls itself, in one line; "" when it does not say."""
    if tag[:4] == b"mluc":
        size, offset = unpack_from(">II", tag, 20)
        words = tag[offset : offset + size].decode("utf-16-be", "ignore")
    else:
        words = tag[12:].split(b"\0", 1)[0].decode("latin-1")
    return " ".join("".join(filter(str.isprintable, words)).split())[:60]


def _curve(tag: bytes) -> _Curve:
    if tag[:4] == b"para":
        return _parametric(tag)
    if tag[:4] != b"curv":
        raise UnusableProfileError
    (count,) = unpack_from(">I", tag, 8)
    if count == 0:
        return lambda values: values
    entries = np.frombuffer(tag, ">u2", count, 12)
    if count == 1:
        gamma = entries[0] / 256
        return lambda values: values**gamma
    places = np.linspace(0, 1, count)
    return lambda values: np.interp(values, places, entries / _DEEPEST)


def _parametric(tag: bytes) -> _Curve:
    """Return a curve by formula (ICC.1:2022, table 68)."""
    (kind,) = unpack_from(">H", tag, 8)
    count = (1, 3, 4, 5, 7)[kind]
    given = [value / 65536 for value in unpack_from(f">{count}i", tag, 12)]
    # Y = (aX + b)^g + e from X = d on, and cX + f below.
    padded = (*given, *(1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)[count:])
    g, a, b, c, d, e, f = map(float, padded)
    if kind in {1, 2}:
        if a == 0:
            raise UnusableProfileError
        e = f = c if kind == 2 else 0.0  # noqa: PLR2004  # the kind with an offset
        c, d = 0.0, -b / a

    def curve(values: NDArray[np.float64]) -> NDArray[np.float64]:
        power = np.maximum(a * values + b, 0) ** g + e
        return np.asarray(np.where(values >= d, power, c * values + f), np.float64)

    return curve


@lru_cache(maxsize=1)
def _encoding() -> NDArray[np.uint8]:
    """Return the byte for each of 65 536 steps of linear light (IEC 61966-2-1)."""
    light = np.arange(_DEEPEST + 1) / _DEEPEST
    power = 1.055 * light ** (1 / 2.4) - 0.055
    encoded = np.where(light <= 0.0031308, 12.92 * light, power)  # noqa: PLR2004
    return np.asarray(np.rint(encoded * 255), np.uint8)
