"""Tables on their way out: columns that say what they hold and how a row gives it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from storage.csv_cells import Cell, CellType


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, what it holds, and how a row gives it."""

    name: str
    type: CellType
    description: str
    cell: Callable[[Any], Cell] = field(repr=False)
    values: tuple[str, ...] = ()  # all it can hold, where that is a short list


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns whose values stand in the columns of the same names elsewhere."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its columns, and a row for each of `rows`, in their order."""

    name: str
    description: str
    columns: tuple[Column, ...]
    rows: Sequence[Any] = field(repr=False)
    key: tuple[str, ...] = ()  # the columns that tell its rows apart
    references: tuple[Reference, ...] = ()

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"


@dataclass(frozen=True, slots=True)
class Package:
    """Tables that belong together; `id` says what they were made of."""

    id: str
    title: str
    tables: tuple[Table, ...]
