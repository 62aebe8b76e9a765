"""The shoe every pretend system renders: one sneaker in several colourways."""

from dataclasses import dataclass

import cv2
import numpy as np

from app.demo.relief import Colour, Finish, Floats, Points, Relief, smooth

# All in mm from the back of the heel at the ground, the toe to the right.
LENGTH = 300.0
BOX = (-18.0, -10.0, 322.0, 150.0)  # left, bottom, right, top of the picture

_UPPER: Points = (
    (3, 22), (-3, 48), (-1, 74), (-5, 96), (-2, 112), (8, 115), (20, 106), (36, 94),
    (54, 88), (74, 92), (92, 108), (104, 126), (116, 133), (126, 124), (150, 107),
    (180, 92), (210, 80), (238, 74), (264, 67), (286, 54), (297, 38), (292, 20),
    (270, 14), (150, 14), (20, 14),
)  # fmt: skip
_MIDSOLE: Points = (
    (-8, 10), (-10, 24), (-8, 34), (2, 38), (30, 36), (80, 31), (130, 28), (180, 26),
    (230, 26), (265, 29), (288, 35), (300, 36), (306, 30), (305, 19), (292, 8),
    (258, 2), (200, 0), (100, 0), (30, 0), (4, 2),
)  # fmt: skip
_OUTSOLE: Points = (
    (-7, 11), (30, 8), (100, 8), (200, 8), (252, 10), (284, 15), (303, 23),
    (302, 14), (286, 5), (255, 1), (200, -1), (100, -1), (30, -1), (2, 1),
)  # fmt: skip
_TOE: Points = (
    (236, 16), (236, 40), (244, 58), (256, 72), (285, 64), (310, 40), (310, 12),
)  # fmt: skip
_HEEL: Points = (
    (-14, 10), (-14, 84), (6, 80), (26, 68), (44, 50), (60, 10),
)  # fmt: skip
_EYESTAY: Points = (
    (86, 98), (98, 117), (110, 124), (132, 109), (160, 91), (190, 77), (212, 69),
    (208, 58), (184, 60), (154, 72), (124, 88), (104, 90),
)  # fmt: skip
_TONGUE: Points = (
    (94, 104), (103, 130), (114, 143), (127, 140), (131, 124), (150, 106), (120, 100),
)  # fmt: skip
_BAND: Points = (
    (112, 26), (128, 50), (146, 74), (172, 64), (162, 46), (156, 26),
)  # fmt: skip
_COLLAR: Points = (
    (-8, 100), (1, 118), (14, 114), (30, 99), (52, 90), (74, 94), (92, 110),
    (100, 104), (88, 88), (70, 78), (48, 75), (26, 82), (10, 94),
)  # fmt: skip
_LACES = ((104, 117, 123, 103), (124, 112, 141, 91), (146, 98, 161, 79),
          (168, 87, 180, 69), (189, 78, 199, 63))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Colourway:
    """The colours of one shoe."""

    upper: Colour
    panels: Colour  # toe, heel, laces' panel
    accent: Colour
    midsole: Colour
    outsole: Colour
    laces: Colour


def draw_shoe(colours: Colourway, *, scale: float) -> Floats:
    """Return the shoe seen from its outer side: premultiplied RGBA, 0 to 1.

    `scale` is in pixels per mm; the picture covers BOX.
    """
    relief = Relief(*BOX, scale=scale)
    upper = relief.mask(smooth(_UPPER))
    _lay_tongue(relief, colours)
    relief.lay(upper, Finish(colours.upper, gloss=0.10))
    relief.swell(upper, 26, 62)
    _perforate(relief, upper)
    _lay_panels(relief, upper, colours)
    _lay_laces(relief, colours)
    _lay_sole(relief, colours)
    return relief.lit()


def _lay_tongue(relief: Relief, colours: Colourway) -> None:
    tongue = relief.mask(smooth(_TONGUE))
    relief.lay(tongue, Finish(_mixed(colours.upper, colours.panels, 0.4), 7, 8))
    tip = relief.mask(smooth(((104, 126), (114, 143), (128, 140), (130, 128))))
    relief.lay(tip * tongue, Finish(colours.accent, 1.0, 3))


def _lay_panels(relief: Relief, upper: Floats, colours: Colourway) -> None:
    panel = Finish(colours.panels, 2.2, 3.5, 0.28)
    seam = Finish(_mixed(colours.panels, (1, 1, 1), 0.35), -0.3, 1)
    accent = Finish(colours.accent, 1.6, 2.5, 0.4)
    relief.lay(relief.mask(smooth(_BAND)) * upper, accent)
    for outline in (_TOE, _HEEL, _EYESTAY):
        relief.lay(relief.mask(smooth(outline)) * upper, panel)
    relief.stitch(
        smooth(((241, 32), (243, 44), (249, 57), (258, 67)), closed=False), seam
    )
    relief.stitch(smooth(((2, 78), (22, 66), (40, 48), (54, 30)), closed=False), seam)
    lower = ((106, 93), (125, 91), (155, 75), (184, 63), (206, 61))
    relief.stitch(smooth(lower, closed=False), seam)
    relief.lay(relief.mask(smooth(_COLLAR)) * upper, Finish(colours.upper, 3.2, 9))
    pull = relief.mask(smooth(((-12, 92), (-12, 122), (4, 122), (7, 92))))
    relief.lay(pull * upper, Finish(colours.accent, 1.4, 2.5, 0.3))


def _lay_laces(relief: Relief, colours: Colourway) -> None:
    dark = _mixed(colours.panels, (0, 0, 0), 0.55)
    for x0, y0, x1, y1 in _LACES:
        band = np.array([(x0, y0), (x1, y1)], np.float32)
        relief.line(band + _BELOW, 8.0, Finish(dark, -0.4, 2))
        relief.line(band, 6.6, Finish(colours.laces, 2.6, 3.2, 0.12))
        relief.line(band[[1, 1]], 4.6, Finish(dark, -0.6, 1.5))


def _lay_sole(relief: Relief, colours: Colourway) -> None:
    midsole = relief.mask(smooth(_MIDSOLE))
    relief.level(midsole)
    relief.lay(midsole, Finish(colours.midsole, gloss=0.2))
    relief.swell(midsole, 13, 15)
    groove = Finish(_mixed(colours.midsole, (0, 0, 0), 0.16), -0.5, 1.2)
    foxing = ((-9, 24), (40, 22), (120, 18), (200, 17), (262, 20), (304, 29))
    relief.line(smooth(foxing, closed=False), 1.6, groove)
    outsole = relief.mask(smooth(_OUTSOLE))
    relief.lay(outsole, Finish(colours.outsole, 1.5, 3, 0.1))
    for x in range(14, 280, 11):  # the tread
        foot = np.array([(x, -2), (x + 2, 4)], np.float32)
        relief.line(foot, 2.4, Finish(_mixed(colours.outsole, (0, 0, 0), 0.4)))


def _perforate(relief: Relief, upper: Floats) -> None:
    """Punch the holes of the toe box and darken the upper towards the sole."""
    holes = np.zeros(upper.shape, np.float32)
    for row in range(4):
        for column in range(4):
            x, y = 203 + 9.0 * column + 4.5 * (row % 2), 66 - 8.0 * row - 2.2 * column
            spot = x + 1.7 * np.cos(_ROUND), y + 1.7 * np.sin(_ROUND)
            holes += relief.mask(np.stack(spot, axis=1).astype(np.float32))
    relief.tint(np.minimum(holes, 1) * upper, (0.12, 0.12, 0.13), 0.7)
    slope = np.linspace(0, 1, upper.shape[0], dtype=np.float32)[:, None] ** 3
    relief.tint(upper * slope, (0.1, 0.1, 0.12), 0.35)


_BELOW = np.array((1.5, -1.5), np.float32)  # where a lace's shadow falls
_ROUND = np.linspace(0, 2 * np.pi, 12, endpoint=False)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    r, g, b = (a + share * (b - a) for a, b in zip(one, other, strict=True))
    return r, g, b


def softened(shoe: Floats, blur: float) -> Floats:
    """Return a shoe as a system with a softer renderer makes it."""
    return np.asarray(cv2.GaussianBlur(shoe, (0, 0), blur))
