"""A study file is made whole or not at all, and never over something else."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from evaluators.study import Criterion, Labels
from storage.connection import connect
from storage.errors import (
    DiskFullError,
    DiskTroubleError,
    RefusedRowError,
    StorageError,
    StudyExistsError,
    UnblindingError,
    UnwritableTextError,
)
from storage.study_file import create_study, open_study, refuse_place
from tests.builders import a_medium, a_study
from tests.conftest import ROOT
from tests.storage.study_files import (
    LABELS,
    a_study_file,
    files_beside,
    judge,
    sha256,
)


def test_existing_file_is_never_overwritten(path):
    before = sha256(path)
    with pytest.raises(StudyExistsError, match="Choose another name"):
        create_study(path, a_study(), LABELS)
    assert sha256(path) == before


def test_link_that_leads_nowhere_counts_as_a_file(tmp_path):
    link = tmp_path / "a.beholder"
    link.symlink_to(tmp_path / "gone")
    with pytest.raises(StudyExistsError):
        create_study(link, a_study(), LABELS)
    assert files_beside(link) == ["a.beholder"]


def test_study_that_cannot_be_written_leaves_nothing(tmp_path):
    twice = a_study()
    twice = replace(twice, stimuli=twice.stimuli + twice.stimuli[:1])
    with pytest.raises(RefusedRowError, match="mistake in Beholder"):
        create_study(tmp_path / "a.beholder", twice, LABELS)
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_not_there_is_named(tmp_path):
    path = tmp_path / "no" / "a.beholder"
    with pytest.raises(StorageError, match=r"does not exist. Make it"):
        create_study(path, a_study(), LABELS)


def test_name_as_long_as_the_disk_takes_is_fine(tmp_path):
    path = tmp_path / ("ß" * 119 + ".beholder")
    create_study(path, a_study(), LABELS)
    judge(path)
    assert files_beside(path) == [path.name]


@pytest.mark.parametrize("letters", [239, 300])
def test_name_with_no_room_for_a_journal_is_refused(tmp_path, letters):
    path = tmp_path / ("a" * letters + ".beholder")
    with pytest.raises(StorageError, match=r"too long|File name too long"):
        create_study(path, a_study(), LABELS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_last_words_of_an_older_study_are_not_taken_for_the_new_ones(tmp_path, end):
    path = tmp_path / "shoes.beholder"
    left = tmp_path / f"shoes.beholder{end}"
    left.write_bytes(b"answers of somebody")
    for use in (refuse_place, a_file_at):
        with pytest.raises(StudyExistsError, match="may hold answers") as error:
            use(path)
        assert left.name in str(error.value)
    assert files_beside(path) == [left.name]


def a_file_at(path):
    create_study(path, a_study(), LABELS)


def test_text_that_names_a_system_is_refused_with_its_place(tmp_path):
    question = Criterion("realism", "Is Vivid more real?")
    path = tmp_path / "a.beholder"
    with pytest.raises(UnblindingError, match="question about realism"):
        create_study(path, a_study(criteria=(question,)), LABELS)
    assert not path.exists()


def test_name_that_is_no_unicode_is_refused_with_its_spelling(tmp_path):
    study = a_study()
    name = os.fsdecode(b"caf\xe9.mp4")
    stimulus = replace(study.stimuli[0], medium=a_medium(path=name))
    study = replace(study, stimuli=(stimulus, *study.stimuli[1:]))
    with pytest.raises(UnwritableTextError, match=r"caf.*Rename"):
        create_study(tmp_path / "a.beholder", study, LABELS)
    labels = Labels({"x0": "a\ud800", "x1": "b"})
    with pytest.raises(UnwritableTextError):
        create_study(tmp_path / "a.beholder", a_study(title="\udc00"), labels)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")
def test_study_in_a_folder_whose_name_is_no_unicode_works(tmp_path):
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    path = a_study_file(folder)
    judge(path)
    with open_study(path, read_only=True) as study_file:
        assert len(study_file.judgments()) == 1
    assert files_beside(path) == [path.name]


def test_new_study_has_the_journal_it_keeps(tmp_path):
    path = a_study_file(tmp_path)
    before = sha256(path)
    connect(path).close()
    assert sha256(path) == before
    assert files_beside(path) == [path.name]


def no_links(*_):
    raise OSError(95, "Operation not supported")


def test_disk_without_links_takes_a_study_and_keeps_another(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", no_links)
    path = a_study_file(tmp_path)
    judge(path)
    assert files_beside(path) == [path.name]

    late = tmp_path / "late.beholder"

    def somebody_else_is_faster(*_):
        late.write_text("mine")
        no_links()

    monkeypatch.setattr(os, "link", somebody_else_is_faster)
    with pytest.raises(StudyExistsError, match="has just been made"):
        create_study(late, a_study(), LABELS)
    assert late.read_text() == "mine"
    assert files_beside(path) == ["late.beholder", path.name]


LIMITED = """
import resource, sys
from pathlib import Path
from storage.errors import StorageError
from storage.study_file import create_study
from tests.builders import a_study
from tests.storage.study_files import LABELS
size = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    create_study(Path(sys.argv[1]), a_study(5, 40), LABELS)
except StorageError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("size", [1, 4096, 50_000])
def test_limit_on_the_size_of_files_is_told_and_leaves_nothing(tmp_path, size):
    path = tmp_path / "a.beholder"
    run = [sys.executable, "-c", LIMITED, str(path), str(size)]
    done = subprocess.run(
        run, cwd=ROOT, check=True, timeout=60, capture_output=True, text=True
    )
    kinds = (DiskFullError.__name__, DiskTroubleError.__name__)
    assert done.stdout.startswith(kinds)
    assert str(path) in done.stdout
    assert list(tmp_path.iterdir()) == []
