"""What is quick needs no words that come and go."""

from PySide6.QtCore import QObject, QTimer, Signal

_PATIENCE_MS = 300


class Patience(QObject):
    """Knows whether something has been waited for so long that it must be said."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._timer.timeout.connect(self._end)
        self.ended = False

    def follow(self, waiting: bool) -> None:
        """Take note whether it is being waited for now."""
        if not waiting:
            self._timer.stop()
            self.ended = False
        elif not self.ended and not self._timer.isActive():
            self._timer.start()

    def _end(self) -> None:
        self.ended = True
        self.changed.emit()
