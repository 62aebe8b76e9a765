"""Making, opening and refusing study files."""

import hashlib
import os
import shutil
import sys
from dataclasses import replace

import pytest
from sqlite_utils.utils import sqlite3

from evaluators.study import (
    Criterion,
    Input,
    Kind,
    Labels,
    Medium,
    Method,
    MethodSettings,
    Source,
    Stage,
    StageSettings,
    SuccessRow,
)
from storage.connection import connect
from storage.errors import (
    ContractFrozenError,
    DamagedStudyError,
    NewerStudyFileError,
    NotAStudyError,
    ReadOnlyStudyError,
    StorageError,
    StudyExistsError,
    UnblindingError,
)
from storage.migrations import APPLICATION_ID
from storage.rater_session import GivenAnswer
from storage.study_file import create_study, open_study
from tests.builders import a_medium, a_stimulus, a_study
from tests.storage.study_files import (
    LABELS,
    a_rater_session,
    a_study_file,
    files_beside,
)


def a_rich_study():
    study = a_study(
        settings=MethodSettings(Method.ACR, "all", 24, 0.125),
        intent="realism=2,stability=1",
        goals=('Sell "more"\tshoes\n', "— and fewer returns 👟"),
        non_goals=("x",),
        assumptions=("y",),
        stages=(
            StageSettings(Stage.PEERS, 3, (("repeats", 0.8),), "Hello", "I agree"),
        ),
        success=(
            SuccessRow("x1", "realism", at_least=0.45, at_most=0.55, expected=0.5),
            SuccessRow("x1", "stability", "mos_difference", at_least=-0.25),
        ),
    )
    inputs = (
        Input("garment", a_medium("garment", kind=Kind.IMAGE)),
        Input("person", a_medium("person")),
    )
    sources = (Source("s000", inputs, ("mirror", "dark")), *study.sources[1:])
    odd = Medium("0" * 64, "d/ü 1.mp4", Kind.SEQUENCE, 3, 5, 100, 2, 9999, ("Short.",))
    stimulus = replace(study.stimuli[0], medium=odd, factors=(("rate", "10"),))
    return replace(study, sources=sources, stimuli=(stimulus, *study.stimuli[1:]))


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


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


def test_existing_file_is_never_overwritten(tmp_path):
    path = a_study_file(tmp_path)
    before = sha256(path)
    with pytest.raises(StudyExistsError, match="Choose another name"):
        a_study_file(tmp_path)
    assert sha256(path) == before


def test_study_that_cannot_be_written_leaves_nothing(tmp_path):
    twice = a_study()
    twice = replace(twice, stimuli=twice.stimuli + twice.stimuli[:1])
    with pytest.raises(sqlite3.IntegrityError):
        create_study(tmp_path / "a.beholder", twice, LABELS)
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_not_there_is_named(tmp_path):
    path = tmp_path / "no" / "a.beholder"
    with pytest.raises(StorageError, match=r"does not exist. Make it"):
        create_study(path, a_study(), LABELS)


def test_name_as_long_as_the_disk_takes_is_fine(tmp_path):
    path = tmp_path / ("ß" * 119 + ".beholder")
    create_study(path, a_study(), LABELS)
    a_rater_session(path).close()
    assert files_beside(path) == [path.name]


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


def test_text_that_names_a_system_is_refused_with_its_place(tmp_path):
    question = Criterion("realism", "Is Vivid more real?")
    path = tmp_path / "a.beholder"
    with pytest.raises(UnblindingError, match="question about realism"):
        create_study(path, a_study(criteria=(question,)), LABELS)
    assert not path.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no database at all"),
        (b"source,system,path\n", "no database at all"),
        (b"SQLite format 3\x00" + bytes(84), "another program"),
    ],
)
def test_foreign_file_is_refused_and_stays_as_it_is(tmp_path, content, words):
    path = tmp_path / "a.beholder"
    path.write_bytes(content)
    for use in (open_study, a_rater_session):
        with pytest.raises(NotAStudyError, match=words):
            use(path)
    assert path.read_bytes() == content
    assert files_beside(path) == [path.name]


def test_database_of_another_program_stays_as_it_is(tmp_path):
    path = tmp_path / "bookmarks.sqlite"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE bookmark (url)")
    db.commit()
    db.close()
    before = sha256(path)
    with pytest.raises(NotAStudyError, match="another program"):
        open_study(path)
    assert sha256(path) == before


def test_newer_file_is_refused_and_stays_as_it_is(tmp_path):
    path = a_study_file(tmp_path)
    db = connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = sha256(path)
    for use in (open_study, a_rater_session):
        with pytest.raises(NewerStudyFileError, match=r"format 99.*Update Beholder"):
            use(path)
    assert sha256(path) == before


def test_missing_file_and_folder_are_named(tmp_path):
    with pytest.raises(NotAStudyError, match="There is no file"):
        open_study(tmp_path / "a.beholder")
    with pytest.raises(NotAStudyError, match="is a folder"):
        open_study(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_file_cut_short_is_called_damaged(tmp_path):
    path = a_study_file(tmp_path)
    path.write_bytes(path.read_bytes()[:6000])
    before = sha256(path)
    with pytest.raises(DamagedStudyError, match="open a backup"):
        open_study(path)
    assert sha256(path) == before


def test_file_with_nothing_in_its_tables_is_called_damaged(tmp_path):
    path = a_study_file(tmp_path)
    db = connect(path)
    db.execute("DELETE FROM study")
    db.close()
    for use in (open_study, a_rater_session):
        with pytest.raises(DamagedStudyError, match="do not hold together"):
            use(path)


def test_file_with_our_mark_alone_is_refused_in_words(tmp_path):
    path = tmp_path / "a.beholder"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE other (x)")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.commit()
    db.close()
    with pytest.raises(StorageError, match="Check that Beholder made this file"):
        open_study(path, read_only=True)


needs_a_user = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0,
    reason="root may write everywhere: permissions do not bind",
)


@pytest.fixture
def locked_away(tmp_path):
    """Return a judged study in a folder that may not be written."""
    path = a_study_file(tmp_path)
    session = a_rater_session(path)
    session.record(0, "realism", GivenAnswer("a"))
    session.close()
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    yield path
    tmp_path.chmod(0o755)


@needs_a_user
def test_study_that_may_only_be_read_is_read_and_not_rated(locked_away):
    with open_study(locked_away) as study_file:
        assert len(study_file.judgments()) == 1
        with pytest.raises(ReadOnlyStudyError, match="contract cannot be changed"):
            study_file.set_contract(study_file.study.contract)
    with pytest.raises(ReadOnlyStudyError, match="no answer could be saved"):
        a_rater_session(locked_away)


@needs_a_user
def test_folder_that_may_not_be_written_is_named(locked_away):
    with pytest.raises(ReadOnlyStudyError, match="Choose another place"):
        create_study(locked_away.with_name("b.beholder"), a_study(), LABELS)


def test_study_opened_to_read_only_takes_no_contract(tmp_path):
    path = a_study_file(tmp_path)
    before = sha256(path)
    with open_study(path, read_only=True) as study_file:
        with pytest.raises(ReadOnlyStudyError):
            study_file.set_contract(study_file.study.contract)
        assert not study_file.writable
    assert sha256(path) == before
    assert files_beside(path) == [path.name]


def test_new_contract_is_a_new_version(tmp_path):
    path = a_study_file(tmp_path)
    with open_study(path) as study_file:
        contract = replace(study_file.study.contract, title="Spring")
        assert study_file.set_contract(contract) == 2
        assert study_file.study.contract == contract
    with open_study(path) as study_file:
        assert (study_file.study.contract, study_file.study.contract_version) == (
            contract,
            2,
        )


def test_contract_is_frozen_once_judged(tmp_path):
    path = a_study_file(tmp_path)
    session = a_rater_session(path)
    session.record(0, "realism", GivenAnswer("a"))
    session.close()
    with open_study(path) as study_file:
        with pytest.raises(ContractFrozenError, match="judged under version 1"):
            study_file.set_contract(replace(study_file.study.contract, title="Spring"))
        assert study_file.study.contract_version == 1


def test_contract_stays_while_a_rater_has_it_open(tmp_path):
    path = a_study_file(tmp_path)
    session = a_rater_session(path)
    with open_study(path) as study_file:
        contract = replace(study_file.study.contract, title="Spring")
        with pytest.raises(ContractFrozenError, match="heron-7 has the study open"):
            study_file.set_contract(contract)
        session.close()
        assert study_file.set_contract(contract) == 2


def test_drawn_trials_hold_the_method_but_not_the_words(tmp_path):
    path = a_study_file(tmp_path)
    a_rater_session(path).close()
    with open_study(path) as study_file:
        contract = study_file.study.contract
        with pytest.raises(ContractFrozenError, match="trials have been drawn"):
            study_file.set_contract(
                replace(contract, method=MethodSettings(Method.ACR))
            )
        assert study_file.set_contract(replace(contract, title="Spring")) == 2


def test_contract_that_names_a_system_is_refused(tmp_path):
    with open_study(a_study_file(tmp_path)) as study_file:
        contract = replace(study_file.study.contract, title="vivid against the rest")
        with pytest.raises(UnblindingError, match="title"):
            study_file.set_contract(contract)


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
