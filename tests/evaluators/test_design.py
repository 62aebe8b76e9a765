from collections import Counter
from dataclasses import replace
from itertools import pairwise
from math import factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluators.design import draw_trials, session_seed
from evaluators.study import Kind, Method, MethodSettings, Stage, TrialKind
from tests.builders import a_study

SEED_OF_ANA = 3103528659416446272  # SHA-256, not Python's own hash
STAGES = (Stage.SELF, Stage.PEERS, Stage.EXTERNAL)


@st.composite
def studies(draw, methods=(Method.PC, Method.ACR)):
    systems, sources = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    cells = [(f"s{s:03}", f"x{x}") for s in range(sources) for x in range(systems)]
    method = MethodSettings(
        name=draw(st.sampled_from(methods)),
        pairs=draw(st.sampled_from(["", "all", "baseline"])),
        trials_per_session=draw(st.integers(1, 80)),
        repeats=draw(st.sampled_from([0.0, 0.15, 0.5, 1.0])),
    )
    missing = draw(st.sets(st.sampled_from(cells), max_size=len(cells) // 3))
    return a_study(systems, sources, missing=missing, settings=method)


seeds = st.integers(0, 2**63 - 1)


def of_kind(trials, kind):
    return [trial for trial in trials if trial.kind is kind]


def counted(trials):
    return of_kind(trials, TrialKind.COUNTED)


def pair_of(trial):
    return frozenset(stimulus.id for stimulus in trial.stimuli)


def ids(trials):
    return [tuple(s.id for s in trial.stimuli) for trial in trials]


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
    roomy = MethodSettings(
        study.contract.method.name, study.contract.method.pairs, 10_000, 0.0
    )
    whole = a_study_with(study, roomy)
    return len(counted(draw_trials(whole, Stage.PEERS, seed=1).trials))


def a_study_with(study, method):
    return replace(study, contract=replace(study.contract, method=method))


@given(studies(methods=(Method.PC,)), st.sampled_from(STAGES), seeds)
@settings(max_examples=100, deadline=None)
def test_each_system_stands_on_both_sides_equally_often(study, stage, seed):
    trials = counted(draw_trials(study, stage, seed=seed).trials)
    left = Counter(t.stimuli[0].system for t in trials)
    right = Counter(t.stimuli[1].system for t in trials)
    for system in study.systems:
        assert abs(left[system] - right[system]) <= 1


@given(studies(methods=(Method.PC,)), seeds)
@settings(max_examples=60, deadline=None)
def test_two_systems_meet_in_both_orders_equally_often(study, seed):
    trials = counted(draw_trials(study, Stage.PEERS, seed=seed).trials)
    orders = Counter(tuple(s.system for s in t.stimuli) for t in trials)
    for one, other in orders:
        assert abs(orders[one, other] - orders[other, one]) <= 1


@given(studies(methods=(Method.PC,)), st.integers(1, 7))
@settings(max_examples=60, deadline=None)
def test_over_raters_each_pair_comes_in_both_orders_equally_often(study, raters):
    orders = Counter(
        shown
        for ordinal in range(raters)
        for shown in ids(
            counted(
                draw_trials(study, Stage.PEERS, seed=ordinal, ordinal=ordinal).trials
            )
        )
    )
    for one, other in orders:
        assert abs(orders[one, other] - orders[other, one]) <= 1


@given(studies(), st.sampled_from(STAGES), seeds)
@settings(max_examples=100, deadline=None)
def test_no_source_comes_twice_in_a_row_unless_the_notes_say_so(study, stage, seed):
    design = draw_trials(study, stage, seed=seed)
    sources = [trial.stimuli[0].source for trial in design.trials]
    twice = sum(a == b for a, b in pairwise(sources))
    assert bool(twice) == any("twice in a row" in note for note in design.notes)
    if len(of_kind(design.trials, TrialKind.REPEAT)) == 0 and stage is Stage.SELF:
        most = max(Counter(sources).values(), default=0)
        assert twice == max(0, 2 * most - len(sources) - 1)


@given(studies(), seeds)
@settings(max_examples=60, deadline=None)
def test_a_repeat_comes_five_trials_later_unless_the_notes_say_so(study, seed):
    design = draw_trials(study, Stage.PEERS, seed=seed)
    close = [
        t
        for t in of_kind(design.trials, TrialKind.REPEAT)
        if t.position - t.repeats < 5
    ]
    assert bool(close) == any("less than 5 trials" in note for note in design.notes)


@pytest.mark.parametrize("sources", [6, 20, 40])
@pytest.mark.parametrize("systems", [2, 3, 5])
@pytest.mark.parametrize("stage", STAGES)
def test_a_usual_study_has_no_shortfall_of_order(systems, sources, stage):
    study = a_study(systems, sources)
    for ordinal in range(4):
        notes = draw_trials(study, stage, seed=ordinal, ordinal=ordinal).notes
        assert all(note.startswith("This session shows") for note in notes)


@pytest.mark.parametrize("method", [Method.PC, Method.ACR])
@given(size=st.integers(12, 60), seed=seeds)
@settings(max_examples=20, deadline=None)
def test_a_subset_shows_each_pair_of_systems_equally_often(method, size, seed):
    chosen = MethodSettings(method, trials_per_session=size, repeats=0.0)
    study = a_study(4, 200, settings=chosen)
    trials = counted(draw_trials(study, Stage.PEERS, seed=seed).trials)
    times = Counter(frozenset(s.system for s in t.stimuli) for t in trials)
    assert len(trials) == size
    assert max(times.values()) - min(times.values()) <= 1


@given(studies(methods=(Method.PC,)), st.integers(0, 9))
@settings(max_examples=80, deadline=None)
def test_a_subset_connects_the_systems_that_pairs_connect(study, ordinal):
    method = MethodSettings(Method.PC, "all", 14, 0.15)
    everything = MethodSettings(Method.PC, "all", 10_000, 0.0)
    subset, whole = (
        draw_trials(a_study_with(study, m), Stage.PEERS, seed=1, ordinal=ordinal)
        for m in (method, everything)
    )
    assert _components(counted(subset.trials)) == _components(counted(whole.trials))


def _components(trials):
    groups = {s.system: {s.system} for t in trials for s in t.stimuli}
    for trial in trials:
        one, other = (groups[s.system] for s in trial.stimuli)
        one |= other
        for system in one:
            groups[system] = one
    return {frozenset(group) for group in groups.values()}


def test_pairs_with_the_baseline_come_first_and_the_note_says_so():
    study = a_study(3, 8)
    design = draw_trials(study, Stage.SELF, seed=5)
    with_baseline = [
        t for t in counted(design.trials) if "x0" in {s.system for s in t.stimuli}
    ]
    assert len(with_baseline) == 16
    assert design.notes == (
        "This session shows 21 of 24 pairs; "
        "16 of them are pairs with the baseline, which come first.",
    )


def test_what_earlier_raters_did_not_see_comes_next():
    study = a_study(2, 30, settings=MethodSettings(trials_per_session=12, repeats=0))
    shown = [
        {
            pair_of(t)
            for t in counted(draw_trials(study, Stage.PEERS, seed=o, ordinal=o).trials)
        }
        for o in range(6)
    ]
    assert shown[0] == shown[1]
    assert shown[2] == shown[3]
    assert len(shown[0] | shown[2] | shown[4]) == 30


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


def test_two_raters_of_a_small_study_never_see_the_same_order():
    study = a_study(1, 4, method=Method.ACR)
    orders = [
        ids(counted(draw_trials(study, Stage.PEERS, seed=9, ordinal=o).trials))
        for o in range(4)
    ]
    assert len({tuple(order) for order in orders}) == 4


def test_more_raters_than_orders_is_told():
    study = a_study(1, 2, method=Method.ACR)
    enough = factorial(2)
    told = "Another rater has the same order: there are no more orders."
    for ordinal in range(4):
        notes = draw_trials(study, Stage.SELF, seed=1, ordinal=ordinal).notes
        assert (told in notes) == (ordinal >= enough)


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


def test_the_largest_study_keeps_the_rules():
    study = a_study(12, 500, settings=MethodSettings(pairs="all"))
    trials = draw_trials(study, Stage.EXTERNAL, seed=4, ordinal=23).trials
    assert len(counted(trials)) == 52
    assert len(_components(counted(trials))) == 1
    assert len({t.stimuli[0].source for t in counted(trials)}) == 52


@pytest.mark.parametrize("method", list(Method))
def test_an_empty_study_has_no_trials_and_a_note(method):
    design = draw_trials(a_study(1, 0, method=method), Stage.PEERS, seed=1)
    assert design.trials == ()
    assert design.notes[0].startswith("There is no")


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
