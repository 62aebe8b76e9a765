import math
from dataclasses import replace

import numpy as np
import pytest

from evaluators.ratings import asked, pair_answers_of, ratings_of
from evaluators.study import Answer, Kind, Method, Stage, TrialKind
from evaluators.tables import BOTH_BAD, CANNOT_JUDGE, FIRST, SECOND, TIE
from tests.builders import a_judgment, a_stimulus, a_study, a_trial


def a_rating(score, source="s1", system="x", **changes):
    trial = a_trial(stimuli=(a_stimulus(source, system, kind=Kind.CLIP),))
    return a_judgment(trial=trial, score=score, **changes)


def test_ratings_become_a_table_with_a_row_per_stimulus():
    judgments = [
        a_rating(2, "s1", rater="ana"),
        a_rating(5, "s2", rater="ana"),
        a_rating(3, "s1", rater="bo"),
    ]
    ratings = ratings_of(judgments, "realism")
    assert ratings.stimuli == ("s1-x", "s2-x")
    assert ratings.raters == ("ana", "bo")
    assert np.array_equal(ratings.table(), [[2, 3], [5, math.nan]], equal_nan=True)


def test_a_later_rating_of_the_same_stimulus_replaces_an_earlier():
    ratings = ratings_of([a_rating(2), a_rating(4)], "realism")
    assert ratings.score.tolist() == [4]


def test_cannot_judge_is_missing_in_a_rating():
    unsure = a_rating(2, method=Method.ACR)
    unsure = replace(unsure, score=None, answer=Answer.CANNOT_JUDGE)
    assert len(ratings_of([unsure], "realism").score) == 0
    # It also takes back what the rater said before.
    assert len(ratings_of([a_rating(3), unsure], "realism").score) == 0


@pytest.mark.parametrize("kind", [TrialKind.REPEAT, TrialKind.WARM_UP])
def test_only_counted_trials_cross_the_bridge(kind):
    trial = a_trial(kind=kind)
    assert len(pair_answers_of([a_judgment("a", trial=trial)], "realism").answer) == 0
    rated = a_trial(stimuli=(a_stimulus(),), kind=kind)
    assert len(ratings_of([a_judgment(trial=rated, score=3)], "realism").score) == 0


def test_answers_keep_their_sides():
    judgments = [
        a_judgment(answer, trial=a_trial(f"s{i}", systems=("y", "x")))
        for i, answer in enumerate(["a", "tie", "b", "both_bad", "cannot_judge"])
    ]
    answers = pair_answers_of(judgments, "realism")
    assert answers.answer.tolist() == [FIRST, TIE, SECOND, BOTH_BAD, CANNOT_JUDGE]
    assert [answers.systems[i] for i in answers.first_system] == ["y"] * 5
    assert [answers.stimuli[i] for i in answers.second[:2]] == ["s0-x", "s1-x"]
    assert [answers.sources[i] for i in answers.source] == [f"s{i}" for i in range(5)]


def test_a_pair_answered_again_by_the_same_rater_counts_once():
    judgments = [a_judgment("a"), a_judgment("b", trial=a_trial(systems=("y", "x")))]
    answers = pair_answers_of(judgments, "realism")
    assert answers.answer.tolist() == [SECOND]
    assert answers.first_system.tolist() == [1]


def test_stage_and_criterion_select():
    judgments = [
        a_judgment("a", stage=Stage.SELF),
        a_judgment("b", stage=Stage.PEERS, rater="bo"),
        a_judgment("tie", criterion="stability"),
    ]
    assert pair_answers_of(judgments, "realism", Stage.PEERS).answer.tolist() == [2]
    assert len(pair_answers_of(judgments, "realism").answer) == 2
    assert len(pair_answers_of(judgments, "stability", Stage.PEERS).answer) == 0


def test_a_rater_of_two_stages_counts_in_each_and_once_in_both_together():
    judgments = [
        a_judgment("a", stage=Stage.SELF, rater="ana"),
        a_judgment("b", stage=Stage.PEERS, rater="ana"),
    ]
    assert pair_answers_of(judgments, "realism", Stage.SELF).answer.tolist() == [FIRST]
    assert pair_answers_of(judgments, "realism", Stage.PEERS).answer.tolist() == [
        SECOND
    ]
    assert pair_answers_of(judgments, "realism").answer.tolist() == [SECOND]
    rated = [a_rating(2, stage=Stage.SELF), a_rating(4, stage=Stage.PEERS)]
    assert ratings_of(rated, "realism").score.tolist() == [4]


def test_what_was_asked_comes_in_the_order_of_stages_and_criteria():
    judgments = [
        a_judgment("a", stage=Stage.PEERS),
        a_judgment("a", criterion="an older one"),
        a_judgment("a", criterion="stability"),
        a_judgment("a"),
        a_judgment("a", criterion="aesthetics", trial=a_trial(kind=TrialKind.WARM_UP)),
    ]
    assert asked(a_study(), judgments) == (
        (Stage.SELF, Method.PC, "realism"),
        (Stage.SELF, Method.PC, "stability"),
        (Stage.SELF, Method.PC, "an older one"),
        (Stage.PEERS, Method.PC, "realism"),
    )
