"""Texts of a contract, read for a study of three systems with difficult names."""

from evaluators.study import Labels
from storage.contract_toml import contract_from_toml
from tests.builders import a_study

LABELS = Labels({"x0": "steady", "x1": 'vi"vid 👟', "x2": "a=b, c"})
BASE = a_study().contract


def read(text, base=BASE):
    return contract_from_toml(text, LABELS, name="plan.toml", base=base)
