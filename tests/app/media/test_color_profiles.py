import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColorSpace, QImage

from app.media.color_profiles import UnusableProfileError, read_profile
from tests.app.media.profiles import (
    ADOBE_RGB,
    DISPLAY_P3,
    SRGB,
    SRGB_CURVE,
    adobe_rgb,
    described,
    display_p3,
    gamma,
    grey_profile,
    parametric,
    profile,
    rgb_profile,
    table,
    to_d65,
)


def srgb_light(values):
    return np.where(
        values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4
    )


def srgb_values(light):
    light = np.clip(light, 0, 1)
    power = 1.055 * light ** (1 / 2.4) - 0.055
    return np.rint(255 * np.where(light <= 0.0031308, 12.92 * light, power))


def patches() -> np.ndarray:
    steps = np.array([0, 1, 8, 40, 100, 128, 200, 254, 255], np.uint8)
    return np.stack(np.meshgrid(steps, steps, steps), -1).reshape(-1, 9, 3)


def expected(pixels, primaries, light):
    """Work it out by way of D65, where the profile goes by way of D50."""
    matrix = np.linalg.solve(to_d65(SRGB), to_d65(primaries))
    return srgb_values(light(pixels / 255) @ matrix.T)


@pytest.mark.parametrize(
    ("icc", "primaries", "light"),
    [
        (display_p3(), DISPLAY_P3, srgb_light),
        (adobe_rgb(), ADOBE_RGB, lambda values: values ** (563 / 256)),
        (rgb_profile(SRGB, gamma(1)), SRGB, lambda values: values),
        (rgb_profile(DISPLAY_P3, parametric(0, 2.2)), DISPLAY_P3, lambda v: v**2.2),
        (
            rgb_profile(DISPLAY_P3, table(srgb_light(np.linspace(0, 1, 1024)))),
            DISPLAY_P3,
            srgb_light,
        ),
    ],
    ids=["Display P3", "Adobe RGB", "linear", "parametric", "table"],
)
def test_known_patches_come_out_within_one_step(icc, primaries, light):
    found = read_profile(icc).to_srgb(patches())
    assert np.abs(found - expected(patches(), primaries, light)).max() <= 1


@pytest.mark.parametrize("name", ["DisplayP3", "AdobeRgb", "ProPhotoRgb", "Bt2020"])
def test_another_library_makes_the_same_of_its_own_profiles(name):
    space = QColorSpace(getattr(QColorSpace.NamedColorSpace, name))
    pixels = patches()
    image = QImage(9, len(pixels), QImage.Format.Format_RGB888)
    for y, row in enumerate(pixels):
        for x, color in enumerate(row):
            image.setPixel(x, y, int.from_bytes(bytes(color), "big"))
    image.setColorSpace(space)
    image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    theirs = [
        [image.pixelColor(x, y).getRgb()[:3] for x in range(9)]
        for y in range(len(pixels))
    ]
    ours = read_profile(space.iccProfile().data()).to_srgb(pixels)
    assert np.abs(ours.astype(int) - np.array(theirs)).max() <= 1


def test_sixteen_bits_keep_their_tones():
    deep = patches().astype(np.uint16) * 257
    wide = read_profile(display_p3())
    assert np.array_equal(wide.to_srgb(deep), wide.to_srgb(patches()))


def test_greys_follow_their_one_curve():
    greys = np.arange(256, dtype=np.uint8).reshape(16, 16, 1)
    found = read_profile(grey_profile(gamma(1))).to_srgb(greys)
    assert np.array_equal(found, srgb_values(greys / 255))


def test_a_profile_that_is_srgb_is_known_as_such():
    assert read_profile(rgb_profile(SRGB, parametric(3, *SRGB_CURVE))).is_srgb
    assert read_profile(grey_profile(parametric(3, *SRGB_CURVE))).is_srgb
    assert not read_profile(display_p3()).is_srgb
    assert not read_profile(grey_profile(gamma(1.8))).is_srgb


@pytest.mark.parametrize(
    ("kind", "values", "at", "light"),
    [
        (1, (2, 2, -1), 0.4, 0.0),
        (1, (2, 2, -1), 0.75, 0.25),
        (2, (2, 2, -1, 0.5), 0.4, 0.5),
        (2, (2, 1, 0, 0.25), 0.5, 0.5),
        (4, (1, 0.5, 0, 0.25, 0.5, 0.25, 0.125), 0.2, 0.175),
        (4, (1, 0.5, 0, 0.25, 0.5, 0.25, 0.125), 0.8, 0.65),
    ],
)
def test_each_kind_of_formula_is_followed(kind, values, at, light):
    (curve,) = read_profile(grey_profile(parametric(kind, *values))).curves
    assert curve(np.array([at]))[0] == pytest.approx(light, abs=1e-4)


def test_a_profile_says_its_name():
    assert read_profile(display_p3()).name == "Display P3"
    hostile = rgb_profile(SRGB, gamma(2.2), "one\ntwo\u202e")
    assert read_profile(hostile).name == "onetwo"


@pytest.mark.parametrize(
    "icc",
    [
        b"",
        b"junk" * 100,
        display_p3()[:200],
        profile({b"A2B0": bytes(40)}, space=b"CMYK", pcs=b"Lab "),
        profile({b"desc": described("no colours")}),
        rgb_profile(SRGB, b"what" + bytes(20)),
        rgb_profile(SRGB, parametric(9, 1)),
        rgb_profile(SRGB, b"curv" + bytes(4) + b"\xff\xff\xff\xff"),
    ],
)
def test_what_cannot_be_used_is_refused(icc):
    with pytest.raises(UnusableProfileError):
        read_profile(icc)


@given(st.data())
def test_a_spoiled_profile_is_used_or_refused(data):
    spoilt = bytearray(display_p3())
    for _ in range(data.draw(st.integers(1, 8))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(
            st.integers(0, 255)
        )
    try:
        used = read_profile(bytes(spoilt))
    except UnusableProfileError:
        return
    assert used.to_srgb(patches()).shape == patches().shape
