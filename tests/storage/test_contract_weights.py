import pytest

from evaluators.study import Labels
from storage.contract_toml import contract_from_toml
from storage.errors import UnusableContractError
from tests.builders import a_study

LABELS = Labels({"x0": "steady", "x1": "vivid"})


def read(text):
    base = a_study().contract
    return contract_from_toml(text, LABELS, name="plan.toml", base=base)


def claim(criterion):
    return read(f'[[success]]\ncriterion = "{criterion}"\nat_least = 0.5')


def test_an_intent_may_leave_a_criterion_without_weight():
    contract = read("intent = { realism = 2, aesthetics = 0 }")
    assert contract.intent == "aesthetics=0,realism=2"


def test_an_intent_that_weighs_nothing_is_refused():
    with pytest.raises(
        UnusableContractError, match=r"plan\.toml, intent: give at least"
    ):
        read("intent = { realism = 0, aesthetics = 0 }")


def test_a_claim_may_weigh_criteria():
    (row,) = claim("realism=2,aesthetics=1").success
    assert (row.system, row.criterion) == ("x1", "realism=2,aesthetics=1")


@pytest.mark.parametrize(
    ("criterion", "remedy"),
    [
        ("charm", "there is no criterion “charm”"),
        ("realism=2,charm=1", "there is no criterion"),
        ("realism=much", 'the weight of "realism" must be a number from 0'),
        ("realism=-1", 'the weight of "realism" must be a number from 0'),
        ("realism=0", "nothing weighs anything"),
    ],
)
def test_a_claim_about_what_is_not_asked_is_refused_with_its_place(criterion, remedy):
    with pytest.raises(UnusableContractError, match=r"success 1\.criterion") as error:
        claim(criterion)
    assert remedy in str(error.value)
