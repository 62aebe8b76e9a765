"""The table of what was found, also where there is much of it."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from app.studies.cell_grid import FactGrid
from app.studies.found import Found, Output, Unreadable
from app.studies.found_table import FoundTable
from evaluators.study import Kind
from tests.app.studies.outputs import a_folder
from tests.app.studies.windows import KEY, found, press
from tests.builders import a_medium


def a_found(systems, sources, *, missing=(), unreadable=(), **media) -> Found:
    """Build what a scan finds; `media` gives changes of the media of a system."""
    outputs = tuple(
        Output(y, s, a_medium(f"{y}{s}", **media.get(y, {})))
        for y in systems
        for s in sources
        if (y, s) not in missing
    )
    return Found(None, tuple(systems), tuple(sources), outputs, unreadable=unreadable)


@pytest.fixture
def table(qtbot):
    """Return a function that shows a table at a width."""

    def shown(found, width=800):
        made = FoundTable(found)
        qtbot.addWidget(made)
        made.resize(width, made.sizeHint().height())
        made.show()
        return made

    return shown


def test_a_small_table_shows_everything_without_a_scroll_bar(table):
    made = table(a_found(("x", "y"), ("s", "t")))
    bar = made.cells_area.horizontalScrollBar()
    assert bar.maximum() == 0
    assert made.cells_area.height() == made.cells.height()


def test_what_has_no_room_is_scrolled_by_left_and_right(qtbot, table):
    made = table(a_found(("x", "y"), [f"source {i}" for i in range(500)]))
    bar = made.cells_area.horizontalScrollBar()
    assert bar.maximum() > 0
    for key, place in ((KEY.Key_Right, 1), (KEY.Key_Right, 2), (KEY.Key_Left, 1)):
        qtbot.keyClick(made.radios[0], key)
        assert bar.value() == place * made.cells.column
    assert made.baseline() == "x"


def test_facts_stay_beside_the_cells_in_sight(table):
    made = table(a_found(("x", "y"), [f"source {i}" for i in range(500)]), width=700)
    facts = made.findChild(FactGrid)
    assert facts.mapTo(made, facts.rect().topRight()).x() < 700


def test_a_cell_tells_what_it_is_and_why_it_is_empty(table):
    broken = Unreadable("y", "t", "t.mp4 in the folder y is empty.")
    found = a_found("xy", "stu", missing={("y", "t"), ("y", "u")}, unreadable=(broken,))
    made = table(found)
    cells = made.cells
    column = cells.column
    for x, y, words in (
        (5, 5, "s"),
        (5, 45, "x, s"),
        (column + 5, 45 + 32, "t.mp4 in the folder y is empty."),
        (2 * column + 5, 45 + 32, "y has no output for u."),
        (9999, 5, ""),
    ):
        assert cells.tip(QPoint(x, y)) == words


def test_numbers_of_outputs_are_told_where_some_are_missing(table):
    made = table(a_found("xy", "st", missing={("y", "t")}))
    facts = made.findChild(FactGrid)
    assert facts.accessibleName().startswith("outputs 2 of 2, 1 of 2;")


def test_rates_and_lengths_are_told_for_moving_pictures_only(table):
    slow = {"rate_mhz": 10_000, "duration_us": 1_500_000}
    made = table(a_found("xy", "st", y=slow))
    told = made.findChild(FactGrid).accessibleName()
    assert told == "rate 30 FPS, 10 FPS; length 2.0 s, 1.5 s"
    still = {"kind": Kind.IMAGE}
    made = table(a_found("xy", "st", x=still, y=still))
    assert made.findChild(FactGrid).accessibleName() == ""


def test_a_picture_that_cannot_be_read_leaves_its_head_empty(table):
    made = table(a_found("xy", "st"))
    cells = made.cells
    before = cells.grab().toImage()
    cells.show_thumbnail("s", QImage())
    assert cells.grab().toImage() == before
    picture = QImage(56, 64, QImage.Format.Format_RGB888)
    picture.fill(0)
    cells.show_thumbnail("s", picture)
    assert cells.grab().toImage() != before


def test_systems_far_down_come_into_sight_when_chosen(qtbot, start, tmp_path):
    window = start()
    window.resize(window.minimumSize())
    folder = a_folder(tmp_path / "out", [f"system {i}" for i in range(30)], "st")
    page = found(qtbot, window, folder).found_page
    press(qtbot, KEY.Key_Down, times=25)
    radio = page.table.chosen_radio()
    assert page.table.baseline() == "system 25"
    place = radio.mapTo(page.viewport(), radio.rect().center())
    assert page.viewport().rect().contains(place)
