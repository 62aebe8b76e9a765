"""The table of what was found: systems, sources, ticks and gaps, rate and length."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from app.studies.differences import length_range, rate_range
from app.studies.found import Found
from app.studies.page_parts import chrome_of
from app.studies.thumbnails import as_pixmap
from app.theme.fonts import MEDIUM, REGULAR, SEMIBOLD, inter
from app.theme.icons import paint_icon
from app.theme.tokens import SIZES

HEAD = 40
ROW = 32
THUMB = QSize(28, 32)
_SOURCE = 124  # width of a column
_FACT = 92
_NAME = 220
_LONGEST_NAME = 30  # letters; the tooltip has the rest
_MORE = 96


class FoundTable(QWidget):
    """A radio button for each system, the baseline, beside its cells."""

    baseline_chosen = Signal(str)

    def __init__(self, found: Found) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        names = QVBoxLayout()
        names.setContentsMargins(0, HEAD, 0, 0)
        names.setSpacing(0)
        self._group = QButtonGroup(self)
        self.radios = [self._radio(system) for system in found.systems]
        for radio in self.radios:
            names.addWidget(radio)
        names.addStretch(1)
        row.addLayout(names)
        self.cells = CellGrid(found)
        row.addWidget(self.cells, 1)

    def baseline(self) -> str:
        """Return the system chosen as the baseline, "" for none."""
        checked = self._group.checkedButton()
        return str(checked.property("system")) if checked else ""

    def _radio(self, system: str) -> QRadioButton:
        radio = QRadioButton()
        radio.setFont(inter(SIZES.body, MEDIUM))
        shown = radio.fontMetrics().elidedText(
            system, Qt.TextElideMode.ElideMiddle, _NAME - 40
        )
        radio.setText(shown.replace("&", "&&"))
        radio.setToolTip(f"Compare the others with {system}")
        radio.setAccessibleName(f"Baseline {system}")
        radio.setProperty("system", system)
        radio.setFixedSize(_NAME, ROW)
        radio.toggled.connect(
            lambda on: self.baseline_chosen.emit(system) if on else None
        )
        self._group.addButton(radio)
        return radio


class CellGrid(QWidget):
    """Ticks and gaps, painted; as many sources as there is room for."""

    def __init__(self, found: Found) -> None:
        super().__init__()
        self._found = found
        self._thumbs: dict[str, QImage] = {}
        self._rates = [rate_range(found.of_system(s)) for s in found.systems]
        self._lengths = [length_range(found.of_system(s)) for s in found.systems]
        self._facts = [
            (name, values)
            for name, values in (("rate", self._rates), ("length", self._lengths))
            if any(values)
        ]
        self.setMinimumWidth(2 * _FACT + _SOURCE + _MORE)
        self.setFixedHeight(HEAD + ROW * len(found.systems))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            f"{len(found.outputs)} of {len(found.systems) * len(found.sources)} outputs"
        )

    def show_thumbnail(self, source: str, image: QImage) -> None:
        """Show a small picture of a source's input at its head."""
        self._thumbs[source] = image
        self.update()

    def shown_sources(self) -> tuple[str, ...]:
        """Return the sources that have a column of their own at this width."""
        room = self.width() - _FACT * len(self._facts)
        sources = self._found.sources
        if len(sources) * _SOURCE <= room:
            return sources
        return sources[: max(1, (room - _MORE) // _SOURCE)]

    def event(self, event: QEvent) -> bool:
        """Tell the whole name of a source under the pointer, or why a cell is empty."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self)
            return True
        return super().event(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint heads, cells and facts."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self.shown_sources()
        for column, source in enumerate(shown):
            self._paint_source(painter, column * _SOURCE, source)
        x = len(shown) * _SOURCE
        if len(shown) < len(self._found.sources):
            self._paint_more(painter, x, self._found.sources[len(shown) :])
            x += _MORE
        for name, values in self._facts:
            self._paint_fact(painter, x, name, values)
            x += _FACT

    def _paint_source(self, painter: QPainter, x: int, source: str) -> None:
        chrome = chrome_of(self)
        left = x
        image = self._thumbs.get(source)
        if image and not image.isNull():
            painter.drawPixmap(x, 2, as_pixmap(image))
            left += THUMB.width() + 8
        self._word(painter, left, 0, source, chrome.text_2, x + _SOURCE - 12 - left)
        for row, system in enumerate(self._found.systems):
            there = (system, source) in self._found.cells
            place = QRectF(x + 2, HEAD + row * ROW + 8, 16, 16)
            color = chrome.text_2 if there else chrome.undecided
            paint_icon(painter, "check" if there else "cross", place, color)

    def _paint_more(self, painter: QPainter, x: int, rest: tuple[str, ...]) -> None:
        chrome = chrome_of(self)
        self._word(painter, x, 0, f"{len(rest)} more", chrome.text_2, _MORE - 8)
        for row, system in enumerate(self._found.systems):
            there = sum((system, source) in self._found.cells for source in rest)
            words = "all" if there == len(rest) else f"{there} of {len(rest)}"
            color = chrome.text_2 if there == len(rest) else chrome.undecided
            self._word(painter, x, row + 1, words, color, _MORE - 8)

    def _paint_fact(
        self, painter: QPainter, x: int, name: str, values: list[str]
    ) -> None:
        chrome = chrome_of(self)
        self._word(painter, x, 0, name, chrome.text_3, _FACT - 8)
        usual = max(values, key=values.count)
        for row, value in enumerate(values):
            odd = value != usual
            color = chrome.text if odd else chrome.text_2
            weight = SEMIBOLD if odd else REGULAR
            self._word(painter, x, row + 1, value, color, _FACT - 8, weight)

    def _word(  # noqa: PLR0913, PLR0917  # where, what, how
        self,
        painter: QPainter,
        x: int,
        row: int,
        words: str,
        color: str,
        width: int,
        weight: QFont.Weight = REGULAR,
    ) -> None:
        """Write into a cell; row 0 is the head."""
        painter.setFont(inter(SIZES.body if row else SIZES.hint, weight))
        painter.setPen(QColor(color))
        top, height = (HEAD + (row - 1) * ROW, ROW) if row else (0, HEAD)
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideMiddle, width
        )
        place = QRectF(x, top, width, height)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)

    def _tip(self, place: QPoint) -> str:
        shown = self.shown_sources()
        column, row = place.x() // _SOURCE, (place.y() - HEAD) // ROW
        if column >= len(shown):
            return ""
        source = shown[column]
        if place.y() < HEAD or row >= len(self._found.systems):
            return source
        system = self._found.systems[row]
        if (system, source) in self._found.cells:
            return f"{system}, {source}"
        why = (
            one.sentence
            for one in self._found.unreadable
            if (one.system, one.source) == (system, source)
        )
        return next(why, f"{system} has no output for {source}.")
