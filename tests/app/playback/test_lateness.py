from hypothesis import given
from hypothesis import strategies as st

from app.playback.lateness import RESOLUTION_US, Lateness


def told(times) -> Lateness:
    lateness = Lateness()
    for time_us in times:
        lateness.add(time_us)
    return lateness


@given(st.lists(st.integers(0, 900_000), min_size=1))
def test_the_percentile_is_that_of_the_whole_list_rounded_up(times):
    lateness = told(times)
    exact = sorted(times)[-(-95 * len(times) // 100) - 1]
    assert exact <= lateness.percentile_us(95) < exact + RESOLUTION_US
    assert lateness.latest_us == max(times)


def test_nothing_was_late_before_anything_was_painted():
    assert (Lateness().percentile_us(95), Lateness().latest_us) == (0, 0)


def test_hours_of_paints_need_no_more_room_than_a_second():
    lateness = told(range(0, 3_600_000_000, 50_000))
    assert len(lateness._buckets) <= 10_001
    assert lateness.latest_us == 3_599_950_000


def test_of_what_is_later_than_a_second_the_latest_is_told():
    assert told([2_000_000, 5_000_000]).percentile_us(95) == 5_000_000
