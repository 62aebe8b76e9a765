import krippendorff as oracle
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from evaluators.agreement.krippendorff import alpha_estimate, krippendorff_alpha
from evaluators.tables import ratings_from

LEVELS = ("nominal", "ordinal", "interval", "ratio")

# Krippendorff (2011), section C: four observers, twelve units.
_ = np.nan
PUBLISHED = np.transpose([
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
])  # fmt: skip


@st.composite
def tables(draw, distinct=5):
    shape = draw(st.integers(2, 12)), draw(st.integers(2, 5))
    cell = st.one_of(st.integers(1, distinct).map(float), st.just(_))
    return draw(arrays(float, shape, elements=cell))


def varied(table):
    """Return whether alpha exists: two different pairable scores."""
    pairable = table[(~np.isnan(table)).sum(axis=1) > 1]
    return len(np.unique(pairable[~np.isnan(pairable)])) > 1


@pytest.mark.parametrize(
    ("level", "alpha"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_published_example(level, alpha):
    assert krippendorff_alpha(PUBLISHED, level) == pytest.approx(alpha, abs=5e-4)
    assert alpha_estimate(PUBLISHED, level).value == krippendorff_alpha(
        PUBLISHED, level
    )


@pytest.mark.parametrize("level", LEVELS)
@given(table=tables())
@settings(max_examples=60, deadline=None)
def test_random_tables_agree_with_the_reference_library(level, table):
    ours = krippendorff_alpha(table, level)
    if not varied(table):
        assert np.isnan(ours)
        return
    theirs = oracle.alpha(reliability_data=table.T, level_of_measurement=level)
    assert ours == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("level", LEVELS)
@given(table=tables())
@settings(max_examples=40, deadline=None)
def test_order_of_raters_and_of_stimuli_does_not_matter(level, table):
    mixed = alpha_estimate(table[::-1, ::-1], level)
    straight = alpha_estimate(table, level)
    for name in ("value", "low", "high", "error", "n"):
        assert getattr(mixed, name) == pytest.approx(
            getattr(straight, name), abs=1e-6, nan_ok=True
        )


@given(table=tables())
@settings(max_examples=40, deadline=None)
def test_ordinal_alpha_takes_the_order_of_scores_and_nothing_else(table):
    assert krippendorff_alpha(np.exp(table)) == pytest.approx(
        krippendorff_alpha(table), nan_ok=True
    )


@pytest.mark.parametrize("level", LEVELS)
@given(table=tables(distinct=200))
@settings(max_examples=40, deadline=None)
def test_the_closed_form_leaves_out_each_stimulus_exactly(level, table):
    estimate = alpha_estimate(table, level)
    kept = table[(~np.isnan(table)).sum(axis=1) > 1]
    if np.isnan(estimate.error):
        return
    each = np.array(
        [
            krippendorff_alpha(np.delete(kept, row, axis=0), level)
            for row in range(len(kept))
        ]
    )
    spread = (len(each) - 1) / len(each) * ((each - each.mean()) ** 2).sum()
    assert estimate.error == pytest.approx(np.sqrt(spread), abs=1e-7)


@pytest.mark.parametrize("level", LEVELS)
@given(table=tables())
@settings(max_examples=40, deadline=None)
def test_an_interval_holds_its_value_or_says_why_there_is_none(level, table):
    estimate = alpha_estimate(table, level)
    if np.isnan(estimate.low):
        assert np.isnan(estimate.high)
        assert estimate.note.startswith(("undefined: ", "no interval: "))
    else:
        assert -1 <= estimate.low <= estimate.value <= estimate.high <= 1
        assert estimate.note == "covers other stimuli with the same raters"


def test_a_wider_confidence_gives_a_wider_interval():
    narrow, wide = (alpha_estimate(PUBLISHED, confidence=c) for c in (0.5, 0.99))
    assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize("level", LEVELS)
def test_perfect_agreement_has_a_value_and_no_interval(level):
    estimate = alpha_estimate([[1, 1], [2, 2], [5, 5]], level)
    assert estimate.value == 1
    assert np.isnan(estimate.low)
    assert estimate.note == (
        "no interval: agreement is perfect, so its spread is unknown"
    )


@pytest.mark.parametrize("level", LEVELS)
@given(
    arrays(float, st.integers(2, 6), elements=st.floats(0, 100), unique=True),
    st.integers(2, 5),
)
@settings(max_examples=40, deadline=None)
def test_perfect_agreement_on_a_slider_is_perfect_to_the_last_digit(
    level, scores, raters
):
    estimate = alpha_estimate(np.repeat(scores[:, None], raters, axis=1), level)
    assert (estimate.value, estimate.error) == (1, pytest.approx(_, nan_ok=True))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("factor", [1e-200, 1e200])
def test_no_score_is_too_small_or_too_large(level, factor):
    estimate, usual = (alpha_estimate(PUBLISHED * f, level) for f in (factor, 1))
    for name in ("value", "low", "high", "error"):
        assert getattr(estimate, name) == pytest.approx(getattr(usual, name))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    ("scores", "why"),
    [
        (np.empty((0, 3)), "there are no scores"),
        ([[_, _], [_, _]], "there are no scores"),
        ([[1], [2]], "one rater only, and agreement takes two"),
        ([[1, _], [2, _]], "one rater only, and agreement takes two"),
        ([[1, _], [_, 2]], "no two raters judged the same stimulus"),
        ([[3, 3], [3, 3]], "every score is the same, so chance cannot be told"),
    ],
)
def test_undefined_is_nan_with_a_reason(level, scores, why):
    estimate = alpha_estimate(scores, level)
    assert np.isnan(krippendorff_alpha(scores, level))
    assert not estimate.defined
    assert estimate.note == f"undefined: {why}"


@pytest.mark.parametrize(
    ("scores", "why"),
    [
        ([[1, 2]], "there is nothing to leave out but everything"),
        ([[1, 1], [1, 1], [1, 2]], "all variation lies in one part of the data"),
        ([range(150), [7] * 150], "all variation lies in one part of the data"),
    ],
)
@pytest.mark.parametrize("level", LEVELS)
def test_a_value_without_an_interval_says_why(level, scores, why):
    estimate = alpha_estimate(scores, level)
    assert estimate.defined
    assert np.isnan(estimate.low)
    assert estimate.note == f"no interval: {why}"


@pytest.mark.parametrize("level", LEVELS)
def test_one_stimulus_of_dispute_still_gives_an_interval(level):
    estimate = alpha_estimate([[1, 1], [2, 2], [3, 3], [4, 1]], level)
    assert -1 <= estimate.low < estimate.value < estimate.high <= 1
    little = alpha_estimate([[1, 1], [2, 2], [1, 2]], level)
    assert (little.low, little.high) == (-1, 1)


def test_long_form_gives_the_same_as_the_table():
    long_form = ratings_from(PUBLISHED)
    assert alpha_estimate(long_form) == alpha_estimate(PUBLISHED)
    assert np.array_equal(long_form.table(), PUBLISHED, equal_nan=True)


def test_a_slider_on_many_stimuli_is_left_out_in_groups_and_says_so():
    chance = np.random.default_rng(3)
    truth = chance.normal(size=(400, 1))
    estimate = alpha_estimate(truth + chance.normal(size=(400, 3)))
    assert estimate.note == (
        "covers other stimuli (left out in 101 groups) with the same raters"
    )
    assert 0.4 < estimate.low < estimate.value < estimate.high < 0.6
    assert estimate.n == 400


@pytest.mark.parametrize(
    ("scores", "changes", "words"),
    [
        ([[1, 2]], {"level": "fuzzy"}, "level must be one of"),
        ([1, 2], {}, "a table with a row per stimulus"),
        ([["good", 2]], {}, "scores must be a table of numbers"),
        ([[1, np.inf]], {}, "finite"),
        ([[-1, 2]], {"level": "ratio"}, "must not be negative"),
        ([[1, 2], [2, 2]], {"confidence": 1.0}, "between 0 and 1"),
    ],
)
def test_what_no_rater_can_have_meant_is_refused(scores, changes, words):
    with pytest.raises(ValueError, match=words):
        alpha_estimate(scores, **changes)
