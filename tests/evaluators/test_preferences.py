from itertools import product

import krippendorff as oracle
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluators.agreement.preferences import preference_alpha
from tests.evaluators.pairs import CODES, SWAPPED, answers_of, mirrored

PAIRS = (("x", "y"), ("x", "z"), ("y", "z"))


@st.composite
def rows(draw):
    """Answers of some raters to some pairs of some sources, on any side."""
    sources, raters = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    found = []
    for source, rater, pair in product(range(sources), range(raters), PAIRS):
        answer = draw(st.sampled_from([*CODES, None]))
        if answer:
            found.append((f"s{source}", f"r{rater}", *pair, answer))
    return [mirrored(row) if draw(st.booleans()) else row for row in found]


def same(one, other):
    for name in ("value", "low", "high", "error", "n"):
        assert getattr(one, name) == pytest.approx(
            getattr(other, name), abs=1e-9, nan_ok=True
        )
    assert one.note == other.note


@given(rows(), st.permutations(["x", "y", "z"]))
@settings(max_examples=80, deadline=None)
def test_agreement_does_not_depend_on_the_names_of_systems(answers, names):
    other = dict(zip("xyz", names, strict=True))
    renamed = [(s, r, other[a], other[b], answer) for s, r, a, b, answer in answers]
    same(preference_alpha(answers_of(answers)), preference_alpha(answers_of(renamed)))


@given(rows(), st.randoms())
@settings(max_examples=80, deadline=None)
def test_agreement_does_not_depend_on_the_sides(answers, chance):
    swapped = [mirrored(row) if chance.random() < 0.5 else row for row in answers]
    same(preference_alpha(answers_of(answers)), preference_alpha(answers_of(swapped)))


@given(rows())
@settings(max_examples=60, deadline=None)
def test_agreement_is_nominal_alpha_of_both_orientations(answers):
    estimate = preference_alpha(answers_of(answers))
    raters = sorted({row[1] for row in answers})
    table = {}
    for source, rater, first, second, answer in answers:
        said_of_low = answer if first < second else SWAPPED.get(answer, answer)
        said_of_high = SWAPPED.get(said_of_low, answer)
        if answer != "cannot_judge":
            unit = (source, *sorted((first, second)))
            place = raters.index(rater)
            for turned, said in enumerate((said_of_low, said_of_high)):
                row = table.setdefault((*unit, turned), [np.nan] * len(raters))
                row[place] = CODES[said]
    kept = [row for row in table.values() if np.sum(~np.isnan(row)) > 1]
    if not estimate.defined:
        assert len({x for row in kept for x in row if not np.isnan(x)}) < 2
        return
    theirs = oracle.alpha(
        reliability_data=np.transpose(kept), level_of_measurement="nominal"
    )
    assert estimate.value == pytest.approx(theirs, abs=1e-9)


@given(rows())
@settings(max_examples=60, deadline=None)
def test_the_jackknife_leaves_out_whole_sources(answers):
    estimate = preference_alpha(answers_of(answers))
    if np.isnan(estimate.error):
        return
    said = {}
    for source, _, first, second, answer in answers:
        if answer != "cannot_judge":
            said.setdefault((source, frozenset({first, second})), []).append(source)
    sources = {found[0] for found in said.values() if len(found) > 1}
    each = np.array(
        [
            preference_alpha(answers_of([r for r in answers if r[0] != s])).value
            for s in sources
        ]
    )
    spread = (len(each) - 1) / len(each) * ((each - each.mean()) ** 2).sum()
    assert estimate.error == pytest.approx(np.sqrt(spread), abs=1e-9)


def test_a_tie_and_both_bad_are_different_answers():
    agreeing = [("s1", r, "x", "y", "tie") for r in "pq"]
    agreeing += [("s2", r, "x", "y", "both_bad") for r in "pq"]
    assert preference_alpha(answers_of(agreeing)).value == 1
    mixed = [("s1", "p", "x", "y", "tie"), ("s1", "q", "x", "y", "both_bad")]
    assert preference_alpha(answers_of(mixed + agreeing[2:])).value < 1


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ([], "there are no answers"),
        ([("s", "p", "x", "y", "cannot_judge")], "there are no answers"),
        ([("s", "p", "x", "y", "a")], "one rater only, and agreement takes two"),
        (
            [("s", "p", "x", "y", "a"), ("t", "q", "x", "y", "a")],
            "no two raters judged the same pair",
        ),
        (
            [("s", "p", "x", "y", "tie"), ("s", "q", "y", "x", "tie")],
            "every answer is the same, so chance cannot be told",
        ),
    ],
)
def test_undefined_is_nan_with_a_reason(answers, why):
    estimate = preference_alpha(answers_of(answers))
    assert not estimate.defined
    assert estimate.note == f"undefined: {why}"
