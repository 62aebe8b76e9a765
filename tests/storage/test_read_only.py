"""A study that may only be read can be read, and says so when that is not enough."""

import pytest

from storage.connection import connect, durable_mode
from storage.errors import ReadOnlyStudyError, StorageError
from storage.study_file import create_study, open_study
from tests.builders import a_study
from tests.storage.permissions import (
    a_public_folder,
    as_a_plain_user,
    needs_permissions,
)
from tests.storage.study_files import (
    LABELS,
    a_rater_session,
    a_study_file,
    files_beside,
    judge,
    sha256,
)

pytestmark = needs_permissions


@pytest.fixture
def locked_away():
    """Return a judged study in a folder that a plain user may not write."""
    with a_public_folder() as folder:
        path = a_study_file(folder)
        judge(path)
        path.chmod(0o444)
        folder.chmod(0o555)
        yield path


def test_study_that_may_only_be_read_is_read_and_not_rated(locked_away):
    before = sha256(locked_away)
    with as_a_plain_user():
        with open_study(locked_away) as study_file:
            assert len(study_file.judgments()) == 1
            with pytest.raises(ReadOnlyStudyError, match="contract cannot be changed"):
                study_file.set_contract(study_file.study.contract)
        with pytest.raises(ReadOnlyStudyError, match="no answer could be saved"):
            a_rater_session(locked_away)
    assert sha256(locked_away) == before
    assert files_beside(locked_away) == [locked_away.name]


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o755), (0o666, 0o555)])
def test_file_and_folder_have_to_be_writable_both(locked_away, file, folder):
    locked_away.parent.chmod(folder)
    locked_away.chmod(file)
    with as_a_plain_user():
        with open_study(locked_away) as study_file:
            assert not study_file.writable
            assert len(study_file.judgments()) == 1
        with pytest.raises(ReadOnlyStudyError):
            a_rater_session(locked_away)


def test_folder_that_may_not_be_written_is_named(locked_away):
    with (
        as_a_plain_user(),
        pytest.raises(ReadOnlyStudyError, match="Choose another place"),
    ):
        create_study(locked_away.with_name("b.beholder"), a_study(), LABELS)


def test_folder_that_may_not_be_entered_is_told(locked_away):
    locked_away.parent.chmod(0o700)
    with as_a_plain_user():
        for use in (open_study, a_rater_session):
            with pytest.raises(StorageError, match=r"cannot be read.*permissions"):
                use(locked_away)
        with pytest.raises(StorageError, match=r"Permission denied|may not be written"):
            create_study(locked_away.with_name("b.beholder"), a_study(), LABELS)


def test_file_that_may_not_be_read_is_told(locked_away):
    locked_away.chmod(0o200)
    with (
        as_a_plain_user(),
        pytest.raises(StorageError, match=r"cannot be read.*permissions"),
    ):
        open_study(locked_away)


def test_study_in_use_is_read_by_somebody_who_may_not_write(locked_away):
    """Whoever rates keeps the files of WAL there, which the reader may share."""
    session_owner = connect(locked_away)
    session_owner.execute("DELETE FROM hold")
    with as_a_plain_user(), open_study(locked_away) as study_file:
        assert len(study_file.judgments()) == 1
    session_owner.close()


def test_unfinished_study_in_a_folder_that_may_not_be_written_is_told(locked_away):
    if durable_mode(locked_away)[0] != "WAL":
        pytest.skip("this engine leaves nothing beside a study")
    session_owner = connect(locked_away)
    session_owner.execute("PRAGMA wal_autocheckpoint = 0")
    session_owner.execute("DELETE FROM hold")
    session_owner.execute("UPDATE medium SET path = 'b.mp4'")
    with a_public_folder() as folder:
        copy = folder / "copy.beholder"
        copy.write_bytes(locked_away.read_bytes())
        wal = locked_away.with_name(locked_away.name + "-wal").read_bytes()
        copy.with_name("copy.beholder-wal").write_bytes(wal)
        folder.chmod(0o555)
        with (
            as_a_plain_user(),
            pytest.raises(ReadOnlyStudyError, match=r"copy\.beholder-wal lies beside"),
        ):
            open_study(copy)
    session_owner.close()


def test_study_opened_to_read_only_takes_no_contract(path):
    before = sha256(path)
    with open_study(path, read_only=True) as study_file:
        with pytest.raises(ReadOnlyStudyError):
            study_file.set_contract(study_file.study.contract)
        assert not study_file.writable
    assert sha256(path) == before
    assert files_beside(path) == [path.name]
