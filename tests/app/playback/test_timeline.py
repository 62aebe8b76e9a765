import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.playback.timeline import PaneTimes, Stretch, Timeline
from tests.app.playback.panes import STILL, S, panes, steady, trials
from tests.app.playback.reels import frame, reel_of


@given(panes, st.integers(0, 200 * S))
def test_the_frame_due_is_the_last_whose_time_is_not_after(pane, time_us):
    frame = pane.frame_at(time_us)
    assert pane.starts[frame] <= time_us
    assert all(start > time_us for start in pane.starts[frame + 1 :])


@given(panes)
def test_the_frames_share_the_whole_time_of_a_pane(pane):
    shares = [pane.share_of(frame) for frame in range(len(pane.starts))]
    assert sum(shares) == pytest.approx(1)


@given(trials, st.integers(0, 200 * S))
def test_one_moment_gives_every_pane_its_frame(trial, time_us):
    timeline = Timeline(trial)
    assert timeline.frames_at(time_us) == tuple(p.frame_at(time_us) for p in trial)
    assert timeline.duration_us == max(pane.duration_us for pane in trial)


def test_ten_beside_thirty_frames_per_second_change_together():
    timeline = Timeline([steady(10, 30), steady(30, 90)])
    assert timeline.frames_at(0) == (0, 0)
    assert timeline.frames_at(99_999) == (0, 2)
    assert timeline.frames_at(100_000) == (1, 3)
    assert timeline.frames_at(2_999_999) == (29, 89)


def test_a_shorter_pane_holds_its_last_frame():
    timeline = Timeline([steady(30, 85), steady(30, 90)])
    assert timeline.duration_us == 3 * S
    assert timeline.frames_at(2_950_000) == (84, 88)


@given(trials, st.data())
def test_steps_go_from_change_to_change_and_round_at_the_ends(trial, data):
    timeline = Timeline(trial)
    assume(timeline.moments)
    time_us = data.draw(st.integers(0, timeline.duration_us - 1))
    on = timeline.stepped(time_us, 1)
    here = timeline.stepped(time_us, 0)
    assert here <= timeline.newest(time_us) <= time_us
    assert timeline.stepped(on, -1) == here
    assert timeline.stepped(time_us, len(timeline.steps)) == here
    if on > here:  # it did not go round
        assert on >= timeline.next_change(time_us)
        assert timeline.number_of(on) == timeline.number_of(time_us) + 1
        frames = [p.frame_at(on) - p.frame_at(time_us) for p in trial]
        assert max(frames) == 1  # nothing is stepped over
        assert min(frames) >= 0


def test_panes_of_one_rate_step_together_however_their_times_are_rounded():
    whole_ms = PaneTimes(tuple(round(n * 100 / 3) * 1000 for n in range(90)), 3 * S)
    shifted = steady(30, 90).delayed(33_333)
    timeline = Timeline([steady(30, 90), whole_ms, shifted])
    assert len(timeline.steps) == 91
    for number in (1, 2, 44, 89):
        at = timeline.stepped(0, number)
        assert timeline.frames_at(at) == (number, number, number - 1)
        assert timeline.number_of(at) == number + 1


def test_still_pictures_have_no_moments():
    timeline = Timeline([STILL, STILL])
    assert (timeline.moments, timeline.duration_us) == ((), 0)
    assert timeline.stepped(0, 1) == timeline.next_change(0) == timeline.newest(0) == 0


@st.composite
def ways(draw):
    """Draw a short pane, and a way along it that may go round a loop."""
    gaps = draw(st.lists(st.integers(1, 6), min_size=1, max_size=6))
    starts = tuple(sum(gaps[:place]) for place in range(len(gaps)))
    pane = PaneTimes(starts, sum(gaps))
    whole = pane.duration_us + draw(st.integers(0, 5))  # another pane may be longer
    loop_start = draw(st.integers(0, whole - 1))
    loop_end = draw(st.integers(loop_start + 1, whole))
    begin = draw(st.integers(0, loop_end - 1))
    length = draw(st.integers(0, 3 * whole))
    return pane, (loop_start, loop_end), begin, length


def walked(loop, begin, length):
    """Return the positions of every microsecond on a way, and how often it wraps."""
    positions, wraps = [begin], 0
    for _ in range(length):
        position = positions[-1] + 1
        if position == loop[1]:
            position, wraps = loop[0], wraps + 1
        positions.append(position)
    return positions, wraps


@given(ways())
def test_what_becomes_due_on_a_way_is_what_a_slow_walk_would_meet(drawn):
    pane, loop, begin, length = drawn
    positions, wraps = walked(loop, begin, length)
    way = Stretch(begin, positions[-1], wraps, loop)
    frames = [pane.frame_at(position) for position in positions]
    changed = [n for n in range(1, len(frames)) if frames[n] != frames[n - 1]]
    assert way.length_us == length
    assert way.turns(pane) == len(changed)
    if changed:
        assert way.overdue_us(pane) == length - changed[0]


def test_what_is_in_memory_is_what_all_panes_have():
    ten, thirty = steady(10, 20), steady(30, 60)
    timeline = Timeline([ten, thirty])
    reels = [reel_of(ten), reel_of(thirty)]
    assert timeline.in_memory(reels) == ()
    for number in (0, 1, 2, 18, 19):
        reels[0].put(frame(number))
    for number in (*range(5), *range(50, 60)):
        reels[1].put(frame(number))
    assert timeline.in_memory(reels) == ((0, 166_667), (1_800_000, 2 * S))
    assert timeline.ready_until(0, reels) == 166_667
    assert timeline.ready_until(1_000_000, reels) == 1_000_000
    assert timeline.ready_until(1_900_000, reels) == 2 * S


def test_a_pane_that_is_complete_is_ready_until_the_others_end():
    short, long = steady(10, 5), steady(10, 20)
    reels = [reel_of(short), reel_of(long)]
    for number in range(20):
        reels[1].put(frame(number))
        if number < 5:
            reels[0].put(frame(number))
    timeline = Timeline([short, long])
    assert timeline.ready_until(0, reels) == 2 * S
    assert timeline.in_memory(reels) == ((0, 2 * S),)


def test_without_reels_everything_is_there():
    timeline = Timeline([steady(10, 5)])
    assert timeline.ready_until(0, ()) == timeline.duration_us
