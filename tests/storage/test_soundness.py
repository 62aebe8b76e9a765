"""What a newer program does with the files of an older one, and the other way round."""

import pytest
from sqlite_utils import Database, Migrations

from storage import file_header, soundness
from storage.errors import NewerStudyFileError, ReadOnlyStudyError, StorageError
from storage.migrations import schema
from storage.study_file import open_study
from tests.storage.permissions import (
    a_public_folder,
    as_a_plain_user,
    needs_permissions,
)
from tests.storage.study_files import (
    a_rater_session,
    a_study_file,
    files_beside,
    judge,
    judgments_in,
    sha256,
)


def read(path):
    return open_study(path, read_only=True)


@pytest.fixture
def newer_program(monkeypatch):
    """Return a function that turns this program into one of the next release."""

    def become(step):
        steps = Migrations(schema.name)
        empty = Database(memory=True)
        for old in schema.pending(empty):
            steps(name=old.name)(old.fn)
        empty.close()
        steps(name="m002_next")(step)
        monkeypatch.setattr(soundness, "schema", steps)
        for module in (soundness, file_header):
            monkeypatch.setattr(module, "FORMAT", 2)
        soundness._ours.cache_clear()

    yield become
    monkeypatch.undo()
    soundness._ours.cache_clear()


def next_step(db):
    db.execute("ALTER TABLE skip ADD COLUMN more TEXT")
    db.execute("PRAGMA user_version = 2")


def broken_step(db):
    next_step(db)
    db.execute("CREATE TABLE skip (again TEXT)")


@pytest.mark.parametrize("use", [read, open_study, a_rater_session])
def test_file_of_an_older_program_is_brought_up_to_date(
    path, newer_program, monkeypatch, use
):
    judge(path, 0, 1)
    before = judgments_in(path)
    newer_program(next_step)
    use(path).close()
    assert judgments_in(path) == before
    assert files_beside(path) == [path.name]
    judge(path, 2, rater="wren-2")
    monkeypatch.undo()
    with pytest.raises(NewerStudyFileError, match="format 2; this one knows up to 1"):
        read(path)


def test_step_that_breaks_leaves_the_old_file(path, newer_program, monkeypatch):
    judge(path)
    before = sha256(path)
    newer_program(broken_step)
    for use in (read, open_study, a_rater_session):
        with pytest.raises(StorageError, match="already exists"):
            use(path)
    assert sha256(path) == before
    monkeypatch.undo()
    soundness._ours.cache_clear()
    assert len(judgments_in(path)) == 1


@needs_permissions
def test_older_file_that_may_not_be_written_is_told(newer_program):
    with a_public_folder() as folder:
        path = a_study_file(folder)
        before = sha256(path)
        newer_program(next_step)
        with (
            as_a_plain_user(),
            pytest.raises(ReadOnlyStudyError, match="older Beholder"),
        ):
            read(path)
        assert sha256(path) == before
