"""The same colours in every pane, whatever the file says about itself.

Patches in clips of unlike tags and in a picture stand side by side in the real
program; what is compared is a picture of the screen.
"""

import cv2
import numpy as np
import pytest

from tests.app.media.numbered import Make, unusual_clip
from tests.app.media.test_colour import FINE, PATCHES, centres, patches
from tests.benchmarks.player_clips import steady
from tests.benchmarks.player_processes import looking
from tests.benchmarks.player_table import told
from tests.end_to_end.program import wait_until

pytestmark = pytest.mark.heavy

TOLERANCE = 4  # of 255
THERE = 100  # no patch is so far off once the panes are painted
TIMES = 4  # as large as the patches of the reader's tests
FRAMES = 4
MAKES = {
    "601 limited": Make(matrix="ITU601", tag=6, settings=FINE),
    "601 full": Make(matrix="ITU601", tag=6, full=True, settings=FINE),
    "709 limited": Make(matrix="ITU709", tag=1, settings=FINE),
    "709 full": Make(matrix="ITU709", tag=1, full=True, settings=FINE),
    "601 untagged": Make(matrix="ITU601", tag=2, settings=FINE),
}
SCREENFULS = (
    ("601 limited", "709 limited", "picture"),
    ("601 full", "709 full", "picture"),
    ("601 limited", "601 full", "709 limited", "709 full"),
    ("601 untagged", "709 full", "picture"),
)


def a_file(folder, name):
    """Write the patches as a clip of this make, or as a picture."""
    pixels = patches(TIMES)
    if name == "picture":
        path = folder / "picture.png"
        cv2.imwrite(str(path), pixels[..., ::-1])
        return path
    return unusual_clip(folder / f"{name}.mp4", [pixels] * FRAMES, MAKES[name])


def places(count, shelf, screen, folder):
    """Return where so many panes stand, by clips of the same size that tell it."""
    size = patches(TIMES).shape[1::-1]
    clip = shelf.get("as large as the patches", lambda path: steady(path, 1, size=size))
    with looking(folder, *[clip.path] * count, size=screen.size):
        return screen.panes(count)


def worst_in(pixels, pane):
    """Return how far the farthest patch of a pane is off."""
    inside = pixels[pane.top :, pane.left :][: pane.height, : pane.width]
    return int(np.abs(centres(inside) - PATCHES.astype(int)).max())


@pytest.mark.parametrize("names", SCREENFULS, ids=" + ".join)
def test_patches_have_their_colour_in_every_pane(names, shelf, screen, tmp_path):
    paths = [a_file(tmp_path, name) for name in names]
    panes = places(len(names), shelf, screen, tmp_path)

    def worst():
        pixels = screen.whole()
        return [worst_in(pixels, pane) for pane in panes]

    with looking(tmp_path, *paths, size=screen.size) as program:
        wait_until(lambda: max(worst()) < THERE, program)
        off = worst()
    told(
        f"colour, {', '.join(names)}",
        f"≤ {TOLERANCE} of 255",
        ", ".join(map(str, off)),
        held=max(off) <= TOLERANCE,
    )
    assert max(off) <= TOLERANCE
