"""The proof, live: one quiet line below the panes for the owner who asks for it."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from app.playback.fitting import MARGIN
from app.playback.player import Player
from app.playback.proof_words import proof_words
from app.theme.fonts import MEDIUM, inter
from app.theme.tokens import SIZES, VIEWING

_EVERY_MS = 500


class ProofLine(QWidget):
    """Stands in the margin below the panes, so that nothing shifts for it.

    Hidden until it is asked for. Raters never get one: figures move, and tell.
    """

    def __init__(self, player: Player, stage: QWidget) -> None:
        super().__init__(stage)
        self._player = player
        self._stage = stage
        self._words = ""
        self._clock = QTimer(self, interval=_EVERY_MS)
        self._clock.timeout.connect(self._read)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFont(inter(SIZES.hint, MEDIUM))
        self.hide()
        stage.installEventFilter(self)

    def toggle(self) -> None:
        """Show it, or hide it again."""
        self.setVisible(self.isHidden())

    def text(self) -> str:
        """Return what is read."""
        return self._words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the stage."""
        if event.type() is QEvent.Type.Resize and watched is self._stage:
            self._take_place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to read."""
        super().showEvent(event)
        self._take_place()
        self._clock.start()
        self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Read no more."""
        super().hideEvent(event)
        self._clock.stop()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the words in the middle, on the surround."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(VIEWING.surround))
        painter.setFont(self.font())
        painter.setPen(QColor(VIEWING.on_surround_2))
        room = QRectF(self.rect()).adjusted(MARGIN, 0, -MARGIN, 0)
        end = Qt.TextElideMode.ElideRight
        words = QFontMetricsF(self.font()).elidedText(self._words, end, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    def _read(self) -> None:
        player = self._player
        words = ""
        if player.is_loaded and not player.failure:
            words = proof_words(player.certificate(), moving=player.moving)
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.update()

    def _take_place(self) -> None:
        width, height = self._stage.width(), self._stage.height()
        self.setGeometry(0, height - MARGIN, width, MARGIN)
