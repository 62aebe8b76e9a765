from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluators.design import draw_trials, session_seed
from evaluators.study import Kind, Method, MethodSettings, Stage, TrialKind
from tests.builders import a_study
from tests.evaluators.designs import (
    STAGES,
    asking,
    connected,
    counted,
    ids,
    of_kind,
    pair_of,
    seeds,
    sources_of,
    studies,
)

SEED_OF_ANA = 3103528659416446272  # SHA-256, not Python's own hash


@given(studies(), st.sampled_from(STAGES), seeds, st.integers(0, 5))
@settings(max_examples=150, deadline=None)
def test_every_design_keeps_the_rules_that_hold_without_exception(
    study, stage, seed, ordinal
):
    design = draw_trials(study, stage, seed=seed, ordinal=ordinal)
    trials, real = design.trials, counted(design.trials)
    shown = [pair_of(t) for t in real]
    assert [t.position for t in trials] == list(range(len(trials)))
    assert len(set(shown)) == len(shown), "a trial counts once"
    for trial in trials:
        assert len({s.source for s in trial.stimuli}) == 1
        systems = [s.system for s in trial.stimuli]
        assert len(set(systems)) == len(systems) == study.contract.method.name.panes
    for repeat in of_kind(trials, TrialKind.REPEAT):
        assert repeat.repeats < repeat.position
        assert repeat.stimuli == trials[repeat.repeats].stimuli[::-1]
        assert trials[repeat.repeats].kind is TrialKind.COUNTED
    first_real = len(trials) - len(real) - len(of_kind(trials, TrialKind.REPEAT))
    assert {t.kind for t in trials[:first_real]} <= {TrialKind.WARM_UP}
    assert draw_trials(study, stage, seed=seed, ordinal=ordinal) == design


@given(studies(), st.sampled_from(STAGES), seeds)
@settings(max_examples=60, deadline=None)
def test_a_session_is_no_longer_than_the_contract_says(study, stage, seed):
    trials = draw_trials(study, stage, seed=seed).trials
    method = study.contract.method
    room = min(24, method.trials_per_session) if stage is Stage.SELF else 80
    real, again = counted(trials), of_kind(trials, TrialKind.REPEAT)
    assert len(real) + len(again) <= min(room, method.trials_per_session)
    assert len(again) <= method.repeats * len(real) + 0.5
    assert len(trials) - len(real) - len(again) == (
        0 if stage is Stage.SELF else min(3, _all_candidates(study))
    )


def _all_candidates(study):
    method = study.contract.method
    roomy = MethodSettings(method.name, method.pairs, 10_000, 0.0)
    trials = draw_trials(asking(study, roomy), Stage.PEERS, seed=1).trials
    return len(counted(trials))


def test_defaults_by_stage():
    study = a_study(2, 60)
    kinds = {
        stage: Counter(t.kind for t in draw_trials(study, stage, seed=1).trials)
        for stage in STAGES
    }
    assert kinds[Stage.SELF] == {TrialKind.COUNTED: 21, TrialKind.REPEAT: 3}
    for stage in (Stage.PEERS, Stage.EXTERNAL):
        assert kinds[stage] == {
            TrialKind.WARM_UP: 3,
            TrialKind.COUNTED: 52,
            TrialKind.REPEAT: 8,
        }


def test_the_design_follows_from_ids_and_not_from_their_order_or_names():
    study = a_study(4, 9)
    shuffled = replace(
        study,
        systems=study.systems[::-1],
        sources=study.sources[::-1],
        stimuli=study.stimuli[::-1],
        contract=replace(study.contract, title="Other words"),
    )
    for stage in STAGES:
        assert draw_trials(study, stage, seed=3) == draw_trials(shuffled, stage, seed=3)


def test_other_seeds_give_other_orders():
    study = a_study(2, 12)
    orders = {
        tuple(ids(draw_trials(study, Stage.SELF, seed=s).trials)) for s in range(10)
    }
    assert len(orders) == 10


@pytest.mark.parametrize(
    ("study", "words"),
    [
        (a_study(1, 5), "There is no pair to show"),
        (a_study(2, 1, missing={("s000", "x0")}), "There is no pair to show"),
        (a_study(2, 3, missing={("s001", "x1")}), "1 of 3 sources are not shown"),
        (
            a_study(
                4,
                2,
                missing={
                    ("s000", "x2"),
                    ("s000", "x3"),
                    ("s001", "x0"),
                    ("s001", "x1"),
                },
                settings=MethodSettings(pairs="all"),
            ),
            "The systems fall into 2 groups",
        ),
        (a_study(3, 1), "A source comes twice in a row"),
    ],
)
def test_shortfalls_are_told_without_a_name_or_an_id(study, words):
    notes = draw_trials(study, Stage.SELF, seed=1).notes
    assert any(note.startswith(words) for note in notes)
    for stimulus in study.stimuli:
        for note in notes:
            assert not {stimulus.id, stimulus.source, stimulus.system} & set(
                note.replace(".", " ").split()
            )


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize(("systems", "sources"), [(2, 500), (3, 90), (12, 500)])
def test_large_studies_keep_the_rules(method, systems, sources):
    missing = {(f"s{i:03}", f"x{i % systems}") for i in range(0, sources, 3)}
    whole = MethodSettings(method, pairs="all")
    study = a_study(systems, sources, missing=missing, settings=whole)
    design = draw_trials(study, Stage.EXTERNAL, seed=4, ordinal=1)
    real = counted(design.trials)
    assert len(real) == 52
    assert not [note for note in design.notes if "twice" in note or "less than" in note]
    assert all(a != b for a, b in pairwise(sources_of(design.trials)))
    if method is Method.PC:
        assert len(connected(real)) == 1
        assert len(set(sources_of(real))) == 52


@pytest.mark.parametrize("method", list(Method))
def test_an_empty_study_has_no_trials_and_a_note(method):
    for ordinal in range(2):
        study = a_study(1, 0, method=method)
        design = draw_trials(study, Stage.PEERS, seed=1, ordinal=ordinal)
        assert design.trials == ()
        (note,) = design.notes
        assert note.startswith("There is no")


def test_still_pictures_are_drawn_like_clips():
    trials = draw_trials(a_study(2, 8, kind=Kind.IMAGE), Stage.SELF, seed=2).trials
    assert len(counted(trials)) == 8


@pytest.mark.parametrize(
    "method",
    [MethodSettings(trials_per_session=0), MethodSettings(repeats=1.5)],
)
def test_settings_that_describe_no_session_are_refused(method):
    with pytest.raises(ValueError, match="a session needs"):
        draw_trials(a_study(settings=method), Stage.SELF, seed=1)


def test_end_users_have_no_trials():
    with pytest.raises(ValueError, match="imported"):
        draw_trials(a_study(), Stage.END_USERS, seed=1)


def test_the_seed_of_a_session_is_the_same_on_every_machine():
    assert session_seed(7, Stage.SELF, "ana") == session_seed(7, Stage.SELF, "ana")
    assert session_seed(7, Stage.SELF, "ana") == SEED_OF_ANA
    assert session_seed(7, Stage.SELF, "ana") != session_seed(7, Stage.PEERS, "ana")
    assert 0 <= session_seed(7, Stage.SELF, "böb") < 2**63
