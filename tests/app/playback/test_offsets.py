import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.playback.offsets import Offsets
from app.playback.play_head import PlayHead
from tests.app.playback.panes import STILL, S, certified, paint, panes, steady, trials

MS = 1_000_000  # ns
shifts = st.lists(st.tuples(st.integers(0, 3), st.integers(-50, 50)), max_size=8)


@given(panes, st.integers(0, 5 * S), st.integers(0, 20 * S))
def test_a_delayed_pane_holds_its_first_frame_and_loses_nothing(pane, delay, time_us):
    later = pane.delayed(delay)
    assert len(later.starts) == len(pane.starts)
    if pane.duration_us:
        assert later.duration_us == pane.duration_us + delay
        assert later.frame_at(time_us) == pane.frame_at(time_us - delay)
    else:
        assert later == pane


@given(trials, shifts)
def test_the_pane_that_begins_first_is_delayed_by_nothing(trial, shifted):
    offsets = Offsets(trial)
    for place, frames in shifted:
        offsets.shift(place % len(trial), frames)
    assert min(offsets.delays_us) == 0
    assert len(offsets.delayed()) == len(trial)
    offsets.reset()
    assert set(offsets.delays_us) == {0}


@given(shifts, st.floats(0.4, 0.6))
def test_the_other_panes_keep_their_pictures_while_one_is_shifted(shifted, share):
    trial = [steady(10, 400), steady(30, 1200), steady(25, 1000)]
    head = PlayHead(trial)
    head.seek(round(share * 40 * S), 0)
    for place, frames in shifted:
        before = paint(head, 0)
        head.shift(place % 3, frames // 10, 0)
        after = paint(head, 0)
        others = [n for n in range(3) if n != place % 3]
        assert [after[n] for n in others] == [before[n] for n in others]
        assert certified(head, 3).worst_skew_us == 0


def test_a_shift_is_counted_in_the_panes_own_frames():
    head = PlayHead([steady(10, 20), steady(30, 60)])
    head.seek(1 * S, 0)
    assert paint(head, 0) == (10, 30)
    head.shift(1, 2, 0)
    assert head.offsets == (0, 66_667)
    assert paint(head, 0) == (10, 28)
    head.shift(0, 1, 0)
    assert head.offsets == (33_333, 0)
    assert paint(head, 0) == (9, 28)
    assert head.timeline.duration_us == 2 * S + 33_333
    head.reset_offsets(0)
    assert head.offsets == (0, 0)
    assert head.timeline.duration_us == 2 * S


def test_earlier_than_the_others_means_that_the_others_come_later():
    head = PlayHead([steady(10, 20), steady(10, 20)])
    head.shift(0, -3, 0)
    assert head.offsets == (0, 300_000)
    assert paint(head, 0) == (3, 0)  # the other pane stays where it was
    head.to_start(0)
    assert paint(head, 0) == (0, 0)


def test_a_marked_loop_moves_along():
    head = PlayHead([steady(10, 40), steady(10, 40)])
    head.seek(1 * S, 0)
    head.mark_start(0)
    head.seek(2 * S, 0)
    head.mark_end(0)
    head.shift(0, -5, 0)
    assert head.loop_range == (1_500_000, 2_600_000)
    head.to_start(0)
    assert paint(head, 0) == (15, 10)


def test_the_certificate_names_the_offsets_and_what_was_watched_stays():
    head = PlayHead([steady(10, 20), steady(10, 20)])
    head.play(0)
    for tenth in range(20):
        paint(head, tenth * 100 * MS)
    head.shift(1, 4, 1_900 * MS)
    record = certified(head, 2)
    assert [pane.offset_us for pane in record.panes] == [0, 400_000]
    assert [pane.watched for pane in record.panes] == pytest.approx([1, 1])
    for tenth in range(20, 24):
        paint(head, tenth * 100 * MS)
    assert certified(head, 2).worst_skew_us == 0


def test_a_still_picture_is_not_shifted():
    head = PlayHead([STILL, steady(10, 20)])
    head.shift(0, 5, 0)
    assert head.offsets == (0, 0)


def test_nothing_is_shifted_by_more_than_its_length():
    head = PlayHead([steady(10, 20), steady(10, 20)])
    head.shift(0, 500, 0)
    assert head.offsets == (1_900_000, 0)
