"""Figures with their intervals, and what a report leads with, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.results.verdict_words import figure_sentence, lead_of, settling_sentence
from evaluators.estimate import Estimate
from evaluators.verdict import Outcome
from tests.app.results.judged import (
    LOST,
    MANY,
    MET,
    ONE,
    OPEN,
    a_verdict,
    findings_with,
    plain,
)


@pytest.mark.parametrize(
    ("estimate", "statistic", "marks", "said"),
    [
        (
            Estimate(0.78, 0.63, 0.88, 0.06, 40, MANY),
            "win_rate",
            {"at_least": 0.5},
            "Its win rate is 78 % (63 % to 88 %), all of it above the mark of 50 %.",
        ),
        (
            Estimate(0.2, 0.08, 0.41, 0.06, 40, ONE),
            "win_rate",
            {"at_least": 0.5},
            "Its win rate is 20 % (8 % to 41 %), even the kind end of the interval "
            "misses the mark of 50 %, for this rater only.",
        ),
        (
            Estimate(0.54, 0.4, 0.67, 0.06, 40, MANY),
            "win_rate",
            {"at_least": 0.5},
            "Its win rate is 54 %, but anything from 40 % to 67 % fits, and the mark "
            "of 50 % lies among it.",
        ),
        (
            Estimate(-0.95, -1.29, -0.61, 0.1, 40, MANY),
            "mos_difference",
            {"at_least": -0.5},
            "It is 0.95 below (0.61 to 1.29), even the kind end of the interval "
            "misses the mark of 0.50 below.",
        ),
        (
            Estimate(-0.27, -0.68, 0.14, 0.1, 40, MANY),
            "mos_difference",
            {"at_least": -0.5},
            "It is 0.27 below, but anything from 0.68 below to 0.14 above fits, and "
            "the mark of 0.50 below lies among it.",
        ),
        (
            Estimate(0.7, n=4, note="no interval: one source only"),
            "win_rate",
            {"at_least": 0.5},
            "Its win rate is 70 %, with no interval: one source only, so nothing is "
            "decided.",
        ),
        (
            Estimate.undefined("undefined: there are no such answers"),
            "win_rate",
            {"at_least": 0.5},
            "There is no figure yet: there are no such answers.",
        ),
        (
            Estimate(0.5, 0.47, 0.54, 0.01, 900, MANY),
            "win_rate",
            {"at_least": 0.45, "at_most": 0.55},
            "Its win rate is 50 % (47 % to 54 %), all of it inside 45 % to 55 %.",
        ),
        (
            Estimate(3.2, 2.9, 3.4, 0.1, 30, MANY),
            "mos",
            {"at_most": 3.5},
            "Its mean level is 3.20 (2.90 to 3.40), all of it below the mark of 3.50.",
        ),
    ],
)
def test_a_figure_stands_with_its_interval_and_mark(estimate, statistic, marks, said):
    assert plain(figure_sentence(a_verdict(estimate, statistic, **marks))) == said


def test_an_end_that_rounds_to_the_mark_gets_more_digits():
    verdict = a_verdict(Estimate(0.6, 0.503, 0.69, 0.04, 90, MANY), at_least=0.5)
    assert verdict.outcome is Outcome.MET
    assert "(50.3 % to 69.0 %)" in plain(figure_sentence(verdict))


@given(
    st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.sampled_from([0.45, 0.5, 0.6])
)
def test_undecided_is_said_exactly_when_the_mark_lies_inside(a, b, c, mark):
    low, value, high = sorted((a, b, c))
    verdict = a_verdict(Estimate(value, low, high, 0.1, 9, MANY), at_least=mark)
    said = figure_sentence(verdict)
    assert ("lies among it" in said) == (low <= mark <= high)
    assert bool(settling_sentence(verdict)) == (low <= mark <= high)


def test_the_lead_says_what_is_settled_before_what_is_not():
    assert lead_of(findings_with(OPEN, MET)) == (
        "steady is better than vivid in realism.",
        "Whether 10 FPS is better than vivid in realism is undecided.",
    )


def test_many_claims_are_counted():
    said = lead_of(findings_with(*[OPEN] * 3, *[MET] * 3, LOST))
    assert said == ("3 of 7 claims are met, 1 is not met and 3 are undecided.",)


def test_nothing_decided_is_said_plainly():
    assert lead_of(findings_with(OPEN, OPEN))[0] == "Nothing is decided yet."
    assert lead_of(findings_with(OPEN, judged=False)) == ("Nobody has judged yet.",)


def test_what_rests_on_one_rater_says_so():
    alone = a_verdict(Estimate(0.8, 0.7, 0.9, 0.05, 40, ONE), at_least=0.5)
    assert lead_of(findings_with(alone))[-1] == "That is the answer of one rater."
