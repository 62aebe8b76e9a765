"""Scores under one criterion, drawn: intervals on the whole scale, ties joined."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.results.page_content import Chart, ChartRow
from app.studies.colors import chrome_of
from app.theme.fonts import MEDIUM, SEMIBOLD, inter
from app.theme.tokens import SIZES, Chrome

NARROWEST = 340
_HEAD, _AXIS, _ROW = 24, 20, 48
_NAME_SHARE, _NAME_LEAST, _NAME_MOST = 0.30, 92, 200
_FIGURE, _TIE = 60, 9
_LINE, _BELOW = 24, 18  # the two lines of a row
_MARKER = 4.5
_CAP = 4


class ScoreChart(QWidget):
    """A criterion, its scale, and a row for each system.

    Systems joined by a bar at the right are tied: no order can be told.
    """

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.setAccessibleName(f"{chart.criterion}. {chart.spoken} {chart.order}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEAD + _AXIS + _ROW * len(chart.rows) + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Room for a scale that can be read."""
        return QSize(NARROWEST - 40, self.height())

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint heads, grid, the baseline, rows and ties."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chrome = chrome_of(self)
        self._paint_head(painter, chrome)
        self._paint_grid(painter, chrome)
        for number, row in enumerate(self.chart.rows):
            self._paint_row(painter, chrome, number, row)
        self._paint_ties(painter, chrome)

    def _axis(self) -> tuple[float, float]:
        """Return where the scale begins and ends."""
        ties = 8 + _TIE * len(self.chart.ties)
        name = min(max(self.width() * _NAME_SHARE, _NAME_LEAST), _NAME_MOST)
        return name + 12, self.width() - ties - _FIGURE - 12

    def _x(self, value: float) -> float:
        low, high = self.chart.span
        left, right = self._axis()
        share = (min(max(value, low), high) - low) / (high - low)
        return left + share * (right - left)

    def _paint_head(self, painter: QPainter, chrome: Chrome) -> None:
        painter.setFont(inter(SIZES.body, SEMIBOLD, tabular=False))
        metrics = painter.fontMetrics()
        room = self.width() // 2
        name = metrics.elidedText(
            self.chart.criterion, Qt.TextElideMode.ElideMiddle, room
        )
        used = metrics.horizontalAdvance(name)
        _write(painter, QRectF(0, 0, room, 20), name, chrome.text)
        painter.setFont(inter(SIZES.hint, tabular=False))
        place = QRectF(used + 12, 2, self.width() - used - 12, 16)
        _write(painter, place, self.chart.caption, chrome.text_3, right=True)

    def _paint_grid(self, painter: QPainter, chrome: Chrome) -> None:
        bottom = self.height() - 4
        painter.setFont(inter(SIZES.hint))
        for value, words in self.chart.ticks:
            x = round(self._x(value)) + 0.5
            painter.setPen(QPen(QColor(chrome.hairline), 1))
            painter.drawLine(QPointF(x, _HEAD + _AXIS), QPointF(x, bottom))
            place = QRectF(x - 20, _HEAD, 40, 16)
            painter.setPen(QColor(chrome.text_3))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        if not math.isnan(self.chart.baseline):
            x = round(self._x(self.chart.baseline)) + 0.5
            painter.setPen(QPen(QColor(chrome.text_2), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, _HEAD + _AXIS), QPointF(x, bottom))

    def _paint_row(
        self, painter: QPainter, chrome: Chrome, number: int, row: ChartRow
    ) -> None:
        top = _HEAD + _AXIS + number * _ROW
        left, right = self._axis()
        painter.setFont(inter(SIZES.body, MEDIUM, tabular=False))
        _write(painter, QRectF(0, top, left - 12, _LINE), row.name, chrome.text)
        middle = top + _LINE / 2
        color = _color(chrome, row)
        self._paint_interval(painter, QColor(color), middle, row)
        if not math.isnan(row.value):
            _paint_marker(painter, QPointF(self._x(row.value), middle), row, chrome)
        place = QRectF(right + 12, top, _FIGURE, _LINE)
        painter.setFont(inter(SIZES.body, SEMIBOLD))
        _write(painter, place, row.figure, chrome.text, right=True)
        self._paint_second_line(painter, chrome, top + _LINE, row)

    def _paint_second_line(
        self, painter: QPainter, chrome: Chrome, top: float, row: ChartRow
    ) -> None:
        painter.setFont(inter(SIZES.hint))
        _, right = self._axis()
        end = right + 12 + _FIGURE
        wide = painter.fontMetrics().horizontalAdvance(row.interval)
        place = QRectF(end - wide - 1, top, wide + 1, _BELOW)
        painter.fillRect(place.adjusted(-6, 0, 0, 0), QColor(chrome.panel))
        _write(painter, place, row.interval, chrome.text_2, right=True)
        room = end - wide - 16
        said = QRectF(0, top, room, _BELOW)
        used = min(painter.fontMetrics().horizontalAdvance(row.answers), room)
        painter.fillRect(QRectF(0, top, used + 6, _BELOW), QColor(chrome.panel))
        _write(painter, said, row.answers, chrome.text_3)

    def _paint_interval(
        self, painter: QPainter, color: QColor, middle: float, row: ChartRow
    ) -> None:
        if math.isnan(row.low) or math.isnan(row.high):
            return
        painter.setPen(QPen(color, 2))
        ends = [self._x(row.low), self._x(row.high)]
        painter.drawLine(QPointF(ends[0], middle), QPointF(ends[1], middle))
        low, high = self.chart.span
        for x, inside in zip(ends, (row.low >= low, row.high <= high), strict=True):
            if inside:  # an end beyond the scale is not drawn as if it were on it
                painter.drawLine(QPointF(x, middle - _CAP), QPointF(x, middle + _CAP))

    def _paint_ties(self, painter: QPainter, chrome: Chrome) -> None:
        _, right = self._axis()
        for number, (first, last) in enumerate(self.chart.ties):
            x = right + 12 + _FIGURE + 8 + number * _TIE
            top = _HEAD + _AXIS + first * _ROW + 4
            bottom = _HEAD + _AXIS + last * _ROW + _LINE + _BELOW - 4
            bar = QRectF(x, top, 3, bottom - top)
            painter.fillRect(bar, QColor(chrome.text_2))


def _color(chrome: Chrome, row: ChartRow) -> str:
    if row.series is None or row.series >= len(chrome.series):
        return chrome.text_2
    return chrome.series[row.series]


def _paint_marker(
    painter: QPainter, place: QPointF, row: ChartRow, chrome: Chrome
) -> None:
    """Paint what tells a system apart beside its colour: hollow for the baseline."""
    color = QColor(_color(chrome, row))
    painter.setPen(QPen(color, 2))
    painter.setBrush(QColor(chrome.panel) if row.series is None else color)
    shape = _SHAPES[(row.series or 0) % len(_SHAPES)]
    if row.series is None or not shape:
        painter.drawEllipse(place, _MARKER, _MARKER)
        return
    corners = [place + QPointF(x, y) * _MARKER for x, y in shape]
    painter.drawPolygon(QPolygonF(corners))


_SHAPES: tuple[tuple[tuple[float, float], ...], ...] = (
    (),  # a circle
    ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    ((0, -1), (1, 0.8), (-1, 0.8)),
    ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)),
    ((0, 1), (1, -0.8), (-1, -0.8)),
)


def _write(
    painter: QPainter, place: QRectF, words: str, color: str, *, right: bool = False
) -> None:
    """Write in a line, elided where there is no room."""
    painter.setPen(QColor(color))
    shown = painter.fontMetrics().elidedText(
        words, Qt.TextElideMode.ElideMiddle, max(0, int(place.width()))
    )
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)
