"""Exported folders: described, whole or not at all, nobody else's files lost."""

import csv
import hashlib
import json
import os
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.csv_cells import CellType, unguarded
from storage.csv_files import write_package
from storage.errors import DiskFullError, ExportFolderError
from storage.flat_tables import Column, Package, Reference, Table

COLUMNS = (
    Column("name", CellType.TEXT, "Whose it is.", lambda row: row[0]),
    Column("value", CellType.NUMBER, "How much.", lambda row: row[1]),
    Column("kind", CellType.TEXT, "What.", lambda _: "a", values=("a", "b")),
    Column("made_at", CellType.TIME, "When, in UTC.", lambda _: 0),
)


def a_package(*rows, id_="study-1"):
    table = Table("things", "Things.", COLUMNS, rows, key=("name",))
    others = Table(
        "others", "Others.", COLUMNS[:1], (), references=(Reference(("name",), "x"),)
    )
    return Package(id_, "Shoes", (table, others))


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_columns_of_the_files_are_those_of_the_description(tmp_path):
    written = write_package(a_package(("x", -0.25)), tmp_path / "out")
    document = json.loads(written[-1].read_text("utf-8"))
    assert [path.name for path in written] == [
        "things.csv",
        "others.csv",
        "datapackage.json",
    ]
    for resource in document["resources"]:
        path = tmp_path / "out" / resource["path"]
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert read(path)[0] == names
        assert path.stat().st_size == resource["bytes"]
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert resource["hash"] == f"sha256:{digest}"
    assert read(written[0])[1] == ["x", "-0.25", "a", "1970-01-01T00:00:00.000000Z"]


def test_description_tells_types_keys_and_what_missing_means(tmp_path):
    document = json.loads(
        write_package(a_package(), tmp_path)[-1].read_text(encoding="utf-8")
    )
    things, others = document["resources"]
    assert things["schema"]["primaryKey"] == ["name"]
    assert things["schema"]["missingValues"] == [""]
    assert [field["type"] for field in things["schema"]["fields"]] == [
        "string",
        "number",
        "string",
        "datetime",
    ]
    assert things["schema"]["fields"][2]["constraints"] == {"enum": ["a", "b"]}
    assert others["schema"]["foreignKeys"] == [
        {"fields": ["name"], "reference": {"resource": "x", "fields": ["name"]}}
    ]
    assert "apostrophe" in document["description"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4))
def test_any_text_comes_back_from_the_file(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("out")
    path = write_package(a_package(*((text, 1) for text in texts)), folder)[0]
    assert [unguarded(row[0]) for row in read(path)[1:]] == texts
    write_package(a_package(*((text, 1) for text in texts)), folder, raw=True)
    assert [row[0] for row in read(path)[1:]] == texts


def test_same_tables_give_the_same_bytes(tmp_path):
    for folder in ("a", "b"):
        write_package(a_package(("x", 1 / 3)), tmp_path / folder)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_later_export_replaces_the_earlier_and_leaves_other_files_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    write_package(a_package(("x", 1)), tmp_path)
    write_package(a_package(("y", 2)), tmp_path)
    assert read(tmp_path / "things.csv")[1][0] == "y"
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "datapackage.json",
        "notes.txt",
        "others.csv",
        "things.csv",
    ]


@pytest.mark.parametrize("name", ["things.csv", "datapackage.json"])
def test_file_of_somebody_else_is_not_overwritten(tmp_path, name):
    (tmp_path / name).write_text("[1]")
    with pytest.raises(ExportFolderError, match=f"already holds a {name}"):
        write_package(a_package(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_export_of_another_study_is_not_overwritten(tmp_path):
    write_package(a_package(("x", 1)), tmp_path)
    with pytest.raises(ExportFolderError, match="not from this study"):
        write_package(a_package(("y", 2), id_="study-2"), tmp_path)
    assert read(tmp_path / "things.csv")[1][0] == "x"


def test_folders_are_made_as_needed(tmp_path):
    folder = tmp_path / "new here" / "größe 👟"
    assert all(path.is_file() for path in write_package(a_package(), folder))


def test_file_in_the_place_of_the_folder_is_named(tmp_path):
    path = tmp_path / "out"
    path.write_text("mine")
    for place in (path, path / "deeper"):
        with pytest.raises(ExportFolderError, match="is no folder"):
            write_package(a_package(), place)
    assert path.read_text() == "mine"


def failing_package():
    def fail(_):
        raise RuntimeError("a mistake of ours")

    package = a_package(("y", 2))
    broken = Column("name", CellType.TEXT, "", fail)
    others = replace(package.tables[1], columns=(broken,), rows=(1,))
    return replace(package, tables=(package.tables[0], others))


def test_export_that_fails_halfway_leaves_what_was_there(tmp_path):
    write_package(a_package(("x", 1)), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(RuntimeError):
        write_package(failing_package(), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_export_that_fails_leaves_no_folder_behind(tmp_path):
    with pytest.raises(RuntimeError):
        write_package(failing_package(), tmp_path / "new" / "out")
    assert not list(tmp_path.iterdir())


def test_file_that_cannot_be_replaced_leaves_all_as_they_were(tmp_path, monkeypatch):
    write_package(a_package(("x", 1)), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    replace_file = type(tmp_path).replace

    def refuse(here, there):  # as Windows does with a file open in a spreadsheet
        if there == tmp_path / "things.csv" and here.parent.name != "before":
            raise PermissionError(13, "open in another program")
        return replace_file(here, there)

    monkeypatch.setattr(type(tmp_path), "replace", refuse)
    with pytest.raises(ExportFolderError, match="open in another program"):
        write_package(a_package(("y", 2)), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits stand for the disk")
def test_full_disk_is_told_in_a_sentence_and_leaves_nothing(tmp_path):
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
    try:
        with pytest.raises(DiskFullError, match="is full, so nothing was exported"):
            write_package(a_package(*[("x" * 100, 1)] * 100), tmp_path / "out")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0,
    reason="root may write everywhere: permissions do not bind",
)
def test_folder_that_may_not_be_written_is_told_in_a_sentence(tmp_path):
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(ExportFolderError, match="may not be written"):
            write_package(a_package(), tmp_path)
    finally:
        tmp_path.chmod(0o755)
