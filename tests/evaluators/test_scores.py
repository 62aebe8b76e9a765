import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtrit

from evaluators.scores.opinion import clustered_opinion, mean_opinion_scores
from evaluators.scores.preference import (
    Counts,
    clustered_share,
    count_answers,
    decided_share,
    win_rate,
)
from tests.evaluators.pairs import CODES, answers_of, mirrored

X, Y, Z = range(3)


def a_row_of(answers, raters=("p",), pair=("x", "y")):
    """One answer per source and rater, in turn."""
    cells = [(f"s{i // len(raters):02}", raters[i % len(raters)]) for i in range(99)]
    return answers_of(
        [(*cell, *pair, answer) for cell, answer in zip(cells, answers, strict=False)]
    )


FIVE = ["a", "a", "a", "tie", "both_bad", "b", "cannot_judge"]


def test_win_rate_counts_ties_and_both_bad_as_half_and_leaves_out_cannot_judge():
    estimate = win_rate(a_row_of(FIVE), X)
    assert estimate.value == pytest.approx((3 + 1) / 6)
    assert estimate.n == 6
    assert win_rate(a_row_of(FIVE), Y).value == pytest.approx((1 + 1) / 6)


def test_decided_share_is_about_wins_and_losses_alone():
    estimate = decided_share(a_row_of(FIVE), X)
    assert (estimate.value, estimate.n) == (3 / 4, 4)


def test_all_five_answers_are_counted_apart():
    assert count_answers(a_row_of(FIVE), X) == Counts(3, 1, 1, 1, 1)
    assert count_answers(a_row_of(FIVE), Y) == Counts(1, 1, 3, 1, 1)
    assert count_answers(a_row_of(FIVE), Z) == Counts(0, 0, 0, 0, 0)


def test_one_opponent_or_all_of_them():
    answers = answers_of(
        [
            ("s1", "p", "x", "y", "a"),
            ("s2", "p", "z", "x", "a"),
            ("s3", "p", "y", "z", "a"),
        ]
    )
    assert win_rate(answers, X).value == 0.5
    assert win_rate(answers, X, Y).value == 1
    assert win_rate(answers, X, Z).value == 0
    assert win_rate(answers, Y).n == 2


@st.composite
def answers_on_sides(draw):
    raters = draw(st.integers(1, 5))
    found = [
        (f"s{source}", f"r{rater}", "x", "y", draw(st.sampled_from(sorted(CODES))))
        for source in range(draw(st.integers(1, 6)))
        for rater in range(raters)
    ]
    return [mirrored(row) if draw(st.booleans()) else row for row in found]


@pytest.mark.parametrize("statistic", [win_rate, decided_share])
@given(rows=answers_on_sides())
@settings(max_examples=80, deadline=None)
def test_swapping_every_side_changes_nothing(statistic, rows):
    one = statistic(answers_of(rows), X)
    other = statistic(answers_of([mirrored(row) for row in rows]), X)
    assert repr(one) == repr(other)


@pytest.mark.parametrize("statistic", [win_rate, decided_share])
@given(rows=answers_on_sides())
@settings(max_examples=80, deadline=None)
def test_what_one_wins_the_other_loses(statistic, rows):
    answers = answers_of(rows)
    one, other = statistic(answers, X), statistic(answers, Y)
    for mine, theirs in (("value", "value"), ("low", "high"), ("high", "low")):
        assert getattr(one, mine) == pytest.approx(
            1 - getattr(other, theirs), abs=1e-9, nan_ok=True
        )


@given(rows=answers_on_sides())
@settings(max_examples=80, deadline=None)
def test_an_interval_stays_inside_and_never_collapses(rows):
    estimate = win_rate(answers_of(rows), X)
    if math.isnan(estimate.low):
        assert estimate.note.startswith(("undefined: ", "no interval: "))
    else:
        assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1
        assert estimate.high - estimate.low > 0.01
        assert estimate.error > 0


@pytest.mark.parametrize("answer", ["a", "b", "tie", "both_bad"])
def test_answers_that_are_all_alike_are_not_certainty(answer):
    estimate = win_rate(a_row_of([answer] * 20), X)
    assert estimate.high - estimate.low > 0.1


def test_a_single_raters_interval_without_clusters_is_that_of_wilson_with_t():
    estimate = win_rate(a_row_of(["a"] * 12 + ["b"] * 8), X)
    # 20 sources once each: the design effect is 20/19, from the estimated variance.
    n, t = 20 * 19 / 20, stdtrit(19, 0.975)
    centre = (0.6 + t**2 / (2 * n)) / (1 + t**2 / n)
    reach = t / (1 + t**2 / n) * math.sqrt(0.24 / n + t**2 / (4 * n**2))
    assert estimate.low == pytest.approx(centre - reach)
    assert estimate.high == pytest.approx(centre + reach)
    assert estimate.note == "covers other sources; this rater only"


def test_answers_about_one_source_are_not_counted_as_independent():
    sources, raters = np.repeat(np.arange(10), 2), np.tile([0, 1], 10)
    alike = np.repeat([1.0] * 6 + [0.0] * 4, 2)  # both raters say the same
    twice = clustered_share(alike, sources, raters)
    once = clustered_share(alike[::2], sources[::2], raters[::2])
    assert (twice.low, twice.high) == pytest.approx((once.low, once.high))
    assert twice.note == "covers other sources; these two raters only"


def test_from_three_raters_up_the_interval_covers_other_raters_too():
    raters, sources = np.repeat(np.arange(4), 10), np.tile(np.arange(10), 4)
    split = np.repeat([1.0, 1.0, 0.0, 0.0], 10)  # each rater has one mind
    estimate = clustered_share(split, sources, raters)
    assert estimate.high - estimate.low > 0.85
    assert estimate.note == "covers other sources and other raters"


def test_one_source_gives_a_value_without_an_interval():
    estimate = clustered_share(np.array([1.0, 0.0]), np.zeros(2, int), np.arange(2))
    assert estimate.value == 0.5
    assert math.isnan(estimate.low)
    assert estimate.note == "no interval: one source only"


@pytest.mark.parametrize("statistic", [win_rate, decided_share])
@pytest.mark.parametrize("answers", [[], ["cannot_judge"]])
def test_nothing_to_count_is_undefined_with_a_reason(statistic, answers):
    estimate = statistic(a_row_of(answers), X)
    assert not estimate.defined
    assert estimate.note == "undefined: there are no such answers"


def test_opinion_of_each_stimulus_is_its_mean_with_a_t_interval_over_raters():
    table = [[1, 2, 3, math.nan], [4, 4, 4, 4], [5, *[math.nan] * 3], [math.nan] * 4]
    first, alike, single, nobody = mean_opinion_scores(table)
    reach = stdtrit(2, 0.975) * 1 / math.sqrt(3)
    assert (first.value, first.n) == (2, 3)
    assert (first.low, first.high) == pytest.approx((2 - reach, 2 + reach))
    assert alike.value == 4
    assert "every score is the same" in alike.note
    assert single.note == "no interval: this rater only"
    assert nobody.note == "undefined: nobody rated it"


def test_a_table_without_rows_has_no_opinions():
    assert mean_opinion_scores(np.empty((0, 3))) == ()


def test_opinion_of_a_system_is_clustered_by_source():
    scores = np.repeat([1.0, 3.0, 4.0], 5)
    sources, raters = np.repeat(np.arange(3), 5), np.tile([0], 15)
    estimate = clustered_opinion(scores, sources, raters)
    spread = np.array([1.0, 3.0, 4.0]).std(ddof=1) / math.sqrt(3)
    assert estimate.error == pytest.approx(spread)
    assert estimate.high == pytest.approx(8 / 3 + stdtrit(2, 0.975) * spread)


def test_sources_that_happen_to_be_equal_on_average_are_not_certainty():
    scores, sources = np.tile([2.0, 4.0], 6), np.repeat(np.arange(6), 2)
    estimate = clustered_opinion(scores, sources, np.tile([0, 1], 6))
    assert estimate.error == pytest.approx(1 / math.sqrt(12))
    assert estimate.low < 3 < estimate.high


@pytest.mark.parametrize(
    ("scores", "sources", "why"),
    [
        ([], [], "undefined: there are no scores"),
        ([3, 4], [0, 0], "no interval: one source only"),
        ([3, 3], [0, 1], "every score is the same"),
    ],
)
def test_an_opinion_without_an_interval_says_why(scores, sources, why):
    estimate = clustered_opinion(
        np.array(scores, float), np.array(sources, int), np.zeros(len(scores), int)
    )
    assert math.isnan(estimate.low)
    assert why in estimate.note


def test_a_confidence_outside_0_to_1_is_refused():
    with pytest.raises(ValueError, match="confidence"):
        win_rate(a_row_of(["a", "b"]), X, confidence=2)
