"""One thread that owns its connection and commits, so that no window ever waits."""

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from sqlite_utils import Database

from storage.connection import connect, immediate, in_words
from storage.errors import (
    DamagedStudyError,
    DiskFullError,
    DiskTroubleError,
    ReadOnlyStudyError,
    StorageError,
    StudyBusyError,
    StudyHeldError,
)

T = TypeVar("T")

_TICK_SECONDS = 1.0
_AGAIN = "Beholder tries again by itself."
_PASSING: dict[type[StorageError], str] = {
    DiskFullError: f"the disk is full. Free some space; {_AGAIN}",
    DiskTroubleError: f"the disk reports an error. Check that it is there; {_AGAIN}",
    ReadOnlyStudyError: f"the study may only be read now. Allow writing; {_AGAIN}",
    StudyBusyError: f"another program keeps the study locked. {_AGAIN}",
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

    Trouble that can pass (a full disk, an I/O error, a lock) is told to `on_trouble`
    as a sentence for raters and tried again each second; nothing behind it in the
    queue overtakes it. `on_trouble("")` says that it is over. `beat` runs in a
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
        self._path = path
        self._on_trouble = on_trouble
        self._beat = beat
        self._beat_seconds = beat_seconds
        self._next_beat = time.monotonic() + beat_seconds
        self._tasks: queue.SimpleQueue[_Task[object] | None] = queue.SimpleQueue()
        self._giving_up = threading.Event()
        self._troubled = False
        self._db: Database | None = None
        self._thread = threading.Thread(target=self._run, name="writer")
        self._thread.start()

    def submit(self, work: Callable[[Database], T]) -> Future[T]:
        """Queue a piece of work that runs inside one transaction."""
        task = _Task(work)
        self._tasks.put(task)  # type: ignore[arg-type]  # a queue of any answers
        return task.done

    def close(self, *, patience: float | None = None) -> bool:
        """Finish what is queued and end the thread; False when that did not work.

        With `patience` (seconds) a task in lasting trouble is given up after it.
        """
        self._tasks.put(None)
        self._thread.join(patience)
        finished = not self._thread.is_alive()
        if not finished:
            self._giving_up.set()
            self._thread.join()
        return finished

    def _run(self) -> None:
        try:
            while (task := self._next()) is not None:
                self._finish(task)
                self._beat_when_due()
        finally:
            self._disconnect()

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
        while True:
            try:
                answer = self._commit(task.work)
            except tuple(_PASSING) as error:
                self._tell(f"The last answer is not saved: {words_for_raters(error)}")
                if self._try_again():
                    continue
                task.done.set_exception(error)
            except Exception as error:  # handed to whoever waits
                self._tell(f"The last answer is not saved: {words_for_raters(error)}")
                task.done.set_exception(error)
            else:
                task.done.set_result(answer)
                self._all_clear()
            return

    def _try_again(self) -> bool:
        """Wait a second; False when the program will wait no longer."""
        gone = not threading.main_thread().is_alive()
        return not gone and not self._giving_up.wait(_TICK_SECONDS)

    def _commit(self, work: Callable[[Database], object]) -> object:
        try:
            if self._db is None:
                self._db = connect(self._path)
            with in_words(self._path), immediate(self._db):
                return work(self._db)
        except (DiskTroubleError, ReadOnlyStudyError):
            self._disconnect()  # the disk may come back as another one
            raise

    def _beat_when_due(self) -> None:
        if time.monotonic() < self._next_beat:
            return
        self._next_beat = time.monotonic() + self._beat_seconds
        try:
            self._commit(self._beat)
        except StorageError as error:
            self._tell(f"Nothing can be saved now: {words_for_raters(error)}")
        else:
            self._all_clear()

    def _tell(self, sentence: str) -> None:
        self._troubled = True
        self._on_trouble(sentence)

    def _all_clear(self) -> None:
        if self._troubled:
            self._troubled = False
            self._on_trouble("")

    def _disconnect(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None
