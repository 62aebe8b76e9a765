"""`beholder look`: one to four files in the same player, without a study."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.media.probe import probe
from app.playback.player import Player
from app.playback.player_keys import REPEATING, offset_actions, player_actions
from app.playback.presentation import PaneMedium
from app.playback.proof_line import ProofLine
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
        self.proof = ProofLine(self.player, self.stage)
        self.transport = TransportBar(self.player)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stage, 1)
        column.addWidget(self.transport)
        for key, action in self._actions().items():
            shortcut = QShortcut(QKeySequence(key), self, action)
            shortcut.setAutoRepeat(key in REPEATING)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()  # no ring before somebody goes through the controls by key
        self.player.show(media)

    def _actions(self) -> Mapping[str, Callable[[], object]]:
        return {
            **player_actions(self.player),
            **offset_actions(self.stage),
            "Z": self.stage.toggle_enlarged,
            "H": self.proof.toggle,  # how it was played
            "F11": self._toggle_full_screen,
            "Ctrl+Q": self.close,
            "Esc": self.close,
        }

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the threads."""
        self.player.close()
        super().closeEvent(event)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)


def _rate(path: Path) -> float | None:
    return _SEQUENCE_RATE if path.is_dir() else None


def _captions(paths: Sequence[Path]) -> list[str]:
    """Return the names, with as many folders as it takes to tell files apart."""
    return [_caption(path, [p for p in paths if p != path]) for path in paths]


def _caption(path: Path, others: Sequence[Path]) -> str:
    parts = path.absolute().parts
    for count in range(1, len(parts)):
        end = parts[-count:]
        if all(other.absolute().parts[-count:] != end for other in others):
            return "/".join(end)
    return path.name  # the same file twice
