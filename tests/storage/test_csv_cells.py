"""The spelling of cells, and formulas kept from running."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.csv_cells import CellType, guarded, speller, unguarded

FULL_WIDTH = "\uff1d\uff0b\uff0d\uff20"  # = + - @
TRIGGERS = f"=+-@\t\r{FULL_WIDTH}"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-1+1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "  =1",
        "\u00a0\u3000=1",
        "\ufeff=1",
        "\u200b@x",
        "\uff1d1",
        "\uff0dx",
        "\ufe661",
        "'=1",
        "' =1",
        "−2+3",
        "−",
    ],
)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "steady", "a=b", "x-y", "x\t=1", "'tis", "3dvton", "-0.25", "+5", "–", "靴"],
)
def test_text_that_runs_nothing_stays_as_it_is(text):
    assert guarded(text) == text
    assert unguarded(guarded(text)) == text


@given(st.text() | st.text(alphabet=f"{TRIGGERS}' \n\u200b1.e"))
def test_guard_is_undone_by_taking_one_apostrophe_off(text):
    assert unguarded(guarded(text)) == text


@given(
    st.text(alphabet=" '\u00a0\u200b\u3000\ufeff"),
    st.sampled_from(TRIGGERS),
    st.text(),
)
def test_no_guarded_cell_begins_like_a_formula(lead, trigger, rest):
    cell = guarded(lead + trigger + rest)
    assert cell.startswith("'") or _is_number(cell)


@given(st.floats(allow_nan=False))
def test_numbers_come_back_as_they_were(number):
    assert float(speller(CellType.NUMBER)(number)) == number


@pytest.mark.parametrize(
    ("type_", "value", "cell"),
    [
        (CellType.NUMBER, -0.25, "-0.25"),
        (CellType.NUMBER, 3, "3.0"),
        (CellType.NUMBER, math.nan, ""),
        (CellType.NUMBER, math.inf, "INF"),
        (CellType.NUMBER, None, ""),
        (CellType.INTEGER, -12, "-12"),
        (CellType.INTEGER, None, ""),
        (CellType.TRUTH, True, "true"),
        (CellType.TRUTH, False, "false"),
        (CellType.TRUTH, None, ""),
        (CellType.TIME, 1_790_000_000_000_001, "2026-09-21T14:13:20.000001Z"),
        (CellType.TIME, None, ""),
        (CellType.TEXT, None, ""),
        (CellType.TEXT, "=1", "'=1"),
    ],
)
def test_each_type_is_spelt_for_machines(type_, value, cell):
    assert speller(type_)(value) == cell


def test_raw_text_stands_as_it_was_entered():
    assert speller(CellType.TEXT, raw=True)("=1") == "=1"
    assert speller(CellType.TEXT, raw=True)(None) == ""


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True
