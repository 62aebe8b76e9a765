"""How the page that makes a study shows itself: focus, names, room, colours."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from app.studies.colors import chrome_of
from app.theme.style import apply_theme
from tests.app.studies.outputs import a_folder
from tests.app.studies.windows import (
    KEY,
    all_of,
    found,
    press,
    words_in,
)


@pytest.fixture
def page(qtbot, start, tmp_path):
    return found(qtbot, start(), a_folder(tmp_path / "out"))


def test_everything_can_be_reached_by_tab_and_back(qtbot, page):
    first = QApplication.focusWidget()
    met = [first]
    while True:
        press(qtbot, KEY.Key_Tab)
        if QApplication.focusWidget() in met:
            break
        met.append(QApplication.focusWidget())
    ours = page.found_page
    wanted = [
        ours.method.cards[0],
        *ours.questions.boxes.values(),
        *ours.questions.words.values(),
        *ours.raters.numbers.values(),
        ours.problem,
        page.title,
        page.place,
        page.create_only,
        page.start,
    ]
    assert [one for one in wanted if one not in met] == []


def test_focus_is_always_visible(qtbot, page):
    for _ in range(24):
        widget = QApplication.focusWidget()
        focused = widget.grab().toImage()
        press(qtbot, KEY.Key_Tab)
        assert widget.grab().toImage() != focused, widget


NAMES = ("a & b", "<b>bold<|b>", "حذاء", "👟 x", "n" * 120, "{curly} %s")


def test_names_are_shown_as_they_are_never_as_mark_up(qtbot, start, tmp_path):
    sources = ("<img src=x>", "q&a", "m" * 120)
    folder = a_folder(
        tmp_path / "out", NAMES, sources, missing={("<b>bold<|b>", "q&a")}
    )
    page = found(qtbot, start(), folder)
    table = page.found_page.table
    assert "<b>bold<|b> has no output for q&a" in words_in(page)
    radio = table.radios[table.cells._found.systems.index("<b>bold<|b>")]
    assert (
        radio.toolTip()
        == "<span>Compare the others with &lt;b&gt;bold&lt;|b&gt;</span>"
    )
    for widget in all_of(page):
        if isinstance(widget, QLabel):
            assert widget.textFormat() is Qt.TextFormat.PlainText
        tip = widget.toolTip()
        assert "<" not in tip or tip.startswith("<span>")
    assert page.width() == page.window().width()


def test_the_page_fits_into_the_smallest_window(qtbot, start, tmp_path):
    window = start()
    window.resize(window.minimumSize())
    long = ("s" * 150, "a long name with blanks " * 5)
    page = found(qtbot, window, a_folder(tmp_path / "out", long, ("t" * 90, "u", "v")))
    assert (window.width(), window.height()) == (880, 600)
    inside = page.found_page.widget()
    assert inside.width() <= page.found_page.viewport().width()
    for name in ("title", "place", "create_only", "start"):
        field = getattr(page, name)
        end = field.mapTo(window, field.rect().bottomRight())
        assert window.rect().contains(end)


@pytest.mark.parametrize("dark", [False, True])
def test_the_page_wears_the_theme_everywhere(qtbot, page, dark):
    chrome = apply_theme(QApplication.instance(), dark=dark)
    try:
        assert {chrome_of(widget) for widget in all_of(page)} == {chrome}
        grid = page.found_page.table.cells.grab().toImage()
        seen = {
            grid.pixelColor(x, y).lightness()
            for x in range(grid.width())
            for y in range(40, grid.height())
        }
        tick = QColor(chrome.text_2).lightness()
        assert min(abs(tick - lightness) for lightness in seen) < 8
    finally:
        apply_theme(QApplication.instance(), dark=False)
