"""Tables as flat CSV files, with a description of every column beside them.

The columns that write a file also describe it in `datapackage.json`, so the two
cannot disagree. The same tables give the same bytes.
"""

import csv
import hashlib
import json
import os
from pathlib import Path
from typing import TextIO

from storage.csv_cells import speller
from storage.data_package import DESCRIPTION, Written, package_document
from storage.errors import ExportFolderError
from storage.file_set import all_or_none
from storage.flat_tables import Package, Table


def write_package(
    package: Package, folder: Path, *, raw: bool = False
) -> tuple[Path, ...]:
    """Write every table and `datapackage.json` into a folder: all or none.

    Makes the folder where there is none, and replaces what an earlier export of the
    same package left there. Raises ExportFolderError rather than overwrite any other
    file of these names, and StorageError when the folder cannot be written or the
    disk is full. `raw` leaves formulas in text as they are. Returns the paths
    written, the description last.
    """
    names = (*(table.file_name for table in package.tables), DESCRIPTION)
    _refuse_strangers(folder, names, package.id)
    with all_or_none(folder) as draft:
        written = [_write_table(table, draft, raw=raw) for table in package.tables]
        document = package_document(package, written, raw=raw)
        with _new_text(draft / DESCRIPTION) as file:
            json.dump(document, file, ensure_ascii=False, indent=2)
            file.write("\n")
            _to_disk(file)
    return tuple(folder / name for name in names)


def _write_table(table: Table, folder: Path, *, raw: bool) -> Written:
    path = folder / table.file_name
    columns = [(column.cell, speller(column.type, raw=raw)) for column in table.columns]
    with _new_text(path) as file:
        writer = csv.writer(file, lineterminator="\r\n")  # as RFC 4180 has it
        writer.writerow(column.name for column in table.columns)
        writer.writerows(
            [spell(cell(row)) for cell, spell in columns] for row in table.rows
        )
        _to_disk(file)
    with path.open("rb") as made:
        digest = hashlib.file_digest(made, "sha256").hexdigest()
    return Written(table, path.stat().st_size, digest)


def _new_text(path: Path) -> TextIO:
    return path.open("x", encoding="utf-8", newline="")


def _to_disk(file: TextIO) -> None:
    """Make sure of the bytes: on some file systems a full disk shows only here."""
    file.flush()
    os.fsync(file.fileno())


def _refuse_strangers(folder: Path, names: tuple[str, ...], id_: str) -> None:
    """Raise ExportFolderError where a file would be lost that is no export of this."""
    there = next((name for name in names if os.path.lexists(folder / name)), None)
    if there and _exported_before(folder) != id_:
        raise ExportFolderError(
            f"{folder} already holds a {there} that is not from this study and stays "
            "as it is. Choose another folder, or move the file away."
        )


def _exported_before(folder: Path) -> str | None:
    """Return the id of the package in a folder, None where there is none of ours."""
    try:
        document = json.loads((folder / DESCRIPTION).read_text("utf-8"))
    except (OSError, ValueError):  # no description, or not one that we wrote
        return None
    return document.get("id") if isinstance(document, dict) else None
