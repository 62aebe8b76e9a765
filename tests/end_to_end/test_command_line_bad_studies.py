"""Files that are no study of ours, and a study that is held, on the command line."""

import sqlite3

import pytest

from tests.end_to_end.program import (
    assert_one_sentence,
    begun,
    end,
    run_program,
    start_program,
    wait_until,
)
from tests.storage.study_files import a_study_file


def an_other_database(path):
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE notes (text)")
    db.commit()
    db.close()


def a_newer_study(path):
    a_study_file(path.parent).rename(path)
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()


def a_damaged_study(path):
    a_study_file(path.parent).rename(path)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)


NOT_STUDIES = [
    (lambda path: None, ("There is no file", "beholder new")),
    (lambda path: path.mkdir(), ("folder",)),
    (lambda path: path.write_bytes(b""), ("no database",)),
    (lambda path: path.write_text("a text"), ("no database",)),
    (an_other_database, ("another program",)),
    (a_newer_study, ("newer", "format 99", "Update")),
    (a_damaged_study, ("damaged", "backup")),
]
NAMES = ["missing", "folder", "empty", "text", "foreign", "newer", "damaged"]


@pytest.mark.parametrize(
    "verb",
    [
        ("contract",),
        ("contract", "--set", "-"),
        ("status",),
        ("report",),
        ("report", "--out", "r.txt"),
        ("export", "--out", "tables"),
        ("rate",),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize(("brought", "words"), NOT_STUDIES, ids=NAMES)
def test_a_file_that_is_no_study_of_ours(beholder, tmp_path, brought, words, verb):
    brought(tmp_path / "s.beholder")
    name, *options = verb
    surrounding = {"QT_QPA_PLATFORM": "offscreen"}
    done = beholder(name, "s.beholder", *options, **surrounding)
    assert_one_sentence(done, "s.beholder", *words)
    assert not (tmp_path / "tables").exists()


def test_a_second_window_of_the_same_rater(tmp_path):
    path = a_study_file(tmp_path)
    first = start_program("rate", path, folder=tmp_path)
    try:
        wait_until(lambda: begun(path) == 1, first)
        done = run_program("rate", path, folder=tmp_path, QT_QPA_PLATFORM="offscreen")
        assert_one_sentence(done, "owner has this study open", str(first.pid), "Close")
    finally:
        assert end(first).code == 143
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home", "shoes.beholder"]


def test_one_rater_does_not_keep_out_another(tmp_path):
    path = a_study_file(tmp_path)
    first = start_program("rate", path, folder=tmp_path)
    try:
        wait_until(lambda: begun(path) == 1, first)
        other = start_program("rate", path, "--rater", "heron-7", folder=tmp_path)
        wait_until(lambda: begun(path) == 2, other)
        assert end(other).code == 143
    finally:
        end(first)
