from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluators.design import draw_trials
from evaluators.study import Method, MethodSettings, Stage
from tests.builders import a_study
from tests.evaluators.designs import (
    asking,
    connected,
    counted,
    pair_of,
    seeds,
    sources_of,
    studies,
)


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
        draw_trials(asking(study, m), Stage.PEERS, seed=1, ordinal=ordinal)
        for m in (method, everything)
    )
    assert connected(counted(subset.trials)) == connected(counted(whole.trials))


def test_pairs_with_the_baseline_come_first_and_the_note_says_so():
    study = a_study(3, 8)
    design = draw_trials(study, Stage.SELF, seed=5)
    with_baseline = [
        t for t in counted(design.trials) if "x0" in {s.system for s in t.stimuli}
    ]
    assert len(with_baseline) == 16
    assert design.notes == (
        "This session shows 21 of 24 pairs, "
        "16 of them with the baseline: these come first.",
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


def test_single_outputs_come_source_by_source_so_that_systems_are_compared():
    study = a_study(4, 50, method=Method.ACR)
    real = counted(draw_trials(study, Stage.PEERS, seed=1).trials)
    assert set(Counter(sources_of(real)).values()) == {4}


@pytest.mark.parametrize("size", [4, 9, 20])
def test_no_source_takes_more_than_half_of_a_small_session(size):
    chosen = MethodSettings(Method.ACR, trials_per_session=size)
    design = draw_trials(a_study(12, 20, settings=chosen), Stage.PEERS, seed=1)
    real = counted(design.trials)
    assert max(Counter(sources_of(real)).values()) <= (len(real) + 1) // 2
    assert not any("twice in a row" in note for note in design.notes)
