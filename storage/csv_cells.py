"""How one value is spelt in a CSV cell, and how spreadsheets are kept from running it.

Numbers have a point and as many digits as it takes to read the same number back;
times are UTC; what is undefined or missing is an empty cell.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

Cell = str | int | float | None

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TIME_PATTERN = "%Y-%m-%dT%H:%M:%S.%fZ"

_MARK = "'"
_STARTS = frozenset("=+-@−")
_BREAKS = frozenset("\t\r\n")  # where a spreadsheet may begin a new cell
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})  # categories of blanks
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


class CellType(StrEnum):
    """What a column holds; the values are the words of Frictionless schemas."""

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"
    TRUTH = "boolean"
    TIME = "datetime"  # cells are given in µs since 1970


@lru_cache(maxsize=1 << 16)
def guarded(text: str) -> str:
    """Return text with an apostrophe in front where a spreadsheet would run it.

    That is text whose first sign, blanks and apostrophes apart, is = + - @ or a
    full-width or otherwise dressed-up form of these, and text with a tab or line
    break before its first sign. A plain number such as -0.25 is none. `unguarded`
    takes the apostrophe off again.
    """
    return _MARK + text if _would_run(text) else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given."""
    return cell[1:] if cell.startswith(_MARK) and _would_run(cell) else cell


def speller(type_: CellType, *, raw: bool = False) -> Callable[[Cell], str]:
    """Return what spells the cells of a column; `raw` leaves formulas unguarded."""
    return _as_written if raw and type_ is CellType.TEXT else _SPELLERS[type_]


def _would_run(text: str) -> bool:
    for place, sign in enumerate(text):
        if sign in _BREAKS:
            return True
        if sign != _MARK and unicodedata.category(sign) not in _UNSEEN:
            dressed_down = unicodedata.normalize("NFKC", sign)[0]
            return dressed_down in _STARTS and not _PLAIN_NUMBER.fullmatch(text, place)
    return False


def _as_written(value: Cell) -> str:
    return "" if value is None else str(value)


def _text(value: Cell) -> str:
    return "" if value is None else guarded(str(value))


def _integer(value: Cell) -> str:
    return "" if value is None else str(int(value))


def _number(value: Cell) -> str:
    if value is None or math.isnan(float(value)):
        return ""
    return repr(float(value)).replace("inf", "INF")


def _truth(value: Cell) -> str:
    return "" if value is None else str(bool(value)).lower()


def _time(value: Cell) -> str:
    if value is None:
        return ""
    return (_EPOCH + timedelta(microseconds=int(value))).strftime(TIME_PATTERN)


_SPELLERS = {
    CellType.TEXT: _text,
    CellType.INTEGER: _integer,
    CellType.NUMBER: _number,
    CellType.TRUTH: _truth,
    CellType.TIME: _time,
}
