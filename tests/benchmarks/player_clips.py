"""Clips whose frames tell their number to whoever sees the screen.

Across the middle of each frame goes a band of bars, yellow or blue: every bit of the
number once as it is and once inverted, so that half a picture reads as none. Around
it moves a grainy texture, so that there is something to decode. All of it is
coloured, and the ground the panes stand on is not.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path

import numpy as np

from app.media.encode import encode_clip
from tests.app.media.numbered import Make, unusual_clip

BITS = 10
BARS = 2 * BITS
ZERO, ONE = (24, 24, 200), (230, 210, 30)  # blue is dark, yellow is bright
_BETWEEN = 110  # luminance that tells them apart
_LEAST_CONTRAST = 60
_GRAINS, _GRAIN = 8, 7  # how many, and how coarse: about 4 Mbit a second
_BLOCK = 16
_PACE = 3  # pixels a frame
_QUICK = {"preset": "veryfast", "crf": "26", "threads": "2"}
NTSC = 30000 / 1001


@dataclass(frozen=True)
class Numbered:
    """A clip on disk and when each of its frames is due (exact seconds)."""

    path: Path
    times: tuple[Fraction, ...]
    end: Fraction

    @cached_property
    def spans(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """When each frame is on screen: from its time to the next one's."""
        return tuple(zip(self.times, (*self.times[1:], self.end), strict=True))


def bars_of(number: int) -> np.ndarray:
    """Return the colour of each bar, BARS × 3."""
    bits = [number >> bit & 1 for bit in range(BITS)]
    both = [value for bit in bits for value in (bit, 1 - bit)]
    return np.array([ONE if value else ZERO for value in both], np.uint8)


def number_across(row: np.ndarray) -> int | None:
    """Read a row of pixels (n × 3, RGB) across the bars; None where there are none."""
    places = ((np.arange(BARS) + 0.5) * len(row) / BARS).astype(int)
    light = row[places] @ np.array([0.3, 0.59, 0.11])
    pairs = light.reshape(BITS, 2)
    if (np.abs(pairs[:, 0] - pairs[:, 1]) < _LEAST_CONTRAST).any():
        return None
    if ((pairs > _BETWEEN).sum(axis=1) != 1).any():
        return None
    return sum(int(pair[0] > pair[1]) << bit for bit, pair in enumerate(pairs))


def barred_frames(count: int, size=(1920, 1080), seed=1) -> Iterator[np.ndarray]:
    """Yield `count` RGB frames of this size (width, height)."""
    width, height = size
    grains = _grainy(width, height, seed)
    middle = slice(3 * height // 8, 5 * height // 8)
    edges = np.linspace(0, width, BARS + 1).astype(int)
    for number in range(count):
        frame = np.roll(grains[number % _GRAINS], (seed + _PACE) * number, axis=1)
        frame[middle] = bars_of(number).repeat(np.diff(edges), axis=0)
        yield frame


def _grainy(width: int, height: int, seed: int) -> list[np.ndarray]:
    """Return a texture of saturated blocks, each time with another fine grain."""
    chance = np.random.default_rng(seed)
    blocks = chance.integers(60, 180, (-(-height // _BLOCK), -(-width // _BLOCK), 3))
    blocks[..., chance.integers(3)] = 20  # one channel low: never grey
    texture = blocks.repeat(_BLOCK, axis=0).repeat(_BLOCK, axis=1)[:height, :width]
    return [
        np.clip(texture + chance.normal(0, _GRAIN, (height, width, 1)), 0, 255).astype(
            np.uint8
        )
        for _ in range(_GRAINS)
    ]


def steady(path: Path, seconds: float, *, rate: float = 30, **how) -> Numbered:
    """Write a clip of a steady rate; `settings` stand above the usual ones."""
    settings = _QUICK | how.pop("settings", {})
    exact = Fraction(rate).limit_denominator(1001)
    count = round(seconds * exact)
    encode_clip(path, barred_frames(count, **how), rate=rate, settings=settings)
    times = tuple(number / exact for number in range(count))
    return Numbered(path, times, count / exact)


def uneven(path: Path, times_ms: Sequence[int], **how) -> Numbered:
    """Write a clip whose frames come at these milliseconds; the last lasts 40 ms."""
    make = Make(times_ms=times_ms, settings=_QUICK)
    unusual_clip(path, barred_frames(len(times_ms), **how), make)
    times = tuple(Fraction(time, 1000) for time in times_ms)
    return Numbered(path, times, times[-1] + Fraction(40, 1000))


def phone_times(seconds: float) -> list[int]:
    """Return times (ms) as phones write them: near 30 per second, with gaps."""
    chance = np.random.default_rng(5)
    times = [0]
    while times[-1] < 1000 * seconds:
        gap = chance.choice([28, 33, 34, 40, 100], p=[0.2, 0.3, 0.3, 0.15, 0.05])
        times.append(times[-1] + int(gap))
    return times


class Shelf:
    """Clips that are made when they are first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Numbered] = {}

    def get(self, name: str, make: Callable[[Path], Numbered]) -> Numbered:
        """Return the clip of this name, made by `make(path)` if need be."""
        if name not in self._made:
            self._made[name] = make(self._folder / f"{name}.mp4")
        return self._made[name]

    def hd(self, seed: int, rate: float = 30, seconds: float = 10) -> Numbered:
        """Return a clip of 1920 × 1080."""
        name = f"hd-{seed}-{rate:.2f}-{seconds:g}"
        return self.get(name, lambda p: steady(p, seconds, rate=rate, seed=seed))

    def small(self, seed: int, rate: float = 30, seconds: float = 6) -> Numbered:
        """Return a clip of 640 × 360."""
        size = (640, 360)
        return self.get(
            f"small-{seed}-{rate:.2f}-{seconds:g}",
            lambda p: steady(p, seconds, rate=rate, seed=seed, size=size),
        )
