from shutil import copytree

import pytest

from app.demo.study import demo_outputs, make_demo
from evaluators.blindness import unblinding_places
from evaluators.design import draw_trials
from evaluators.study import Stage
from storage.rater_session import GivenAnswer
from storage.study_file import open_study
from tests.app.demo.shoots import LOFT, a_shoot
from tests.storage.study_files import a_rater_session

SMALL = a_shoot(LOFT, frames=3)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A demo of one scene, to be copied: drawing takes longer."""
    folder = tmp_path_factory.mktemp("small")
    make_demo(folder, shoot=SMALL)
    return folder


@pytest.fixture
def copied(small, tmp_path):
    return copytree(small, tmp_path / "demo")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return make_demo(tmp_path_factory.mktemp("demo"), shoot=a_shoot())


def test_the_study_knows_its_systems_its_baseline_and_its_tags(demo):
    with open_study(demo) as file:
        study, labels = file.study, file.labels
    assert set(labels.systems.values()) == {
        "steady",
        "shaking",
        "ten-fps",
        "mirror-jump",
    }
    assert labels.systems[study.contract.baseline] == "steady"
    assert {labels.sources[s.id]: s.tags for s in study.sources} == {
        "loft": (),
        "boutique": ("mirror",),
    }
    assert {dict(s.factors)["rate"] for s in study.stimuli} == {"10", "30"}
    assert [i.name for i in study.sources[0].inputs] == ["person", "shoe"]


def test_the_contract_says_what_the_study_is_about(demo):
    with open_study(demo) as file:
        contract = file.study.contract
        assert not unblinding_places(contract, file.labels, ["person", "shoe"])
    assert contract.title
    assert contract.problem
    assert contract.goals
    assert contract.intent == "realistic"
    assert [c.name for c in contract.criteria] == [
        "realism",
        "aesthetics",
        "stability",
    ]


def test_its_owner_sees_every_system_beside_the_baseline(demo):
    with open_study(demo) as file:
        study = file.study
    trials = draw_trials(study, Stage.SELF, seed=1).trials
    pairs = {frozenset(s.system for s in trial.stimuli) for trial in trials}
    assert len(pairs) == 3
    assert all(study.contract.baseline in pair for pair in pairs)


def test_making_it_again_keeps_the_study_and_its_answers(copied):
    study = make_demo(copied, shoot=SMALL)
    session = a_rater_session(study)
    session.record(0, "realism", GivenAnswer("tie")).result()
    session.close()
    before = study.read_bytes()
    assert make_demo(copied, shoot=SMALL) == study
    assert study.read_bytes() == before


def test_other_clips_make_another_study_beside_the_first(copied):
    first = make_demo(copied, shoot=SMALL)
    longer = a_shoot(LOFT, frames=6)
    other = make_demo(copied, shoot=longer)
    assert other != first
    assert other.parent == first.parent
    assert make_demo(copied, shoot=longer) == other


def test_the_same_drawing_makes_the_same_study(copied, tmp_path):
    studies = []
    for folder in (copied, tmp_path / "anew"):
        with open_study(make_demo(folder, shoot=SMALL)) as file:
            studies.append(file.study)
    assert studies[0] == studies[1]


def test_a_damaged_clip_is_made_again(copied):
    clip = copied / "outputs-1" / "steady" / "loft.mp4"
    whole = clip.read_bytes()
    clip.write_bytes(whole[:400])
    assert not demo_outputs(copied, shoot=SMALL).unreadable
    assert clip.read_bytes() == whole


def test_progress_ends_at_its_total(copied):
    told = []
    make_demo(copied, shoot=SMALL, progress=lambda *now: told.append(now))
    assert told[-1] == (12, 12)
    assert all(done <= total == 12 for done, total in told)
