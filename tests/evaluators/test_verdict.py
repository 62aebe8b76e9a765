import math
from dataclasses import replace

import pytest

from evaluators.estimate import Estimate
from evaluators.figures import weights_of
from evaluators.study import Criterion, Kind, Method, Stage, SuccessRow
from evaluators.verdict import Outcome, default_success, judged_against, verdicts
from tests.builders import REALISM, a_judgment, a_study
from tests.evaluators.test_summary import answers, ratings

MET, NOT_MET, UNDECIDED = Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED


def claim(system="x1", criterion="realism", **changes):
    values = {"at_least": 0.5} | changes
    return SuccessRow(system, criterion, **values)


def the_verdict(judgments, row, **contract):
    study = a_study(contract.pop("systems", 2), 30, success=(row,), **contract)
    (verdict,) = verdicts(study, judgments)
    return verdict


@pytest.mark.parametrize(
    ("low", "high", "least", "most", "outcome"),
    [
        (0.51, 0.7, 0.5, None, MET),
        (0.5, 0.7, 0.5, None, UNDECIDED),
        (0.4, 0.7, 0.5, None, UNDECIDED),
        (0.3, 0.49, 0.5, None, NOT_MET),
        (0.3, 0.49, None, 0.5, MET),
        (0.51, 0.7, None, 0.5, NOT_MET),
        (0.46, 0.54, 0.45, 0.55, MET),
        (0.44, 0.54, 0.45, 0.55, UNDECIDED),
        (0.56, 0.6, 0.45, 0.55, NOT_MET),
    ],
)
def test_only_a_whole_interval_beyond_the_mark_decides(low, high, least, most, outcome):
    found, why = judged_against(Estimate((low + high) / 2, low, high), least, most)
    assert found is outcome
    assert f"{low:.2f} to {high:.2f}" in why


def test_no_mark_no_figure_and_no_interval_are_undecided_and_say_why():
    assert judged_against(Estimate(1, 0, 2), None, None)[1].startswith("The claim sets")
    nothing = Estimate.undefined("undefined: there are no such answers")
    assert judged_against(nothing, 0.5, None) == (
        UNDECIDED,
        "There is no figure: there are no such answers.",
    )
    lonely = Estimate(0.7, note="no interval: one source only")
    outcome, why = judged_against(lonely, 0.5, None)
    assert outcome is UNDECIDED
    assert why == "The figure is 0.70, with no interval: one source only."


def test_a_clear_winner_meets_and_its_rival_does_not():
    judgments = answers({"ana": ["b"] * 20})
    met = the_verdict(judgments, claim("x1"))
    assert met.outcome is MET
    assert met.stage is Stage.SELF
    assert met.why.endswith("lies above 0.50, for this rater only.")
    lost = the_verdict(judgments, claim("x1", at_least=None, at_most=0.5))
    assert lost.outcome is NOT_MET
    against_all = the_verdict(judgments, claim("x0"))
    assert against_all.outcome is NOT_MET


def test_few_answers_are_undecided():
    verdict = the_verdict(answers({"ana": ["b", "b", "a"]}), claim())
    assert verdict.outcome is UNDECIDED
    assert "0.50 lies among it" in verdict.why


def test_nobody_judged_yet():
    verdict = the_verdict([], claim())
    assert (verdict.stage, verdict.outcome) == (None, UNDECIDED)
    assert verdict.why == "Nobody has judged yet."


def test_the_latest_stage_is_taken_unless_the_claim_names_one():
    judgments = answers({"ana": ["a"] * 20}) + answers(
        {"bo": ["b"] * 20}, stage=Stage.PEERS
    )
    assert the_verdict(judgments, claim()).outcome is MET
    assert the_verdict(judgments, claim(stage="self")).outcome is NOT_MET


def test_only_answers_against_the_baseline_count():
    judgments = answers({"ana": ["b"] * 20})
    judgments += answers({"ana": ["a"] * 20}, systems=("x2", "x1"))
    verdict = the_verdict(judgments, claim("x1"), systems=3)
    assert verdict.estimate.value == 1
    assert the_verdict(judgments, claim("x2"), systems=3).estimate.n == 0


def test_weights_average_the_criteria_of_each_pair():
    judgments = answers({"ana": ["b"] * 10})
    judgments += answers({"ana": ["a"] * 9}, criterion="aesthetics")
    weighted = the_verdict(judgments, claim(criterion="realism=2,aesthetics=1"))
    assert weighted.estimate.value == pytest.approx(2 / 3)
    assert weighted.estimate.n == 10  # pairs, under however many criteria


def test_a_weighted_win_rate_is_the_weighted_mean_of_the_win_rates():
    judgments = answers({"ana": ["b", "a", "tie", "b"], "bo": ["b", "cannot_judge"]})
    judgments += answers({"ana": ["a", "b"], "bo": ["a"]}, criterion="aesthetics")
    row = claim(criterion="realism=3,aesthetics=1")
    realism, aesthetics = (
        the_verdict(judgments, claim(criterion=name)).estimate
        for name in ("realism", "aesthetics")
    )
    weighted = the_verdict(judgments, row).estimate
    assert weighted.value == pytest.approx(
        (3 * realism.value + aesthetics.value) / 4, abs=1e-12
    )
    same = the_verdict(judgments, claim(criterion="realism=3,aesthetics=0")).estimate
    assert same == realism


def test_weights_wait_until_every_criterion_is_judged():
    row = claim(criterion="realism=2,aesthetics=1")
    verdict = the_verdict(answers({"ana": ["b"] * 9}), row)
    assert verdict.why == "There is no figure: there are no such answers."


def test_what_does_not_move_counts_in_weights_with_stability_too():
    moving = answers({"ana": ["b"] * 6}) + answers(
        {"ana": ["a"] * 6}, criterion="stability"
    )
    still = answers({"bo": ["a"] * 6})
    row = claim(criterion="realism=1,stability=1")
    verdict = the_verdict(moving + still, row)
    assert verdict.estimate.value == pytest.approx((1 / 2 + 0) / 2)
    assert verdict.estimate.n == 12


def test_a_name_of_a_criterion_is_not_taken_for_weights():
    odd = Criterion("a=b, c", "?")
    judgments = answers({"ana": ["b"] * 9}, criterion=odd.name)
    verdict = the_verdict(judgments, claim(criterion=odd.name), criteria=(odd,))
    assert verdict.estimate.value == 1


def test_cannot_judge_is_left_out():
    verdict = the_verdict(answers({"ana": ["b"] * 9 + ["cannot_judge"]}), claim())
    assert (verdict.estimate.value, verdict.estimate.n) == (1, 9)


def test_opinion_is_compared_with_the_baseline_source_by_source():
    judgments = ratings({"ana": [1, 2, 3, 4]}) + ratings({"ana": [3, 3, 5, 5]}, "x1")
    row = claim(statistic="mos_difference", at_least=0.0)
    verdict = the_verdict(judgments, row, method=Method.ACR)
    assert verdict.estimate.value == 1.5
    assert verdict.outcome is MET
    mean = the_verdict(judgments, claim(statistic="mos", at_least=3.0))
    assert mean.estimate.value == 4


def test_opinion_takes_weights_too():
    judgments = [
        judgment
        for criterion, scores in {"realism": [3, 3], "aesthetics": [1, 4]}.items()
        for system, score in zip(("x0", "x1"), scores, strict=True)
        for judgment in ratings({"ana": [score, score]}, system, criterion=criterion)
    ]
    row = claim(criterion="realism=2,aesthetics=1", statistic="mos_difference")
    assert the_verdict(judgments, row).estimate.value == pytest.approx(1)
    row = replace(row, statistic="mos")
    assert the_verdict(judgments, row).estimate.value == pytest.approx(10 / 3)


def test_a_score_taken_back_is_not_part_of_a_claim():
    judgments = ratings({"ana": [5, 5, 2]}, "x1")
    taken_back = replace(
        a_judgment(trial=judgments[2].trial, score=1), score=None, answer="cannot_judge"
    )
    row = claim(statistic="mos", at_least=3.0)
    estimate = the_verdict([*judgments, taken_back], row).estimate
    assert (estimate.value, estimate.n) == (5, 2)


def test_decided_share_leaves_out_ties():
    verdict = the_verdict(
        answers({"ana": ["b"] * 8 + ["tie"] * 8}), claim(statistic="decided_share")
    )
    assert (verdict.estimate.value, verdict.estimate.n) == (1, 8)
    nobody = the_verdict(
        answers({"ana": ["b"]}), claim("x7", statistic="decided_share")
    )
    assert not nobody.estimate.defined


def test_an_unknown_statistic_is_told():
    verdict = the_verdict(answers({"ana": ["b"]}), claim(statistic="charm"))
    assert verdict.outcome is UNDECIDED
    assert verdict.why == "There is no figure: nothing is known about charm."


def test_default_claims_are_better_on_the_intent_and_not_worse_on_stability():
    assert default_success(a_study(3)) == (
        SuccessRow("x1", "realism", at_least=0.5),
        SuccessRow("x1", "stability", at_least=0.45),
        SuccessRow("x2", "realism", at_least=0.5),
        SuccessRow("x2", "stability", at_least=0.45),
    )


@pytest.mark.parametrize(
    ("contract", "kind", "expected"),
    [
        ({"intent": "appealing"}, Kind.IMAGE, [("aesthetics", "win_rate")]),
        ({"intent": "realism=2,aesthetics=1"}, Kind.IMAGE,
         [("realism=2,aesthetics=1", "win_rate")]),
        ({"intent": "appealing", "criteria": (REALISM,)}, Kind.CLIP,
         [("realism", "win_rate")]),
        ({"criteria": ()}, Kind.CLIP, []),
        ({"method": Method.ACR}, Kind.CLIP, [("realism", "mos_difference")]),
    ],
)  # fmt: skip
def test_default_claims_follow_the_contract(contract, kind, expected):
    rows = default_success(a_study(2, kind=kind, **contract))
    assert [(row.criterion, row.statistic) for row in rows] == expected


def test_the_baseline_is_the_smallest_id_when_the_owner_chose_none():
    study = a_study(2, baseline="")
    assert [row.system for row in default_success(study)] == ["x1"] * 2
    chosen = replace(study, contract=replace(study.contract, baseline="x1"))
    assert [row.system for row in default_success(chosen)] == ["x0"] * 2


def test_a_verdict_without_claims_of_its_own_takes_the_default():
    assert len(verdicts(a_study(3), [])) == 4


def test_weights_are_read_and_bad_ones_refused():
    assert weights_of("realism") == {"realism": 1}
    assert weights_of("realism=2, aesthetics = 1") == {"realism": 2, "aesthetics": 1}
    assert weights_of("realism=0,aesthetics=1") == {"aesthetics": 1}
    for bad in ("realism=-1", "realism=inf", "realism=nan", "realism=much"):
        with pytest.raises(ValueError, match='the weight of "realism" must be'):
            weights_of(bad)
    with pytest.raises(ValueError, match="nothing weighs anything"):
        weights_of("realism=0,aesthetics=0")


@pytest.mark.parametrize(
    ("low", "why"),
    [
        (0.5004, "The whole interval from 0.5004 to 0.7000 lies above 0.5000."),
        (0.504, "The whole interval from 0.504 to 0.700 lies above 0.500."),
        (0.497, "Anything from 0.497 to 0.700 fits, and 0.500 lies among it."),
        (0.5, "Anything from 0.50 to 0.70 fits, and 0.50 lies among it."),
    ],
)
def test_a_near_miss_is_told_with_the_decimals_it_takes(low, why):
    assert judged_against(Estimate(0.6, low, 0.7), 0.5, None)[1] == why


def test_a_verdict_never_names_a_system():
    verdict = the_verdict(answers({"ana": ["b"] * 20}), claim())
    assert "x1" not in verdict.why
    assert not math.isnan(verdict.estimate.low)
