"""Clustered means against their definition, written out in plain Python."""

import math
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtrit

from evaluators.scores.clusters import clustered_mean
from evaluators.scores.opinion import clustered_opinion
from evaluators.scores.preference import clustered_share

answers = st.lists(
    st.tuples(st.sampled_from([0.0, 0.5, 1.0]), st.integers(0, 5), st.integers(0, 4)),
    min_size=1,
    max_size=40,
)


def variance_over(rows, cluster):
    """Cameron, Gelbach & Miller (2011): G / (G - 1) times the squared cluster sums."""
    mean = sum(row[0] for row in rows) / len(rows)
    sums = defaultdict(float)
    for row in rows:
        sums[cluster(row)] += row[0] - mean
    groups = len(sums)
    squares = sum(total**2 for total in sums.values())
    return groups / (groups - 1) * squares / len(rows) ** 2


def by_definition(rows):
    """Return the variance and the degrees of freedom, or None with one source."""
    mean = sum(row[0] for row in rows) / len(rows)
    sources, raters = len({row[1] for row in rows}), len({row[2] for row in rows})
    if sources == 1:
        return None
    least = sum((row[0] - mean) ** 2 for row in rows) / len(rows) ** 2
    over_sources = variance_over(rows, lambda row: row[1])
    if raters < 3:
        return max(over_sources, least), sources - 1
    over_raters = variance_over(rows, lambda row: row[2])
    shared = variance_over(rows, lambda row: row[1:])
    both = over_sources + over_raters - shared
    return max(both, over_sources, over_raters, least), min(sources, raters) - 1


def as_arrays(rows):
    values, source, rater = zip(*rows, strict=True)
    return np.array(values), np.array(source), np.array(rater)


@given(answers)
@settings(max_examples=200, deadline=None)
def test_the_variance_is_that_of_two_way_clusters(rows):
    found, expected = clustered_mean(*as_arrays(rows), 0.95), by_definition(rows)
    if expected is None:
        assert found == "no interval: one source only"
        return
    variance, freedom = expected
    assert found.variance == pytest.approx(variance, abs=1e-12)
    assert found.quantile == pytest.approx(stdtrit(freedom, 0.975))


@given(answers)
@settings(max_examples=200, deadline=None)
def test_a_share_has_wilsons_interval_with_the_effective_number(rows):
    found, expected = clustered_share(*as_arrays(rows)), by_definition(rows)
    n, p = len(rows), sum(row[0] for row in rows) / len(rows)
    assert (found.value, found.n) == (pytest.approx(p), n)
    if expected is None:
        assert math.isnan(found.low)
        return
    variance, t = expected[0], stdtrit(expected[1], 0.975)
    independent = sum((row[0] - p) ** 2 for row in rows) / n**2
    design_effect = variance / independent if independent else 1
    two_more = [row[0] for row in rows] + [0, 1]
    m = sum(two_more) / (n + 2)
    spread = sum((value - m) ** 2 for value in two_more) / (n + 2)
    n = n * m * (1 - m) / spread / design_effect
    centre = (p + t**2 / (2 * n)) / (1 + t**2 / n)
    reach = t / (1 + t**2 / n) * math.sqrt(p * (1 - p) / n + t**2 / (4 * n**2))
    assert found.low == pytest.approx(max(min(centre - reach, p), 0), abs=1e-9)
    assert found.high == pytest.approx(min(max(centre + reach, p), 1), abs=1e-9)


@given(answers)
@settings(max_examples=100, deadline=None)
def test_an_opinion_reaches_t_errors_to_each_side(rows):
    found, expected = clustered_opinion(*as_arrays(rows)), by_definition(rows)
    if expected is None or len({row[0] for row in rows}) == 1:
        assert found.note.startswith("no interval: ")
        return
    error = math.sqrt(expected[0])
    assert found.error == pytest.approx(error)
    reach = stdtrit(expected[1], 0.975) * error
    assert (found.low, found.high) == pytest.approx(
        (found.value - reach, found.value + reach)
    )
