"""Reading a manifest: a CSV with one row for each output."""

import csv
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.studies.errors import UnusableOutputsError
from app.studies.listing import (
    REFERENCE,
    ListedInput,
    ListedOutput,
    Listing,
    refuse_bad_name,
    refuse_outside,
)

MANIFEST = "manifest.csv"
SOURCE_COLUMNS = ("source", "item")
INPUT_PREFIX = "input."
FACTOR_PREFIX = "factor."
_OURS = frozenset({*SOURCE_COLUMNS, "system", "path", "reference", "fps", "tags"})


@dataclass(frozen=True, slots=True)
class _Row:
    manifest: Path
    line: int
    cells: dict[str, str]

    @property
    def place(self) -> str:
        return f"line {self.line} of {self.manifest.name}"

    def needed(self, column: str) -> str:
        value = self.cells[column]
        if not value:
            raise UnusableOutputsError(
                f"The column {column} is empty in {self.place}; fill it in, or "
                "delete the line."
            )
        refuse_bad_name(value, self.place.capitalize())
        return value

    def starting(self, prefix: str) -> tuple[tuple[str, str], ...]:
        return tuple(
            (column.removeprefix(prefix), value)
            for column, value in self.cells.items()
            if column.startswith(prefix) and value
        )


def list_manifest(manifest: Path) -> Listing:
    """Return what a manifest lists, in its order; paths count from its folder.

    Columns `source` (or `item`), `system`, `path`; optional `reference`,
    `input.<name>`, `fps`, `tags` (separated by semicolons), `factor.<name>`; others
    are kept and mean nothing. Raises UnusableOutputsError with file, line and column.
    """
    rows = list(_rows(manifest))
    if not rows:
        raise UnusableOutputsError(
            f"{manifest.name} lists nothing; write one line for each output under "
            "its heads source,system,path."
        )
    source_column = next(name for name in SOURCE_COLUMNS if name in rows[0].cells)
    outputs: list[ListedOutput] = []
    lines: dict[tuple[str, str], int] = {}
    tags: dict[str, tuple[str, ...]] = {}
    for row in rows:
        output = _output(row, row.needed(source_column))
        _refuse_twice(row, output, lines)
        outputs.append(output)
        seen = tags.get(output.source, ())
        tags[output.source] = tuple(dict.fromkeys((*seen, *_tags(row))))
    inputs = _inputs(rows, source_column)
    return Listing(manifest.parent, tuple(outputs), tuple(inputs), tags)


def _output(row: _Row, source: str) -> ListedOutput:
    system, path = row.needed("system"), row.needed("path")
    return ListedOutput(
        system,
        source,
        _inside(row, "path", path),
        f"{path} in {row.place}",
        rate=_rate(row),
        factors=row.starting(FACTOR_PREFIX),
        other=tuple(
            (column, value)
            for column, value in row.cells.items()
            if column not in _OURS
            and not column.startswith((INPUT_PREFIX, FACTOR_PREFIX))
        ),
    )


def _inputs(rows: list[_Row], source_column: str) -> Iterator[ListedInput]:
    """Return each input once; two lines that disagree about one are refused."""
    seen: dict[tuple[str, str], tuple[str, int]] = {}
    for row in rows:
        source = row.cells[source_column]
        given = [(INPUT_PREFIX + n, n, p) for n, p in row.starting(INPUT_PREFIX)]
        if row.cells.get("reference"):
            given.append(("reference", REFERENCE, row.cells["reference"]))
        for column, name, path in given:
            known, line = seen.setdefault((source, name), (path, row.line))
            if known != path:
                raise UnusableOutputsError(
                    f"The column {column} of {source} is {known} in line {line} and "
                    f"{path} in {row.place}; write the same path in both."
                )
            if line == row.line:
                inside = _inside(row, column, path)
                place = f"{path} in {row.place}"
                yield ListedInput(source, name, inside, place, _rate(row))


def _rows(manifest: Path) -> Iterator[_Row]:
    text = _text(manifest)
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    # Strict, or an unclosed quotation mark would swallow what follows it.
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        columns = [name.strip() for name in next(reader, [])]
        _refuse_columns(manifest, columns)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(columns):
                raise UnusableOutputsError(
                    f"Line {reader.line_num} of {manifest.name} has {len(cells)} "
                    f"cells under {len(columns)} heads; put names that hold a "
                    f'"{delimiter}" between quotation marks.'
                )
            values = dict.fromkeys(columns, "")
            values |= zip(columns, (cell.strip() for cell in cells), strict=False)
            yield _Row(manifest, reader.line_num, values)
    except csv.Error as error:
        raise UnusableOutputsError(
            f"Line {reader.line_num} of {manifest.name} cannot be read as CSV "
            f"({error}); close each quotation mark, or save it anew as CSV."
        ) from error


def _text(manifest: Path) -> str:
    try:
        content = manifest.read_bytes()
    except OSError as error:
        raise UnusableOutputsError(
            f"{manifest.name} cannot be read: {error.strerror}. Allow reading it, or "
            "copy it."
        ) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnusableOutputsError(
            f"Line {line} of {manifest.name} is not UTF-8; save it anew as CSV in "
            "UTF-8."
        ) from error


def _refuse_columns(manifest: Path, columns: list[str]) -> None:
    for needed, names in (
        ("source", SOURCE_COLUMNS),
        ("system", ("system",)),
        ("path", ("path",)),
    ):
        if not set(names) & set(columns):
            raise UnusableOutputsError(
                f"{manifest.name} has no column {needed} in line 1; it needs "
                "source, system and path."
            )
    twice = next((name for name in columns if name and columns.count(name) > 1), None)
    if twice is not None:
        raise UnusableOutputsError(
            f"{manifest.name} has the column {twice} twice in line 1; keep one."
        )


def _refuse_twice(
    row: _Row, output: ListedOutput, lines: dict[tuple[str, str], int]
) -> None:
    first = lines.setdefault((output.system, output.source), row.line)
    if first != row.line:
        raise UnusableOutputsError(
            f"Lines {first} and {row.line} of {row.manifest.name} both give the "
            f"output of {output.system} for {output.source}; delete one of them."
        )


def _inside(row: _Row, column: str, value: str) -> Path:
    root = row.manifest.parent
    place = f'The column {column} in {row.place}, "{value}",'
    refuse_bad_name(value, row.place.capitalize())
    path = root / value
    refuse_outside(path, root, place)
    if ".." in Path(value).parts or Path(value).is_absolute():
        raise UnusableOutputsError(
            f"{place} is no path from the folder {root.name}; write it from there, "
            "as in after/street.mp4."
        )
    return path


def _rate(row: _Row) -> float | None:
    text = row.cells.get("fps", "")
    if not text:
        return None
    try:
        rate = float(text)
    except ValueError:
        rate = math.nan
    if not (math.isfinite(rate) and rate > 0):
        raise UnusableOutputsError(
            f'The column fps in {row.place} is "{text}"; write a number of frames '
            "per second above 0, as in 29.97, or leave it empty."
        )
    return rate


def _tags(row: _Row) -> tuple[str, ...]:
    words = re.split(r"[;,]", row.cells.get("tags", ""))
    return tuple(word.strip() for word in words if word.strip())
