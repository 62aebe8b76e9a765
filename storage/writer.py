"""One thread that owns its connection and commits, so that no window ever waits."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from sqlite_utils import Database

from storage.connection import connect, immediate, in_words
from storage.errors import DiskFullError, StorageError, StudyBusyError

T = TypeVar("T")

_RETRY_SECONDS = 1.0
_PASSING = (DiskFullError, StudyBusyError)


@dataclass(slots=True)
class _Task(Generic[T]):
    work: Callable[[Database], T]
    done: Future[T] = field(default_factory=Future)


class Writer:
    """Commits tasks one after another; a task's future resolves once it is durable.

    Trouble that passes (a full disk, a lock) is told to `on_trouble` as a sentence
    and tried again each second; nothing behind it in the queue overtakes it.
    `on_trouble("")` says that it is over. Both are called on the writer's thread.
    """

    def __init__(
        self,
        path: Path,
        *,
        on_trouble: Callable[[str], None],
        on_idle: Callable[[Database], None],
        idle_seconds: float,
    ) -> None:
        self._path = path
        self._on_trouble = on_trouble
        self._on_idle = on_idle
        self._idle_seconds = idle_seconds
        self._tasks: queue.SimpleQueue[_Task[object] | None] = queue.SimpleQueue()
        self._giving_up = threading.Event()
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
        db = connect(self._path)
        try:
            while True:
                try:
                    task = self._tasks.get(timeout=self._idle_seconds)
                except queue.Empty:
                    self._idle(db)
                    continue
                if task is None:
                    return
                self._finish(db, task)
        finally:
            db.close()

    def _finish(self, db: Database, task: _Task[object]) -> None:
        troubled = False
        while True:
            try:
                answer = self._commit(db, task.work)
            except _PASSING as error:
                troubled = True
                self._on_trouble(_unsaved(error))
                if not self._giving_up.wait(_RETRY_SECONDS):
                    continue
                task.done.set_exception(error)
            except Exception as error:  # handed to whoever waits
                self._on_trouble(f"The last answer is not saved: {error}")
                task.done.set_exception(error)
                return
            else:
                task.done.set_result(answer)
            if troubled:
                self._on_trouble("")
            return

    def _commit(self, db: Database, work: Callable[[Database], object]) -> object:
        with in_words(self._path), immediate(db):
            return work(db)

    def _idle(self, db: Database) -> None:
        try:
            with in_words(self._path), immediate(db):
                self._on_idle(db)
        except StorageError as error:
            self._on_trouble(str(error))


def _unsaved(error: StorageError) -> str:
    if isinstance(error, DiskFullError):
        return (
            "The last answer is not saved: the disk is full. Free some space; "
            "Beholder tries again by itself."
        )
    return (
        "The last answer is not saved yet: another program keeps the study locked. "
        "Beholder tries again by itself."
    )
