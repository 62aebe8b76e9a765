"""Walls, drawn as they stand: pictures of 0 to 1."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from app.demo.floors import Size, clouds
from app.demo.relief import Colour, Floats

Wall = Callable[[Generator, Size], Floats]


def plaster(colour: Colour) -> Wall:
    """Return a plain painted wall."""

    def draw(random: Generator, size: Size) -> Floats:
        light = 1 + 0.012 * clouds(random, size, (160, 220), (40, 60))
        light += 0.006 * clouds(random, size, (3, 3))
        return _coloured(light, colour)

    return draw


def panelled(colour: Colour, *, field: int = 300, gap: int = 46) -> Wall:
    """Return a wall with framed fields; lengths in pixels."""

    def draw(random: Generator, size: Size) -> Floats:
        light = 1 + 0.01 * clouds(random, size, (160, 220))
        bottom = size[0] - 96
        for left in range(-120, size[1], field + gap):
            for inset, width, tone in (
                (0, 3, 1.10),
                (3, 4, 0.88),
                (16, 2, 0.9),
                (18, 3, 1.08),
            ):
                x0, x1 = left + inset, left + field - inset
                y1 = bottom - inset
                _edge(light, slice(0, y1), slice(x0, x0 + width), tone)
                _edge(light, slice(0, y1), slice(x1 - width, x1), 2 - tone)
                _edge(light, slice(y1 - width, y1), slice(x0, x1), tone)
        return _coloured(light, colour)

    return draw


def slatted(colour: Colour, *, width: int = 30) -> Wall:
    """Return upright wooden slats with shadows between them."""

    def draw(random: Generator, size: Size) -> Floats:
        x = np.arange(size[1], dtype=np.float32)
        inside = x % width
        tones = random.uniform(-1, 1, size[1] // width + 1).astype(np.float32)
        light = 1 + 0.07 * tones[(x // width).astype(int)]
        light += 0.08 * np.exp(-(((inside - 4) / 4) ** 2))
        light *= np.where(inside > width - 9, 0.46, 1.0)
        light *= np.where(inside < 1, 0.7, 1.0)
        grain = clouds(random, size, (340, 2.5), (420, 7))
        return _coloured(light[None] * (1 + 0.03 * grain), colour)

    return draw


def brick(colour: Colour, *, height: int = 46, length: int = 150) -> Wall:
    """Return painted bricks."""

    def draw(random: Generator, size: Size) -> Floats:
        y = size[0] - np.arange(size[0], dtype=np.float32)[:, None]
        row = np.floor(y / height)
        along = np.arange(size[1], dtype=np.float32) + (row % 2) * length / 2
        column = (along / length).astype(np.int32)
        bricks = int(row.max()) + 1, int(column.max()) + 1
        tones = random.uniform(-1, 1, bricks).astype(np.float32)
        light = 1 + 0.022 * tones[row.astype(np.int32), column]
        light += 0.014 * clouds(random, size, (14, 24), (5, 8))
        below, left = y % height, along % length
        light += 0.05 * np.exp(-(((below - height + 3) / 2.5) ** 2))
        joint = np.minimum(below, np.minimum(left, length - left))
        light *= 1 - 0.13 * np.clip((5 - joint) / 3, 0, 1)
        return _coloured(light, colour)

    return draw


def _edge(light: Floats, rows: slice, columns: slice, tone: float) -> None:
    columns = slice(max(0, columns.start), max(0, columns.stop))
    light[rows, columns] *= tone


def _coloured(light: Floats, colour: Colour) -> Floats:
    return np.asarray(light[..., None] * np.array(colour, np.float32), np.float32)
