from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.playback.fitting import GAP, LABEL
from app.playback.presentation import PaneMedium, Presentation
from app.playback.views import WHOLE, BesideInputs, Room, SideBySide
from tests.builders import a_medium

PORTRAIT, LANDSCAPE = (576, 768), (1920, 1080)
SCREENS = [(900, 456), (1366, 528), (1440, 660), (1920, 840), (3840, 1920)]
RATIOS = [1.0, 1.25, 1.5, 2.0]

sizes = st.lists(
    st.tuples(st.integers(1, 4000), st.integers(1, 4000)), min_size=1, max_size=4
)


def panes(*sizes):
    return tuple(
        PaneMedium(Path("x"), a_medium(width=width, height=height))
        for width, height in sizes
    )


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("shape", [PORTRAIT, LANDSCAPE, (512, 512)])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_panes_of_all_counts_and_screens_are_whole_alike_and_apart(
    count, shape, screen, ratio
):
    shown = SideBySide().lay_out(
        Presentation(panes(*[shape] * count)), Room(*screen, ratio)
    )
    assert [one.place for one in shown] == list(range(count))
    assert {one.part for one in shown} == {WHOLE}
    assert len({one.rect.size for one in shown}) == 1
    for one in shown:
        right, bottom = one.rect.x + one.rect.width, one.rect.y + one.rect.height
        assert one.rect.x >= 0
        assert one.rect.y >= LABEL
        assert right <= screen[0]
        assert bottom <= screen[1]
    xs = sorted({one.rect.x for one in shown})
    for left, right in pairwise(xs):
        gap = right - left - shown[0].rect.width
        assert gap == pytest.approx(GAP, abs=1)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_panes_use_the_room_of_the_screen_in_one_direction_at_least(count):
    room = Room(1440, 660)
    shown = SideBySide().lay_out(Presentation(panes(*[(2304, 3072)] * count)), room)
    right = max(one.rect.x + one.rect.width for one in shown)
    bottom = max(one.rect.y + one.rect.height for one in shown)
    left, top = shown[0].rect.x, shown[0].rect.y - LABEL
    assert min(left + room.width - right, top + room.height - bottom) <= 40


@given(sizes, st.sampled_from(SCREENS), st.sampled_from(RATIOS), st.booleans())
def test_edges_lie_on_the_pixels_of_the_screen(sizes, screen, ratio, enlarged):
    view = SideBySide(enlarged)
    for one in view.lay_out(Presentation(panes(*sizes)), Room(*screen, ratio)):
        for side in (one.rect.x, one.rect.y, *one.rect.size):
            assert side * ratio == pytest.approx(round(side * ratio))


@given(sizes, st.sampled_from(SCREENS), st.sampled_from(RATIOS))
def test_panes_smaller_than_their_own_pixels_keep_halved_chroma(sizes, screen, ratio):
    shown = SideBySide().lay_out(Presentation(panes(*sizes)), Room(*screen, ratio))
    for one, size in zip(shown, sizes, strict=True):
        for side, own in zip(one.rect.size, size, strict=True):
            physical = round(side * ratio)
            assert physical % 2 == 0 or physical == round(own * ratio)


def test_inputs_stand_before_the_panes_and_are_counted_after_them():
    shown = Presentation(panes(PORTRAIT, PORTRAIT), panes((300, 400)))
    first, second, given = BesideInputs().lay_out(shown, Room(1440, 660))
    assert [one.place for one in (first, second, given)] == [0, 1, 2]
    assert given.rect.x < first.rect.x < second.rect.x
    assert first.rect.size == second.rect.size


def test_nothing_is_laid_out_of_nothing():
    assert SideBySide().lay_out(Presentation(()), Room(1440, 660)) == ()
