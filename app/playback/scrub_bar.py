"""Where the play head is, and a handle to move it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.playback.player import Player
from app.theme.tokens import SIZES, VIEWING

_RAIL = 3
_HEAD = (3, 16)
_BRACKET = (5, 14)
_EDGE = 8  # room at both ends, so that the head is whole at the ends


class ScrubBar(QWidget):
    """A rail with the played part, the head, and brackets around a marked loop."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._was_playing = False
        self.setFixedHeight(SIZES.answer)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Position")
        player.changed.connect(self.update)

    def x_of(self, time_us: int) -> float:
        """Return where a media time stands, in logical pixels."""
        length = max(1, self._player.duration_us)
        return _EDGE + time_us / length * (self.width() - 2 * _EDGE)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint rail, fill, marks, head and the ring of focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        rail = QRectF(_EDGE, middle - _RAIL / 2, self.width() - 2 * _EDGE, _RAIL)
        painter.setBrush(QColor(VIEWING.rail))
        painter.drawRoundedRect(rail, _RAIL / 2, _RAIL / 2)
        if self._player.playable:
            self._paint_position(painter, rail, middle)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(VIEWING.ring), 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, SIZES.radius, SIZES.radius)

    def _paint_position(self, painter: QPainter, rail: QRectF, middle: float) -> None:
        head = self.x_of(self._player.position_us)
        marked = self._player.loop_range
        start = self.x_of(marked[0]) if marked else rail.left()
        painter.setBrush(QColor(VIEWING.fill))
        fill = QRectF(start, rail.top(), max(0.0, head - start), _RAIL)
        painter.drawRoundedRect(fill, _RAIL / 2, _RAIL / 2)
        if marked:
            _paint_bracket(painter, self.x_of(marked[0]), middle, 1)
            _paint_bracket(painter, self.x_of(marked[1]), middle, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(VIEWING.head))
        width, height = _HEAD
        rect = QRectF(head - width / 2, middle - height / 2, width, height)
        painter.drawRoundedRect(rect, 1, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold the playback and go where the mouse is."""
        if event.button() is Qt.MouseButton.LeftButton and self._player.playable:
            self._was_playing = self._player.playing
            self._player.pause()
            self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._player.playable:
            self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go on playing when it played before."""
        if event.button() is Qt.MouseButton.LeftButton and self._was_playing:
            self._was_playing = False
            self._player.play()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the window: they are the same everywhere."""
        event.ignore()

    def _go(self, point: QPointF) -> None:
        share = (point.x() - _EDGE) / max(1, self.width() - 2 * _EDGE)
        self._player.seek(round(min(1.0, max(0.0, share)) * self._player.duration_us))


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
