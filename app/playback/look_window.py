"""`beholder look`: two to four files in the same player, without a study."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFontMetricsF,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.media.probe import probe
from app.playback.player import Player
from app.playback.player_keys import player_actions
from app.playback.presentation import PaneMedium
from app.playback.stage import LETTERS, Stage
from app.playback.transport import TransportBar
from app.theme.fonts import inter
from app.theme.style import wear_viewing
from app.theme.tokens import SIZES, VIEWING

FEWEST, MOST = 2, 4
_CAPTION = 28


def media_to_look_at(paths: Sequence[Path]) -> tuple[PaneMedium, ...]:
    """Probe the files; raises UnreadableMediumError naming the one that fails."""
    return tuple(PaneMedium(path, probe(path)) for path in paths)


class LookWindow(QWidget):
    """Plays files side by side; their names stand below, for this is the owner's."""

    def __init__(
        self, media: Sequence[PaneMedium], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Beholder")
        self.resize(1440, 900)
        wear_viewing(self)
        self.player = Player(parent=self)
        self._stage = Stage(
            self.player, failure_words="A file cannot be shown; it has changed."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stage, 1)
        column.addWidget(_Captions(self._stage, [m.path.name for m in media]))
        column.addWidget(TransportBar(self.player))
        for key, action in player_actions(self.player).items():
            QShortcut(QKeySequence(key), self, action)
        QShortcut(QKeySequence("F11"), self, self._toggle_full_screen)
        QShortcut(QKeySequence("Ctrl+Q"), self, self.close)
        QShortcut(QKeySequence("Esc"), self, self.close)
        self.player.show(media)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the threads."""
        self.player.close()
        super().closeEvent(event)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)


class _Captions(QWidget):
    """The names of the files under their panes."""

    def __init__(self, stage: Stage, names: Sequence[str]) -> None:
        super().__init__()
        self._stage = stage
        self._names = list(names)
        self.setFixedHeight(_CAPTION)
        self.setAccessibleName(", ".join(names))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the letter and the name of each file, shortened to its share."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(VIEWING.deck))
        painter.setPen(QColor(VIEWING.text_2))
        painter.setFont(inter(SIZES.hint))
        metrics = QFontMetricsF(painter.font())
        share = self.width() // len(self._names)
        for number, name in enumerate(self._names):
            text = f"{LETTERS[number]}  {name}"
            elided = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, share - 32)
            room = self.rect().adjusted(0, 0, 0, 0)
            room.setLeft(number * share + 16)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided)
