"""The `?` page: every key that does something in this trial."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from app.rating.keys import Group, KeyRow, grouped
from app.rating.veil import Veil
from app.theme.fonts import SEMIBOLD, inter
from app.theme.key_cap import cap_width, paint_key_cap
from app.theme.tokens import SIZES, VIEWING

_MARGIN = 28
_BETWEEN = 28
_COLUMN = 330
_KEYS = 112  # where the words begin
_ROW = 28
_LINE = 18
_HEAD = 64
_AROUND = 16  # from the card to the window
_COLUMNS = ((Group.ANSWER, Group.SESSION), (Group.PLAY,), (Group.LOOK,))
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


class KeysOverlay(Veil):
    """Drawn from the same table that binds the keys. Any key or click closes it."""

    wanted_away = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, opaque=False)
        self._columns: list[list[tuple[Group, list[KeyRow]]]] = []

    def show_rows(self, rows: Sequence[KeyRow]) -> None:
        """Take the keys of a trial."""
        groups = grouped(rows)
        columns = [[(g, groups[g]) for g in gs if g in groups] for gs in _COLUMNS]
        self._columns = [column for column in columns if column]
        self.setAccessibleName("Keys")
        self.setAccessibleDescription(
            "; ".join(f"{' '.join(row.caps)}: {row.words}" for row in rows)
        )

    def mousePressEvent(self, _: QMouseEvent) -> None:
        """Close."""
        self.wanted_away.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card with its columns."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = self._card()
        painter.setBrush(QColor(VIEWING.deck))
        painter.setPen(QPen(QColor(VIEWING.control_border), 1))
        frame = QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, SIZES.radius_card, SIZES.radius_card)
        self._paint_head(painter, card)
        x = card.x() + _MARGIN
        for column in self._columns:
            self._paint_column(painter, QPoint(x, card.y() + _HEAD), column)
            x += self._column_width() + _BETWEEN

    def _column_width(self) -> int:
        count = max(1, len(self._columns))
        room = self.width() - 2 * (_AROUND + _MARGIN) - (count - 1) * _BETWEEN
        return min(_COLUMN, room // count)

    def _card(self) -> QRect:
        count = len(self._columns)
        width = count * (self._column_width() + _BETWEEN) - _BETWEEN + 2 * _MARGIN
        heights = (self._height_of(column) for column in self._columns)
        card = QRect(QPoint(), QSize(width, _HEAD + max(heights, default=0) + 20))
        card.moveCenter(self.rect().center())
        return card

    def _height_of(self, column: Sequence[tuple[Group, list[KeyRow]]]) -> int:
        rows = [row for _, members in column for row in members]
        heads = _ROW * (2 * len(column) - 1)
        return heads + sum(self._row_height(row) for row in rows)

    def _row_height(self, row: KeyRow) -> int:
        room = QRect(0, 0, self._column_width() - _KEYS, 1000)
        words = QFontMetrics(inter(tabular=False)).boundingRect(
            room, int(_WRAPPED), row.words
        )
        return max(_ROW, words.height() + _ROW - _LINE)

    def _paint_head(self, painter: QPainter, card: QRect) -> None:
        painter.setPen(QColor(VIEWING.text))
        painter.setFont(inter(SIZES.title, SEMIBOLD))
        head = QRect(card.x() + _MARGIN, card.y() + 18, card.width() - 2 * _MARGIN, 28)
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, "Keys")
        painter.setPen(QColor(VIEWING.text_2))
        painter.setFont(inter(tabular=False))
        words = "Keys that do nothing in this trial are left out."
        beside = head.adjusted(60, 1, -110, 1)
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, words)
        cap = round(cap_width("Esc"))
        close = head.adjusted(0, 0, -cap - 8, 0)
        end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(close, int(end), "Close")
        middle = head.y() + head.height() / 2
        paint_key_cap(painter, head.right() - cap, middle, "Esc")

    def _paint_column(
        self,
        painter: QPainter,
        at: QPoint,
        column: Sequence[tuple[Group, list[KeyRow]]],
    ) -> None:
        y = at.y()
        for group, rows in column:
            painter.setPen(QColor(VIEWING.text))
            painter.setFont(inter(SIZES.question, SEMIBOLD))
            head = QRectF(at.x(), y, self._column_width(), _ROW)
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, group.value)
            y += _ROW
            for row in rows:
                height = self._row_height(row)
                place = QRect(at.x(), y, self._column_width(), height)
                self._paint_row(painter, place, row)
                y += height
            y += _ROW

    def _paint_row(self, painter: QPainter, place: QRect, row: KeyRow) -> None:
        left = float(place.x())
        middle = place.y() + place.height() / 2
        for cap in row.caps:
            if cap == "–":
                painter.setPen(QColor(VIEWING.text_2))
                painter.setFont(inter(tabular=False))
                painter.drawText(QRectF(left + 2, middle - 10, 12, 20), cap)
                left += 14
            else:
                left += paint_key_cap(painter, left, middle, cap) + 4
        painter.setPen(QColor(VIEWING.text))
        painter.setFont(inter(tabular=False))
        painter.drawText(place.adjusted(_KEYS, 0, 0, 0), int(_WRAPPED), row.words)
