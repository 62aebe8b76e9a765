"""Views: which part of which frame stands where on the stage. No Qt here.

A stage paints whatever its view lays out, in one paint, so a new way of looking is
one more view. Lengths are logical pixels of the stage; parts are shares of a frame,
so that they mean the same at every size at which it is decoded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.playback.fitting import Rect, arrange
from app.playback.presentation import PaneMedium, Presentation

WHOLE = Rect(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Room:
    """What there is to fill."""

    width: float
    height: float
    ratio: float = 1.0  # pixels of the screen to a logical one


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of one medium's frame, and where it is painted."""

    place: int  # among the panes; the inputs follow them
    rect: Rect
    part: Rect = WHOLE


class View(Protocol):
    """A way of looking at a presentation."""

    def lay_out(self, presentation: Presentation, room: Room) -> tuple[Shown, ...]:
        """Return what is painted, in the order in which it is painted."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Every pane whole, in true proportion, none better only for being larger."""

    enlarged: bool = False  # beyond its own pixels, to fill the room

    def lay_out(self, presentation: Presentation, room: Room) -> tuple[Shown, ...]:
        """Return the panes from A on."""
        return _shown(_arranged(presentation.panes, room, self.enlarged))


@dataclass(frozen=True, slots=True)
class BesideInputs:
    """What the systems were given, then the panes, so that all are seen together."""

    enlarged: bool = False

    def lay_out(self, presentation: Presentation, room: Room) -> tuple[Shown, ...]:
        """Return the panes from A on, then the inputs, which stand before them."""
        given, panes = presentation.inputs, presentation.panes
        media = (*given, *panes)
        rects = _arranged(media, room, self.enlarged, alike=False)
        return _shown((*rects[len(given) :], *rects[: len(given)]))


def _arranged(
    media: Sequence[PaneMedium], room: Room, enlarged: bool, *, alike: bool = True
) -> tuple[Rect, ...]:
    sizes = [(one.medium.width, one.medium.height) for one in media]
    space = (room.width, room.height)
    return arrange(sizes, space, alike=alike, enlarged=enlarged, ratio=room.ratio)


def _shown(rects: Sequence[Rect]) -> tuple[Shown, ...]:
    return tuple(Shown(place, rect) for place, rect in enumerate(rects))
