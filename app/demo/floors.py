"""Floors seen from above, before perspective: pictures of 0 to 1."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.random import Generator

from app.demo.relief import Colour, Floats

ACROSS = 640.0  # pixels per metre along the wall
DEEP = 300.0  # pixels per metre towards the wall: it is seen at a low angle

Size = tuple[int, int]  # rows (towards the wall), columns
Floor = Callable[[Generator, Size], Floats]


def clouds(random: Generator, size: Size, *cells: tuple[float, float]) -> Floats:
    """Return smooth noise around 0, about ±1; `cells`: heights, widths of grains."""
    noise = np.zeros(size, np.float32)
    for rows, columns in cells:
        few = max(2, round(size[0] / rows)), max(2, round(size[1] / columns))
        grain = random.standard_normal(few).astype(np.float32)
        noise += cv2.resize(grain, size[::-1], interpolation=cv2.INTER_CUBIC)
    return noise / np.float32(max(1, len(cells)) ** 0.5)


def planks(colour: Colour, *, width: float = 0.13, contrast: float = 0.10) -> Floor:
    """Return boards that run along the wall, each of its own tone, with grain."""

    def draw(random: Generator, size: Size) -> Floats:
        light = np.empty(size, np.float32)
        board = width * DEEP
        for number in range(int(size[0] / board) + 1):
            top, bottom = round(number * board), round((number + 1) * board)
            start = -random.uniform(0, 1.2) * ACROSS
            while start < size[1]:
                end = start + random.uniform(0.9, 1.8) * ACROSS
                part = light[top:bottom, max(0, round(start)) : round(end)]
                part[:] = 1 + contrast * random.uniform(-1, 1)
                part[:, :2] *= 0.72
                start = end
            light[top : top + 2] *= 0.70
            light[top + 2 : top + 3] *= 1.05
        grain = clouds(random, size, (3, 260), (9, 400))
        light += 0.028 * grain + 0.02 * clouds(random, size, (60, 500))
        return _coloured(light, colour)

    return draw


def chevrons(colour: Colour, *, contrast: float = 0.09) -> Floor:
    """Return parquet laid in chevrons that point to the wall."""

    def draw(random: Generator, size: Size) -> Floats:
        column, rise, board = 0.36 * ACROSS, 0.20 * DEEP, 0.09 * DEEP
        y = np.arange(size[0], dtype=np.float32)[:, None]
        x = np.arange(size[1], dtype=np.float32)
        number = np.floor(x / column)
        inside = x / column - number
        slope = np.where(number % 2 == 0, inside, 1 - inside) * rise
        way = (y + slope) / board
        boards = int(way.max()) + 1, int(number.max()) + 1
        tones = random.uniform(-1, 1, boards).astype(np.float32)
        tone = tones[way.astype(np.int32), number.astype(np.int32)]
        seam = np.minimum(way % 1, 1 - way % 1) * board
        joint = np.minimum(inside, 1 - inside) * column
        light = 1 + contrast * tone
        light *= 1 - 0.26 * np.clip(1.4 - seam, 0, 1) - 0.2 * np.clip(2 - joint, 0, 1)
        light += 0.02 * clouds(random, size, (4, 90), (50, 300))
        return _coloured(light, colour)

    return draw


def concrete(colour: Colour) -> Floor:
    """Return polished concrete with a joint now and then."""

    def draw(random: Generator, size: Size) -> Floats:
        light = 1 + 0.035 * clouds(random, size, (120, 260), (40, 80), (12, 22))
        light += 0.012 * clouds(random, size, (2, 4))
        for place in np.arange(0.7, size[1] / ACROSS, 1.5):
            light[:, round(place * ACROSS) : round(place * ACROSS) + 4] *= 0.82
        return _coloured(light, colour)

    return draw


def terrazzo(colour: Colour, chips: tuple[Colour, ...]) -> Floor:
    """Return polished stone with chips."""

    def draw(random: Generator, size: Size) -> Floats:
        floor = _coloured(1 + 0.015 * clouds(random, size, (80, 200)), colour)
        for _ in range(size[0] * size[1] // 900):
            mid = random.uniform(0, size[1]), random.uniform(0, size[0])
            long = random.gamma(3.0, 2.2) + 3
            axes = long, long * DEEP / ACROSS * random.uniform(0.45, 1)
            corners = cv2.boxPoints((mid, axes, random.uniform(-40, 40)))
            chip = chips[random.integers(len(chips))]
            cv2.fillConvexPoly(floor, np.rint(corners).astype(np.int32), chip)
        return np.asarray(cv2.GaussianBlur(floor, (0, 0), 0.8))

    return draw


def tiles(colour: Colour, other: Colour, *, side: float = 0.30) -> Floor:
    """Return a chequered floor."""

    def draw(random: Generator, size: Size) -> Floats:
        row = np.arange(size[0], dtype=np.float32)[:, None] / (side * DEEP)
        column = np.arange(size[1], dtype=np.float32) / (side * ACROSS)
        down, along = row.astype(np.int32), column.astype(np.int32)
        tones = random.uniform(-1, 1, (down.max() + 1, along.max() + 1))
        light = 1 + 0.025 * tones.astype(np.float32)[down, along]
        light += 0.02 * clouds(random, size, (30, 70), (90, 160))
        gap = np.minimum(row % 1 * side * DEEP, column % 1 * side * ACROSS)
        light *= 1 - 0.3 * np.clip(2.2 - gap, 0, 1)
        both = np.array((other, colour), np.float32)
        return np.asarray(both[(down + along) % 2] * light[..., None])

    return draw


def _coloured(light: Floats, colour: Colour) -> Floats:
    return np.asarray(light[..., None] * np.array(colour, np.float32), np.float32)
