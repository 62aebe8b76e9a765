"""One head over panes whose frames are still coming: all hold, none splits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.playback.clock import SPEEDS
from app.playback.play_head import PlayHead
from tests.app.playback.panes import S, certified, missed, paint, steady, trials
from tests.app.playback.reels import decode_wanted, frame, numbers_in, reel_of

MS = 1_000_000  # ns
READ_EVERY_US = 20_000

arrivals = st.one_of(
    st.tuples(st.just("decode"), st.integers(0, 3), st.integers(1, 30)),
    st.tuples(st.just("put"), st.integers(0, 3), st.integers(0, 119)),
    st.tuples(st.just("allow"), st.integers(0, 3), st.integers(1, 900)),
)
moves = st.one_of(
    st.tuples(st.just("play")),
    st.tuples(st.just("pause")),
    st.tuples(st.just("lose_sight")),
    st.tuples(st.just("seek"), st.integers(-S, 20 * S)),
    st.tuples(st.just("begin_scrub")),
    st.tuples(st.just("scrub"), st.integers(-S, 20 * S)),
    st.tuples(st.just("end_scrub")),
    st.tuples(st.just("step"), st.integers(-12, 12)),
    st.tuples(st.just("to_start")),
    st.tuples(st.just("mark_start")),
    st.tuples(st.just("mark_end")),
    st.tuples(st.just("toggle_loop")),
    st.tuples(st.just("shift"), st.integers(0, 3), st.integers(-20, 20)),
    st.tuples(st.just("reset_offsets")),
    st.tuples(st.just("set_speed"), st.sampled_from(SPEEDS)),
)
nothing = st.just(("follow",))
happenings = st.lists(
    st.tuples(st.one_of(arrivals, moves, nothing), st.integers(0, S)), max_size=40
)


def coming(*panes, room=None):
    """Return a head and its reels, nothing of which is in memory."""
    reels = [reel_of(pane, room=room) for pane in panes]
    return PlayHead(panes, reels), reels


def happen(head, reels, what, now_ns) -> bool:
    """Let something happen; return whether time may jump, or round the loop unseen."""
    name, *values = what
    if name in ("decode", "put", "allow"):
        place, value = values
        reel = reels[place % len(reels)]
        if name == "decode":
            decode_wanted(reel, value)
        elif name == "put":
            reel.put(frame(value % len(reel)))
        else:
            reel.allow(value)
        return False
    if name == "shift":
        values[0] %= len(reels)
    timeless = name in ("toggle_loop", "lose_sight")
    getattr(head, name)(*values, *(() if timeless else (now_ns,)))
    return name not in ("pause", "set_speed", "follow", "begin_scrub")


@given(trials, happenings)
def test_panes_never_split_and_nothing_is_shown_before_it_is_there(trial, happened):
    head, reels = coming(*trial)
    now, before, loops = 0, 0, 0
    for what, wait in [(("play",), 0), *happened]:
        now += wait * 1000
        jumped = happen(head, reels, what, now)
        head.follow(now)
        shown, here = paint(head, now), head.at(now)
        if shown is not None:
            assert shown == head.timeline.frames_at(here)
            assert all(r.has(n) for r, n in zip(reels, shown, strict=True))
        record = certified(head, len(trial))
        assert here >= before or jumped or record.loops > loops or shown is None
        before, loops = here, record.loops
        assert record.worst_skew_us == 0
        assert 0 <= here <= max(0, head.timeline.duration_us - 1)
        if not head.playing:
            assert not head.waiting


@given(trials, happenings)
def test_everything_wanted_arrives_at_last_and_then_it_plays(trial, happened):
    head, reels = coming(*trial)
    now = 0
    for what, wait in happened:
        now += wait * 1000
        happen(head, reels, what, now)
    head.play(now)
    for reel in reels:
        reel.allow(10**6)
        decode_wanted(reel, 1000)
        assert reel.complete
    head.follow(now)
    assert not head.waiting
    assert paint(head, now) == head.timeline.frames_at(head.at(now))


class Walk:
    """The same playing, thought out one reading after the other."""

    def __init__(self, reels, duration_us) -> None:
        self.reels, self.duration_us = reels, duration_us
        self.position, self.waits_since, self.stalls = 0.0, None, []

    def ready_until(self, time_us) -> int:
        until = self.duration_us
        for reel in self.reels:
            number = reel.times.frame_at(time_us)
            while reel.has(number):
                number += 1
            if number < len(reel):
                until = min(until, max(time_us, reel.times.starts[number]))
        return until

    def go_on(self, now_us) -> None:
        here = int(self.position)
        until, around = self.ready_until(here), 0
        if until == self.duration_us:
            around = self.ready_until(0)
        everything = all(reel.satisfied for reel in self.reels)
        enough = until - here + around >= 500_000
        if enough or everything:
            self.stalls.append(now_us - self.waits_since)
            self.waits_since = None

    def walk(self, now_us) -> None:
        if self.waits_since is not None:
            return
        goal = self.position + READ_EVERY_US
        until = self.ready_until(int(self.position))
        if until == self.duration_us <= goal and self.ready_until(0) > 0:
            self.position = goal - self.duration_us
        elif goal < until:
            self.position = goal
        else:
            self.position = max(self.position, until - 1)
            self.waits_since = now_us - (goal - until)


whole_rates = st.sampled_from([5, 8, 10, 20, 25])
clips = st.builds(steady, whole_rates, st.integers(4, 40))
slow = st.lists(
    st.tuples(st.integers(0, 15), st.integers(0, 3)), min_size=1, max_size=40
)


@settings(max_examples=60)
@given(st.lists(clips, min_size=1, max_size=3), slow)
def test_stalls_are_counted_exactly(panes, comings):
    head, reels = coming(*panes)
    for reel in reels:
        decode_wanted(reel, 3)
    walk = Walk(reels, head.timeline.duration_us)
    paint(head, 0)
    head.play(0)
    head._clock.go_on(0)  # without the care of a start
    now = 0
    for wait, place in [*comings, (50, 0)]:
        for _ in range(wait):
            now += READ_EVERY_US
            walk.walk(now)
            paint(head, now * 1000)
            head.follow(now * 1000)
            if walk.waits_since is not None:
                walk.go_on(now)
        decode_wanted(reels[place % len(reels)], 4)
    paint(head, now * 1000)
    record = certified(head, len(panes))
    assert record.stalls == len(walk.stalls)
    assert record.stalled_us == pytest.approx(sum(walk.stalls), abs=record.stalls + 1)
    assert head.at(now * 1000) == pytest.approx(walk.position, abs=2)
    assert missed(head, len(panes)) == [0] * len(panes)


def test_all_panes_hold_at_the_last_moment_that_all_have():
    head, reels = coming(steady(10, 20), steady(30, 60))
    decode_wanted(reels[0], 20)
    decode_wanted(reels[1], 40)
    head.play(0)
    head._clock.go_on(0)  # without the care of a start
    assert paint(head, 1_300 * MS) == (13, 39)
    assert paint(head, 1_900 * MS) == (13, 39)
    assert head.at(1_900 * MS) == 1_333_332
    assert head.waiting
    assert head.playing
    decode_wanted(reels[1], 5)
    head.follow(2_000 * MS)
    assert head.waiting  # a sixth of a second is not enough
    decode_wanted(reels[1], 15)
    head.follow(2_333 * MS)
    assert not head.waiting
    assert paint(head, 2_434 * MS) == (14, 43)
    record = certified(head, 2)
    assert (record.stalls, record.stalled_us) == (1, 999_667)


def test_a_seek_to_what_is_not_there_shows_nothing_new_until_all_have_it():
    head, reels = coming(steady(10, 50), steady(10, 50))
    for reel in reels:
        decode_wanted(reel, 10)
    paint(head, 0)
    head.seek(3 * S, 0)
    assert paint(head, 0) is None
    reels[0].put(frame(30))
    assert paint(head, 100 * MS) is None
    reels[1].put(frame(30))
    assert paint(head, 200 * MS) == (30, 30)
    assert certified(head, 2).stalls == 0
    assert certified(head, 2).seeks == 1


def test_a_wait_after_a_seek_while_playing_is_no_stall():
    head, reels = coming(steady(10, 50))
    decode_wanted(reels[0], 50)
    head.play(0)
    paint(head, 0)
    other = reel_of(steady(10, 50), room=10)
    head = PlayHead([steady(10, 50)], [other])
    head.play(0)
    decode_wanted(other, 10)
    head.follow(0)
    assert not head.waiting
    head.seek(3 * S, 0)
    assert head.waiting
    decode_wanted(other, 10)
    head.follow(700 * MS)
    assert not head.waiting
    paint(head, 700 * MS)
    assert certified(head, 1).stalls == 0


@given(st.integers(2, 20), st.lists(st.integers(0, 300), min_size=5, max_size=60))
def test_a_small_window_plays_a_long_clip_right(room, waits):
    head, (reel,) = coming(steady(10, 60), room=room)
    head.play(0)
    now = 0
    for wait in waits:
        now += wait
        head.follow(now * MS)
        decode_wanted(reel, 1000)
        head.follow(now * MS)
        shown = paint(head, now * MS)
        assert shown == (reel.times.frame_at(head.at(now * MS)),)
        assert len(numbers_in(reel)) <= room


def test_a_late_tick_skips_the_same_time_in_all():
    head, reels = coming(steady(10, 50), steady(30, 150))
    for reel in reels:
        decode_wanted(reel, 150)
    head.play(0)
    paint(head, 0)
    assert paint(head, 2_000 * MS) == (20, 60)


def test_scrubbing_is_one_seek_and_goes_on_playing():
    head, reels = coming(steady(10, 50))
    decode_wanted(reels[0], 50)
    head.play(0)
    head.begin_scrub(0)
    assert not head.playing
    for tenth in range(20):
        head.scrub(tenth * S // 10, tenth * MS)
        assert paint(head, tenth * MS) == (tenth,)
    head.end_scrub(20 * MS)
    assert head.playing
    assert certified(head, 1).seeks == 1
    head.pause(20 * MS)
    head.begin_scrub(20 * MS)
    head.end_scrub(20 * MS)
    assert not head.playing


def test_the_same_frames_in_another_size_are_taken_when_half_a_second_is_there():
    head, reels = coming(steady(10, 50))
    decode_wanted(reels[0], 50)
    head.play(0)
    larger = reel_of(steady(10, 50), clock=lambda: 1)
    head.renew([larger], 1_000 * MS)
    assert not head.may_renew(1_000 * MS)
    decode_wanted(larger, 1)
    assert numbers_in(larger) == [10]  # from the play head on
    assert not head.may_renew(1_000 * MS)
    decode_wanted(larger, 50)
    assert head.may_renew(1_000 * MS)
    head.take_renewed()
    assert not head.may_renew(1_000 * MS)
    assert paint(head, 1_100 * MS) == (11,)
    assert certified(head, 1).stalls == 0
