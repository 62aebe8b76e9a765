"""Claims, figures, agreement and orders in words."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.results.agreement_words import agreement_sentence, pooled
from app.results.claims import claim_of
from app.results.findings import Findings
from app.results.numbers import level, seconds, share, whole
from app.results.plain_text import WIDTH, heading, listed, one_line, paragraph
from app.results.standings import tie_runs
from app.results.verdict_words import figure_sentence, lead_of, settling_sentence
from evaluators.estimate import Estimate
from evaluators.study import Labels, Method, Stage, SuccessRow
from evaluators.summary import AgreementRow
from evaluators.verdict import Outcome, Verdict, judged_against
from storage.history import Record
from tests.app.results.rated import NAMES
from tests.builders import a_judgment, a_study

MANY = "covers other sources and other raters"
ONE = "covers other sources; this rater only"


def findings_with(*verdicts, judged=True, labels=NAMES):
    record = Record((), (a_judgment(),) if judged else (), (), ())
    return Findings(a_study(3), labels, (), record, verdicts, (), (), ())


def a_verdict(estimate, statistic="win_rate", system="x1", **marks):
    row = SuccessRow(system, "realism", statistic, **marks)
    outcome, why = judged_against(estimate, row.at_least, row.at_most)
    return Verdict(row, Stage.PEERS, estimate, outcome, why)


def plain(words):
    return words.replace("\u00a0", " ")


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


MET = a_verdict(Estimate(0.8, 0.7, 0.9, 0.05, 40, MANY), at_least=0.5)
LOST = a_verdict(Estimate(0.2, 0.1, 0.3, 0.05, 40, MANY), system="x2", at_least=0.5)
OPEN = a_verdict(Estimate(0.5, 0.3, 0.7, 0.1, 40, MANY), system="x2", at_least=0.5)


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


def test_numbers_are_typeset():
    assert level(-0.25) == "−0.25"
    assert share(0.625) == "62\u00a0%"
    assert whole(9627) == "9\u202f627"
    assert seconds(3210) == "3.2\u00a0s"


SYSTEMS = ["a", "b", "c", "d", "e"]
PROVEN = st.frozensets(st.tuples(st.sampled_from(SYSTEMS), st.sampled_from(SYSTEMS)))


@given(PROVEN)
def test_bars_of_a_tie_join_systems_without_a_proven_order_only(proven):
    runs = tie_runs(SYSTEMS, proven)
    apart = {frozenset(pair) for pair in proven if len(set(pair)) == 2}
    for first, last in runs:
        joined = SYSTEMS[first : last + 1]
        assert len(joined) > 1
        assert not any({x, y} <= set(joined) for x, y in map(tuple, apart))
    for i, (one, other) in enumerate(pairwise(SYSTEMS)):
        covered = any(first <= i < last for first, last in runs)
        assert covered == (frozenset({one, other}) not in apart)


def test_text_is_wrapped_and_listed():
    words = "a word " * 40
    for line in (paragraph(words) + "\n" + listed([words, words])).splitlines():
        assert len(line) <= WIDTH
    assert listed(["x"]) == "– x"
    assert heading("Verdict") == "Verdict\n───────"


def test_a_name_cannot_break_a_line_or_turn_the_words_around_it():
    assert one_line("a\n b\u2028c\u202ed\x07 \u00a0e") == "a b cd \u00a0e"
    assert one_line("👩\u200d🔬") == "👩\u200d🔬"


def test_labels_may_be_missing():
    claim = claim_of(findings_with(labels=Labels()), MET.row)
    assert claim.sentence == "x1 is better than x0 in realism."
