"""Whatever a rater does and however slow the machine is, the account adds up."""

from hypothesis import given
from hypothesis import strategies as st

from app.playback.clock import SPEEDS
from app.playback.play_head import PlayHead
from tests.app.playback.panes import S, certified, paint, steady, trials
from tests.app.playback.reels import decode_wanted, reel_of

US = 1_000  # ns
TIMELESS = ("toggle_loop", "lose_sight")
plain = ("play", "pause", "to_start", "mark_start", "mark_end", "begin_scrub")
operations = st.one_of(
    *(st.tuples(st.just(name)) for name in (*plain, *TIMELESS, "end_scrub")),
    st.tuples(st.just("seek"), st.integers(-S, 200 * S)),
    st.tuples(st.just("scrub"), st.integers(0, 20 * S)),
    st.tuples(st.just("step"), st.integers(-12, 12)),
    st.tuples(st.just("set_speed"), st.sampled_from(SPEEDS)),
    st.tuples(st.just("shift"), st.just(0), st.integers(-5, 5)),
)
times = st.tuples(st.integers(0, 2 * S), st.integers(0, 30_000))  # until, and painting


def add_up(record, due_before) -> None:
    for pane, before in zip(record.panes, due_before, strict=True):
        assert 0 <= pane.shown <= pane.due >= before
        assert 0 <= pane.missed_first_second <= pane.due_first_second <= pane.due
        assert pane.missed_first_second <= pane.missed == pane.due - pane.shown
        assert 0 <= pane.watched <= 1
        assert pane.offset_us >= 0
    assert record.worst_skew_us == 0
    assert 0 <= record.late_p95_us <= record.late_max_us <= record.longest_hold_us + 1
    assert 0 <= record.hold_first_second_us <= record.longest_hold_us
    assert record.held_frames >= 1


@given(trials, st.lists(st.tuples(operations, times), max_size=30))
def test_every_figure_stays_within_what_it_is_part_of(trial, done):
    head, now = PlayHead(trial), 0
    head.paint(0)
    head.painted(0)
    head.play(0)
    due = [0] * len(trial)
    for (name, *values), (wait, taken) in done:
        now += wait
        getattr(head, name)(*values, *(() if name in TIMELESS else (now * US,)))
        head.paint(now * US)
        now += taken
        head.painted(now * US)
        record = certified(head, len(trial))
        add_up(record, due)
        due = [pane.due for pane in record.panes]


def test_a_trial_that_is_left_in_the_middle_of_a_stall_says_so():
    pane = steady(10, 50)
    reel = reel_of(pane, room=10)
    decode_wanted(reel, 10)
    head = PlayHead([pane], [reel])
    head.play(0)
    for tenth in range(14):
        paint(head, tenth * 100_000 * US)
        head.follow(tenth * 100_000 * US)
    assert head.waiting  # for the eighth frame: the window keeps some for the loop
    left = certified(head, 1, 1_400_000 * US)
    assert (left.stalls, left.stalled_us, left.held_frames) == (1, 700_000, 8)
    assert not left.ok
    assert certified(head, 1, 1_900_000 * US).stalled_us == 1_200_000
