"""Where the play head is, and a handle to move it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from app.playback.player import Player
from app.theme.tokens import SIZES, VIEWING

_RAIL = 3
_HEAD = (3, 16)
_BRACKET = (5, 14)
_EDGE = 8  # room at both ends, so that the head is whole at the ends
_MS = 1_000  # µs


class ScrubBar(QAbstractSlider):
    """A rail with the played part, the head, and brackets around a marked loop.

    Painted by itself; a slider for what a screen reader asks of it, whose value is
    the media time in ms. A part of the rail that is in memory is brighter until all
    of it is.
    """

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._dragged: object = None  # the presentation whose head the mouse holds
        self._following = False
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFixedHeight(SIZES.answer)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Position")
        self.valueChanged.connect(self._set_from_outside)
        player.changed.connect(self._follow)
        player.buffered.connect(self.update)

    def x_of(self, time_us: int) -> float:
        """Return where a media time stands, in logical pixels."""
        length = max(1, self._player.duration_us)
        return _EDGE + time_us / length * (self.width() - 2 * _EDGE)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint rail, fill, marks, head and the ring of focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        rail = QRectF(_EDGE, middle - _RAIL / 2, self.width() - 2 * _EDGE, _RAIL)
        _paint_along(painter, rail, VIEWING.rail)
        if self._player.playable:
            self._paint_memory(painter, rail)
            self._paint_position(painter, rail, middle)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(VIEWING.ring), 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, SIZES.radius, SIZES.radius)

    def _paint_memory(self, painter: QPainter, rail: QRectF) -> None:
        stretches = self._player.in_memory()
        if stretches == ((0, self._player.duration_us),):
            return
        for start_us, end_us in stretches:
            left = self.x_of(start_us)
            part = QRectF(left, rail.top(), self.x_of(end_us) - left, _RAIL)
            _paint_along(painter, part, VIEWING.rail_in_memory)

    def _paint_position(self, painter: QPainter, rail: QRectF, middle: float) -> None:
        head = self.x_of(self._player.position_us)
        marked = self._player.loop_range
        start = self.x_of(marked[0]) if marked else rail.left()
        fill = QRectF(start, rail.top(), max(0.0, head - start), _RAIL)
        _paint_along(painter, fill, VIEWING.fill)
        if marked:
            _paint_bracket(painter, self.x_of(marked[0]), middle, 1)
            _paint_bracket(painter, self.x_of(marked[1]), middle, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(VIEWING.head))
        width, height = _HEAD
        rect = QRectF(head - width / 2, middle - height / 2, width, height)
        painter.drawRoundedRect(rect, 1, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the head where the mouse is."""
        if event.button() is Qt.MouseButton.LeftButton and self._player.playable:
            self._dragged = self._player.presentation
            self._player.begin_scrub()
            self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse, as far as the rail goes."""
        if self._holds:
            self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the head go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._let_go()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the head go: the mouse will never tell."""
        super().hideEvent(event)
        self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the window: they are the same everywhere."""
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel alone: nobody means it."""
        event.ignore()

    @property
    def _holds(self) -> bool:
        """True while the head is held of what is still there."""
        there = self._dragged is self._player.presentation
        return self._dragged is not None and there and self._player.playable

    def _let_go(self) -> None:
        if self._holds:
            self._player.end_scrub()
        self._dragged = None

    def _go(self, point: QPointF) -> None:
        share = (point.x() - _EDGE) / max(1, self.width() - 2 * _EDGE)
        self._player.scrub(round(min(1.0, max(0.0, share)) * self._player.duration_us))

    def _follow(self) -> None:
        """Show what holds now; while it plays a screen reader need not follow."""
        player = self._player
        self._following = True
        self.setMaximum(player.duration_us // _MS if player.playable else 0)
        if not player.playing:
            self.setValue(player.position_us // _MS)
        self._following = False
        self.update()

    def _set_from_outside(self, value: int) -> None:
        if not self._following and self._player.playable:
            self._player.seek(value * _MS)


def _paint_along(painter: QPainter, part: QRectF, color: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(part, _RAIL / 2, _RAIL / 2)


def _paint_bracket(painter: QPainter, x: float, middle: float, side: int) -> None:
    width, height = _BRACKET
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(VIEWING.head), 2))
    top, bottom = middle - height / 2, middle + height / 2
    painter.drawPolyline(
        [
            QPointF(x + side * width, top),
            QPointF(x, top),
            QPointF(x, bottom),
            QPointF(x + side * width, bottom),
        ]
    )
