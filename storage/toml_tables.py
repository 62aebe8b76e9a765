"""Reading TOML tables value by value, each refusal with its place and remedy."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from storage.canonical import from_share, to_share
from storage.errors import UnusableContractError

Table = Mapping[str, Any]

_LARGEST = 1e9
_MARK = "\ufeff"  # some editors begin a file with it


def read_toml(text: str, name: str) -> dict[str, Any]:
    """Return the tables of a TOML text; `name` is the file's, for the refusal."""
    try:
        return tomllib.loads(text.removeprefix(_MARK))
    except RecursionError as error:
        raise UnusableContractError(
            f"{name} is nested too deep. Write it as Beholder prints it."
        ) from error
    except ValueError as error:  # also a number with thousands of digits
        raise UnusableContractError(
            f"{name} is not TOML: {error}. Correct that place."
        ) from error


class TableReader:
    """Takes values out of tables, and can say of each where it stands."""

    def __init__(self, name: str) -> None:
        self._name = name

    def refuse(self, place: str, remedy: str) -> NoReturn:
        """Raise UnusableContractError with the file, the place and the remedy."""
        raise UnusableContractError(f"{self._name}, {place}: {remedy}.")

    def known(self, table: object, keys: Sequence[str], place: str) -> Table:
        """Return a table that has none but these keys."""
        if not isinstance(table, dict):
            self.refuse(place, "write it as a table")
        for key in table:
            if key not in keys:
                self.refuse(
                    dotted(place, key),
                    f"this key is not known; known are {', '.join(keys)}",
                )
        return table

    def text(self, table: Table, key: str, place: str, *, needed: bool = False) -> str:
        """Return a text, "" where there is none and none is needed."""
        value = table.get(key, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            self.refuse(dotted(place, key), "write a text in quotes")
        return value

    def texts(self, table: Table, key: str, place: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = table[key]
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.refuse(dotted(place, key), "write a list of texts in quotes")
        return tuple(value)

    def number(self, table: Table, key: str, place: str) -> float | None:
        """Return a number as the study keeps it, None where there is none."""
        value = table.get(key)
        if value is not None and not is_number(value):
            self.refuse(dotted(place, key), "write a number")
        return None if value is None else kept(value)

    def whole(self, table: Table, key: str, place: str, default: int) -> int:
        """Return a whole number from 1 up."""
        value = table.get(key, default)
        if not isinstance(value, int) or not is_number(value) or value < 1:
            self.refuse(
                dotted(place, key), f"write a whole number from 1 to {_LARGEST:.0f}"
            )
        return value

    def truth(self, table: Table, key: str, place: str) -> bool:
        """Return true or false."""
        value = table[key]
        if not isinstance(value, bool):
            self.refuse(dotted(place, key), "write true or false")
        return value

    def one_of(self, value: object, choices: Sequence[str], place: str) -> str:
        """Return one of these texts."""
        if value not in choices:
            words = ", ".join(choice or '""' for choice in choices)
            self.refuse(place, f"choose one of {words}")
        return str(value)


def dotted(place: str, key: str) -> str:
    """Return where a key of a table stands."""
    return f"{place}.{key}" if place else key


def is_number(value: object) -> bool:
    """Return whether a value is a number one can reckon with."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return abs(value) <= _LARGEST  # neither infinite nor "nan"


def kept(number: float) -> float:
    """Return a number as exactly as the study keeps it: in ten-thousandths."""
    return from_share(to_share(number))
