"""Bars of a tie over systems in their order."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.results.standings import tie_runs

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
