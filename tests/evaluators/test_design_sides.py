from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluators.design import draw_trials
from evaluators.study import Method, Stage, TrialKind
from tests.builders import a_study
from tests.evaluators.designs import STAGES, counted, ids, of_kind, seeds, studies

pairs = studies(methods=(Method.PC,))


@given(pairs, st.sampled_from(STAGES), seeds)
@settings(max_examples=100, deadline=None)
def test_each_system_stands_on_both_sides_equally_often(study, stage, seed):
    trials = counted(draw_trials(study, stage, seed=seed).trials)
    left = Counter(t.stimuli[0].system for t in trials)
    right = Counter(t.stimuli[1].system for t in trials)
    for system in study.systems:
        assert abs(left[system] - right[system]) <= 1


@given(pairs, seeds)
@settings(max_examples=60, deadline=None)
def test_two_systems_meet_in_both_orders_equally_often(study, seed):
    trials = counted(draw_trials(study, Stage.PEERS, seed=seed).trials)
    orders = Counter(tuple(s.system for s in t.stimuli) for t in trials)
    for one, other in orders:
        assert abs(orders[one, other] - orders[other, one]) <= 1


@given(pairs, st.integers(1, 7))
@settings(max_examples=60, deadline=None)
def test_over_raters_each_pair_comes_in_both_orders_equally_often(study, raters):
    of_stimuli, of_systems = Counter(), Counter()
    for ordinal in range(raters):
        design = draw_trials(study, Stage.PEERS, seed=ordinal, ordinal=ordinal)
        real = counted(design.trials)
        of_stimuli.update(ids(real))
        of_systems.update(tuple(s.system for s in t.stimuli) for t in real)
    for orders in (of_stimuli, of_systems):
        for one, other in orders:
            assert abs(orders[one, other] - orders[other, one]) <= 1


def test_practice_stands_on_either_side():
    study = a_study(2, 90)
    left = {
        trial.stimuli[0].system
        for seed in range(8)
        for trial in of_kind(
            draw_trials(study, Stage.PEERS, seed=seed).trials, TrialKind.WARM_UP
        )
    }
    assert left == set(study.systems)
