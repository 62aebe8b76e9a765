from collections import Counter

import pytest

from app.demo.simulated import (
    OWNER,
    PEERS,
    Defects,
    SimulatedRater,
    rate_without_window,
)
from evaluators.study import Answer, Labels, Source, Stage
from storage.study_file import create_study, open_study
from tests.builders import STABILITY, a_stimulus, a_study, a_trial
from tests.storage.study_files import KEY

NAMES = {"x0": "steady", "x1": "shaking", "x2": "ten-fps", "x3": "mirror-jump"}


def known_defects(sources=6) -> Defects:
    study = a_study(systems=4, sources=sources)
    mirrored = tuple(
        Source(s.id, tags=("mirror",) if n % 2 else ())
        for n, s in enumerate(study.sources)
    )
    object.__setattr__(study, "sources", mirrored)
    return Defects(study, Labels(NAMES, {}))


@pytest.fixture
def defects() -> Defects:
    return known_defects()


def said(rater, systems, source="s000", times=200):
    trial = a_trial(stimuli=tuple(a_stimulus(source, system) for system in systems))
    answers = (rater.answer(trial, STABILITY).answer for _ in range(times))
    return Counter(answers)


@pytest.mark.parametrize("alias", [OWNER, *PEERS])
def test_every_alias_says_that_it_is_simulated(alias):
    assert alias.startswith("simulated")


def test_peers_are_as_many_as_a_stage_of_peers_asks_for():
    assert 3 <= len(set(PEERS)) <= 4


def test_a_shaking_shoe_is_seen_on_either_side(defects):
    rater = SimulatedRater(PEERS[0], defects)
    assert said(rater, ("x0", "x1"))[Answer.A] > 150
    assert said(rater, ("x1", "x0"))[Answer.B] > 150


def test_a_jump_into_the_mirror_is_seen_where_there_is_a_mirror(defects):
    rater = SimulatedRater(PEERS[0], defects)
    plain = said(rater, ("x0", "x3"), "s000")
    mirror = said(rater, ("x0", "x3"), "s001")
    assert mirror[Answer.A] > 150
    assert plain[Answer.A] < 150
    assert plain[Answer.TIE] > 20
    assert plain[Answer.CANNOT_JUDGE] > 0


def test_the_same_rater_of_the_same_study_says_the_same(defects):
    one, same = (SimulatedRater(PEERS[1], defects) for _ in range(2))
    other = SimulatedRater(PEERS[2], defects)
    trials = [a_trial(systems=("x0", "x2"), position=n) for n in range(60)]
    answers = [
        [rater.answer(trial, STABILITY) for trial in trials]
        for rater in (one, same, other)
    ]
    assert answers[0] == answers[1]
    assert answers[0] != answers[2]


def test_a_session_is_answered_whole_and_kept(tmp_path, defects):
    path = tmp_path / "study.beholder"
    create_study(path, defects.study, defects.labels)
    rater = SimulatedRater(PEERS[0], defects)
    trials = rate_without_window(path, rater, Stage.PEERS, KEY)
    with open_study(path) as file:
        (session,) = file.sessions()
        judgments = file.judgments()
        assert not file.certificates()  # nothing was played
    assert session.rater == PEERS[0]
    assert len(session.trials) == trials
    assert len(judgments) == 3 * trials
    assert all(j.response_ms > 300 for j in judgments)


def test_what_was_answered_in_a_window_is_not_answered_again(tmp_path, defects):
    path = tmp_path / "study.beholder"
    create_study(path, defects.study, defects.labels)
    for _ in range(2):
        rate_without_window(path, SimulatedRater(OWNER, defects), Stage.SELF, KEY)
    with open_study(path) as file:
        judgments = file.judgments(superseded=True)
        assert len(judgments) == len(file.judgments())
