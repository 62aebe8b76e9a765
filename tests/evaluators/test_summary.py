import math
from dataclasses import replace
from itertools import product

import pytest

from evaluators.study import Kind, Method, Source, Stage, TrialKind
from evaluators.summary import Counts, agreement_rows, rater_rows, score_rows
from tests.builders import a_judgment, a_session, a_stimulus, a_study, a_trial


def answers(by_rater, systems=("x0", "x1"), **changes):
    """Judgments of the sources s000, s001 … by rater, as {"ana": ["a", "tie"]}."""
    return [
        a_judgment(
            answer,
            trial=a_trial(f"s{i:03}", systems=systems, position=i),
            rater=rater,
            **changes,
        )
        for rater, given in by_rater.items()
        for i, answer in enumerate(given)
    ]


def ratings(by_rater, system="x0", **changes):
    return [
        a_judgment(
            trial=a_trial(stimuli=(a_stimulus(f"s{i:03}", system),)),
            score=score,
            rater=rater,
            **changes,
        )
        for rater, given in by_rater.items()
        for i, score in enumerate(given)
    ]


def test_agreement_on_pairs_is_nominal_and_on_ratings_ordinal():
    pairs = answers({"ana": ["a", "b", "tie"], "bo": ["a", "b", "b"]})
    rated = ratings({"ana": [1, 3, 5, 2], "bo": [1, 3, 4, 2]})
    on_pairs, on_ratings = agreement_rows(a_study(), pairs + rated)
    assert (on_pairs.method, on_pairs.level) == (Method.PC, "nominal")
    assert (on_pairs.raters, on_pairs.stimuli, on_pairs.judgments) == (2, 3, 6)
    assert (on_ratings.method, on_ratings.level) == (Method.ACR, "ordinal")
    assert (on_ratings.raters, on_ratings.stimuli, on_ratings.judgments) == (2, 4, 8)
    assert 0 < on_pairs.estimate.value < on_ratings.estimate.value < 1


def test_one_rater_has_a_row_that_says_why_there_is_no_agreement():
    (row,) = agreement_rows(a_study(), answers({"ana": ["a", "b"]}))
    assert not row.estimate.defined
    assert "one rater only" in row.estimate.note


def test_nothing_judged_gives_no_rows():
    assert agreement_rows(a_study(), []) == score_rows(a_study(), []) == ()


def test_each_system_is_scored_against_all_and_against_each():
    judgments = answers({"ana": ["a", "b", "tie", "a"]})
    judgments += answers({"ana": ["b"] * 4}, systems=("x2", "x1"))
    rows = {
        (r.system, r.versus, r.statistic): r for r in score_rows(a_study(3), judgments)
    }
    assert set(rows) == {
        (system, versus, statistic)
        for system, versus in [
            ("x0", ""),
            ("x0", "x1"),
            ("x1", ""),
            ("x1", "x0"),
            ("x1", "x2"),
            ("x2", ""),
            ("x2", "x1"),
        ]
        for statistic in ("win_rate", "decided_share")
    }
    row = rows["x1", "", "win_rate"]
    assert row.counts == Counts(5, 1, 2, 0, 0)
    assert row.estimate.value == pytest.approx(5.5 / 8)
    assert (row.sources, row.raters) == (4, 1)
    assert "this rater only" in row.estimate.note
    assert rows["x1", "x2", "win_rate"].estimate.value == 1


def test_tags_of_sources_slice_the_scores():
    study = a_study(2, 4)
    tagged = tuple(
        replace(source, tags=("mirror",)) if i < 2 else source
        for i, source in enumerate(study.sources)
    )
    rows = score_rows(
        replace(study, sources=tagged), answers({"ana": ["a", "a", "b", "b"]})
    )
    values = {
        (r.slice_kind, r.slice_value): r.estimate.value
        for r in rows
        if (r.system, r.versus, r.statistic) == ("x0", "", "win_rate")
    }
    assert values == {("all", ""): 0.5, ("tag", "mirror"): 1}


def test_a_slice_holds_the_systems_that_were_rated_in_it():
    study = a_study(2, 2)
    tagged = tuple(replace(s, tags=(f"only {s.id}",)) for s in study.sources)
    judgments = ratings({"ana": [4]}) + ratings({"ana": [2, 3]}, "x1")
    rows = score_rows(replace(study, sources=tagged), judgments)
    assert [(r.slice_value, r.system) for r in rows if r.slice_kind == "tag"] == [
        ("only s000", "x0"),
        ("only s000", "x1"),
        ("only s001", "x1"),
    ]


def test_factors_slice_by_the_systems_own_stimulus():
    def trial(source, fps, position):
        fast = a_stimulus(source, "x0", factors=(("fps", fps),))
        return a_trial(stimuli=(fast, a_stimulus(source, "x1")), position=position)

    judgments = [
        a_judgment("a", trial=trial("s000", "10", 0)),
        a_judgment("b", trial=trial("s001", "30", 1)),
    ]
    rows = score_rows(a_study(), judgments)
    sliced = {
        (r.system, r.slice_value): r.estimate.value
        for r in rows
        if r.slice_kind == "factor" and r.versus == "" and r.statistic == "win_rate"
    }
    assert sliced == {("x0", "fps=10"): 1, ("x0", "fps=30"): 0}


def test_ratings_give_a_mean_opinion_per_system():
    judgments = ratings({"ana": [5, 4, 3]}) + ratings({"ana": [2, 1, 1]}, "x1")
    better, worse = score_rows(a_study(), judgments)
    assert (better.system, better.statistic, better.versus) == ("x0", "mos", "")
    assert better.estimate.value == 4
    assert worse.estimate.value == pytest.approx(4 / 3)
    assert better.counts is None
    assert (better.sources, better.raters) == (3, 1)


def test_a_rater_is_done_with_a_trial_when_everything_is_answered():
    study = a_study()
    moving, still = (
        a_trial("s000", ("x0", "x1")),
        a_trial(
            stimuli=tuple(a_stimulus("s1", x, kind=Kind.IMAGE) for x in ("x0", "x1")),
            position=1,
        ),
    )
    session = a_session(moving, still)
    asked = [(moving, "realism"), (moving, "aesthetics"), (still, "realism")]
    judgments = [a_judgment("a", trial=t, criterion=c) for t, c in asked]
    (row,) = rater_rows(study, [session], judgments)
    assert (row.trials_total, row.trials_done, row.judgments) == (2, 0, 3)
    rest = [(moving, "stability"), (still, "aesthetics")]
    judgments += [a_judgment("a", trial=t, criterion=c) for t, c in rest]
    (row,) = rater_rows(study, [session], judgments)
    assert (row.trials_done, row.sessions, row.median_response_ms) == (2, 1, 1500)


def a_session_with_repeats():
    first = [a_trial(f"s{i}", ("x0", "x1"), i) for i in range(4)]
    again = [
        replace(t.mirrored(), position=4 + i, kind=TrialKind.REPEAT, repeats=i)
        for i, t in enumerate(first)
    ]
    return a_session(*first, *again)


@pytest.mark.parametrize(
    ("first", "again", "agreement"),
    [
        (["a", "b", "tie", "both_bad"], ["b", "a", "tie", "both_bad"], 1),
        (["a", "b", "tie", "both_bad"], ["a", "b", "both_bad", "tie"], 0),
        (["a", "a", "a", "a"], ["b", "b", "a", "tie"], 0.5),
    ],
)
def test_a_repeat_is_compared_by_what_was_preferred(first, again, agreement):
    session = a_session_with_repeats()
    judgments = [
        a_judgment(answer, trial=trial)
        for trial, answer in zip(session.trials, first + again, strict=True)
    ]
    (row,) = rater_rows(a_study(), [session], judgments)
    assert row.repeats == 4
    assert row.repeat_agreement.value == agreement


def test_a_repeat_waits_for_its_first_answer_and_other_sessions_are_not_ours():
    session = a_session_with_repeats()
    judgments = [
        a_judgment("a", trial=session.trials[5]),
        a_judgment("a", trial=session.trials[5], session="another"),
    ]
    (row,) = rater_rows(a_study(), [session], judgments)
    assert (row.judgments, row.repeats) == (1, 0)


def test_a_rater_who_has_not_begun_has_a_row_too():
    sessions = [
        a_session(id="1", rater="bo", stage=Stage.PEERS),
        a_session(id="2", rater="ana", stage=Stage.PEERS),
        a_session(id="3", rater="cy"),
    ]
    rows = rater_rows(a_study(), sessions, [])
    assert [row.rater for row in rows] == ["cy", "ana", "bo"]
    assert all(math.isnan(row.median_response_ms) for row in rows)
    assert all(not row.repeat_agreement.defined for row in rows)


def test_repeats_and_warm_up_never_reach_a_score():
    for kind, build in product((TrialKind.REPEAT, TrialKind.WARM_UP), ("a", "b")):
        judgment = a_judgment(build, trial=a_trial(kind=kind))
        assert score_rows(a_study(), [judgment]) == ()
        assert agreement_rows(a_study(), [judgment]) == ()


def test_a_source_without_tags_has_only_the_whole():
    study = replace(a_study(), sources=(Source("s000"),))
    rows = score_rows(study, answers({"ana": ["a"]}))
    assert {row.slice_kind for row in rows} == {"all"}


def test_interval_of_a_mean_level_ends_where_the_scale_ends():
    study = a_study(1, 2, method=Method.ACR)
    judgments = [
        a_judgment(score=score, trial=a_trial(source, ("x0",)), method=Method.ACR)
        for source, score in (("s000", 1), ("s001", 5))
    ]
    (row,) = score_rows(study, judgments)
    assert (row.estimate.value, row.estimate.low, row.estimate.high) == (3, 1, 5)
    assert "this rater only" in row.estimate.note
