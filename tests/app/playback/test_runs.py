from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.playback.runs import Runs

numbers = st.integers(0, 30)
ranges = st.builds(lambda a, n: range(a, a + n), numbers, st.integers(0, 12))


def runs_of(there) -> Runs:
    runs = Runs()
    for number in there:
        runs.add(number)
    return runs


@given(st.lists(st.tuples(st.booleans(), numbers)), numbers, ranges)
def test_runs_answer_as_a_set_would(changes, asked, stretch):
    runs, there = Runs(), set()
    for put_in, number in changes:
        (runs.add if put_in else runs.discard)(number)
        (there.add if put_in else there.discard)(number)
    assert {n for a, b in runs.stretches for n in range(a, b)} == there
    assert all(b < c for (_, b), (c, _) in pairwise(runs.stretches))
    assert (asked in runs) == (asked in there)
    missing = runs.first_missing(asked)
    assert missing not in there
    assert set(range(asked, missing)) <= there
    assert runs.count_in(stretch) == len(there & set(stretch))


@given(st.sets(numbers), st.lists(ranges, max_size=4), numbers)
def test_the_first_outside_some_ranges_is_found(there, kept, floor):
    inside = {n for stretch in kept for n in stretch}
    outside = [n for n in there if n >= floor and n not in inside]
    assert runs_of(there).first_outside(kept, floor) == min(outside, default=None)
