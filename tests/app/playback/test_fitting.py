from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.playback.fitting import GAP, LABEL, arrange

lengths = st.integers(1, 4000)
media = st.lists(st.tuples(lengths, lengths), min_size=1, max_size=4)
rooms = st.tuples(st.integers(640, 4000), st.integers(400, 2400))
LANDSCAPE, PORTRAIT = (1920, 1080), (576, 768)


def apart(a, b) -> bool:
    """True when two panes, with the labels above them, do not overlap."""
    beside = a.x + a.width <= b.x or b.x + b.width <= a.x
    below = a.y + a.height <= b.y - LABEL or b.y + b.height <= a.y - LABEL
    return beside or below


@given(media, rooms, st.booleans())
def test_panes_stay_in_the_room_and_apart_and_are_never_enlarged(sizes, room, alike):
    rects = arrange(sizes, room, alike=alike)
    assert len(rects) == len(sizes)
    for rect, (width, height) in zip(rects, sizes, strict=True):
        assert 1 <= rect.width <= width
        assert 1 <= rect.height <= height
        assert rect.x >= 0
        assert rect.y >= LABEL
        assert rect.x + rect.width <= room[0]
        assert rect.y + rect.height <= room[1]
    assert all(apart(a, b) for a, b in combinations(rects, 2))


@given(media, rooms)
def test_panes_keep_their_proportion_to_the_pixel(sizes, room):
    for rect, (width, height) in zip(arrange(sizes, room), sizes, strict=True):
        if min(rect.size) > 2:  # thinner than two pixels nothing gets
            low = max((rect.width - 1) / width, (rect.height - 1) / height)
            high = min((rect.width + 1) / width, (rect.height + 1) / height)
            assert low <= high  # one scale fits both sides


@given(st.tuples(lengths, lengths), st.integers(1, 4), rooms)
def test_media_of_one_size_get_panes_of_one_size(size, count, room):
    rects = arrange([size] * count, room)
    assert len({rect.size for rect in rects}) == 1


def test_a_small_medium_keeps_the_others_from_looking_better_by_size():
    small, large = arrange([(200, 100), (2000, 1000)], (1440, 700))
    assert small.size == large.size == (200, 100)


def test_beside_inputs_a_small_one_limits_nobody():
    small, large = arrange([(200, 100), (2000, 1000)], (1440, 700), alike=False)
    assert small.size == (200, 100)
    assert large.width > 600


@pytest.mark.parametrize(
    ("sizes", "rows"),
    [
        ([LANDSCAPE] * 2, 1),
        ([PORTRAIT] * 3, 1),
        ([PORTRAIT] * 4, 1),
        ([LANDSCAPE] * 4, 2),
        ([LANDSCAPE] * 3, 2),
    ],
)
def test_three_and_four_panes_stand_where_they_are_largest(sizes, rows):
    rects = arrange(sizes, (1440, 740))
    assert len({rect.y for rect in rects}) == rows
    reading = sorted(range(len(rects)), key=lambda n: (rects[n].y, rects[n].x))
    assert reading == list(range(len(rects)))


def test_two_panes_stand_in_the_middle_with_the_gap_between():
    left, right = arrange([(400, 300)] * 2, (1440, 740))
    assert right.x - (left.x + left.width) == GAP
    assert left.x == 1440 - (right.x + right.width)
    assert left.size == (400, 300)


def test_nothing_is_placed_nowhere():
    assert arrange([], (1440, 740)) == ()


@given(media, rooms)
def test_panes_that_are_enlarged_fill_their_share_and_stay_in_the_room(sizes, room):
    rects = arrange(sizes, room, enlarged=True)
    area = sum(rect.width * rect.height for rect in rects)
    # Lengths are rounded down here, and to even ones there.
    own = sum((r.width - 2) * (r.height - 2) for r in arrange(sizes, room))
    assert area >= own
    for rect in rects:
        assert rect.x >= 0
        assert rect.y >= LABEL
        assert rect.x + rect.width <= room[0]
        assert rect.y + rect.height <= room[1]
    assert all(apart(a, b) for a, b in combinations(rects, 2))


def test_pictures_like_stamps_fill_the_room_when_asked():
    small = arrange([(142, 192)] * 2, (1440, 700), enlarged=True)
    assert {rect.size for rect in small} == {(473, 640)}
