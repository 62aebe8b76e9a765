"""The shape of a study file, and that its record cannot be changed."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3

from evaluators.study import Method, MethodSettings
from storage.connection import connect, connect_to_read
from storage.migrations import APPLICATION_ID, FORMAT
from storage.rater_session import GivenAnswer
from storage.schema import GUARDED
from tests.storage.study_files import (
    a_certificate,
    a_rater_session,
    a_rich_study,
    a_study_file,
)

GOLDEN = Path(__file__).with_name("schema.sql")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Return two studies; each guarded table has a row in one of them."""
    paths = {}
    for method, answer in ((Method.PC, "a"), (Method.ACR, "4")):
        study = a_rich_study()
        contract = replace(study.contract, method=MethodSettings(method))
        path = a_study_file(
            tmp_path_factory.mktemp(method),
            replace(study, contract=contract),
            notes=("It was dark.",),
        )
        session = a_rater_session(path)
        score = int(answer) if answer.isdigit() else None
        session.record(0, "realism", GivenAnswer(answer, score=score))
        session.record_certificate(0, a_certificate())
        session.record_skip(1, "It is gone.")
        assert session.close()
        paths[method] = path
    return paths


@pytest.fixture
def judged(files):
    return files[Method.PC]


@pytest.fixture
def rated(files, tmp_path):
    return shutil.copy(files[Method.ACR], tmp_path)


def test_schema_is_the_one_that_was_agreed(judged):
    """Written anew with BEHOLDER_WRITE_GOLDEN=1, read by people, then committed."""
    db = connect(judged)
    rows = db.execute(
        "SELECT sql FROM sqlite_schema WHERE sql <> '' ORDER BY type, name"
    )
    found = ";\n\n".join(row[0] for row in rows) + ";\n"
    db.close()
    if os.environ.get("BEHOLDER_WRITE_GOLDEN"):
        GOLDEN.write_text(found)
    assert found == GOLDEN.read_text()


def test_file_says_whose_it_is_and_of_which_format(path):
    header = path.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == FORMAT


def test_every_table_is_strict(judged):
    db = connect(judged)
    tables = db.query("SELECT * FROM pragma_table_list WHERE schema = 'main'")
    loose = {row["name"] for row in tables if not row["strict"]}
    db.close()
    assert {name for name in loose if "sqlite_" not in name} == set()


CHANGES = {
    "update": "UPDATE {table} SET {key} = {key}",
    "update or replace": "UPDATE OR REPLACE {table} SET {key} = {key}",
    "delete": "DELETE FROM {table}",
    "replace": "REPLACE INTO {table} SELECT * FROM {table}",
    "ignore": "INSERT OR IGNORE INTO {table} SELECT * FROM {table}",
    "upsert": "INSERT INTO {table} SELECT * FROM {table} WHERE true "
    "ON CONFLICT DO UPDATE SET {key} = {key}",
}


CONNECTIONS = {
    "ours": connect,
    "for reading": connect_to_read,
    "another program's": sqlite3.connect,
}


@pytest.mark.parametrize("whose", CONNECTIONS)
@pytest.mark.parametrize("table", sorted(GUARDED))
def test_record_refuses_every_change(files, table, whose):
    db = CONNECTIONS[whose](files[Method.ACR if table == "rating" else Method.PC])
    before = db.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    errors = (sqlite3.IntegrityError, sqlite3.OperationalError)
    for change in CHANGES.values():
        key = GUARDED[table][0][0]
        with pytest.raises(errors, match=r"only ever appended|readonly database"):
            db.execute(change.format(table=table, key=key))
    assert db.execute(f"SELECT * FROM {table}").fetchall() == before
    db.close()


def test_every_table_is_guarded_but_the_holds(judged):
    db = connect(judged)
    names = {row[0] for row in db.execute("SELECT name FROM pragma_table_list")}
    db.close()
    ours = {name for name in names if "sqlite_" not in name}
    assert ours == {*GUARDED, "hold"}


def test_record_has_no_row_number_to_be_replaced_by(judged):
    """Where there is one, it is the key that is guarded."""
    db = sqlite3.connect(judged)
    for table in GUARDED.keys() - {"medium", "note"}:
        with pytest.raises(sqlite3.OperationalError, match="no such column"):
            db.execute(f"SELECT rowid FROM {table}")
    for table in ("medium", "note"):
        rows = db.execute(f"SELECT rowid, id FROM {table}").fetchall()
        assert all(number == id_ for number, id_ in rows)
    db.close()


def test_stimulus_cannot_be_replaced_by_one_of_the_same_cell(judged):
    db = connect(judged)
    with pytest.raises(sqlite3.IntegrityError, match="only ever appended"):
        db.execute(
            "REPLACE INTO stimulus SELECT 'other', source, system, medium, factors "
            "FROM stimulus LIMIT 1"
        )
    db.close()


def test_medium_may_move_and_nothing_else(rated):
    db = connect(Path(rated))
    db.execute("UPDATE medium SET path = 'moved/' || path")
    columns = [row[1] for row in db.execute("PRAGMA table_info (medium)")]
    for column in set(columns) - {"path"}:
        with pytest.raises(sqlite3.IntegrityError, match="only ever appended"):
            db.execute(f"UPDATE medium SET {column} = {column}")
    db.close()


def test_event_of_a_trial_needs_one(rated):
    db = connect(Path(rated))
    copied = (
        "INSERT INTO event SELECT '{id}' || substr(id, 2), rater, installation, "
        "100, '{kind}', {session}, {position}, NULL, contract_version, made_at, "
        "content_sha256 FROM event WHERE counter = 1"
    )
    whole = {"id": "e", "kind": "rating", "session": "session", "position": "position"}
    for change in (
        {"position": "NULL"},
        {"session": "NULL"},
        {"session": "NULL", "position": "NULL"},
        {"position": "99"},
        {"session": "'other'"},
        {"kind": "guess"},
    ):
        with pytest.raises(sqlite3.IntegrityError, match=r"CHECK|FOREIGN KEY"):
            db.execute(copied.format(**(whole | change)))
    consent = {"kind": "consent", "session": "NULL", "position": "NULL"}
    db.execute(copied.format(**(whole | consent)))
    db.close()


def test_typed_row_needs_an_envelope_of_its_kind(judged):
    db = connect(judged)
    event = db.execute("SELECT id FROM event WHERE kind = 'preference'").fetchone()[0]
    with pytest.raises(sqlite3.IntegrityError, match="no skip"):
        db.execute("INSERT INTO skip VALUES (?, 'x')", [event])
    db.close()


@pytest.mark.parametrize(
    "row",
    [
        "'realism', 's000-x0', '4', 5, 0, ''",
        "'realism', 's000-x0', '10', 10, 0, ''",
        "'realism', 's000-x0', 'good', NULL, 0, ''",
        "'realism', 's000-x0', '4', 4, -1, ''",
        "'realism', 'nothing', '4', 4, 0, ''",
        "'realism', 's000-x0', '4', 'four', 0, ''",
    ],
)
def test_rating_that_means_nothing_is_refused(rated, row):
    db = connect(Path(rated))
    db.execute(
        "INSERT INTO event SELECT '0' || substr(id, 2, 34) || 'z', rater, installation,"
        " 100, kind, session, position, NULL, contract_version, made_at,"
        " content_sha256 FROM event WHERE kind = 'rating'"
    )
    event = db.execute("SELECT id FROM event WHERE counter = 100").fetchone()[0]
    with pytest.raises(sqlite3.IntegrityError, match=r"CHECK|FOREIGN|cannot store"):
        db.execute(f"INSERT INTO rating VALUES ('{event}', {row})")
    db.close()
