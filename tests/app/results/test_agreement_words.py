"""How far raters agree, and what that is good for, in words."""

import math

import pytest

from app.results.agreement_words import agreement_sentence, pooled
from evaluators.estimate import Estimate
from evaluators.study import Method, Stage
from evaluators.summary import AgreementRow
from tests.app.results.judged import findings_with


def an_agreement(value, low=math.nan, high=math.nan, raters=3, note=""):
    estimate = Estimate(value, low, high, 0.1, 20, note)
    statistic, level_ = "krippendorff_alpha", "ordinal"
    return AgreementRow(
        Stage.PEERS, "realism", Method.ACR, statistic, level_, estimate, raters, 20, 60
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (an_agreement(0.45, 0.39, 0.51, 22), "Good enough to rank the systems from 22"),
        (an_agreement(0.45, 0.39, 0.51, 22), "too little to judge one clip from one"),
        (an_agreement(0.30, 0.24, 0.35, 22), "Taste differs"),
        (an_agreement(0.30, 0.1, 0.4, 3), "Too little for 3 raters"),
        (an_agreement(0.45, 0.3, 0.6, 3), "Just enough for a first ranking"),
        (an_agreement(0.9, 0.8, 0.95, 3), "The raters read the question alike"),
        (an_agreement(0.1, -0.1, 0.3, 3), "beyond chance is undecided"),
        (an_agreement(-0.1, -0.3, 0.1, 3), "no more than chance would"),
        (
            an_agreement(math.nan, note="undefined: one rater only"),
            "Agreement cannot be computed: one rater only.",
        ),
    ],
)
def test_agreement_is_a_sentence_about_what_it_is_good_for(row, said):
    assert said in agreement_sentence(findings_with(), row)


def test_pooling_raters_follows_spearman_and_brown():
    assert pooled(0.5, 1) == 0.5
    assert pooled(0.5, 2) == pytest.approx(2 / 3)


OPEN = "the interval leaves open whether so much holds"


@pytest.mark.parametrize(
    "row", [an_agreement(0.57, 0.04, 0.85, 4), an_agreement(0.9, 0.3, 0.95)]
)
def test_what_the_low_end_of_the_interval_does_not_bear_is_called_open(row):
    assert OPEN in agreement_sentence(findings_with(), row)


@pytest.mark.parametrize(
    "row",
    [
        an_agreement(0.45, 0.39, 0.51, 22),
        an_agreement(0.30, 0.1, 0.4, 3),
        an_agreement(1.0, note="no interval: perfect agreement"),
    ],
)
def test_what_the_whole_interval_bears_is_said_without_reserve(row):
    assert OPEN not in agreement_sentence(findings_with(), row)
