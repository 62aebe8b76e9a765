"""The `?` page: every key that does something in this trial."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.rating.keys import Binding, Group, bindings_for, grouped
from app.rating.veil import Veil
from app.theme.fonts import SEMIBOLD, inter
from app.theme.key_cap import paint_key_cap
from app.theme.tokens import SIZES, VIEWING

_MARGIN = 28
_COLUMN = 330
_KEYS = 100  # where the words begin
_ROW = 28
_HEAD = 64
_COLUMNS = ((Group.ANSWER,), (Group.PLAY,), (Group.LOOK, Group.SESSION))


class KeysOverlay(Veil):
    """Drawn from the same table that binds the keys. Any click closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, opaque=False)
        self._groups: dict[Group, list[Binding]] = {}

    def lay_for(self, *, motion: bool, inputs: bool) -> None:
        """Show the keys of a trial."""
        self._groups = grouped(bindings_for(motion=motion, inputs=inputs))
        rows = [row for rows in self._groups.values() for row in rows]
        self.setAccessibleName("Keys")
        self.setAccessibleDescription(
            "; ".join(f"{' '.join(row.caps)}: {row.words}" for row in rows)
        )
        self.lay()

    def mousePressEvent(self, _: QMouseEvent) -> None:
        """Close."""
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card with its columns."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = [[g for g in groups if g in self._groups] for groups in _COLUMNS]
        columns = [groups for groups in columns if groups]
        tallest = max((self._height_of(groups) for groups in columns), default=0)
        card = QRectF(0, 0, len(columns) * _COLUMN + _MARGIN, _HEAD + tallest + _MARGIN)
        card.moveCenter(QRectF(self.rect()).center().toPoint().toPointF())
        painter.setBrush(QColor(VIEWING.deck))
        painter.setPen(QPen(QColor(VIEWING.control_border), 1))
        painter.drawRoundedRect(card, SIZES.radius_card, SIZES.radius_card)
        self._paint_head(painter, card)
        for number, groups in enumerate(columns):
            x = card.x() + _MARGIN + number * _COLUMN
            self._paint_column(painter, x, card.y() + _HEAD, groups)

    def _height_of(self, groups: Sequence[Group]) -> int:
        return sum(_ROW * (len(self._groups[group]) + 2) for group in groups) - _ROW

    def _paint_head(self, painter: QPainter, card: QRectF) -> None:
        painter.setPen(QColor(VIEWING.text))
        painter.setFont(inter(SIZES.title, SEMIBOLD))
        head = QRectF(card.x() + _MARGIN, card.y() + 18, 200, 28)
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, "Keys")
        painter.setPen(QColor(VIEWING.text_2))
        painter.setFont(inter())
        head.setLeft(head.left() + 64)
        head.setWidth(card.width() - 260)
        words = "Keys that do nothing in this trial are left out."
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, words)
        close = QRectF(card.right() - 130, head.y(), 50, 28)
        painter.drawText(close, Qt.AlignmentFlag.AlignVCenter, "Close")
        paint_key_cap(painter, card.right() - 82, head.center().y(), "Esc")

    def _paint_column(
        self, painter: QPainter, x: float, y: float, groups: Sequence[Group]
    ) -> None:
        for group in groups:
            painter.setPen(QColor(VIEWING.text))
            painter.setFont(inter(SIZES.question, SEMIBOLD))
            painter.drawText(QRectF(x, y, _COLUMN, _ROW), group.value)
            y += _ROW
            for row in self._groups[group]:
                self._paint_row(painter, x, y + _ROW / 2, row)
                y += _ROW
            y += _ROW

    def _paint_row(
        self, painter: QPainter, x: float, middle: float, row: Binding
    ) -> None:
        left = x
        for cap in row.caps:
            if cap == "–":
                painter.setPen(QColor(VIEWING.text_2))
                painter.setFont(inter())
                painter.drawText(QRectF(left + 2, middle - 10, 12, 20), cap)
                left += 14
            else:
                left += paint_key_cap(painter, left, middle, cap) + 4
        painter.setPen(QColor(VIEWING.text_2))
        painter.setFont(inter())
        words = QRectF(x + _KEYS, middle - _ROW / 2, _COLUMN - _KEYS, _ROW)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, row.words)
