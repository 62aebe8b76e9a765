"""The theme's colours as a widget finds them in its palette."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from app.theme.tokens import DARK, LIGHT, Chrome

_HALF_LIGHT = 128


def chrome_of(widget: QWidget) -> Chrome:
    """Return the tokens that a widget's window was dressed by.

    A style sheet may change the palette of the widget itself.
    """
    window = widget.window().palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < _HALF_LIGHT else LIGHT


def text_color(chrome: Chrome, role: str) -> str:
    """Return the colour of words; role is "second", "hint" or "" for the main ones."""
    return {"second": chrome.text_2, "hint": chrome.text_3}.get(role, chrome.text)
