"""What is no study, or no sound one, is refused in words and stays as it is."""

import os
from contextlib import suppress

import pytest
from sqlite_utils.utils import sqlite3

from storage.connection import connect
from storage.errors import (
    DamagedStudyError,
    NewerStudyFileError,
    NotAStudyError,
)
from storage.migrations import APPLICATION_ID
from storage.study_file import open_study
from tests.storage.study_files import (
    a_rater_session,
    files_beside,
    judge,
    sha256,
)


def read(path):
    return open_study(path, read_only=True)


USES = (read, open_study, a_rater_session)


def assert_refused(path, kind, words):
    before = sha256(path)
    for use in USES:
        with pytest.raises(kind, match=words) as error:
            use(path)
        assert str(path) in str(error.value)
    assert sha256(path) == before
    assert files_beside(path) == [path.name]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no database at all"),
        (b"source,system,path\n", "no database at all"),
        (b"SQLite format 3\x00", "another program"),
        (b"SQLite format 3\x00" + bytes(84), "another program"),
        (b"SQLite format 3\x00" + bytes(5000), "another program"),
    ],
)
def test_foreign_file_is_refused_and_stays_as_it_is(tmp_path, content, words):
    path = tmp_path / "a.beholder"
    path.write_bytes(content)
    assert_refused(path, NotAStudyError, words)


def test_database_of_another_program_stays_as_it_is(tmp_path):
    path = tmp_path / "bookmarks.sqlite"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE bookmark (url)")
    db.commit()
    db.close()
    assert_refused(path, NotAStudyError, "another program")


@pytest.mark.parametrize(
    ("version", "kind", "words"),
    [
        (0, NotAStudyError, "another program"),
        (1, DamagedStudyError, "Check that Beholder made this file"),
    ],
)
def test_file_with_our_mark_alone_is_refused_in_words(tmp_path, version, kind, words):
    path = tmp_path / "a.beholder"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE other (x)")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {version}")
    db.commit()
    db.close()
    if version:
        with pytest.raises(kind, match=words):
            read(path)
    else:
        assert_refused(path, kind, words)


def test_newer_file_is_refused_and_stays_as_it_is(path):
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    assert_refused(path, NewerStudyFileError, r"format 99.*Update Beholder")


def test_file_that_a_newer_program_has_open_is_refused(path):
    """Its new version may stand in the WAL alone, where the header is not yet."""
    newer = connect(path)
    newer.execute("PRAGMA wal_autocheckpoint = 0")
    newer.execute("PRAGMA user_version = 99")
    for use in USES:
        with pytest.raises(NewerStudyFileError, match="format 99"):
            use(path)
    newer.close()


@pytest.mark.parametrize("use", USES)
def test_missing_file_and_folder_are_named(tmp_path, use):
    with pytest.raises(NotAStudyError, match="There is no file"):
        use(tmp_path / "a.beholder")
    with pytest.raises(NotAStudyError, match="is a folder"):
        use(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(NotAStudyError, match="There is no file"):
        use(tmp_path / "file" / "a.beholder")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names there")
@pytest.mark.parametrize("use", USES)
def test_pipe_that_nobody_fills_is_not_waited_for(tmp_path, use):
    os.mkfifo(tmp_path / "a.beholder")
    with pytest.raises(NotAStudyError, match="no ordinary file"):
        use(tmp_path / "a.beholder")


@pytest.mark.parametrize("target", ["gone", "a.beholder"])
def test_link_that_leads_to_no_file_is_refused_in_words(tmp_path, target):
    link = tmp_path / "a.beholder"
    link.symlink_to(tmp_path / target)
    with pytest.raises(Exception, match=r"a\.beholder.*[Cc]heck"):
        read(link)


@pytest.mark.parametrize("kept", [100, 6000, 20_000])
def test_file_cut_short_is_called_damaged(path, kept):
    path.write_bytes(path.read_bytes()[:kept])
    assert_refused(path, DamagedStudyError, "open a backup")


@pytest.mark.parametrize("part", range(1, 10))
def test_page_of_noise_is_called_damaged_or_does_no_harm(path, part):
    judge(path, 0, 1)
    content = bytearray(path.read_bytes())
    page = len(content) // 4096 * part // 10
    content[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    before = sha256(path)
    with suppress(DamagedStudyError), read(path) as study_file:
        study_file.record()
    assert sha256(path) == before


def test_file_with_nothing_in_its_tables_is_called_damaged(path):
    change_past_the_guards(path, "study_delete", "DELETE FROM study")
    assert_refused(path, DamagedStudyError, "do not hold together")


def change_past_the_guards(path, trigger, statement):
    db = sqlite3.connect(path)
    [guard] = db.execute(
        "SELECT sql FROM sqlite_schema WHERE name = ?", [trigger]
    ).fetchone()
    db.execute(f"DROP TRIGGER {trigger}")
    db.execute(statement)
    db.execute(guard)
    db.commit()
    db.close()


@pytest.mark.parametrize(
    ("trigger", "statement"),
    [
        ("trial_delete", "DELETE FROM trial WHERE position = 0"),
        ("place_delete", "DELETE FROM place WHERE position = 1"),
        ("session_update", "UPDATE session SET notes = '{'"),
        ("contract_update", "UPDATE contract SET body = '[1]'"),
    ],
)
def test_tables_that_do_not_hold_together_are_called_damaged(path, trigger, statement):
    judge(path, 0, 1)
    change_past_the_guards(path, trigger, statement)
    with pytest.raises(DamagedStudyError), read(path) as study_file:
        study_file.record()
    with pytest.raises(DamagedStudyError):
        a_rater_session(path)


@pytest.mark.parametrize(
    "change",
    [
        "DROP TRIGGER event_update",
        "DROP TABLE hold",
        "DROP INDEX event_superseding",
        "CREATE TRIGGER mine AFTER INSERT ON event BEGIN SELECT 1; END",
        "ALTER TABLE rating ADD COLUMN more TEXT",
    ],
)
def test_file_whose_guards_are_not_ours_is_refused(path, change):
    db = sqlite3.connect(path)
    db.execute(change)
    db.commit()
    db.close()
    assert_refused(path, DamagedStudyError, "is not as Beholder made it")


def test_view_and_table_of_somebody_else_do_no_harm(path):
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE remark (text)")
    db.execute(
        "CREATE VIEW endless AS WITH RECURSIVE n(i) AS "
        "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    )
    db.commit()
    db.close()
    with read(path) as study_file:
        assert study_file.record().judgments == ()
