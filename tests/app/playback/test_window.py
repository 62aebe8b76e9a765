from hypothesis import given
from hypothesis import strategies as st

from app.playback.window import Aim, window

counts = st.integers(1, 60)


@st.composite
def aims(draw):
    count = draw(counts)
    here = draw(st.integers(0, count - 1))
    start = draw(st.integers(0, count - 1))
    stop = draw(st.integers(start + 1, count))
    loop = draw(st.sampled_from([None, range(count), range(start, stop)]))
    return count, draw(st.integers(0, 70)), Aim(here, loop)


def flat(wanted) -> list[int]:
    return [number for numbers in wanted for number in numbers]


@given(aims())
def test_no_more_is_wanted_than_there_is_room_for_and_nothing_twice(drawn):
    count, room, aim = drawn
    wanted = flat(window(count, room, aim))
    assert len(wanted) == len(set(wanted)) == max(1, min(room, count))
    assert set(wanted) <= set(range(count))


@given(aims())
def test_the_frame_at_the_play_head_is_the_most_urgent(drawn):
    count, room, aim = drawn
    assert flat(window(count, room, aim))[0] == aim.here


@given(aims())
def test_what_fits_is_all_wanted(drawn):
    count, _, aim = drawn
    assert sorted(flat(window(count, count, aim))) == list(range(count))


def test_playing_wants_what_comes_round_the_loop():
    wanted = window(100, 50, Aim(70, range(20, 90)))
    assert wanted == (range(70, 90), range(20, 50))
    assert window(100, 20, Aim(70, range(100))) == (range(70, 90),)


def test_playing_a_short_loop_wants_all_of_it_and_then_the_rest():
    wanted = window(100, 60, Aim(50, range(40, 60)))
    assert wanted == (range(50, 60), range(40, 50), range(60, 100))


def test_a_head_outside_the_loop_wants_the_way_there():
    assert window(100, 50, Aim(5, range(20, 30))) == (range(5, 30), range(30, 55))
    assert window(100, 12, Aim(60, range(20, 30)))[:2] == (range(60, 61), range(20, 30))


def test_a_pause_wants_two_thirds_ahead_and_one_third_behind():
    assert window(100, 30, Aim(50)) == (range(50, 70), range(40, 50))


def test_a_pause_at_an_end_looks_round_it():
    assert window(100, 30, Aim(95)) == (range(95, 100), range(15), range(85, 95))
    assert window(100, 30, Aim(2)) == (range(2, 22), range(2), range(92, 100))
