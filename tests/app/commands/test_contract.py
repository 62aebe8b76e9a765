import io
import sys
import tomllib

import pytest

from evaluators.study import Stage
from storage.rater_session import GivenAnswer
from tests.app.studies.outputs import a_folder
from tests.end_to_end.program import assert_one_sentence
from tests.storage.study_files import a_rater_session


@pytest.fixture
def study(beholder, tmp_path):
    beholder("new", "s", a_folder(tmp_path / "renders"), "--baseline", "before")
    return tmp_path / "s.beholder"


def test_the_contract_is_printed_as_toml_and_nothing_else(beholder, study):
    done = beholder("contract", study)
    assert (done.code, done.err) == (0, "")
    written = tomllib.loads(done.out)
    assert written["baseline"] == "before"
    assert [c["name"] for c in written["criteria"]] == ["realism", "aesthetics"]


def test_the_suffix_may_be_left_out(beholder, study):
    assert beholder("contract", study.with_suffix("")).code == 0


def test_what_a_file_says_is_changed_and_the_rest_stays(beholder, study, tmp_path):
    (tmp_path / "c.toml").write_text('title = "Größer 👟"\n', "utf-8")
    done = beholder("contract", study, "--set", "c.toml")
    assert (done.code, done.out) == (0, "")
    assert "now version 2" in done.err
    printed = tomllib.loads(beholder("contract", study).out)
    assert (printed["title"], printed["baseline"]) == ("Größer 👟", "before")


def test_the_printed_contract_changes_nothing(beholder, study, tmp_path):
    (tmp_path / "c.toml").write_text(beholder("contract", study).out, "utf-8")
    done = beholder("contract", study, "--set", "c.toml")
    assert done.code == 0
    assert "nothing was changed" in done.err


def test_a_dash_reads_the_standard_input(beholder, study, monkeypatch):
    given = io.TextIOWrapper(io.BytesIO(b'problem = "Which?"'))
    monkeypatch.setattr(sys, "stdin", given)
    assert beholder("contract", study, "--set", "-").code == 0
    assert 'problem = "Which?"' in beholder("contract", study).out


def test_another_method_alone_brings_its_own_questions(beholder, study, tmp_path):
    (tmp_path / "c.toml").write_text('[method]\nname = "acr"\n')
    beholder("contract", study, "--set", "c.toml")
    criteria = tomllib.loads(beholder("contract", study).out)["criteria"]
    assert criteria[0]["question"] == "How real does it look?"


def test_questions_of_the_owner_stay_with_another_method(beholder, study, tmp_path):
    (tmp_path / "a.toml").write_text('[[criteria]]\nname = "fit"\nquestion = "Fits?"\n')
    (tmp_path / "b.toml").write_text('[method]\nname = "acr"\n')
    for name in ("a.toml", "b.toml"):
        beholder("contract", study, "--set", name)
    criteria = tomllib.loads(beholder("contract", study).out)["criteria"]
    assert [c["question"] for c in criteria] == ["Fits?"]


def test_pairs_of_a_single_system_are_refused(beholder, tmp_path):
    a_folder(tmp_path / "renders", systems=("alone",))
    beholder("new", "s", "renders", "--method", "acr")
    (tmp_path / "c.toml").write_text('[method]\nname = "pc"\n')
    done = beholder("contract", "s.beholder", "--set", "c.toml")
    assert_one_sentence(done, "c.toml", "method.name", "acr")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('title = "better than before"', "The title"),
        (
            '[[criteria]]\nname = "x"\nquestion = "After or not?"',
            "The question about x",
        ),
        (
            '[[criteria]]\nname = "x"\nquestion = "?"\n'
            'levels = ["1", "2", "3", "4", "as Before"]',
            'The level "as Before" of x',
        ),
        (
            '[[stages]]\nname = "peers"\nwelcome = "See what is after."',
            "The welcome of the stage peers",
        ),
    ],
)
def test_a_systems_name_where_raters_read_is_refused_with_the_place(
    beholder, study, tmp_path, text, place
):
    before = beholder("contract", study).out
    (tmp_path / "c.toml").write_text(text)
    assert_one_sentence(beholder("contract", study, "--set", "c.toml"), place)
    assert beholder("contract", study).out == before


def test_a_judged_contract_stays_as_it_is(beholder, study, tmp_path):
    session = a_rater_session(study, stage=Stage.SELF)
    session.record(0, "realism", GivenAnswer("a")).result(timeout=20)
    session.close()
    (tmp_path / "c.toml").write_text('title = "late"\n')
    done = beholder("contract", study, "--set", "c.toml")
    assert_one_sentence(done, "stays as it is", "judged")


def test_a_contract_file_that_is_not_there_is_named(beholder, study):
    done = beholder("contract", study, "--set", "nowhere.toml")
    assert_one_sentence(done, "nowhere.toml", "No such file")
