"""Short films of the demo, so that tests need not wait for all of it."""

from dataclasses import replace

import numpy as np

from app.demo.outputs import Shoot
from app.demo.scenes import SCENES

LOFT, BOUTIQUE = SCENES[0], SCENES[1]
WITH_MIRROR = replace(BOUTIQUE, to_the_left=False)
WITHOUT_MIRROR = replace(LOFT, colours=BOUTIQUE.colours)  # its shoe is red, too
FOOT_ROWS = slice(290, 432)  # where feet are, below the mirror


def a_shoot(*scenes, frames=12, **changes) -> Shoot:
    return Shoot(scenes or (LOFT, BOUTIQUE), frames=frames, **changes)


def red(picture) -> np.ndarray:
    """Return where the shoe is: nothing else in these scenes is as red."""
    r, g, b = np.moveaxis(picture.astype(int), 2, 0)
    return (r - g > 70) & (r - b > 70)


def middle(picture) -> np.ndarray:
    """Return the middle (x, y) of what is red, in pixels."""
    rows, columns = np.nonzero(red(picture))
    return np.array([columns.mean(), rows.mean()])
