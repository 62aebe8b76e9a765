"""The style sheets and palettes of all windows, made from the token table."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.theme.fonts import inter, load_fonts
from app.theme.tokens import DARK, LIGHT, SIZES, VIEWING, Chrome

_Role = QPalette.ColorRole
_DISABLED = QPalette.ColorGroup.Disabled


def apply_theme(app: QApplication, *, dark: bool | None = None) -> Chrome:
    """Dress the owner's windows, light or dark; None follows the system.

    Rating windows dress themselves by `wear_viewing`, whatever the theme.
    """
    load_fonts()
    if dark is None:
        dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    chrome = DARK if dark else LIGHT
    app.setStyle("Fusion")
    app.setFont(inter())
    app.setPalette(chrome_palette(chrome))
    app.setStyleSheet(chrome_style(chrome))
    return chrome


def wear_viewing(window: QWidget) -> None:
    """Dress a top-level window for raters: nothing in it has a colour."""
    load_fonts()
    window.setFont(inter())
    window.setPalette(viewing_palette())
    window.setStyleSheet(viewing_style())


def chrome_palette(chrome: Chrome) -> QPalette:
    """Return the palette of the owner's windows."""
    palette = QPalette()
    for role, color in {
        _Role.Window: chrome.window,
        _Role.Base: chrome.panel,
        _Role.AlternateBase: chrome.raised,
        _Role.Button: chrome.panel,
        _Role.Text: chrome.text,
        _Role.WindowText: chrome.text,
        _Role.ButtonText: chrome.text,
        _Role.ToolTipBase: chrome.panel,
        _Role.ToolTipText: chrome.text,
        _Role.PlaceholderText: chrome.text_3,
        _Role.Mid: chrome.hairline,
        _Role.Highlight: chrome.accent_fill,
        _Role.HighlightedText: chrome.on_accent,
        _Role.Accent: chrome.accent,
        _Role.Link: chrome.accent,
    }.items():
        palette.setColor(role, QColor(color))
    return _dimmed(palette, chrome.text_3)


def viewing_palette() -> QPalette:
    """Return the achromatic palette of rating windows."""
    palette = QPalette()
    for role, color in {
        _Role.Window: VIEWING.deck,
        _Role.Base: VIEWING.raised,
        _Role.AlternateBase: VIEWING.raised,
        _Role.Button: VIEWING.control,
        _Role.Light: VIEWING.control_hover,
        _Role.Midlight: VIEWING.control_hover,
        _Role.Dark: VIEWING.between_bars,
        _Role.Shadow: VIEWING.between_bars,
        _Role.Mid: VIEWING.hairline,
        _Role.Text: VIEWING.text,
        _Role.BrightText: VIEWING.on_surround,
        _Role.WindowText: VIEWING.text,
        _Role.ButtonText: VIEWING.text,
        _Role.ToolTipBase: VIEWING.raised,
        _Role.ToolTipText: VIEWING.text,
        _Role.PlaceholderText: VIEWING.text_3,
        _Role.Highlight: VIEWING.chosen,
        _Role.HighlightedText: VIEWING.chosen_text,
        _Role.Accent: VIEWING.ring,
        _Role.Link: VIEWING.text,
        _Role.LinkVisited: VIEWING.text_2,
    }.items():
        palette.setColor(role, QColor(color))
    return _dimmed(palette, VIEWING.text_3)


def chrome_style(c: Chrome) -> str:
    """Return the style sheet of the owner's windows."""
    s = SIZES
    return f"""
    QToolTip {{ background: {c.panel}; color: {c.text};
        border: 1px solid {c.control_border}; padding: 4px; }}
    QPushButton {{ background: {c.panel}; color: {c.text}; min-height: {s.answer - 2}px;
        border: 1px solid {c.control_border}; border-radius: {s.radius}px;
        padding: 0 16px; }}
    QPushButton:hover {{ background: {c.raised}; }}
    QPushButton[quiet="true"] {{ background: transparent; border-color: transparent;
        color: {c.text_2}; }}
    QPushButton[quiet="true"]:hover {{ background: {c.raised}; color: {c.text}; }}
    QPushButton:focus, QPushButton[quiet="true"]:focus {{
        border: 2px solid {c.accent}; padding: 0 15px; }}
    QPushButton:disabled {{ color: {c.text_3}; border-color: {c.hairline}; }}
    QPushButton[primary="true"] {{ background: {c.accent_fill}; color: {c.on_accent};
        border-color: {c.accent_fill}; font-weight: 500; }}
    QPushButton[primary="true"]:focus {{ border: 2px solid {c.text}; }}
    QPushButton[primary="true"]:disabled {{ background: {c.hairline};
        color: {c.text_3}; border-color: {c.hairline}; }}
    QLineEdit, QPlainTextEdit, QSpinBox {{ background: {c.panel}; color: {c.text};
        border: 1px solid {c.control_border}; border-radius: {s.radius}px;
        padding: 0 8px; min-height: {s.answer - 2}px;
        selection-background-color: {c.accent_fill};
        selection-color: {c.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus {{
        border: 2px solid {c.accent}; padding: 0 7px; }}
    QLineEdit:disabled {{ color: {c.text_3}; border-color: {c.hairline}; }}
    QSpinBox::up-button, QSpinBox::down-button {{ width: 20px; border: none;
        background: transparent; }}
    QSpinBox::up-arrow, QSpinBox::down-arrow {{ width: 0; height: 0; }}
    QFrame[card="true"] {{ background: {c.panel}; border: 1px solid {c.hairline};
        border-radius: {s.radius_card}px; }}
    QFrame[card="true"]:focus {{ border: 2px solid {c.accent}; }}
    QScrollArea {{ background: transparent; border: none; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    {_scroll_bars(c.control_border, c.text_2)}
    QProgressBar {{ background: {c.hairline}; border: none; border-radius: 2px;
        max-height: 4px; min-height: 4px; color: transparent; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 2px; }}
    QRadioButton, QCheckBox {{ spacing: 8px; border-radius: {s.radius}px;
        padding: 2px; border: 2px solid transparent; }}
    QRadioButton:focus, QCheckBox:focus {{ border: 2px solid {c.accent}; }}
    QLabel[role="hint"] {{ color: {c.text_3}; }}
    QLabel[role="second"] {{ color: {c.text_2}; }}
    """


def viewing_style() -> str:
    """Return the style sheet of rating windows; painted widgets do not need it."""
    v, s = VIEWING, SIZES
    return f"""
    QToolTip {{ background: {v.raised}; color: {v.text};
        border: 1px solid {v.key_border}; padding: 4px; }}
    QPushButton {{ background: {v.control}; color: {v.text};
        border: 1px solid {v.control_border}; border-radius: {s.radius}px;
        min-height: {s.answer - 2}px; padding: 0 16px; }}
    QPushButton:hover {{ background: {v.control_hover}; }}
    QPushButton:focus {{ border: 2px solid {v.ring}; padding: 0 15px; }}
    QPushButton:checked {{ background: {v.chosen}; color: {v.chosen_text}; }}
    QLabel {{ background: transparent; color: {v.text}; }}
    QLabel[role="second"] {{ color: {v.text_2}; }}
    QScrollArea {{ background: transparent; border: none; }}
    {_scroll_bars(v.rail, v.fill)}
    """


def _scroll_bars(handle: str, hovered: str) -> str:
    return f"""
    QScrollBar {{ background: transparent; }}
    QScrollBar:vertical {{ width: 12px; }}
    QScrollBar:horizontal {{ height: 12px; }}
    QScrollBar::handle {{ background: {handle}; border-radius: 3px; margin: 3px;
        min-width: 32px; min-height: 32px; }}
    QScrollBar::handle:hover {{ background: {hovered}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _dimmed(palette: QPalette, color: str) -> QPalette:
    for role in (_Role.Text, _Role.WindowText, _Role.ButtonText):
        palette.setColor(_DISABLED, role, QColor(color))
    return palette
