"""Where a question and its answers stand in a row below the stage. No Qt here.

All rows of a session follow one plan, so that answers align and a muscle can learn
them. The plan depends on the width of the window and on the longest texts, never on
the trial. Lengths are logical pixels.
"""

from collections.abc import Callable
from dataclasses import dataclass

_WIDE = 1376  # the rows of a window of 1400
_SCALE, _APART = (108, 88), (144, 138)  # in wide and in narrow windows
_NAME, _MOST_OF_NAME = 96, 0.25  # of the row
_INSET = 14
_GAP = 16
_JOINT = 1  # between answers of one scale
_BETWEEN_APART = 8
_BETWEEN_LINES = 4
_TICK = 24
_ROW, _ANSWER, _TALL_ANSWER = 44, 32, 46
_LINE = 20
_LEAST_QUESTION = 180
_LINES_BESIDE = 2  # more lines of a question stand above its answers


@dataclass(frozen=True, slots=True)
class RowNeeds:
    """What the rows of a session ask for."""

    name: int  # the longest name of a criterion
    scale: int  # the longest answer on a scale, with its key
    bare_scale: int  # without it
    apart: int  # the longest answer that stands apart, with its key
    on_scale: int  # how many answers the longest scale has
    stand_apart: int
    lines: Callable[[int], int]  # how many lines a width makes of the longest question


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle inside the row."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class RowPlan:
    """The places of everything in a row."""

    height: int
    name: Place
    question: Place
    scale: tuple[Place, ...]
    apart: tuple[Place, ...]
    tick: Place
    key_below: bool  # an answer has its key under its words: no room beside them


@dataclass(frozen=True, slots=True)
class _Columns:
    scale: int
    apart: int
    needs: RowNeeds

    @property
    def width(self) -> int:
        return self._scale_width + _GAP + self._apart_width

    @property
    def _scale_width(self) -> int:
        return self.needs.on_scale * (self.scale + _JOINT) - _JOINT

    @property
    def _apart_width(self) -> int:
        return self.needs.stand_apart * (self.apart + _BETWEEN_APART) - _BETWEEN_APART

    def places(
        self, x: int, y: int, height: int
    ) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
        scale = tuple(
            Place(x + n * (self.scale + _JOINT), y, self.scale, height)
            for n in range(self.needs.on_scale)
        )
        x += self._scale_width + _GAP
        apart = tuple(
            Place(x + n * (self.apart + _BETWEEN_APART), y, self.apart, height)
            for n in range(self.needs.stand_apart)
        )
        return scale, apart


def plan_rows(width: int, needs: RowNeeds) -> RowPlan:
    """Return the plan of rows this wide: the question beside its answers, or above."""
    narrow = width < _WIDE
    columns = _Columns(
        max(_SCALE[narrow], needs.scale), max(_APART[narrow], needs.apart), needs
    )
    name = min(max(_NAME, needs.name), round(width * _MOST_OF_NAME))
    left = _INSET + name + _GAP
    right = width - _INSET - _TICK - _BETWEEN_APART
    room = right - columns.width - _GAP - left
    if room >= _LEAST_QUESTION and needs.lines(room) <= _LINES_BESIDE:
        return _beside(width, Place(left, 0, room, _ROW), name, columns)
    return _above(width, left, name, columns)


def _beside(width: int, question: Place, name: int, columns: _Columns) -> RowPlan:
    x = question.x + question.width + _GAP
    scale, apart = columns.places(x, (_ROW - _ANSWER) // 2, _ANSWER)
    return RowPlan(
        _ROW,
        Place(_INSET, 0, name, _ROW),
        question,
        scale,
        apart,
        Place(width - _INSET - _TICK, (_ROW - _TICK) // 2, _TICK, _TICK),
        key_below=False,
    )


def _above(width: int, left: int, name: int, columns: _Columns) -> RowPlan:
    needs = columns.needs
    room = width - left - _BETWEEN_APART - _TICK - _INSET
    text = max(1, needs.lines(room)) * _LINE
    top, y = 8, 8 + text + 6
    shrunk = _shrunk(columns, width - 2 * _INSET)
    tall = shrunk.scale < needs.scale
    if shrunk.scale >= needs.bare_scale:
        x = left if left + shrunk.width <= width - _INSET else _INSET
        scale, apart = shrunk.places(x, y, _TALL_ANSWER if tall else _ANSWER)
    else:
        tall = False
        scale, apart = _in_lines(columns, y, width - 2 * _INSET)
    below = max(place.y + place.height for place in (*scale, *apart))
    return RowPlan(
        below + 10,
        Place(_INSET, top, name, _LINE),
        Place(left, top, room, text),
        scale,
        apart,
        Place(width - _INSET - _TICK, top - 2, _TICK, _TICK),
        key_below=tall,
    )


def _shrunk(columns: _Columns, inside: int) -> _Columns:
    """Take what is too much from the answers on the scale."""
    too_much = columns.width - inside
    if too_much <= 0:
        return columns
    needs = columns.needs
    scale = columns.scale - -(-too_much // needs.on_scale)
    return _Columns(max(1, scale), columns.apart, needs)


def _in_lines(
    columns: _Columns, y: int, inside: int
) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Break a scale of long words into lines; what stands apart has one of its own."""
    needs = columns.needs
    wide = min(needs.scale, inside)
    in_line = max(1, (inside + _JOINT) // (wide + _JOINT))
    step = _ANSWER + _BETWEEN_LINES
    scale = tuple(
        Place(
            _INSET + n % in_line * (wide + _JOINT),
            y + n // in_line * step,
            wide,
            _ANSWER,
        )
        for n in range(needs.on_scale)
    )
    y = scale[-1].y + step
    apart = tuple(
        Place(_INSET + n * (needs.apart + _BETWEEN_APART), y, needs.apart, _ANSWER)
        for n in range(needs.stand_apart)
    )
    return scale, apart
