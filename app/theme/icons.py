"""Icons of one colour, taken from the text beside them."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.resources import assets

_SIZE = 16
_RATIOS = (1, 2, 3)


def paint_icon(painter: QPainter, name: str, rect: QRectF, color: str | QColor) -> None:
    """Paint an icon into a rectangle."""
    _renderer(name, QColor(color).name()).render(painter, rect)


def icon(name: str, color: str | QColor, size: int = _SIZE) -> QIcon:
    """Return an icon for buttons and menus, sharp on dense screens too."""
    made = QIcon()
    for ratio in _RATIOS:
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, name, QRectF(0, 0, size * ratio, size * ratio), color)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        made.addPixmap(pixmap)
    return made


@cache
def _renderer(name: str, color: str) -> QSvgRenderer:
    # Qt paints currentColor black, so the colour is written into the drawing.
    drawing = (assets() / "icons" / f"{name}.svg").read_text("utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", color).encode()))
