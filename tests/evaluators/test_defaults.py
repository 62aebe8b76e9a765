import pytest

from evaluators.defaults import default_contract, default_criteria
from evaluators.study import Method


@pytest.mark.parametrize("method", list(Method))
def test_moving_pictures_are_asked_three_things_and_still_ones_two(method):
    moving = default_criteria(method)
    assert [c.name for c in moving] == ["realism", "aesthetics", "stability"]
    assert [c.moving_only for c in moving] == [False, False, True]
    still = default_criteria(method, moving=False)
    assert [c.name for c in still] == ["realism", "aesthetics"]
    for criterion in (*moving, *still):
        assert criterion.levels == ("Bad", "Poor", "Fair", "Good", "Excellent")


def test_pairs_are_asked_which_one_and_single_stimuli_how():
    for criterion in default_criteria(Method.PC):
        assert criterion.question.startswith("Which one ")
    for criterion in default_criteria(Method.ACR):
        assert criterion.question.startswith("How ")


def test_nobody_asks_whether_a_photograph_was_filmed():
    for criterion in default_criteria(Method.PC, moving=False):
        assert "filmed" not in criterion.question


def test_a_default_contract_is_complete():
    contract = default_contract(Method.ACR, baseline="id1")
    assert contract.method.name is Method.ACR
    assert contract.baseline == "id1"
    assert contract.title == ""
    assert contract.stages
