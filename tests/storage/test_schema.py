"""The shape of a study file, and that its record cannot be changed."""

import os
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3

from evaluators.study import Method
from storage.connection import connect
from storage.migrations import APPLICATION_ID, FORMAT
from storage.rater_session import GivenAnswer
from storage.schema import RECORDED
from tests.builders import a_study
from tests.storage.study_files import a_rater_session, a_study_file
from tests.storage.test_rater_session import a_certificate

GOLDEN = Path(__file__).with_name("schema.sql")


@pytest.fixture
def judged(tmp_path):
    """Return a study in which every recorded table has a row."""
    path = a_study_file(tmp_path)
    session = a_rater_session(path)
    session.record(0, "realism", GivenAnswer("a"))
    session.record_certificate(0, a_certificate())
    session.record_skip(1, "It is gone.")
    session.close()
    return path


@pytest.fixture
def rated(tmp_path):
    path = a_study_file(tmp_path, a_study(method=Method.ACR))
    session = a_rater_session(path)
    session.record(0, "realism", GivenAnswer("4", score=4))
    session.close()
    return path


def test_schema_is_the_one_that_was_agreed(tmp_path):
    """Written anew with BEHOLDER_WRITE_GOLDEN=1, read by people, then committed."""
    db = connect(a_study_file(tmp_path))
    rows = db.execute(
        "SELECT sql FROM sqlite_schema WHERE sql <> '' ORDER BY type, name"
    )
    found = ";\n\n".join(row[0] for row in rows) + ";\n"
    db.close()
    if os.environ.get("BEHOLDER_WRITE_GOLDEN"):
        GOLDEN.write_text(found)
    assert found == GOLDEN.read_text()


def test_file_says_whose_it_is_and_of_which_format(tmp_path):
    header = a_study_file(tmp_path).read_bytes()[:100]
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


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("table", sorted(RECORDED))
def test_record_refuses_every_change(rated_or_judged, table, change):
    path = rated_or_judged(table)
    db = sqlite3.connect(path)  # as any other program would open it
    before = db.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    statement = CHANGES[change].format(table=table, key=RECORDED[table][0][0])
    with pytest.raises(sqlite3.IntegrityError, match="only ever appended"):
        db.execute(statement)
    assert db.execute(f"SELECT * FROM {table}").fetchall() == before
    db.close()


@pytest.fixture
def rated_or_judged(judged, tmp_path_factory):
    """Return the file in which a table has rows."""

    def choose(table):
        if table != "rating":
            return judged
        folder = tmp_path_factory.mktemp("rated")
        path = a_study_file(folder, a_study(method=Method.ACR))
        session = a_rater_session(path)
        session.record(0, "realism", GivenAnswer("4", score=4))
        session.close()
        return path

    return choose


def test_record_has_no_row_number_to_be_replaced_by(judged):
    db = sqlite3.connect(judged)
    for table in RECORDED:
        with pytest.raises(sqlite3.OperationalError, match="no such column"):
            db.execute(f"SELECT rowid FROM {table}")
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
    db = connect(rated)
    db.execute("PRAGMA ignore_check_constraints = OFF")
    db.execute(
        "INSERT INTO event SELECT '0' || substr(id, 2, 34) || 'z', rater, installation,"
        " counter + 1, kind, session, position, NULL, contract_version, made_at,"
        " content_sha256 FROM event"
    )
    event = db.execute("SELECT id FROM event WHERE counter = 2").fetchone()[0]
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(f"INSERT INTO rating VALUES ('{event}', {row})")
    db.close()
