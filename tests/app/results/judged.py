"""Verdicts by their figures alone, for tests of how they are put into words."""

from app.results.findings import Findings
from evaluators.estimate import Estimate
from evaluators.study import Stage, SuccessRow
from evaluators.verdict import Verdict, judged_against
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


MET = a_verdict(Estimate(0.8, 0.7, 0.9, 0.05, 40, MANY), at_least=0.5)
LOST = a_verdict(Estimate(0.2, 0.1, 0.3, 0.05, 40, MANY), system="x2", at_least=0.5)
OPEN = a_verdict(Estimate(0.5, 0.3, 0.7, 0.1, 40, MANY), system="x2", at_least=0.5)
