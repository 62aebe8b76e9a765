"""A button that stands back: icon, words and key, painted from the viewing tokens."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.theme.fonts import MEDIUM, SEMIBOLD, inter
from app.theme.icons import paint_icon
from app.theme.key_cap import CapColors, cap_width, paint_key_cap
from app.theme.tokens import SIZES, VIEWING

_PADDING = 8
_BETWEEN, _PAGE_BETWEEN = 6, 10
_ICON = 16
_PAGE_PADDING = 16
_PAGE_HEIGHT = 36


@dataclass(frozen=True, slots=True)
class Face:
    """What a quiet button shows."""

    icon: str = ""
    words: str = ""
    key: str = ""
    raised: bool = False  # a ground of its own even when not pressed
    cap: bool = False  # the key in a frame
    page: bool = False  # larger: it is what a page offers
    primary: bool = False  # of a page's buttons the one that Enter presses


class QuietButton(QAbstractButton):
    """Paints itself in greys; focus is a white ring."""

    def __init__(
        self, face: Face, accessible_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._face = face
        self._key_shown = True
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(self.sizeHint())

    def set_face(self, face: Face) -> None:
        """Show something else in the same room, unless it asks for more."""
        if face != self._face:
            self._face = face
            self.setFixedWidth(max(self.width(), self.sizeHint().width()))
            self.update()

    def set_key_shown(self, shown: bool) -> None:  # a plain setter
        """Show or leave out the key letter; narrow windows leave it out."""
        if shown != self._key_shown:
            self._key_shown = shown
            self.setFixedWidth(self.sizeHint().width())
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as what it shows."""
        parts = []
        if self._face.icon:
            parts.append(_ICON)
        if self._face.words:
            words = QFontMetricsF(self._words_font)
            parts.append(round(words.horizontalAdvance(self._face.words)) + 1)
        if self._face.key and self._key_shown:
            parts.append(round(self._key_width()))
        width = sum(parts) + self._between * max(0, len(parts) - 1) + 2 * self._padding
        return QSize(width, _PAGE_HEIGHT if self._face.page else SIZES.answer)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint ground, ring, icon, words and key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        color = self._ink()
        x = float(self._padding)
        middle = self.height() / 2
        if self._face.icon:
            rect = QRectF(x, middle - _ICON / 2, _ICON, _ICON)
            paint_icon(painter, self._face.icon, rect, color)
            x += _ICON + self._between
        if self._face.words:
            width = QFontMetricsF(self._words_font).horizontalAdvance(self._face.words)
            painter.setFont(self._words_font)
            painter.setPen(QColor(color))
            rect = QRectF(x, 0, width + 1, self.height())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self._face.words)
            x += width + self._between
        if self._face.key and self._key_shown:
            self._paint_key(painter, x, middle)

    @property
    def _padding(self) -> int:
        return _PAGE_PADDING if self._face.page else _PADDING

    @property
    def _between(self) -> int:
        return _PAGE_BETWEEN if self._face.page else _BETWEEN

    @property
    def _words_font(self) -> QFont:
        if self._face.page:
            return inter(SIZES.body, SEMIBOLD, tabular=False)
        return inter(SIZES.hint, MEDIUM)

    def _ink(self) -> str:
        if not self.isEnabled():
            return VIEWING.key_border
        return VIEWING.chosen_text if self._face.primary else VIEWING.text

    def _paint_ground(self, painter: QPainter) -> None:
        ground = None
        if self.isChecked() or self._face.raised:
            ground = VIEWING.control
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            ground = VIEWING.control_hover
        if self._face.primary:
            ground = VIEWING.head if self.underMouse() else VIEWING.chosen
        painter.setPen(Qt.PenStyle.NoPen)
        if ground:
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(self.rect(), SIZES.radius, SIZES.radius)
        if self.hasFocus():
            self._paint_ring(painter)

    def _paint_ring(self, painter: QPainter) -> None:
        """Paint the focus; on a bright ground a dark line sets the white one off."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(VIEWING.ring), 2))
        painter.drawRoundedRect(ring, SIZES.radius, SIZES.radius)
        if self._face.primary:
            painter.setPen(QPen(QColor(VIEWING.chosen_text), 2))
            inside = ring.adjusted(2, 2, -2, -2)
            painter.drawRoundedRect(inside, SIZES.radius - 1, SIZES.radius - 1)

    def _paint_key(self, painter: QPainter, x: float, middle: float) -> None:
        color = self._ink()
        if self._face.cap:
            paint_key_cap(painter, x, middle, self._face.key, CapColors(color))
            return
        painter.setFont(inter(SIZES.key, MEDIUM))
        painter.setPen(QColor(VIEWING.text_2 if self.isEnabled() else color))
        rect = QRectF(x, 0, self.width() - x, self.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, self._face.key)

    def _key_width(self) -> float:
        if self._face.cap:
            return cap_width(self._face.key)
        return QFontMetricsF(inter(SIZES.key, MEDIUM)).horizontalAdvance(self._face.key)
