"""Whether the defects are really in the pictures, and nowhere else."""

import numpy as np
import pytest

from app.demo.film import NOTHING, PAN, Film
from app.demo.stride import Stride
from app.demo.systems import GOOD, MIRROR_JUMP, SHAKING, STEADY
from tests.app.demo.shoots import (
    FOOT_ROWS,
    WITH_MIRROR,
    WITHOUT_MIRROR,
    middle,
    red,
)

FRAMES = 72
PLANTED = range(5, 13)  # the near foot stands still


@pytest.fixture(scope="module")
def stride() -> Stride:
    return Stride()


@pytest.fixture(scope="module")
def plain(stride) -> Film:
    return Film(WITHOUT_MIRROR, stride)


@pytest.fixture(scope="module")
def mirrored(stride) -> Film:
    return Film(WITH_MIRROR, stride)


def near_shoe(film, system, number):
    """Return a picture in which only the near foot wears the shoe."""
    _, near = system.fits(film.scene, FRAMES)[number]
    return film.frame(number, (NOTHING, near))


def in_the_room(film, system):
    """Return where the planted shoe is, the turn of the camera undone."""
    turned = np.array([(n * PAN, 0) for n in PLANTED])
    return turned + [middle(near_shoe(film, system, n)) for n in PLANTED]


def test_a_planted_shoe_of_the_steady_system_stays_where_it_is(plain):
    places = in_the_room(plain, STEADY)
    assert np.ptp(places, axis=0).max() < 0.5


def test_a_planted_shoe_of_the_shaking_system_jumps_by_pixels(plain):
    places = in_the_room(plain, SHAKING)
    assert np.std(places, axis=0).min() > 1.5
    assert np.ptp(places, axis=0).max() < 20  # and never leaves the foot


def test_only_the_shoe_shakes(plain):
    fits = SHAKING.fits(plain.scene, FRAMES)
    changed = plain.frame(8, fits[8]) != plain.frame(8, (GOOD, GOOD))
    assert changed[FOOT_ROWS].any()
    assert not changed[:100].any()


def jumps(film):
    fits = MIRROR_JUMP.fits(film.scene, FRAMES)
    return [number for number, (_, near) in enumerate(fits) if not near.on_foot]


def test_the_shoe_jumps_from_the_foot_into_the_mirror(mirrored):
    numbers = jumps(mirrored)
    assert 12 <= len(numbers) <= FRAMES // 3
    for number in numbers:
        picture = mirrored.frame(
            number, MIRROR_JUMP.fits(mirrored.scene, FRAMES)[number]
        )
        assert not red(picture)[FOOT_ROWS].any()
        assert red(picture)[: FOOT_ROWS.start].sum() > 500


def test_between_its_jumps_the_shoe_is_on_the_foot_and_in_no_mirror(mirrored):
    fits = MIRROR_JUMP.fits(mirrored.scene, FRAMES)
    for number in sorted(set(range(0, FRAMES, 6)) - set(jumps(mirrored))):
        steady = mirrored.frame(number, (GOOD, GOOD))
        jumping = mirrored.frame(number, fits[number])
        assert np.array_equal(red(steady)[FOOT_ROWS], red(jumping)[FOOT_ROWS])
        assert red(jumping).sum() <= red(steady).sum()


def test_without_a_mirror_nothing_jumps_and_the_pictures_hardly_differ(plain):
    assert not jumps(plain)
    steady = plain.frame(8, (GOOD, GOOD)).astype(int)
    softer = plain.frame(8, MIRROR_JUMP.fits(plain.scene, FRAMES)[8]).astype(int)
    assert 0 < np.abs(steady - softer).mean() < 1


def test_the_walker_alone_wears_no_shoe(mirrored):
    assert not any(red(picture).any() for picture in mirrored.person(3))


def test_a_mirror_shows_the_shoe_smaller_and_higher(mirrored):
    whole = red(near_shoe(mirrored, STEADY, 8))
    below, above = whole[FOOT_ROWS].sum(), whole[: FOOT_ROWS.start].sum()
    assert 0.1 * below < above < 0.6 * below
