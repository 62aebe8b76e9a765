"""The description beside the CSV files is true, and programs read by it."""

import csv
from datetime import datetime

import numpy as np
import pytest

from evaluators.study import Stage
from tests.app.results.rated import a_file_of, always, described, exported, prefer, rate
from tests.builders import a_study


@pytest.fixture
def rich(tmp_path):
    """Return a study rated by several people, and its export."""
    path = a_file_of(tmp_path, a_study(systems=4, sources=6), notes=("=a gap",))
    rate(path, prefer("x1", "x0"), "ana")
    rate(path, prefer("x2", "x1"), "ben", stage=Stage.PEERS)
    rate(path, always("cannot_judge"), "eve", stage=Stage.PEERS, certify=False)
    return path, exported(path, tmp_path / "out"), tmp_path / "out"


def test_every_column_is_described_in_its_order(rich):
    _, tables, folder = rich
    resources = described(folder)
    assert set(resources) == set(tables)
    for name, resource in resources.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            head = next(csv.reader(file))
        fields = resource["schema"]["fields"]
        assert head == [field["name"] for field in fields]
        assert all(field["description"].endswith(".") for field in fields)


def test_keys_types_and_references_of_the_description_are_true(rich):
    _, tables, folder = rich
    for name, resource in described(folder).items():
        schema, rows = resource["schema"], tables[name]
        for field in schema["fields"]:
            cells = [row[field["name"]] for row in rows]
            _check(field, [cell for cell in cells if cell])
        if key := schema.get("primaryKey"):
            keys = [tuple(row[column] for column in key) for row in rows]
            assert len(set(keys)) == len(keys)
            assert all(all(parts) for parts in keys)
        for reference in schema.get("foreignKeys", ()):
            other = tables[reference["reference"]["resource"]]
            columns = reference["fields"]
            there = {tuple(row[column] for column in columns) for row in other}
            assert {tuple(row[column] for column in columns) for row in rows} <= there


_READERS = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def _check(field, cells):
    for cell in cells:
        if field["type"] == "datetime":
            assert datetime.strptime(cell, field["format"])
        else:
            _READERS[field["type"]](cell)
    if "constraints" in field:
        assert set(cells) <= set(field["constraints"]["enum"])


def test_exporting_twice_gives_the_same_bytes(rich, tmp_path):
    path, _, folder = rich
    exported(path, tmp_path / "again")
    for file in folder.iterdir():
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes()


def test_numbers_load_into_arrays(rich):
    _, tables, folder = rich
    loaded = np.genfromtxt(
        folder / "playback.csv", delimiter=",", names=True, dtype=None, encoding="utf-8"
    )
    assert len(loaded) == len(tables["playback"])
    assert loaded["due"].sum() == 60 * len(loaded)
    values = [float(row["value"] or "nan") for row in tables["scores"]]
    assert np.nanmin(values) >= 0
