"""Inter, shipped with the program, in the few sizes that windows use."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from app.resources import assets
from app.theme.tokens import SIZES

FAMILY = "Inter"
REGULAR = QFont.Weight.Normal
MEDIUM = QFont.Weight.Medium
SEMIBOLD = QFont.Weight.DemiBold


class MissingFontError(RuntimeError):
    """The program's own font files are not where they belong."""


@cache
def load_fonts() -> None:
    """Make Inter known to Qt, once per process; needs a QGuiApplication."""
    for style in ("Regular", "Medium", "SemiBold"):
        path = assets() / "fonts" / f"Inter-{style}.ttf"
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise MissingFontError(f"{path} cannot be loaded; install Beholder again.")


def inter(
    size: int = SIZES.body, weight: QFont.Weight = REGULAR, *, tabular: bool = True
) -> QFont:
    """Return the face at a size in logical pixels, with tabular figures.

    Tabular hyphens are as wide as a figure and tear words apart, so names and
    sentences go without. Grey antialiasing only: coloured fringes would be the only
    colour around the stimuli.
    """
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), int(tabular))
    font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    return font
