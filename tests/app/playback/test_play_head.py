from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.playback.clock import SPEEDS
from app.playback.play_head import PlayHead
from app.playback.timeline import PaneTimes
from tests.app.playback.panes import (
    STILL,
    S,
    certified,
    missed,
    paint,
    steady,
    trials,
)

US = 1_000  # ns


def playing(*panes) -> PlayHead:
    head = PlayHead(panes)
    paint(head, 0)
    head.play(0)
    return head


def paint_at(head, *times_us) -> None:
    for time_us in times_us:
        paint(head, time_us * US)


def moments(head, loops) -> list[int]:
    """Return when something changes, on the wall clock, over some loops."""
    whole = head.timeline.duration_us
    return [
        n * whole + moment for n in range(loops) for moment in head.timeline.moments
    ]


@given(trials, st.integers(1, 3))
def test_painting_every_change_misses_nothing_however_often_it_loops(trial, loops):
    head = playing(*trial)
    due = moments(head, loops)
    paint_at(head, *due)
    record = certified(head, len(trial))
    assert missed(head, len(trial)) == [0] * len(trial)
    for pane, certificate in zip(trial, record.panes, strict=True):
        still = len(pane.starts) == 1
        assert certificate.due == (1 if still else len(pane.starts) * loops)
        assert certificate.watched == pytest.approx(1)
    assert record.loops == max(0, loops - 1) * bool(due)
    assert (record.late_p95_us, record.longest_hold_us) == (0, 0)
    assert all(head.seen)


@given(trials, st.lists(st.integers(0, 3 * S), min_size=1, max_size=30))
def test_what_was_due_was_shown_or_missed_whenever_it_was_painted(trial, waits):
    head, now = playing(*trial), 0
    painted = [(0, head.timeline.frames_at(0))]
    for wait in waits:
        now += wait
        painted.append((now, paint(head, now * US)))
    whole = head.timeline.duration_us or 1
    for place, pane in enumerate(certified(head, len(trial)).panes):
        times = trial[place]
        around = len(times.starts) if len(times.starts) > 1 else 0
        turns = (now // whole) * around + times.frame_at(now % whole)
        assert pane.due == turns + 1  # and the first picture
        assert pane.missed == pane.due - pane.shown
        assert 1 <= pane.shown <= len(painted)
    assert certified(head, len(trial)).worst_skew_us == 0


operations = st.one_of(
    st.tuples(st.just("play")),
    st.tuples(st.just("pause")),
    st.tuples(st.just("paint")),
    st.tuples(st.just("lose_sight")),
    st.tuples(st.just("seek"), st.integers(-S, 200 * S)),
    st.tuples(st.just("step"), st.integers(-12, 12)),
    st.tuples(st.just("to_start")),
    st.tuples(st.just("mark_start")),
    st.tuples(st.just("mark_end")),
    st.tuples(st.just("toggle_loop")),
    st.tuples(st.just("set_speed"), st.sampled_from(SPEEDS)),
)


@given(trials, st.lists(st.tuples(operations, st.integers(0, 2 * S)), max_size=30))
def test_panes_are_in_step_whatever_the_rater_does(trial, played):
    head, now = playing(*trial), 0
    for (name, *values), wait in played:
        now += wait
        timeless = name in ("toggle_loop", "lose_sight")
        getattr(head, name)(*values, *(() if timeless else (now * US,)))
        frames = paint(head, now * US)
        time_us = head.at(now * US)
        assert 0 <= time_us <= max(0, head.timeline.duration_us - 1)
        assert frames == tuple(pane.frame_at(time_us) for pane in trial)
    record = certified(head, len(trial))
    assert record.worst_skew_us == 0
    assert all(0 <= pane.missed < max(1, pane.due) for pane in record.panes)
    assert all(0 <= pane.watched <= 1 for pane in record.panes)
    assert record.late_p95_us >= 0
    assert record.longest_hold_us >= 0


def test_frames_that_came_too_late_are_missed_and_the_hold_is_told():
    head = playing(steady(10, 20))
    paint_at(head, 0, 100_000, 430_000, 500_000)
    record = certified(head, 1)
    assert (record.panes[0].due, record.panes[0].shown, missed(head, 1)) == (6, 4, [2])
    assert record.late_p95_us == 30_000  # of three changes two were on time
    assert record.longest_hold_us == 230_000  # frame 1 stood from .2 to .43 s


def test_the_pane_that_waits_longest_counts_as_late():
    head = playing(steady(10, 20), steady(30, 60))
    paint_at(head, 0, 66_667, 134_000)  # both change; one 34 ms, one .7 ms ago
    record = certified(head, 2)
    assert (record.late_p95_us, record.longest_hold_us) == (34_000, 34_000)
    assert missed(head, 2) == [0, 2]


def test_half_speed_gives_twice_the_time():
    head = playing(steady(10, 20))
    head.set_speed(0.5, 0)
    paint_at(head, 0, 210_000)
    assert certified(head, 1).longest_hold_us == 10_000
    assert missed(head, 1) == [0]


def test_painting_again_without_a_change_counts_nothing():
    head = playing(steady(10, 20))
    paint_at(head, 0, 1_000, 50_000, 99_000, 100_000, 150_000)
    record = certified(head, 1)
    assert (record.panes[0].due, record.panes[0].shown) == (2, 2)
    assert record.late_p95_us == 0


def test_a_seek_a_step_and_a_jump_to_the_start_miss_nothing():
    head = playing(steady(10, 50))
    paint_at(head, 0)
    head.seek(3 * S, 20_000 * US)
    paint_at(head, 20_000)
    head.step(-7, 30_000 * US)
    paint_at(head, 30_000)
    head.to_start(40_000 * US)
    paint_at(head, 40_000)
    record = certified(head, 1)
    assert (record.panes[0].due, record.panes[0].shown) == (4, 4)
    assert record.seeks == 3
    assert record.longest_hold_us == 0


def test_a_pause_is_no_late_paint_and_no_stall():
    head = playing(steady(10, 50))
    paint_at(head, 0)
    head.pause(50_000 * US)
    paint_at(head, 60_000, 9 * S)
    head.play(10 * S * US)
    paint_at(head, 10 * S + 50_000)
    record = certified(head, 1)
    assert (record.panes[0].due, record.panes[0].shown) == (2, 2)
    assert record.longest_hold_us == 0


def test_frames_missed_before_a_pause_are_still_missed():
    head = playing(steady(10, 50))
    paint_at(head, 0)
    head.pause(450_000 * US)
    paint_at(head, 460_000)
    assert missed(head, 1) == [3]


def test_a_marked_loop_owes_only_its_own_frames():
    head = PlayHead([steady(10, 50), steady(30, 150)])
    head.play(0)
    head.seek(1 * S, 0)
    head.mark_start(0)
    head.seek(2 * S - 1, 0)
    head.mark_end(0)
    head.to_start(0)
    assert head.loop_range == (1 * S, 2 * S)
    for loop in range(4):
        paint_at(head, *(round(loop * S + n * S / 30) + 1 for n in range(30)))
    record = certified(head, 2)
    assert missed(head, 2) == [0, 0]
    assert [pane.due for pane in record.panes] == [40, 120]
    assert [pane.watched for pane in record.panes] == pytest.approx([0.2, 0.2])
    assert record.loops == 3
    assert not any(head.seen)


def test_a_loop_that_begins_inside_a_picture_makes_it_due_only_then():
    head = PlayHead([steady(10, 20), steady(30, 60)])
    head.seek(1_033_333, 0)
    head.mark_start(0)  # the third part of a picture of the first pane
    head.seek(1_233_333, 0)
    head.mark_end(0)
    head.to_start(0)
    paint(head, 0)
    head.play(0)
    start, end = head.loop_range
    paint_at(head, *(moment - start for moment in (1_100_000, 1_200_000, 1_233_333)))
    paint_at(head, end - start + 500)  # half a millisecond into the next round
    assert certified(head, 2).late_p95_us <= 500


def test_marks_begin_and_end_with_whole_pictures():
    head = playing(steady(10, 20))
    head.pause(250_000 * US)
    head.mark_start(250_000 * US)
    head.mark_end(250_000 * US)
    assert head.loop_range == (200_000, 300_000)
    head.toggle_loop()
    assert head.loop_range is None
    assert head.looping
    head.toggle_loop()
    assert not head.looping


def test_a_shorter_pane_waits_and_owes_nothing_meanwhile():
    head = playing(steady(30, 85), steady(30, 90))
    paint_at(head, *moments(head, 2))
    record = certified(head, 2)
    assert [pane.due for pane in record.panes] == [170, 180]
    assert missed(head, 2) == [0, 0]


def test_what_nobody_could_see_is_not_missed():
    head = playing(steady(10, 20))
    paint_at(head, 0, 100_000)
    head.lose_sight()  # for two loops and a half
    paint_at(head, 5_100_000)
    record = certified(head, 1)
    assert (record.panes[0].due, record.panes[0].shown, record.loops) == (3, 3, 0)
    assert record.longest_hold_us == 0


def test_without_a_loop_it_ends_on_the_last_picture_and_counts_what_was_missed():
    head = playing(steady(10, 20))
    head.toggle_loop()
    paint_at(head, *range(0, 1_800_000, 100_000), 5 * S)
    assert not head.playing
    assert head.timeline.frames_at(head.at(5 * S * US)) == (19,)
    assert missed(head, 1) == [1]
    head.play(6 * S * US)
    paint_at(head, 6 * S)
    record = certified(head, 1)
    assert (missed(head, 1), record.loops) == ([1], 0)
    assert head.at(6 * S * US) == 0


def test_a_loop_that_comes_round_late_counts_the_loop_and_what_it_missed():
    head = playing(steady(10, 20))
    paint_at(head, *range(0, 2_000_000, 100_000))
    paint_at(head, 2_250_000)
    record = certified(head, 1)
    assert record.loops == 1
    assert (record.panes[0].due, missed(head, 1)) == (23, [2])
    assert record.longest_hold_us == 250_000


def test_watched_is_the_union_of_what_was_shown_not_the_last_position():
    head = PlayHead([steady(10, 20)])
    for time_us in (0, 1_900_000, 0, 100_000):
        head.seek(time_us, 0)
        paint(head, 0)
    assert certified(head, 1).panes[0].watched == pytest.approx(3 / 20)
    assert head.seen == (False,)


def test_a_longer_frame_weighs_more_in_what_was_watched():
    head = PlayHead([PaneTimes((0, 900_000), 1_000_000)])
    paint(head, 0)
    assert certified(head, 1).panes[0].watched == pytest.approx(0.9)
    assert head.seen == (False,)


def test_still_pictures_are_seen_at_once():
    head = playing(STILL, STILL)
    assert head.seen == (True, True)
    assert not head.playing
    paint_at(head, 1, 2, 9 * S)
    assert [pane.due for pane in certified(head, 2).panes] == [1, 1]


def test_a_still_beside_a_clip_stands_while_the_clip_plays():
    head = playing(STILL, steady(10, 20))
    frames = [paint(head, time_us * US) for time_us in moments(head, 1)]
    assert [b[1] - a[1] for a, b in pairwise(frames)] == [1] * 19
    assert {a for a, _ in frames} == {0}
    assert head.seen == (True, True)
