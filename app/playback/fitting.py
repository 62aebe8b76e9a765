"""How large panes are and where they stand. No Qt here; lengths in logical pixels.

Edges lie on the pixels of the screen, of which a dense one has `ratio` to a logical
pixel; so a pane is decoded at the very size at which it is painted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

GAP = 24
LABEL = 28  # room above each pane for its letter
MARGIN = 16


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return self.width, self.height


def arrange(
    sizes: Sequence[tuple[int, int]],
    room: tuple[float, float],
    *,
    alike: bool = True,
    enlarged: bool = False,
    ratio: float = 1.0,
) -> tuple[Rect, ...]:
    """Place panes of these pixel sizes: equal boxes, true proportion.

    None is larger than its own pixels unless `enlarged`: then all fill the room. Of
    one row and more rows the arrangement with the larger panes is taken. Panes
    that are compared (`alike`) get one scale limit, so that none looks better only
    for being larger.
    """
    count = len(sizes)
    if not count:
        return ()
    fewest = min(count, 2)
    shapes = [(columns, -(-count // columns)) for columns in range(fewest, count + 1)]
    fit = _filled if enlarged else partial(_fitted, alike=alike, ratio=ratio)
    layouts = [_grid(fit(sizes, _box(room, *shape)), room, *shape) for shape in shapes]
    largest = max(layouts, key=lambda rects: sum(r.width * r.height for r in rects))
    return tuple(_on_pixels(rect, ratio) for rect in largest)


def _box(room: tuple[float, float], columns: int, rows: int) -> tuple[float, float]:
    width = (room[0] - 2 * MARGIN - (columns - 1) * GAP) / columns
    height = (room[1] - 2 * MARGIN - (rows - 1) * GAP) / rows - LABEL
    return max(1.0, width), max(1.0, height)


def _grid(
    fitted: Sequence[tuple[float, float]],
    room: tuple[float, float],
    columns: int,
    rows: int,
) -> tuple[Rect, ...]:
    cell = (max(w for w, _ in fitted), max(h for _, h in fitted))
    left = (room[0] - columns * cell[0] - (columns - 1) * GAP) / 2
    top = (room[1] - rows * (cell[1] + LABEL) - (rows - 1) * GAP) / 2
    rects = []
    for number, (w, h) in enumerate(fitted):
        row, column = divmod(number, columns)
        x = left + column * (cell[0] + GAP) + (cell[0] - w) / 2
        y = top + row * (cell[1] + LABEL + GAP) + LABEL + (cell[1] - h) / 2
        rects.append(Rect(x, max(LABEL, y), w, h))
    return tuple(rects)


def _fitted(
    sizes: Sequence[tuple[int, int]],
    box: tuple[float, float],
    *,
    alike: bool,
    ratio: float,
) -> list[tuple[float, float]]:
    """Fit into the box; a pane smaller than those it is compared with limits them."""
    limit = min(max(w / box[0], h / box[1], 1e-9) for w, h in sizes)
    share = min(1.0, limit) if alike else 1.0
    box = (box[0] * share, box[1] * share)
    return [
        _scaled(size, min(box[0] / size[0], box[1] / size[1]), ratio) for size in sizes
    ]


def _filled(
    sizes: Sequence[tuple[int, int]], box: tuple[float, float]
) -> list[tuple[float, float]]:
    """Fill the box, whatever the own pixels."""
    scales = [min(box[0] / size[0], box[1] / size[1]) for size in sizes]
    return [
        (max(1, int(w * scale)), max(1, int(h * scale)))
        for (w, h), scale in zip(sizes, scales, strict=True)
    ]


def _scaled(size: tuple[int, int], scale: float, ratio: float) -> tuple[float, float]:
    """Scale to an even number of the screen's pixels: halved chroma has no odd one."""
    if scale >= 1:
        return size
    two = 2 / ratio
    width, height = (
        min(length, max(two, two * round(length * scale / two))) for length in size
    )
    return width, height


def _on_pixels(rect: Rect, ratio: float) -> Rect:
    """Move edges onto the screen's pixels."""
    sides = (rect.x, rect.y, *rect.size)
    x, y, width, height = (round(side * ratio) / ratio for side in sides)
    return Rect(x, y, width, height)
