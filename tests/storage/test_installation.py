import stat
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.errors import StorageError
from storage.installation import installation_key
from tests.storage.permissions import (
    a_public_folder,
    as_a_plain_user,
    needs_permissions,
)


def test_key_stays_the_same(tmp_path):
    key = installation_key(tmp_path / "home")
    assert len(key) == 32
    assert installation_key(tmp_path / "home") == key
    assert [entry.name for entry in (tmp_path / "home").iterdir()] == [
        "installation.key"
    ]


def test_installations_differ(tmp_path):
    assert installation_key(tmp_path / "a") != installation_key(tmp_path / "b")


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
def test_key_is_for_its_owner_alone(tmp_path):
    installation_key(tmp_path)
    mode = (tmp_path / "installation.key").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_programs_that_start_at_once_agree(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: installation_key(tmp_path), range(32)))
    assert len(keys) == 1


@pytest.mark.parametrize("content", [b"", b"no key\n", b"\xff" * 32, bytes(32)])
def test_key_file_with_something_else_is_named(tmp_path, content):
    (tmp_path / "installation.key").write_bytes(content)
    with pytest.raises(StorageError, match="does not hold a key; delete it"):
        installation_key(tmp_path)


def test_home_that_is_a_file_is_named(tmp_path):
    (tmp_path / "home").write_text("")
    with pytest.raises(StorageError, match="BEHOLDER_HOME"):
        installation_key(tmp_path / "home")


@needs_permissions
def test_home_that_may_not_be_written_is_named():
    with a_public_folder() as folder, as_a_plain_user():
        with pytest.raises(StorageError, match=r"make its folder writable"):
            installation_key(folder / "home")
        assert list(folder.iterdir()) == []
