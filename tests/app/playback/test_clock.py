import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.playback.clock import SPEEDS, MediaClock, faster, slower

MS = 1_000_000  # ns
durations = st.integers(2, 10**9)
waits = st.lists(st.integers(0, 5 * 10**9), min_size=1, max_size=30)


def started(duration_us, **how) -> MediaClock:
    clock = MediaClock(duration_us, **how)
    clock.play(0)
    return clock


@given(durations, st.sampled_from(SPEEDS), waits)
def test_media_time_is_wall_time_times_speed_round_and_round(duration, speed, waits):
    clock, now = started(duration, speed=speed), 0
    for wait in waits:
        now += wait
        clock.at(now)
    passed = now / 1000 * speed
    around = passed % duration
    off = abs(clock.at(now) - around)
    assert min(off, duration - off) <= 2  # µs
    assert abs(clock.take_wraps() - passed / duration) <= 1


@given(durations, waits)
def test_media_time_stays_inside_the_media(duration, waits):
    clock, now = started(duration), 0
    for wait in waits:
        now += wait
        assert 0 <= clock.at(now) < duration


def test_reading_the_clock_does_not_move_it():
    clock = started(1_000_000)
    assert [clock.at(500 * MS) for _ in range(3)] == [500_000] * 3
    assert clock.at(400 * MS) == 500_000  # nor does a reading from the past
    assert clock.at(600 * MS) == 600_000


def test_without_a_loop_it_stops_on_the_last_microsecond_and_starts_again():
    clock = started(1_000_000, looping=False)
    assert clock.at(1500 * MS) == 999_999
    assert not clock.playing
    assert clock.take_wraps() == 0
    clock.play(2000 * MS)
    assert clock.at(2100 * MS) == 100_000


def test_behind_the_mark_of_an_end_it_stops_where_it_is_and_never_goes_back():
    clock = started(1_000_000, looping=False)
    clock.mark_end(500_000)
    clock.seek(700_000, 0)
    assert clock.at(100 * MS) == 700_000
    assert not clock.playing


def test_a_pause_stands_still_and_goes_on_from_there():
    clock = started(1_000_000)
    clock.pause(300 * MS)
    assert clock.at(900 * MS) == 300_000
    clock.play(1000 * MS)
    assert clock.at(1100 * MS) == 400_000


def test_playing_twice_changes_nothing():
    clock = started(1_000_000)
    clock.play(300 * MS)
    assert clock.at(400 * MS) == 400_000


def test_a_seek_stays_inside_and_goes_on_playing():
    clock = started(1_000_000)
    clock.seek(5_000_000, 100 * MS)
    assert clock.at(100 * MS) == 999_999
    clock.seek(-5, 200 * MS)
    assert clock.at(250 * MS) == 50_000


def test_a_change_of_speed_makes_no_jump():
    clock = started(10_000_000)
    clock.set_speed(0.5, 1000 * MS)
    assert clock.at(1000 * MS) == 1_000_000
    assert clock.at(2000 * MS) == 1_500_000
    assert clock.wall_us(1_000) == 2_000


def test_only_what_is_marked_is_looped():
    clock = started(1_000_000)
    clock.mark_start(200_000)
    clock.mark_end(500_000)
    assert clock.span == (200_000, 500_000)
    clock.seek(400_000, 0)
    assert clock.at(150 * MS) == 250_000
    assert clock.take_wraps() == 1
    clock.pause(150 * MS)
    clock.seek(700_000, 150 * MS)
    clock.play(150 * MS)
    assert clock.at(150 * MS) == 200_000


def test_the_newer_mark_wins_where_two_contradict():
    clock = MediaClock(1_000_000)
    clock.mark_end(300_000)
    clock.mark_start(600_000)
    assert clock.span == (600_000, 1_000_000)
    clock.mark_end(400_000)
    assert clock.span == (0, 400_000)


def test_still_pictures_do_not_play():
    clock = started(0)
    assert not clock.playing
    clock.seek(100, 0)
    assert clock.at(10**12) == 0


@pytest.mark.parametrize("step", [slower, faster])
def test_paces_go_one_by_one_from_a_quarter_to_double(step):
    found = [1.0]
    while step(found[-1]) != found[-1]:
        found.append(step(found[-1]))
    one = SPEEDS.index(1.0)
    expected = SPEEDS[one::-1] if step is slower else SPEEDS[one:]
    assert tuple(found) == expected
    assert found[-1] in (0.25, 2.0)
