"""The room a walker crosses: floor, wall, light, and where there is one a mirror."""

from dataclasses import dataclass

import cv2
import numpy as np

from app.demo.floors import ACROSS, DEEP, Floor
from app.demo.layers import Picture
from app.demo.placed import BEHIND
from app.demo.relief import Colour, Floats
from app.demo.walls import Wall

WIDTH, HEIGHT = 1344, 432  # of the whole room, pixels; a clip shows part of it
GROUND = 384  # where the near foot stands
FAR_GROUND = 370
MIDDLE = WIDTH // 2
_HORIZON = -13.0
_SCALE = 640.0  # pixels per metre at the walker
_AWAY = 2.0  # metres from the eye to the walker; depths are multiples of it
_GLASS = (1 + 1 / BEHIND) / 2  # depth of the mirror
_WALL = _GLASS * 1.02
_BACK = 3.3  # depth of the room in the mirror
_FINE = 2  # drawn this much larger
_LEFT = -1.75  # metres from the middle where the floor's picture begins
_FLOOR_WIDTH = 3.5
_NEAREST, _NEAREST_MIRRORED = 1.7, -1.6  # metres from the eye, the latter behind it
_PANES = (150, 226, 560, 636, 990, 1066)  # columns where the sun comes in
_SKIRTING = 0.085  # metres high
_GLASS_TINT = (0.84, 0.87, 0.86)
MIRROR = slice(MIDDLE - 290, MIDDLE + 290)  # columns of the glass


@dataclass(frozen=True, slots=True)
class Daylight:
    """Where the room is bright; places in pixels of the whole room."""

    ambient: Colour = (0.93, 0.94, 0.97)
    glow: Colour = (0.16, 0.14, 0.10)  # added around `at`
    at: tuple[float, float] = (420, 150)
    reach: float = 420.0
    window: float = 0.0  # how much brighter the sun's patches are


@dataclass(frozen=True, slots=True)
class Room:
    """What a room is made of."""

    floor: Floor
    wall: Wall
    skirting: Colour
    light: Daylight
    frame: Colour | None = None  # of a mirror
    seed: int = 1


@dataclass(frozen=True, slots=True)
class _Ground:
    """A floor seen from above; its first row is `nearest` metres from the eye."""

    sheet: Floats
    nearest: float


def row_at(depth: float) -> float:
    """Return the picture's row of the ground at a depth."""
    return _HORIZON + (GROUND - _HORIZON) / depth


MIRRORED_GROUND = round(row_at(1 / BEHIND))
MIRRORED_FAR = round(row_at(2 * _GLASS - (GROUND - _HORIZON) / (FAR_GROUND - _HORIZON)))


def draw_room(room: Room) -> Picture:
    """Return the empty room, HEIGHT × WIDTH."""
    random = np.random.default_rng(room.seed)
    nearest = _NEAREST if room.frame is None else _NEAREST_MIRRORED
    rows = round((_WALL * _AWAY + 0.1 - nearest) * DEEP)
    sheet = room.floor(random, (rows, round(_FLOOR_WIDTH * ACROSS)))
    floor = _Ground(sheet, nearest)
    size = HEIGHT * _FINE, WIDTH * _FINE
    picture = np.zeros((*size, 3), np.float32)
    base = round(row_at(_WALL) * _FINE)
    picture[:base] = room.wall(random, (base, size[1]))
    picture[base:] = _in_perspective(floor, slice(base, size[0]), slice(0, size[1]))
    _skirt(picture, base, room.skirting, _SCALE / _WALL * _FINE)
    picture *= _lit(room.light, base, size)
    if room.frame is not None:
        _hang_mirror(picture, room, floor, room.frame)
    small = cv2.resize(picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return np.rint(np.clip(small, 0, 1) * 255).astype(np.uint8)


def _in_perspective(
    floor: _Ground, rows: slice, columns: slice, *, mirrored: bool = False
) -> Floats:
    """Return the floor as seen in some rows and columns of the fine picture."""
    y = (np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5) / _FINE
    depth = (GROUND - _HORIZON) / (y - _HORIZON)
    x = np.arange(columns.start, columns.stop, dtype=np.float32) + 0.5
    metres = (x / _FINE - MIDDLE)[None] * depth[:, None] / _SCALE
    away = 2 * _GLASS - depth if mirrored else depth
    deep = (away * _AWAY - floor.nearest) * DEEP
    return np.asarray(
        cv2.remap(
            floor.sheet,
            ((metres - _LEFT) * ACROSS).astype(np.float32),
            np.repeat(deep[:, None], len(x), axis=1).astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT,
        )
    )


def _skirt(picture: Floats, base: int, colour: Colour, metre: float) -> None:
    """Put a board at the foot of the wall, and the shade where wall and floor meet."""
    height = round(_SKIRTING * metre)
    board = picture[base - height : base]
    light = np.full(len(board), 0.97, np.float32)
    light[:3], light[3:9] = 1.12, 1.04
    light[-6:] *= np.linspace(1, 0.8, 6)
    board[:] = light[:, None, None] * np.array(colour, np.float32)
    above = picture[base - height - 12 : base - height]
    above *= np.linspace(1, 0.88, len(above), dtype=np.float32)[:, None, None]
    below = picture[base : base + 44]
    shade = 1 - 0.36 * np.exp(-np.arange(len(below), dtype=np.float32) / 13)
    below *= shade[:, None, None]


def _lit(light: Daylight, base: int, size: tuple[int, int]) -> Floats:
    """Return how bright each place is."""
    y, x = np.mgrid[: size[0] : 8, : size[1] : 8].astype(np.float32) / _FINE
    away = np.hypot(x - light.at[0], 1.3 * (y - light.at[1])) / light.reach
    glow = np.exp(-(away**2))[..., None] * np.array(light.glow, np.float32)
    coarse = np.array(light.ambient, np.float32) + glow
    falls = 1 - 0.10 * (np.abs(x - MIDDLE) / MIDDLE) ** 2
    whole = cv2.resize(
        coarse * falls[..., None], size[::-1], interpolation=cv2.INTER_LINEAR
    )
    if light.window:
        sun = _sun(base, size)[..., None] * np.array((1.0, 0.93, 0.78), np.float32)
        whole += light.window * sun
    return np.asarray(whole, np.float32)


def _sun(base: int, size: tuple[int, int]) -> Floats:
    """Return the patches of light that a window with bars throws."""
    patches = np.zeros((size[0] // 2, size[1] // 2), np.float32)
    foot, end = base // 2, size[0] // 2
    low, high = foot - 24, foot - 210
    lean = 0.62 * (low - high)
    for left in _PANES:
        right = left + 62
        on_wall = ((left, low), (right, low), (right - lean, high), (left - lean, high))
        on_floor = (
            (left + 26, foot + 4),
            (left + 90, foot + 4),
            (left + 230, end),
            (left + 146, end),
        )
        for shape, share in ((on_wall, 0.55), (on_floor, 1.0)):
            cv2.fillConvexPoly(patches, np.rint(shape).astype(np.int32), share)
    soft = cv2.GaussianBlur(patches, (0, 0), 3.5)
    return np.asarray(cv2.resize(soft, size[::-1], interpolation=cv2.INTER_LINEAR))


def _hang_mirror(picture: Floats, room: Room, floor: _Ground, frame: Colour) -> None:
    """Stand a mirror before the wall, with the room in it."""
    left, right = MIRROR.start * _FINE, MIRROR.stop * _FINE
    foot = round(row_at(_GLASS) * _FINE)
    thick = round(0.03 * _SCALE / _GLASS * _FINE)
    _shade_behind(picture, left - thick, right + thick, foot)
    picture[:foot, left - thick : right + thick] = np.array(frame, np.float32)
    picture[:foot, left - thick : left - thick + 5] *= 1.35
    picture[:foot, right + thick - 5 : right + thick] *= 0.6
    picture[foot - thick : foot - thick + 5, left:right] *= 1.3
    bottom = foot - thick
    inside = picture[:bottom, left:right]
    inside[:] = _behind_glass(room, floor, slice(left, right), bottom)
    inside[:, :8] *= np.linspace(0.55, 1, 8)[None, :, None]
    inside[:, -5:] *= np.linspace(1, 0.6, 5)[None, :, None]
    inside += _sheen(bottom, right - left)[..., None]


def _behind_glass(room: Room, floor: _Ground, columns: slice, rows: int) -> Floats:
    """Return the room as the mirror shows it."""
    random = np.random.default_rng(room.seed + 1)
    base = round(row_at(_BACK) * _FINE)
    whole = np.empty((rows, columns.stop - columns.start, 3), np.float32)
    wall = room.wall(random, (base, whole.shape[1]))
    whole[:base] = 0.5 * (wall + wall.mean(axis=(0, 1)))
    whole[base:] = _in_perspective(floor, slice(base, rows), columns, mirrored=True)
    _skirt(whole, base, room.skirting, _SCALE / _BACK * _FINE)
    light = np.array(room.light.ambient) + 0.6 * np.array(room.light.glow)
    whole *= (0.94 * light * _GLASS_TINT).astype(np.float32)
    return whole


def _shade_behind(picture: Floats, left: int, right: int, foot: int) -> None:
    """Let the mirror throw a soft shadow to its right and onto the floor."""
    shadow = np.zeros(picture.shape[:2], np.float32)
    shadow[: foot + 6, left + 10 : right + 40] = 0.34
    soft = cv2.GaussianBlur(shadow[::4, ::4], (0, 0), 4)
    picture *= 1 - cv2.resize(soft, picture.shape[1::-1])[..., None]


def _sheen(rows: int, columns: int) -> Floats:
    """Return the pale bands that glass shows."""
    y, x = np.mgrid[:rows, :columns].astype(np.float32)
    way = x + 0.55 * y
    band = np.zeros((rows, columns), np.float32)
    for start, width, strength in (
        (230, 120, 0.05),
        (400, 40, 0.04),
        (760, 190, 0.035),
    ):
        edge = np.minimum(way - start, start + width - way)
        band += strength * np.clip(edge / 14, 0, 1)
    return band
