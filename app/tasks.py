"""Work that would freeze the window, done on another thread."""

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QMetaMethod,
    QObject,
    Qt,
    QThreadPool,
    Signal,
    Slot,
)

_running: set["Task"] = set()  # a task lives until its outcome is delivered


class Task(QObject):
    """One piece of work; its signals come on the thread that made it.

    After `cancel` nothing is signalled any more, and work that has not begun is left
    undone. The work must touch no widget; it
    may look at `cancelled` and stop, and tell its progress by `tell`. An error that
    nobody listens for is raised on the thread that made the task.
    """

    progressed = Signal(int, int)  # done, of how many
    finished = Signal(object)  # what the work returned
    failed = Signal(Exception)

    _told = Signal(int, int)
    _ended = Signal(object, object)

    def __init__(self, work: Callable[["Task"], Any]) -> None:
        super().__init__()
        self.cancelled = Event()
        self._work = work
        queued = Qt.ConnectionType.QueuedConnection
        self._told.connect(self._progress, queued)
        self._ended.connect(self._deliver, queued)

    def start(self) -> None:
        """Begin. Connect first: a quick answer does not wait."""
        _settle_at_the_end()
        _running.add(self)
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        """Ask the work to stop, and hear nothing of it any more."""
        self.cancelled.set()

    def tell(self, done: int, total: int) -> None:
        """Report progress; called by the work, on its thread."""
        self._told.emit(done, total)

    def _run(self) -> None:
        try:
            answer = None if self.cancelled.is_set() else self._work(self)
            error = None
        except Exception as caught:  # handed over, not swallowed
            answer, error = None, caught
        self._ended.emit(answer, error)

    @Slot(int, int)
    def _progress(self, done: int, total: int) -> None:
        if not self.cancelled.is_set():
            self.progressed.emit(done, total)

    @Slot(object, object)
    def _deliver(self, answer: object, error: Exception | None) -> None:
        _running.discard(self)
        if self.cancelled.is_set():
            return
        if error is None:
            self.finished.emit(answer)
        elif self.isSignalConnected(QMetaMethod.fromSignal(self.failed)):
            self.failed.emit(error)
        else:
            raise error


def settle() -> None:
    """Cancel all work and wait for its end, so that the program can be taken apart."""
    for task in tuple(_running):
        task.cancel()
    QThreadPool.globalInstance().waitForDone()


def _settle_at_the_end() -> None:
    """Have the application settle before it quits, once however many tasks start."""
    app = QCoreApplication.instance()
    if app is not None and not app.property("settles"):
        app.setProperty("settles", True)
        app.aboutToQuit.connect(settle)
