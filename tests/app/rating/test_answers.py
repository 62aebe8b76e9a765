"""Which answers a question has, and that each has a key of its own."""

from dataclasses import replace

import pytest

from app.rating.answers import choices_of
from app.rating.keys import ANSWER_KEYS
from evaluators.study import Answer, Method
from tests.builders import REALISM

NINE = tuple(f"level {n}" for n in range(1, 10))


def test_pair_has_all_five_answers_in_the_order_of_the_panes():
    choices = choices_of(Method.PC, REALISM)
    assert [choice.value for choice in choices] == list(Answer)
    assert [choice.key for choice in choices] == ["1", "2", "3", "4", "X"]
    assert [choice.apart for choice in choices] == [False] * 3 + [True] * 2
    assert all(choice.score is None for choice in choices)


@pytest.mark.parametrize("levels", [REALISM.levels, NINE])
def test_rating_has_its_levels_from_the_worst_and_cannot_judge(levels):
    choices = choices_of(Method.ACR, replace(REALISM, levels=levels))
    assert [choice.words for choice in choices] == [*levels, "Cannot judge"]
    assert [choice.score for choice in choices[:-1]] == list(range(1, len(levels) + 1))
    assert choices[-1].score is None
    assert choices[-1].apart


@pytest.mark.parametrize("method", Method)
def test_every_answer_has_a_key_that_is_bound_and_no_other_has(method):
    keys = [c.key for c in choices_of(method, replace(REALISM, levels=NINE))]
    assert len(set(keys)) == len(keys)
    assert set(keys) <= set(ANSWER_KEYS)
