import hashlib
from pathlib import Path

import pytest

from storage.connection import connect, connect_to_read, durable_mode
from storage.errors import DiskTroubleError
from storage.file_systems import file_system_of, on_network
from tests.storage.study_files import a_study_file, files_beside

MOUNTS = """\
/dev/vda / ext4 rw 0 0
nas:/export /home/ana/nas nfs4 rw 0 0
tmpfs /home/ana/nas/local tmpfs rw 0 0
//win/share /mnt/two\\040words cifs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ana", "ext4"),
        ("/home/ana/nas", "nfs4"),
        ("/home/ana/nas/studies/spring", "nfs4"),
        ("/home/ana/nas/local/x", "tmpfs"),
        ("/home/ana/nasty", "ext4"),
        ("/mnt/two words/x", "cifs"),
    ],
)
def test_folder_is_on_the_nearest_mount(folder, kind):
    assert file_system_of(Path(folder), MOUNTS) == kind


def test_local_disk_with_a_sound_engine_uses_wal(tmp_path):
    path = a_study_file(tmp_path)
    assert not on_network(path)
    journal, synchronous = durable_mode(path)
    db = connect(path)
    assert db.execute("PRAGMA journal_mode").fetchone()[0].upper() == journal
    number = {"FULL": 2, "EXTRA": 3}[synchronous]
    assert db.execute("PRAGMA synchronous").fetchone()[0] == number
    db.close()


def test_every_connection_checks_keys_and_fires_triggers(tmp_path):
    path = a_study_file(tmp_path)
    for opened in (connect(path), connect_to_read(path)):
        assert opened.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert opened.execute("PRAGMA recursive_triggers").fetchone()[0] == 1
        opened.close()


def test_reading_changes_no_byte_and_leaves_nothing_behind(tmp_path):
    path = a_study_file(tmp_path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    db = connect_to_read(path)
    assert db.execute("SELECT count(*) FROM stimulus").fetchone()[0] == 8
    db.close()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert files_beside(path) == [path.name]


def test_file_that_went_away_is_not_made_anew(tmp_path):
    path = a_study_file(tmp_path)
    path.unlink()
    with pytest.raises(DiskTroubleError, match="Check that it is there"):
        connect(path)
    assert not path.exists()
