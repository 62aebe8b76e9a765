import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.playback.window import Aim
from tests.app.playback.panes import STILL, steady
from tests.app.playback.reels import (
    FRAME_BYTES,
    decode_wanted,
    frame,
    numbers_in,
    reel_of,
)

COUNT = 40
aims = st.builds(
    Aim,
    st.integers(0, COUNT - 1),
    st.sampled_from([None, range(COUNT), range(10, 15), range(30, COUNT)]),
)
happenings = st.lists(
    st.one_of(
        st.tuples(st.just("aim_at"), aims),
        st.tuples(st.just("allow"), st.integers(0, COUNT * FRAME_BYTES)),
        st.tuples(st.just("put"), st.builds(frame, st.integers(0, COUNT - 1))),
        st.tuples(st.just("decode"), st.integers(1, 20)),
    ),
    max_size=40,
)


@given(happenings)
def test_memory_is_never_over_the_allowance_and_what_is_wanted_comes(happened):
    reel, allowance = reel_of(steady(10, COUNT), room=COUNT), COUNT * FRAME_BYTES
    for what, value in happened:
        if what == "decode":
            decode_wanted(reel, value)
        else:
            getattr(reel, what)(value)
        allowance = value if what == "allow" else allowance
        there = numbers_in(reel)
        assert len(there) * FRAME_BYTES <= max(allowance, FRAME_BYTES)
        assert [reel[number].number for number in there] == there
        assert all(reel.has(number) for number in there)
    assert decode_wanted(reel, COUNT + 1) <= COUNT
    assert reel.satisfied
    assert reel.complete == (allowance >= COUNT * FRAME_BYTES)


@given(happenings)
def test_ready_until_is_the_first_gap(happened):
    reel = reel_of(steady(10, COUNT), room=COUNT)
    for what, value in happened:
        if what != "decode":
            getattr(reel, what)(value)
    there = set(numbers_in(reel))
    for number in range(COUNT):
        until = reel.ready_until(number)
        assert until not in there
        assert set(range(number, until)) <= there


def test_a_frame_that_is_not_wanted_is_not_kept():
    reel = reel_of(steady(10, COUNT), room=5)
    reel.put(frame(30))
    assert numbers_in(reel) == []
    assert not reel.lacks(30)
    assert reel.lacks(0)


def test_what_was_passed_long_ago_goes_first():
    reel = reel_of(steady(10, COUNT), room=10)
    reel.aim_at(Aim(0, range(COUNT)))
    decode_wanted(reel, COUNT)
    for here in (3, 6):
        reel.aim_at(Aim(here, range(COUNT)))
    reel.put(frame(10))
    assert numbers_in(reel) == list(range(1, 11))


def test_what_was_complete_shrinks_to_what_is_around_the_play_head_now():
    reel = reel_of(steady(10, COUNT))
    decode_wanted(reel, COUNT)
    assert reel.complete
    reel.aim_at(Aim(25, range(COUNT)))
    reel.allow(6 * FRAME_BYTES)
    assert numbers_in(reel) == list(range(25, 31))


def test_a_clip_that_keeps_its_colour_in_full_takes_more():
    reel = reel_of(steady(10, COUNT), room=8)
    reel.allow(8 * FRAME_BYTES)
    heavy = frame(0)
    heavy = type(heavy)(0, heavy.data.repeat(2, axis=0), False, "RGB", 0)
    reel.put(heavy)
    decode_wanted(reel, COUNT)
    assert numbers_in(reel) == [0, 1, 2, 39]  # half as many
    assert reel.bytes_needed == COUNT * 2 * FRAME_BYTES


def test_decoding_goes_on_where_that_is_quicker_than_a_seek():
    reel = reel_of(steady(10, COUNT), entries=(0, 12, 24))
    assert reel.index.on_the_way(20, after=5 + 7)  # no entry between
    assert reel.index.on_the_way(14, after=8)  # near
    assert not reel.index.on_the_way(30, after=8)
    assert not reel.index.on_the_way(5, after=8)
    assert [reel.index.entry_before(n) for n in (0, 11, 12, 39)] == [0, 0, 12, 24]


def test_a_frame_that_is_waited_for_comes_by_the_shortest_way():
    reel = reel_of(steady(10, COUNT), entries=(0, 12, 24))
    reel.aim_at(Aim(20))
    assert reel.start_for(20) == 20
    assert reel.start_for(30) == 24  # what is decoded on the way is kept


def test_decoding_looks_up_where_it_passes_what_nobody_wants():
    reel = reel_of(steady(10, COUNT), room=5, entries=(0, 12, 24))
    reel.aim_at(Aim(14))
    assert reel.next_to_decode() == 14
    assert not reel.lacks(12)  # on the way there
    assert not reel.interrupted()
    assert not reel.lacks(30)
    assert reel.interrupted()
    decode_wanted(reel, COUNT)
    assert not reel.interrupted()
    assert not reel.lacks(18)  # all that is wanted is there
    assert reel.interrupted()


def test_frames_that_had_to_go_are_decoded_again_when_there_is_room():
    reel = reel_of(steady(10, COUNT))
    decode_wanted(reel, COUNT)
    assert reel.next_to_decode() is None  # the thread ends
    assert not reel.abandoned
    reel.allow(6 * FRAME_BYTES)
    assert reel.abandoned
    reel.begin()
    assert not reel.abandoned
    reel.aim_at(Aim(30))
    assert not reel.interrupted()  # else half an index would be read
    reel.open(reel.index)
    assert reel.interrupted()


def test_after_a_jump_the_one_who_decodes_is_told():
    reel = reel_of(steady(10, COUNT), room=5)
    reel.next_to_decode()
    assert not reel.interrupted()
    reel.aim_at(Aim(35))
    assert reel.interrupted()
    assert reel.next_to_decode() == 35
    assert not reel.interrupted()
    reel.close()
    assert reel.interrupted()


def test_it_waits_until_something_is_wanted_or_it_is_closed():
    reel = reel_of(steady(10, COUNT), room=5)
    decode_wanted(reel, COUNT)
    asked = []
    thread = threading.Thread(target=lambda: asked.append(reel.next_to_decode()))
    thread.start()
    reel.aim_at(Aim(20, range(COUNT)))
    thread.join(10)
    assert asked == [20]
    decode_wanted(reel, COUNT)
    thread = threading.Thread(target=lambda: asked.append(reel.next_to_decode()))
    thread.start()
    reel.close()
    thread.join(10)
    assert asked == [20, None]
    assert numbers_in(reel) == []


def test_it_is_told_when_the_awaited_frame_comes_and_when_all_is_there():
    told, now = [], [0]
    reel = reel_of(
        steady(10, COUNT), tell=lambda: told.append(now[0]), clock=lambda: now[0]
    )
    for number in range(COUNT):
        now[0] += 1_000_000
        reel.put(frame(number))
    assert told == [1_000_000, 40_000_000]  # the first, then one in 40 ms; the last
    assert reel.complete


@settings(max_examples=50)
@given(st.integers(1, 100), st.sampled_from([0.5, 1.0, 2.0]))
def test_it_keeps_up_when_the_rest_is_there_before_it_is_due(pace, speed):
    now = [1]
    times = steady(10, COUNT)
    reel = reel_of(times, clock=lambda: now[0])
    for number in range(10):
        reel.next_to_decode()
        now[0] += round(1e9 / pace)
        reel.put(frame(number))
    played = COUNT / (10 * speed)  # seconds until the last frame is due
    decoded = (COUNT - 10) / pace
    if abs(pace - 10 * speed) > 0.01 and abs(played - decoded) > 0.01:
        expected = pace >= 10 * speed or decoded <= played
        assert reel.keeps_up(speed, margin=1.0) == expected


def test_a_still_picture_is_one_frame():
    reel = reel_of(STILL)
    assert not reel.satisfied
    reel.put(frame(0))
    assert reel.satisfied
    assert reel.times == STILL
    assert reel.next_to_decode() is None
    with pytest.raises(KeyError):
        reel[1]
