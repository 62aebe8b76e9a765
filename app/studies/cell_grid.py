"""The cells of the found table and the facts beside them, painted."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.studies.colors import chrome_of
from app.studies.differences import length_range, rate_range
from app.studies.found import Found
from app.studies.page_parts import plain_tip
from app.theme.fonts import REGULAR, SEMIBOLD, inter
from app.theme.icons import paint_icon
from app.theme.tokens import SIZES

HEAD = 40
ROW = 32
THUMB = QSize(28, 32)
_BESIDE = THUMB.width() + 8
_GAP = 16  # between columns
_NARROWEST, _WIDEST = 96, 168
_FACT = 92
_TICK = 16
_DENSE = 2  # pixels of a thumbnail per logical pixel


class CellGrid(QWidget):
    """A column for each source, a tick or a cross for each system."""

    def __init__(self, found: Found) -> None:
        super().__init__()
        self._found = found
        self._thumbs: dict[str, QPixmap] = {}
        self._why = {(u.system, u.source): u.sentence for u in found.unreadable}
        metrics = QFontMetrics(inter(SIZES.hint, tabular=False))
        longest = max(metrics.horizontalAdvance(source) for source in found.sources)
        wanted = longest + 2 + _BESIDE + _GAP
        self.column = min(max(wanted, _NARROWEST), _WIDEST)
        self.setFixedSize(
            self.column * len(found.sources), HEAD + ROW * len(found.systems)
        )
        self.setAccessibleName(
            f"{len(found.outputs)} of {len(found.systems) * len(found.sources)} outputs"
        )

    def show_thumbnail(self, source: str, image: QImage) -> None:
        """Show a small picture of a source at its head."""
        if not image.isNull():
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(_DENSE)
            self._thumbs[source] = pixmap
            self.update()

    def tip(self, place: QPoint) -> str:
        """Return the whole name of a source, or why a cell is empty."""
        column, row = place.x() // self.column, (place.y() - HEAD) // ROW
        if not 0 <= column < len(self._found.sources):
            return ""
        source = self._found.sources[column]
        if place.y() < HEAD or row >= len(self._found.systems):
            return source
        cell = self._found.systems[row], source
        if cell in self._found.cells:
            return f"{cell[0]}, {source}"
        return self._why.get(cell, f"{cell[0]} has no output for {source}.")

    def event(self, event: QEvent) -> bool:
        """Show the tip under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = plain_tip(self.tip(event.pos()))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the columns in sight; there may be hundreds of others."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first = event.rect().left() // self.column
        last = event.rect().right() // self.column
        for column in range(first, min(last + 1, len(self._found.sources))):
            self._paint_source(painter, column)

    def _paint_source(self, painter: QPainter, column: int) -> None:
        chrome, x = chrome_of(self), column * self.column
        source = self._found.sources[column]
        if source in self._thumbs:
            painter.drawPixmap(x, 4, self._thumbs[source])
        left = x + _BESIDE if self._thumbs else x
        room = x + self.column - _GAP - left
        _word(painter, QRectF(left, 0, room, HEAD), source, chrome.text_2)
        for row, system in enumerate(self._found.systems):
            there = (system, source) in self._found.cells
            top = HEAD + row * ROW + (ROW - _TICK) / 2
            place = QRectF(x + 2, top, _TICK, _TICK)
            color = chrome.text_2 if there else chrome.undecided
            paint_icon(painter, "check" if there else "cross", place, color)


class FactGrid(QWidget):
    """What can be said of each system: how many outputs, at what rate, how long."""

    def __init__(self, found: Found) -> None:
        super().__init__()
        self._facts = [fact for fact in _facts(found) if any(fact[1])]
        height = HEAD + ROW * len(found.systems)
        self.setFixedSize(_FACT * len(self._facts), height)
        said = (f"{name} {', '.join(values)}" for name, values in self._facts)
        self.setAccessibleName("; ".join(said))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the facts; what is unlike the others stands out."""
        chrome = chrome_of(self)
        painter = QPainter(self)
        for column, (name, values) in enumerate(self._facts):
            place = QRectF(column * _FACT, 0, _FACT - 8, HEAD)
            _word(painter, place, name, chrome.text_3)
            usual = max(values, key=values.count)
            for row, value in enumerate(values):
                place = QRectF(column * _FACT, HEAD + row * ROW, _FACT - 8, ROW)
                odd = value != usual
                color = chrome.text if odd else chrome.text_2
                weight = SEMIBOLD if odd else REGULAR
                _word(painter, place, value, color, inter(SIZES.body, weight))


def _facts(found: Found) -> list[tuple[str, list[str]]]:
    of_systems = [found.of_system(system) for system in found.systems]
    sources = len(found.sources)
    there = [f"{len(media)} of {sources}" for media in of_systems]
    return [
        ("outputs", there if found.gaps else []),
        ("rate", [rate_range(media) for media in of_systems]),
        ("length", [length_range(media) for media in of_systems]),
    ]


def _word(
    painter: QPainter, place: QRectF, words: str, color: str, font: QFont | None = None
) -> None:
    """Write into a cell, elided where there is no room."""
    painter.setFont(font or inter(SIZES.hint, tabular=False))
    painter.setPen(QColor(color))
    shown = painter.fontMetrics().elidedText(
        words, Qt.TextElideMode.ElideMiddle, int(place.width())
    )
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
