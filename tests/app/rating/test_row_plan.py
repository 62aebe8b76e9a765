"""Rows below the stage: everything has its room, whatever the words and the width."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rating.row_plan import RowNeeds, plan_rows


def needs(**changes) -> RowNeeds:
    values = {
        "name": 88,
        "scale": 60,
        "bare_scale": 20,
        "apart": 136,
        "on_scale": 3,
        "stand_apart": 2,
        "lines": lambda width: -(-400 // max(1, width)),
    }
    return RowNeeds(**(values | changes))


def test_wide_windows_have_the_widths_of_the_design():
    plan = plan_rows(1416, needs())
    assert [place.width for place in plan.scale] == [108] * 3
    assert [place.width for place in plan.apart] == [144] * 2
    assert plan.height == 44


def test_narrow_windows_have_narrower_answers():
    plan = plan_rows(1342, needs())
    assert [place.width for place in plan.scale] == [88] * 3
    assert [place.width for place in plan.apart] == [138] * 2


def test_longer_words_widen_every_answer_alike():
    plan = plan_rows(1416, needs(scale=130, apart=177))
    assert {place.width for place in plan.scale} == {130}
    assert {place.width for place in plan.apart} == {177}


def test_question_stands_above_its_answers_where_there_is_no_room_beside():
    plan = plan_rows(876, needs())
    assert plan.question.y + plan.question.height < plan.scale[0].y
    assert not plan.key_below


def test_question_of_three_lines_stands_above():
    beside = plan_rows(1156, needs())
    assert beside.question.height == 44
    above = plan_rows(1156, needs(lines=lambda width: 3))
    assert above.question.height == 3 * 20


def test_nine_levels_fit_the_smallest_window_with_their_keys_below():
    plan = plan_rows(876, needs(on_scale=9, scale=106, bare_scale=66, stand_apart=1))
    assert plan.key_below
    assert plan.scale[0].width >= 70


def test_long_words_of_many_levels_are_broken_into_lines():
    plan = plan_rows(876, needs(on_scale=9, scale=180, bare_scale=140, stand_apart=1))
    assert not plan.key_below
    assert {place.width for place in plan.scale} == {180}
    assert len({place.y for place in plan.scale}) == 3


@given(
    width=st.integers(876, 4000),
    name=st.integers(0, 600),
    scale=st.integers(20, 200),
    apart=st.integers(100, 180),
    on_scale=st.integers(3, 9),
    stand_apart=st.integers(1, 2),
    text=st.integers(0, 4000),
)
def test_nothing_overlaps_and_nothing_is_cut(  # noqa: PLR0913
    *, width, name, scale, apart, on_scale, stand_apart, text
):
    plan = plan_rows(
        width,
        RowNeeds(
            name,
            scale,
            max(0, scale - 40),
            apart,
            on_scale,
            stand_apart,
            lambda room: -(-text // max(1, room)),
        ),
    )
    answers = [*plan.scale, *plan.apart]
    for left, right in pairwise(answers):
        below = left.y + left.height < right.y
        assert below or left.x + left.width < right.x
    for place in (plan.name, plan.question, plan.tick, *answers):
        assert place.x >= 0
        assert place.x + place.width <= width
        assert place.y >= 0
        assert place.y + place.height <= plan.height
        assert place.width > 0
    assert plan.name.x + plan.name.width <= plan.question.x
    assert plan.question.x + plan.question.width <= max(plan.tick.x, answers[0].x)


@pytest.mark.parametrize("width", [876, 1156, 1342, 1416, 3816])
def test_answers_that_the_words_ask_for_are_as_wide_as_the_words(width):
    plan = plan_rows(width, needs(on_scale=5, scale=116, stand_apart=1))
    assert plan.scale[0].width >= 116
