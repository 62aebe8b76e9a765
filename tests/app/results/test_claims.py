"""What a row of the contract claims, and its failure, in words."""

import pytest

from app.results.claims import claim_of
from evaluators.study import Labels, SuccessRow
from evaluators.verdict import Outcome
from tests.app.results.judged import MET, findings_with, plain


@pytest.mark.parametrize(
    ("statistic", "marks", "holds", "fails"),
    [
        (
            "win_rate",
            {"at_least": 0.5},
            "is better than vivid in realism",
            "is worse than vivid in realism",
        ),
        (
            "win_rate",
            {"at_least": 0.45},
            "keeps up with vivid in realism (a win rate of at least 45 %)",
            "does not keep up with vivid in realism",
        ),
        (
            "win_rate",
            {"at_least": 0.6},
            "wins at least 60 % of the pairs against vivid in realism",
            "wins less than 60 % of the pairs against vivid in realism",
        ),
        (
            "win_rate",
            {"at_least": 0.45, "at_most": 0.55},
            "is about as good as vivid in realism (a win rate between 45 % and 55 %)",
            "is not about as good as vivid in realism",
        ),
        (
            "decided_share",
            {"at_most": 0.5},
            "wins at most 50 % of the decided pairs against vivid in realism",
            "wins more than 50 % of the decided pairs against vivid in realism",
        ),
        (
            "mos_difference",
            {"at_least": 0.0},
            "scores at least as high as vivid in realism",
            "scores lower than vivid in realism",
        ),
        (
            "mos_difference",
            {"at_least": -0.5},
            "is at most 0.50 levels below vivid in realism",
            "is more than 0.50 levels below vivid in realism",
        ),
        (
            "mos_difference",
            {"at_least": 0.5},
            "is at least 0.50 levels above vivid in realism",
            "is less than 0.50 levels above vivid in realism",
        ),
        (
            "mos_difference",
            {"at_most": 0.5},
            "is at most 0.50 levels above vivid in realism",
            "is more than 0.50 levels above vivid in realism",
        ),
        (
            "mos",
            {"at_least": 3.5},
            "scores at least 3.50 in realism",
            "scores less than 3.50 in realism",
        ),
    ],
)
def test_a_claim_and_its_failure_are_plain_sentences(statistic, marks, holds, fails):
    row = SuccessRow("x1", "realism", statistic, **marks)
    claim = claim_of(findings_with(), row)
    assert plain(claim.sentence) == f"steady {holds}."
    assert plain(claim.result(Outcome.MET)) == f"steady {holds}."
    assert plain(claim.result(Outcome.NOT_MET)) == f"steady {fails}."
    undecided = claim.result(Outcome.UNDECIDED)
    assert plain(undecided) == f"Whether steady {holds} is undecided."


def test_the_baseline_is_compared_with_the_other_systems():
    claim = claim_of(findings_with(), SuccessRow("x0", "realism", at_least=0.5))
    assert claim.sentence == "vivid is better than the other systems in realism."


def test_weights_are_told_in_words():
    row = SuccessRow("x1", "realism=2,aesthetics=1", at_least=0.5)
    said = claim_of(findings_with(), row).sentence
    assert said.endswith("in realism and aesthetics, weighed 2 to 1.")


def test_labels_may_be_missing():
    claim = claim_of(findings_with(labels=Labels()), MET.row)
    assert claim.sentence == "x1 is better than x0 in realism."
