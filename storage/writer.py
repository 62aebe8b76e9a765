"""One thread that owns its connection and commits, so that no window ever waits."""

import queue
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from sqlite_utils import Database

from storage.errors import (
    DamagedStudyError,
    DiskFullError,
    DiskTroubleError,
    ReadOnlyStudyError,
    StorageError,
    StudyBusyError,
    StudyGoneError,
    StudyHeldError,
)
from storage.study_connection import StudyConnection

T = TypeVar("T")

_TICK_SECONDS = 1.0
_AGAIN = "Beholder tries again by itself."
_PASSING: dict[type[StorageError], str] = {
    DiskFullError: f"the disk is full. Free some space; {_AGAIN}",
    DiskTroubleError: f"the disk reports an error. Check that it is there; {_AGAIN}",
    ReadOnlyStudyError: f"the study may only be read now. Allow writing; {_AGAIN}",
    StudyBusyError: f"another program keeps the study locked. {_AGAIN}",
    StudyGoneError: (
        "the study file is gone: moved, deleted, replaced or unplugged. Put it back; "
        f"{_AGAIN}"
    ),
}
_DAMAGED = (
    "the study file is damaged. Close this window and tell the person who made the "
    "study."
)
_UNEXPECTED = "something unforeseen went wrong. Open the study again and go on."


def words_for_raters(error: BaseException | None) -> str:
    """Return what a rater may read about an error: a path could name a system."""
    if isinstance(error, StudyHeldError):
        return str(error)  # it names the rater alone
    if isinstance(error, DamagedStudyError):
        return _DAMAGED
    passing = (words for kind, words in _PASSING.items() if isinstance(error, kind))
    return next(passing, _UNEXPECTED)


@dataclass(slots=True)
class _Task(Generic[T]):
    work: Callable[[Database], T]
    done: Future[T] = field(default_factory=Future)


class Writer:
    """Commits tasks one after another; a task's future resolves once it is durable.

    Trouble that can pass (a full disk, an I/O error, a lock, a file moved away) is
    told to `on_trouble` as a sentence for raters and tried again each second; nothing
    behind it in the queue overtakes it. `on_trouble("")` says that it is over; it is
    not said any more once something was refused for good. `beat` runs in a
    transaction of its own every `beat_seconds`. Both are called on the writer's
    thread, which also ends by itself, after what is queued, when the program's main
    thread does.
    """

    def __init__(
        self,
        path: Path,
        *,
        on_trouble: Callable[[str], None],
        beat: Callable[[Database], None],
        beat_seconds: float,
    ) -> None:
        self._connection = StudyConnection(path)
        self._on_trouble = on_trouble
        self._beat = beat
        self._beat_seconds = beat_seconds
        self._next_beat = time.monotonic() + beat_seconds
        self._tasks: queue.SimpleQueue[_Task[object] | None] = queue.SimpleQueue()
        self._ending = threading.Lock()  # nothing is queued behind the end
        self._ended = False
        self._giving_up = threading.Event()
        self._given_up: Exception | None = None
        self._troubled = False
        self._refused = False
        self._thread = threading.Thread(target=self._run, name="writer")
        self._thread.start()

    def submit(self, work: Callable[[Database], T]) -> Future[T]:
        """Queue a piece of work that runs inside one transaction.

        It may run again after trouble with the disk, and then must change nothing
        that it has already written. Its future cannot be cancelled.
        """
        task = _Task(work)
        task.done.set_running_or_notify_cancel()
        with self._ending:
            if self._ended:
                task.done.set_exception(StorageError("Nothing is saved any more."))
            else:
                self._tasks.put(task)  # type: ignore[arg-type]  # of any answers
        return task.done

    def close(self, *, patience: float) -> None:
        """Finish what is queued and end the thread.

        After `patience` (seconds) a task in lasting trouble is given up, and with it
        all behind it; an attempt under way is waited for.
        """
        self._tasks.put(None)
        self._thread.join(patience)
        self._giving_up.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            while (task := self._next()) is not None:
                self._finish(task)
                self._beat_when_due()
        finally:
            self._end()

    def _next(self) -> _Task[object] | None:
        """Wait for a task; None when there will be no more."""
        while True:
            try:
                return self._tasks.get(timeout=_TICK_SECONDS)
            except queue.Empty:
                if not threading.main_thread().is_alive():
                    return None
                self._beat_when_due()

    def _finish(self, task: _Task[object]) -> None:
        while self._given_up is None:
            try:
                answer = self._connection.commit(task.work)
            except tuple(_PASSING) as error:
                self._tell(f"The last answer is not saved: {words_for_raters(error)}")
                if not self._try_again():
                    self._given_up = error
            except Exception as error:  # handed to whoever waits
                self._refused = True
                self._tell(f"The last answer is not saved: {words_for_raters(error)}")
                task.done.set_exception(error)
                return
            else:
                task.done.set_result(answer)
                self._all_clear()
                return
        self._refused = True
        task.done.set_exception(self._given_up)

    def _try_again(self) -> bool:
        """Wait a second; False when the program will wait no longer."""
        gone = not threading.main_thread().is_alive()
        return not gone and not self._giving_up.wait(_TICK_SECONDS)

    def _beat_when_due(self) -> None:
        if time.monotonic() < self._next_beat or self._given_up is not None:
            return
        self._next_beat = time.monotonic() + self._beat_seconds
        try:
            self._connection.commit(self._beat)
            self._connection.bring_home()
        except StorageError as error:
            self._tell(f"Nothing can be saved now: {words_for_raters(error)}")
        else:
            self._all_clear()

    def _tell(self, sentence: str) -> None:
        self._troubled = bool(sentence)
        try:
            self._on_trouble(sentence)
        except Exception:  # a window that is gone hears nothing; saving goes on
            _report_mistake()

    def _all_clear(self) -> None:
        if self._troubled and not self._refused:
            self._tell("")

    def _end(self) -> None:
        """Leave nobody waiting, whatever ended the thread."""
        with self._ending:
            self._ended = True
        try:
            self._connection.close()
        finally:
            while not self._tasks.empty():
                task = self._tasks.get()
                if task is not None:
                    self._refused = True
                    task.done.set_exception(StorageError("Nothing is saved any more."))


def _report_mistake() -> None:
    """Report an exception as Python reports those that end a thread."""
    kind, error, trace = sys.exc_info()
    told = (kind or Exception, error, trace, threading.current_thread())
    threading.excepthook(threading.ExceptHookArgs(told))
