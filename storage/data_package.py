"""The description of exported tables: a Frictionless tabular data package (v1).

Every column stands in it with its type and what it means, taken from the column
that wrote the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from storage.csv_cells import TIME_PATTERN, CellType
from storage.flat_tables import Column, Package, Table

DESCRIPTION = "datapackage.json"
_UNDEFINED = "An empty cell is a value that is missing or undefined."
_GUARDED = (
    "Text that a spreadsheet would run as a formula has an apostrophe (') in front: "
    "text whose first sign, blanks and apostrophes apart, is = + - @ or a full-width "
    "form of these, unless it is a plain number, and text with a tab or a line break "
    "before its first sign. Take one apostrophe off such a cell to have the text back."
)
_RAW = (
    "Text stands as it was entered. A spreadsheet may run a cell that looks like a "
    "formula."
)


@dataclass(frozen=True, slots=True)
class Written:
    """A table whose file is on the disk."""

    table: Table
    bytes: int
    sha256: str


def package_document(
    package: Package, written: Sequence[Written], *, raw: bool
) -> dict[str, Any]:
    """Return what `datapackage.json` holds."""
    return {
        "profile": "tabular-data-package",
        "name": "beholder-export",
        "id": package.id,
        "title": package.title,
        "description": f"{_UNDEFINED} {_RAW if raw else _GUARDED}",
        "resources": [_resource(one) for one in written],
    }


def _resource(written: Written) -> dict[str, Any]:
    table = written.table
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.file_name,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.bytes,
        "hash": f"sha256:{written.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": list(reference.columns),
                "reference": {
                    "resource": reference.table,
                    "fields": list(reference.columns),
                },
            }
            for reference in table.references
        ]
    return schema


def _field(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": column.type.value,
        "format": TIME_PATTERN if column.type is CellType.TIME else "default",
        "description": column.description,
    }
    if column.values:
        described["constraints"] = {"enum": list(column.values)}
    return described
