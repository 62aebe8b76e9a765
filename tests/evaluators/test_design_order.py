from collections import Counter
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluators.design import draw_trials
from evaluators.study import Method, MethodSettings, Stage, TrialKind
from tests.builders import a_study
from tests.evaluators.designs import (
    STAGES,
    counted,
    ids,
    of_kind,
    seeds,
    sources_of,
    studies,
)

NO_MORE = "Another rater has the same order: there are no more orders."


def neighbours(sources):
    return sum(a == b for a, b in pairwise(sources))


@given(studies(), st.sampled_from(STAGES), seeds)
@settings(max_examples=100, deadline=None)
def test_no_source_comes_twice_in_a_row_unless_the_notes_say_so(study, stage, seed):
    design = draw_trials(study, stage, seed=seed)
    sources = sources_of(design.trials)
    twice = neighbours(sources)
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


@pytest.mark.parametrize("sources", [10, 12, 30])
@given(seed=seeds)
@settings(max_examples=20, deadline=None)
def test_everything_can_be_repeated_without_a_shortfall(sources, seed):
    everything = MethodSettings(repeats=1.0)
    study = a_study(2, sources, settings=everything)
    design = draw_trials(study, Stage.PEERS, seed=seed)
    assert len(of_kind(design.trials, TrialKind.REPEAT)) == sources
    assert design.notes == ()


@pytest.mark.parametrize(
    ("systems", "sources"), [(1, 1), (1, 3), (1, 4), (2, 2), (3, 1)]
)
def test_raters_of_a_tiny_study_get_every_order_before_one_comes_again(
    systems, sources
):
    chosen = MethodSettings(Method.ACR, repeats=0)
    study = a_study(systems, sources, settings=chosen)
    trials = systems * sources
    every = [
        neighbours([i // systems for i in order])
        for order in permutations(range(trials))
    ]
    possible = every.count(min(every))
    designs = [
        draw_trials(study, Stage.SELF, seed=o, ordinal=o) for o in range(possible + 2)
    ]
    orders = [tuple(ids(design.trials)) for design in designs]
    assert len(set(orders)) == possible
    assert [NO_MORE in d.notes for d in designs] == [False] * possible + [True] * 2


@pytest.mark.parametrize(
    ("systems", "sources"), [(1, 7), (7, 1), (4, 2), (2, 30), (1, 200)]
)
def test_no_two_raters_of_a_stage_see_the_same_order(systems, sources):
    study = a_study(systems, sources, method=Method.ACR)
    designs = [draw_trials(study, Stage.EXTERNAL, seed=9, ordinal=o) for o in range(60)]
    assert len({tuple(ids(counted(d.trials))) for d in designs}) == 60
    assert not any(NO_MORE in d.notes for d in designs)


def test_the_first_trials_of_raters_differ():
    study = a_study(2, 40)
    first = Counter(
        sources_of(counted(draw_trials(study, Stage.PEERS, seed=o, ordinal=o).trials))[
            0
        ]
        for o in range(40)
    )
    assert set(first.values()) == {1}
