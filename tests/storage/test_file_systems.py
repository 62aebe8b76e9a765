"""What kind of disk a file is on."""

from pathlib import Path

import pytest

from storage.file_systems import has_room


def test_a_folder_of_this_disk_has_room(tmp_path):
    assert has_room(tmp_path / "shoes.beholder")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no /proc on this system")
def test_a_file_system_of_the_kernel_is_not_full():
    assert has_room(Path("/proc/shoes.beholder"))
