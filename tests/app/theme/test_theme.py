"""Fonts, icons and style sheets are there and say nothing wrong."""

import re

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QWidget,
)

from app.resources import assets
from app.theme.fonts import MEDIUM, REGULAR, SEMIBOLD, inter, load_fonts
from app.theme.icons import icon, paint_icon
from app.theme.key_cap import HEIGHT, cap_width
from app.theme.quiet_button import Face, QuietButton
from app.theme.style import (
    apply_theme,
    chrome_style,
    viewing_palette,
    viewing_style,
    wear_viewing,
)
from app.theme.tokens import DARK, LIGHT, SIZES

ICONS = sorted(path.stem for path in (assets() / "icons").glob("*.svg"))


@pytest.fixture
def app(qapp):
    load_fonts()
    return qapp


@pytest.mark.parametrize("weight", [REGULAR, MEDIUM, SEMIBOLD])
def test_inter_is_shipped_in_every_weight_that_is_used(app, weight):
    found = QFontInfo(inter(SIZES.body, weight))
    assert found.family() == "Inter"
    assert found.weight() == weight.value
    assert found.exactMatch()


def test_figures_are_all_equally_wide(app):
    metrics = QFontMetricsF(inter(SIZES.body))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


def test_font_is_inter_4(app):
    for path in sorted((assets() / "fonts").glob("*.ttf")):
        assert "Version 4.".encode("utf-16-be") in path.read_bytes()


def test_licence_of_the_font_is_shipped_with_it():
    text = (assets() / "fonts" / "LICENSE-Inter.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in text.upper()


def inked(image: QImage) -> set[tuple[int, int, int]]:
    colours = set()
    for x in range(image.width()):
        for y in range(image.height()):
            colour = image.pixelColor(x, y)
            if colour.alpha() == 255:
                colours.add((colour.red(), colour.green(), colour.blue()))
    return colours


@pytest.mark.parametrize("name", ICONS)
def test_icon_is_drawn_in_the_colour_of_its_text_inside_its_square(app, name):
    image = QImage(48, 48, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_icon(painter, name, QRectF(8, 8, 32, 32), "#12AB34")
    painter.end()
    assert inked(image) == {(0x12, 0xAB, 0x34)}
    edge = [image.pixelColor(x, y).alpha() for x in range(48) for y in (0, 7, 40, 47)]
    assert not any(edge)


def test_icons_are_sharp_on_dense_screens(app):
    made = icon("check", QColor("#EDEDED"))
    assert made.actualSize(QSize(16, 16)) == QSize(16, 16)
    assert made.pixmap(QSize(16, 16), 2.0).size() == QSize(32, 32)


def some_widgets() -> QWidget:
    window = QWidget()
    for kind in (QLabel, QPushButton, QLineEdit, QCheckBox, QProgressBar, QScrollArea):
        kind(window)
    return window


@pytest.mark.parametrize("dark", [False, True])
def test_style_sheets_say_nothing_qt_does_not_understand(app, qtlog, dark):
    chrome = apply_theme(app, dark=dark)
    assert chrome is (DARK if dark else LIGHT)
    window = some_widgets()
    window.ensurePolished()
    window.grab()
    wear_viewing(window)
    window.grab()
    assert qtlog.records == []


@pytest.mark.parametrize(
    "style", [chrome_style(LIGHT), chrome_style(DARK), viewing_style()]
)
def test_style_sheets_use_no_rule_that_is_silently_ignored(style):
    ignored = ("box-shadow", "transition", "gap", "opacity", "line-height", "var(")
    assert not [
        rule for rule in ignored if re.search(rf"(?<![\w-]){re.escape(rule)}", style)
    ]
    assert style.count("{") == style.count("}")


def test_window_of_a_rater_is_grey_whatever_the_theme(app):
    apply_theme(app, dark=False)
    window = some_widgets()
    wear_viewing(window)
    palette = window.palette()
    for role in QPalette.ColorRole:
        if role in (QPalette.ColorRole.NColorRoles, QPalette.ColorRole.NoRole):
            continue
        colour = viewing_palette().color(role)
        assert colour.red() == colour.green() == colour.blue(), role
    assert palette.color(QPalette.ColorRole.Window) == QColor("#262626")


def test_system_that_prefers_dark_gets_dark(app):
    scheme = QApplication.styleHints().colorScheme()
    expected = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    assert apply_theme(app) is expected


def test_key_cap_is_as_high_as_wide_and_grows_with_its_word(app):
    assert cap_width("1") == HEIGHT
    assert cap_width("Space") > HEIGHT


def test_quiet_button_keeps_its_room_when_its_words_become_shorter(app):
    button = QuietButton(Face(words="0.25×", key="+"), "Speed")
    width = button.width()
    button.set_face(Face(words="1×", key="+"))
    assert button.width() == width
    button.set_key_shown(False)
    assert button.width() < width


def test_quiet_button_shows_its_focus(app, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    button = QuietButton(Face(words="Go on", page=True, primary=True), "Go on", window)
    before = button.grab().toImage()
    button.setFocus()
    with qtbot.waitActive(window, timeout=20_000):
        window.show()
        window.activateWindow()
    assert button.hasFocus()
    assert button.grab().toImage() != before
