"""Where the play head is, in seconds and frames."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.playback.patience import Patience
from app.playback.player import Player
from app.theme.fonts import MEDIUM, inter
from app.theme.tokens import SIZES, VIEWING

_S = 1_000_000
_WIDEST = 599_999_999  # µs; the width has room for it, and never changes
_WAITING = " · loading…"


class TimeReadout(QWidget):
    """One line in a room of its own, so that nothing shifts while time passes.

    That playing waits for frames is said here, quietly, in place of the frame.
    """

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._wide = True
        self._words = ("", "")
        self._patience = Patience(self)
        self._patience.changed.connect(self.refresh)
        self.setFont(inter(SIZES.hint, MEDIUM))
        self.fit(0)

    def text(self) -> str:
        """Return what is read."""
        return "".join(self._words)

    def fit(self, room: float) -> None:
        """Count frames too, or leave them out where there is no room."""
        self._wide = room >= self._width_of(wide=True)
        self.setFixedSize(self._width_of(wide=self._wide), SIZES.answer)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now."""
        player = self._player
        self._patience.follow(waiting=player.playable and player.waiting)
        words = self._now() if player.playable else ("", "")
        if words != self._words:
            self._words = words
            self.update()
            if not player.playing:  # while it runs nobody can follow it by ear
                self.setAccessibleName(self.text())

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the position, then what matters less."""
        painter = QPainter(self)
        painter.setFont(self.font())
        room = QRectF(self.rect())
        for words, color in zip(
            self._words, (VIEWING.text, VIEWING.text_2), strict=True
        ):
            painter.setPen(QColor(color))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            room.setLeft(room.left() + self.fontMetrics().horizontalAdvance(words))

    def _now(self) -> tuple[str, str]:
        player = self._player
        position, length = _clock(player.position_us), _clock(player.duration_us)
        if self._patience.ended:
            return position, _WAITING
        number, count = player.moment
        frames = f" · frame {number} of {count}" if self._wide else ""
        return position, f" / {length}{frames}"

    def _width_of(self, *, wide: bool) -> int:
        widest = f"{_clock(_WIDEST)} / {_clock(_WIDEST)}"
        widest += " · frame 0000 of 0000" if wide else ""
        return QFontMetrics(self.font()).horizontalAdvance(widest) + 1


def _clock(time_us: int) -> str:
    minutes, rest = divmod(time_us, 60 * _S)
    return f"{minutes}:{rest / _S:06.3f}"
