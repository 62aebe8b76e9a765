"""One token table: readable, and grey where raters look."""

import re
from dataclasses import asdict, fields

import pytest

from app.theme.tokens import DARK, LIGHT, VIEWING, Chrome, Viewing

TEXT, GRAPHICS = 4.5, 3.0


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#EDEDED", "#262626") == pytest.approx(12.9, abs=0.1)
    assert contrast("#2B59C9", "#FFFFFF") == pytest.approx(6.2, abs=0.1)


@pytest.mark.parametrize("name", [field.name for field in fields(Viewing)])
def test_viewing_tokens_have_no_colour(name):
    value = getattr(VIEWING, name)
    assert value[1:3] == value[3:5] == value[5:7]


VIEWING_TEXT = [
    *[(text, ground) for text in ("text", "text_2", "text_3") for ground in ("deck",)],
    *[
        (text, ground)
        for text in ("text", "text_2")
        for ground in ("raised", "control")
    ],
    ("text", "control_hover"),
    ("on_surround", "surround"),
    ("on_surround_2", "surround"),
    ("on_surround", "surround_dark"),
    ("chosen_text", "chosen"),
]


@pytest.mark.parametrize(("text", "ground"), VIEWING_TEXT)
def test_raters_can_read_every_text(text, ground):
    assert contrast(getattr(VIEWING, text), getattr(VIEWING, ground)) >= TEXT


@pytest.mark.parametrize(
    ("shape", "ground"),
    [
        ("ring", "deck"),
        ("ring", "raised"),
        ("fill", "deck"),
        ("head", "deck"),
        ("chosen", "control"),
        ("chosen", "raised"),
        ("text_2", "rail"),
    ],
)
def test_raters_can_see_every_shape_that_means_something(shape, ground):
    assert contrast(getattr(VIEWING, shape), getattr(VIEWING, ground)) >= GRAPHICS


def test_surround_is_that_of_the_recommendation():
    assert luminance(VIEWING.surround) == pytest.approx(0.15, abs=0.005)


CHROME_TEXT = [
    *[(t, g) for t in ("text", "text_2", "text_3") for g in ("panel", "window")],
    *[(t, g) for t in ("text", "text_2") for g in ("raised",)],
    ("accent", "panel"),
    ("accent", "accent_wash"),
    ("on_accent", "accent_fill"),
    ("met", "met_wash"),
    ("not_met", "not_met_wash"),
    ("undecided", "undecided_wash"),
]


@pytest.mark.parametrize("chrome", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), CHROME_TEXT)
def test_owners_can_read_every_text(chrome, text, ground):
    assert contrast(getattr(chrome, text), getattr(chrome, ground)) >= TEXT


@pytest.mark.parametrize("chrome", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("shape", "ground"), [("control_border", "panel"), ("accent", "window")]
)
def test_owners_can_see_every_border_that_means_something(chrome, shape, ground):
    assert contrast(getattr(chrome, shape), getattr(chrome, ground)) >= GRAPHICS


@pytest.mark.parametrize("tokens", [VIEWING, LIGHT, DARK])
def test_every_token_is_a_colour_in_six_digits(tokens: Viewing | Chrome):
    for value in asdict(tokens).values():
        for colour in (value,) if isinstance(value, str) else value:
            assert re.fullmatch("#[0-9A-F]{6}", colour)
