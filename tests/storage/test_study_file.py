"""A study file keeps a study as it was, wherever it goes."""

import shutil
from dataclasses import replace

import pytest

from evaluators.study import Labels
from storage.errors import StorageError
from storage.rater_session import GivenAnswer
from storage.study_file import create_study, open_study
from tests.builders import a_medium, a_stimulus, a_study
from tests.storage.study_files import (
    LABELS,
    a_rater_session,
    a_rich_study,
    a_study_file,
    files_beside,
)


def test_study_comes_back_as_it_was(tmp_path):
    study = a_rich_study()
    path = a_study_file(tmp_path, study, notes=("s002 has no output of steady.",))
    with open_study(path) as study_file:
        assert study_file.study == study
        assert study_file.labels == LABELS
        assert study_file.notes == ("s002 has no output of steady.",)
    assert files_beside(path) == [path.name]


def test_media_are_found_from_the_study_file(tmp_path):
    path = a_study_file(tmp_path)
    with open_study(path) as study_file:
        assert study_file.media_path(a_medium(path="clips/a.mp4")) == (
            tmp_path / "clips" / "a.mp4"
        )
        away = tmp_path.parent / "b.mp4"
        assert study_file.media_path(a_medium(path=str(away))) == away


@pytest.mark.parametrize("name", ["a b+c", 'it\'s "quoted"', "鞋子", "👟", "100%?#x"])
def test_any_name_of_file_works(tmp_path, name):
    path = tmp_path / name / f"{name}.beholder"
    path.parent.mkdir()
    create_study(path, a_study(), LABELS)
    session = a_rater_session(path)
    session.record(0, "realism", GivenAnswer("a"))
    session.close()
    with open_study(path, read_only=True) as study_file:
        assert len(study_file.judgments()) == 1
    assert files_beside(path) == [path.name]


def test_other_names_leave_everything_a_rater_gets_the_same(tmp_path):
    shown = []
    for folder, names in (("a", ("vivid", "steady")), ("b", ("steady", "zz 👟"))):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "study.beholder"
        labels = Labels(dict(zip(("x0", "x1"), names, strict=True)))
        create_study(path, a_study(), labels)
        session = a_rater_session(path)
        session.close()
        shown.append((session.study, replace(session.session, id="")))
    assert shown[0] == shown[1]


def test_copied_study_goes_on_where_the_first_stood(tmp_path):
    path = a_study_file(tmp_path)
    session = a_rater_session(path)
    session.record(0, "realism", GivenAnswer("a"))
    session.close()
    copy = tmp_path / "copy.beholder"
    shutil.copy(path, copy)
    again = a_rater_session(copy)
    assert [j.trial.position for j in again.judgments] == [0]
    again.close()


def test_cells_may_be_missing(tmp_path):
    study = a_study(missing={("s001", "x1")})
    path = a_study_file(tmp_path, study)
    with open_study(path) as study_file:
        assert a_stimulus("s001", "x1") not in study_file.study.stimuli
        assert study_file.study == study


def test_link_to_a_study_stands_for_the_file_it_leads_to(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    path = a_study_file(home)
    link = tmp_path / "link.beholder"
    link.symlink_to(path)
    session = a_rater_session(link)
    assert session.media_path(a_medium(path="a.mp4")) == home / "a.mp4"
    session.record(0, "realism", GivenAnswer("a"))
    session.close()
    with open_study(link) as study_file:
        assert study_file.media_path(a_medium(path="a.mp4")) == home / "a.mp4"
        assert len(study_file.judgments()) == 1
    assert files_beside(path) == [path.name]
    assert link.is_symlink()


def test_reader_sees_what_raters_do_meanwhile(tmp_path):
    path = a_study_file(tmp_path)
    with open_study(path, read_only=True) as reader:
        assert reader.record().judgments == ()
        session = a_rater_session(path)
        judgment = session.record(0, "realism", GivenAnswer("a")).result(10)
        assert reader.record().judgments == (judgment,)
        assert reader.record().sessions == reader.sessions() == (session.session,)
        session.close()
    assert files_beside(path) == [path.name]


def test_seed_that_the_file_cannot_hold_is_refused(tmp_path):
    with pytest.raises(StorageError, match="is too large; choose a number up to"):
        create_study(tmp_path / "a.beholder", replace(a_study(), seed=2**63), LABELS)
    path = a_study_file(tmp_path)
    with pytest.raises(StorageError, match="is too large"):
        a_rater_session(path, seed=2**64)
    assert files_beside(path) == [path.name]
