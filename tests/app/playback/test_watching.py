"""What a certificate says of paints that a test made up."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.playback.clock import SPEEDS
from app.playback.timeline import PaneTimes, Stretch
from app.playback.watching import Painted, Screen, ShownMedium, Watching
from tests.app.playback.panes import STILL, S, steady, trials
from tests.app.playback.showing import Showing

FRAME = 100_000  # of 10 frames per second
moving = st.integers(1, 40).map(lambda frames: steady(10, frames))
gaps = st.lists(st.integers(0, 5 * FRAME), min_size=1, max_size=40)


def at_every_change(showing, loops=1):
    around = showing.timeline.duration_us
    return [n * around + t for n in range(loops) for t in showing.timeline.moments]


@given(trials, st.integers(1, 3), st.sampled_from(SPEEDS))
def test_painting_every_change_holds_nothing_at_any_speed(panes, loops, speed):
    showing = Showing(*panes)
    showing.paint(*at_every_change(showing, loops), speed=speed)
    record = showing.certificate()
    assert record.ok
    assert (record.held_frames, record.longest_hold_us, record.late_max_us) == (1, 0, 0)
    assert sum(pane.missed for pane in record.panes) == 0


@given(st.integers(2, 40), gaps)
def test_held_frames_is_the_longest_stay_in_frames(frames, waits):
    showing, moment, stays = Showing(steady(10, frames)), 0, []
    showing.paint(0)
    since = 0
    for wait in waits:
        changes = (moment + wait) // FRAME > moment // FRAME
        moment += wait
        showing.paint(moment)
        if changes:
            stays.append(moment - since)
            since = moment
    held = max([FRAME, *stays]) / FRAME
    assert showing.certificate().held_frames == int(held + 0.5)


@given(moving, gaps, st.lists(st.integers(0, S), min_size=40, max_size=40))
def test_pauses_change_nothing(pane, waits, pauses):
    one, other = Showing(pane), Showing(pane)
    moment = 0
    for wait, pause in zip(waits, pauses, strict=False):
        one.paint(moment)
        other.paint(moment)
        if pause:
            other.pause(moment)
        moment += wait
    assert one.certificate() == other.certificate()


@given(st.integers(2, 40), st.integers(1, 99), st.sampled_from([0.25, 1.0, 2.0]))
def test_a_stall_holds_the_picture_and_misses_nothing(frames, tenths, speed):
    assume(tenths % 10 != 5)  # half a frame is rounded
    showing = Showing(steady(10, frames))
    showing.paint(*at_every_change(showing), speed=speed)
    last = showing.timeline.duration_us - 1
    showing.paint(last, speed=speed)
    wall_us = round(tenths * FRAME / 10 / speed)
    showing.watching.stalled(wall_us)
    showing.paint(last + 1, speed=speed)
    record = showing.certificate()
    assert (record.stalls, record.stalled_us) == (1, wall_us)
    assert record.panes[0].missed == 0
    assert record.held_frames == int(1 + tenths / 10 + 0.5)
    assert record.longest_hold_us == pytest.approx(wall_us, abs=1)


def test_a_stall_that_a_jump_ended_was_a_hold_all_the_same():
    showing = Showing(steady(10, 20))
    showing.paint(0, 99_999)
    showing.watching.stalled(260_000)
    showing.jump(10 * FRAME)
    record = showing.certificate()
    assert (record.held_frames, record.longest_hold_us) == (4, 260_000)
    assert not record.ok


def test_a_stall_that_goes_on_while_the_trial_is_left_counts():
    showing = Showing(steady(10, 20))
    showing.paint(0, 99_999)
    media = [ShownMedium("0" * 64, "ITU709", 1.0)]
    left = showing.watching.certificate(media, Screen(), stalling_us=260_000)
    assert (left.stalls, left.stalled_us) == (1, 260_000)
    assert (left.held_frames, left.longest_hold_us) == (4, 260_000)
    assert showing.certificate().ok  # it asked, and counted nothing


def test_late_is_measured_at_the_end_of_the_paint():
    showing = Showing(steady(10, 20))
    showing.paint(0, FRAME, taken_us=3_000)
    showing.paint(2 * FRAME + 4_000, taken_us=5_000)
    record = showing.certificate()
    assert (record.late_max_us, record.late_p95_us) == (9_000, 9_000)
    assert record.longest_hold_us == 9_000
    showing.paint(3 * FRAME, speed=0.5, taken_us=20_000)
    assert showing.certificate().late_max_us == 20_000  # on the wall clock


def test_a_slow_frame_beside_a_fast_one_is_held_in_its_own_frames():
    showing = Showing(steady(1, 3), steady(60, 180))
    showing.paint(*at_every_change(showing)[:60])
    showing.paint(S + 20_000)  # a little late for one, a frame missed by the other
    assert showing.certificate().held_frames == 2
    showing.paint(S + 80_000)
    assert showing.certificate().held_frames == 4


def test_a_very_short_frame_that_no_screen_could_show_is_missed_and_held_as_one():
    showing = Showing(PaneTimes((0, 40_000, 41_000, 80_000), 120_000))
    showing.paint(0, 41_500, 80_000)
    record = showing.certificate()
    assert (record.panes[0].missed, record.held_frames) == (1, 2)


def test_a_pane_that_waits_at_its_end_is_not_held():
    showing = Showing(steady(10, 5), steady(10, 20))
    showing.paint(*at_every_change(showing, 3))
    assert showing.certificate().held_frames == 1


def test_a_loop_inside_a_picture_holds_nothing():
    showing = Showing(steady(1, 10), steady(10, 100), loop=(1_500_000, 2_300_000))
    showing.paint(*range(0, 4 * 800_000, FRAME))
    record = showing.certificate()
    assert (record.held_frames, record.loops) == (1, 3)
    assert [pane.missed for pane in record.panes] == [0, 0]


def test_still_pictures_are_due_once_and_never_held():
    showing = Showing(STILL, steady(10, 20))
    showing.paint(*at_every_change(showing, 2))
    record = showing.certificate()
    assert (record.panes[0].due, record.held_frames) == (1, 1)


def test_the_first_second_that_was_played_is_told_apart():
    showing = Showing(steady(10, 20))
    showing.paint(0, 3 * FRAME)
    showing.pause(3 * FRAME)
    showing.paint(*range(4 * FRAME, 40 * FRAME, FRAME))
    showing.paint(42 * FRAME)
    record = showing.certificate()
    [pane] = record.panes
    assert (pane.due_first_second, pane.missed_first_second) == (10, 2)
    assert (pane.due, pane.missed) == (43, 4)
    assert record.hold_first_second_us == 2 * FRAME
    assert record.longest_hold_us == 2 * FRAME


def test_a_stall_in_the_first_second_is_of_the_first_second():
    showing = Showing(steady(10, 40))
    showing.paint(0, FRAME - 1)
    showing.watching.stalled(3 * S)
    showing.paint(*range(FRAME, 20 * FRAME, FRAME))
    record = showing.certificate()
    assert record.hold_first_second_us == record.longest_hold_us == 3 * S
    assert record.panes[0].due_first_second == 2


def test_a_seek_is_neither_late_nor_of_the_first_second():
    showing = Showing(steady(10, 20))
    showing.paint(0, FRAME)
    for place in (9, 4, 15):
        showing.jump(place * FRAME, speed=None)
    [pane] = showing.certificate().panes
    assert (pane.due, pane.due_first_second, pane.missed) == (5, 2, 0)
    assert showing.certificate().held_frames == 1


def test_frames_shown_scaled_after_a_change_of_size_are_told():
    showing = Showing(steady(10, 20), steady(10, 20))
    showing.paint(0, FRAME)
    showing.paint(FRAME, FRAME + 9, 2 * FRAME, resized=(True, False))
    showing.paint(2 * FRAME, 3 * FRAME, resized=(False, False))
    assert [pane.resized for pane in showing.certificate().panes] == [2, 0]


@given(st.integers(0, 30))
def test_a_delay_loses_nothing_of_what_was_watched_and_misses_nothing(frames):
    pane, other = steady(10, 20), steady(30, 60)
    before = Showing(pane, other)
    before.paint(*at_every_change(before))
    later = [start + frames * FRAME for start in pane.starts[1:]]
    delayed = PaneTimes((0, *later), pane.duration_us + frames * FRAME)
    before.watching.retimed((delayed, other))
    before.watching.offsets_us = (frames * FRAME, 0)
    after = Showing(delayed, other, watching=before.watching)
    after.paint(*at_every_change(after, 2))
    record = after.certificate()
    assert [one.missed for one in record.panes] == [0, 0]
    assert [one.watched for one in record.panes] == pytest.approx([1, 1])
    assert [one.offset_us for one in record.panes] == [frames * FRAME, 0]
    assert (record.held_frames, record.worst_skew_us) == (1, 0)


def test_a_frame_of_another_moment_is_skew():
    watching = Watching([steady(10, 20), steady(30, 60)])
    watching.painted(Painted(3 * FRAME, (3, 9), None, 1.0))
    watching.painted(Painted(3 * FRAME, (3, 6), Stretch(3 * FRAME, 3 * FRAME), 1.0))
    media = [ShownMedium("0" * 64, "ITU709", 1.0)] * 2
    skew_us = watching.certificate(media, Screen()).worst_skew_us
    assert skew_us == pytest.approx(2 * FRAME / 3, abs=1)


def test_the_account_does_not_grow_with_the_loops():
    showing = Showing(steady(10, 5))
    showing.paint(*at_every_change(showing, 2))
    account = showing.watching._accounts[0]
    seen = len(account._seen)
    showing.paint(*(2 * 5 * FRAME + t for t in at_every_change(showing, 50)))
    assert len(account._seen) == seen == 5


def test_the_certificate_says_how_large_a_pane_stood_on_the_screen():
    showing = Showing(STILL)
    showing.paint(0)
    [pane] = showing.certificate().panes
    assert (pane.width, pane.height, pane.scale) == (960, 540, 0.5)
