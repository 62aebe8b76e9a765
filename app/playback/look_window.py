"""`beholder look`: two to four files in the same player, without a study."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.media.probe import probe
from app.playback.player import Player
from app.playback.player_keys import REPEATING, player_actions
from app.playback.presentation import PaneMedium
from app.playback.stage import Stage
from app.playback.transport import TransportBar
from app.theme.style import wear_viewing

_SEQUENCE_RATE = 30.0  # frames per second of numbered pictures


def media_to_look_at(paths: Sequence[Path]) -> tuple[PaneMedium, ...]:
    """Probe the files; raises UnreadableMediumError naming the one that fails."""
    return tuple(
        PaneMedium(path, probe(path, rate=_rate(path)), caption)
        for path, caption in zip(paths, _captions(paths), strict=True)
    )


class LookWindow(QWidget):
    """Plays files side by side; their names stand above, for this is the owner's."""

    def __init__(
        self, media: Sequence[PaneMedium], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Beholder")
        self.setMinimumSize(560, 320)
        self.resize(1440, 900)
        wear_viewing(self)
        self.player = Player(parent=self)
        self.stage = Stage(self.player, to_owner=True)
        self.transport = TransportBar(self.player)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stage, 1)
        column.addWidget(self.transport)
        for key, action in player_actions(self.player).items():
            shortcut = QShortcut(QKeySequence(key), self, action)
            shortcut.setAutoRepeat(key in REPEATING)
        QShortcut(QKeySequence("Z"), self, self.stage.toggle_enlarged)
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


def _rate(path: Path) -> float | None:
    return _SEQUENCE_RATE if path.is_dir() else None


def _captions(paths: Sequence[Path]) -> list[str]:
    """Return the names, with the folder where two files have the same name."""
    counts = Counter(path.name for path in paths)
    return [
        path.name
        if counts[path.name] == 1
        else f"{path.absolute().parent.name}/{path.name}"
        for path in paths
    ]
