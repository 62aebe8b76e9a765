"""Whether everything answered is on the disk, and how the window says so."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

T = TypeVar("T")

_PATIENCE_MS = 300
SAVED = "All answers saved"
SAVING = "Saving…"


class Saving(QObject):
    """Watches commits that run on the storage's thread and tells the window's."""

    changed = Signal(str)  # what the top bar says
    _finished = Signal(object, object)
    _troubled = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = SAVED
        self._pending = 0
        self._trouble = ""
        queued = Qt.ConnectionType.QueuedConnection
        self._finished.connect(self._finish, queued)
        self._troubled.connect(self._take_trouble, queued)
        self._slow = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._slow.timeout.connect(self._tell)

    def watch(self, commit: Future[T], then: Callable[[], None] | None = None) -> None:
        """Call `then` on the window's thread once the commit is durable."""
        self._pending += 1
        if not self._slow.isActive():
            self._slow.start()
        commit.add_done_callback(lambda done: self._finished.emit(done, then))

    def trouble(self, sentence: str) -> None:
        """Take a sentence about the disk, from any thread; "" when it is over."""
        self._troubled.emit(sentence)

    @property
    def all_saved(self) -> bool:
        """True when nothing is on its way and nothing has failed."""
        return not self._pending and not self._trouble

    def _finish(self, commit: Future[object], then: Callable[[], None] | None) -> None:
        self._pending -= 1
        if commit.cancelled() or commit.exception() is not None:
            self._trouble = f"The last answer is not saved: {commit.exception()}"
        elif then is not None:
            then()
        if not self._pending:
            self._slow.stop()
            self._tell()

    def _take_trouble(self, sentence: str) -> None:
        self._trouble = sentence
        self._tell()

    def _tell(self) -> None:
        self.words = self._trouble or (SAVING if self._pending else SAVED)
        self.changed.emit(self.words)
