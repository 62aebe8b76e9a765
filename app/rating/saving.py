"""Whether everything answered is on the disk, and how the window says so."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from storage.errors import StorageError
from storage.writer import words_for_raters

T = TypeVar("T")

_PATIENCE_MS = 300
SAVED = "All answers saved"
SAVING = "Saving…"


class Saving(QObject):
    """Watches commits that run on the storage's thread and tells the window's.

    Trouble passes: the storage tries again by itself. What is lost stays lost: a
    commit that was refused for good, after which nothing more can be saved here.
    """

    changed = Signal()
    _finished = Signal(object, object)
    _troubled = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trouble = ""  # a sentence while the disk takes nothing
        self.loss = ""  # a sentence once something was refused for good
        self._under_way: set[Future[object]] = set()
        self._answers: set[Future[object]] = set()
        self._says_saving = False
        self._listening = True
        queued = Qt.ConnectionType.QueuedConnection
        self._finished.connect(self._finish, queued)
        self._troubled.connect(self._take_trouble, queued)
        self._slow = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._slow.timeout.connect(self._say_saving)

    def watch(
        self,
        commit: Future[T],
        then: Callable[[], None] | None = None,
        *,
        answer: bool = False,
    ) -> None:
        """Call `then` on the window's thread once the commit is durable."""
        known: Future[object] = commit  # type: ignore[assignment]  # only read
        self._under_way.add(known)
        if answer:
            self._answers.add(known)
        if not self._slow.isActive() and not self._says_saving:
            self._slow.start()
        commit.add_done_callback(lambda done: self._hear(done, then))

    def tell(self, sentence: str) -> None:
        """Take a sentence about the disk, from any thread; "" when it is over."""
        if self._listening:
            self._troubled.emit(sentence)

    def stop_listening(self) -> None:
        """Hear no more: the window is gone while something may still be tried."""
        self._listening = False

    def settle(self, seconds: float) -> bool:
        """Wait for what is under way; False when that took too long or failed."""
        done, late = wait(self._under_way, timeout=seconds)
        return not late and not any(map(_failed, done)) and not self.loss

    @property
    def words(self) -> str:
        """What the top bar says beside the clock."""
        return SAVING if self._says_saving else SAVED

    @property
    def all_saved(self) -> bool:
        """True when nothing is on its way and nothing has failed."""
        return not (self._under_way or self.trouble or self.loss)

    @property
    def answers_under_way(self) -> int:
        """How many answers are not yet on the disk."""
        return len(self._answers)

    def _hear(self, commit: Future[T], then: Callable[[], None] | None) -> None:
        if self._listening:
            self._finished.emit(commit, then)

    def _finish(self, commit: Future[object], then: Callable[[], None] | None) -> None:
        self._under_way.discard(commit)
        self._answers.discard(commit)
        if _failed(commit):
            self.loss = f"The last answer is not saved: {_reason(commit)}"
        elif then is not None:
            then()
        if not self._under_way:
            self._slow.stop()
            self._says_saving = False
        self.changed.emit()
        _raise_mistake(commit)

    def _take_trouble(self, sentence: str) -> None:
        self.trouble = sentence
        self.changed.emit()

    def _say_saving(self) -> None:
        self._says_saving = True
        self.changed.emit()


def _failed(commit: Future[object]) -> bool:
    return commit.cancelled() or commit.exception() is not None


def _raise_mistake(commit: Future[object]) -> None:
    """Let an error that no disk can cause come to light; the loss is told already."""
    error = None if commit.cancelled() else commit.exception()
    if error is not None and not isinstance(error, StorageError):
        raise error


def _reason(commit: Future[object]) -> str:
    error = None if commit.cancelled() else commit.exception()
    return words_for_raters(error)
