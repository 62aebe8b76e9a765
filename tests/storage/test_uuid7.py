import threading
import uuid

from hypothesis import given
from hypothesis import strategies as st

from storage.uuid7 import Uuid7Source, new_id


def test_id_is_a_uuid_of_version_7():
    made = uuid.UUID(new_id())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122


def test_id_begins_with_the_milliseconds_since_1970():
    source = Uuid7Source(now_ns=lambda: 0x0123_4567_89AB * 1_000_000)
    assert source().startswith("01234567-89ab-7")


@given(st.lists(st.integers(0, 2**40), min_size=2, max_size=50))
def test_ids_grow_even_when_the_clock_goes_back(milliseconds):
    times = iter(milliseconds)
    source = Uuid7Source(now_ns=lambda: next(times) * 1_000_000)
    made = [source() for _ in milliseconds]
    assert made == sorted(set(made))


def test_more_ids_than_one_millisecond_counts_still_grow():
    source = Uuid7Source(now_ns=lambda: 1_790_000_000_000_000_000)
    made = [source() for _ in range(10_000)]
    assert made == sorted(set(made))


def test_threads_never_make_the_same_id():
    made: list[str] = []
    threads = [
        threading.Thread(target=lambda: made.extend(new_id() for _ in range(500)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 2000
