from pathlib import Path

import pytest

from app.studies.dropped import UnusableDropError, dropped
from app.studies.study_names import is_study
from tests.app.studies.outputs import a_file


def test_folders_manifests_and_studies_may_be_dropped(tmp_path):
    for name in ("a.csv", "a.CSV", "a.beholder", "A.Beholder"):
        assert dropped([a_file(tmp_path / name, b"")]) == tmp_path / name
    assert dropped([tmp_path]) == tmp_path


@pytest.mark.parametrize(
    ("paths", "others", "words"),
    [
        ([], 1, "save it here first"),
        ([], 0, "save it here first"),
        (["/x/a", "/x/b"], 0, "drop the folder that holds them, x"),
        (["/a", "/b"], 0, "drop the folder that holds them, /"),
        (["/x/a", "/y/b", "/y/c"], 0, "3 things were dropped at once; drop one folder"),
        (["/x/a.mp4"], 0, "a.mp4 is a single file; drop the folder"),
        (["/x/a.PNG"], 0, "a.PNG is a single file"),
        (["/x/notes"], 0, "notes is neither a folder"),
        (["/x/a"], 1, "no file on this computer"),
    ],
)
def test_everything_else_is_answered_with_what_to_drop(paths, others, words):
    with pytest.raises(UnusableDropError, match=words):
        dropped([Path(path) for path in paths], others=others)


def test_a_folder_is_no_study_whatever_its_name(tmp_path):
    folder = tmp_path / "x.beholder"
    folder.mkdir()
    assert not is_study(folder)
    assert is_study(tmp_path / "y.BEHOLDER")
