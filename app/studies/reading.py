"""Reading the recent studies in the background: words first, then pictures."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.tasks import Task

if TYPE_CHECKING:
    from app.studies.summary import StudySummary


class Reading(QObject):
    """Reads summaries of study files, and a few pictures of each."""

    read = Signal(object)  # a list of StudySummary, in the order asked for
    pictured = Signal(object, object)  # a study's Path, its QImages

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks: list[Task] = []
        self._known: dict[str, QImage] = {}  # by the SHA-256 of the medium

    def begin(self, paths: Sequence[Path]) -> None:
        """Read these; what was being read before is let go."""
        self.stop()
        if not paths:
            return  # nothing to load arrays for
        task = Task(partial(_summaries, paths))
        task.finished.connect(self._summaries_read)
        self._start(task)

    def stop(self) -> None:
        """Hear nothing more of what is being read."""
        for task in self._tasks:
            task.cancel()
        self._tasks = []

    def _summaries_read(self, summaries: "list[StudySummary]") -> None:
        self.read.emit(summaries)
        for summary in summaries:
            if all(medium.sha256 in self._known for _, medium in summary.thumbnails):
                self._tell(summary)
                continue
            task = Task(partial(_pictures, summary))
            task.finished.connect(partial(self._pictures_read, summary))
            self._start(task)

    def _pictures_read(
        self, summary: "StudySummary", images: dict[str, QImage]
    ) -> None:
        self._known |= images
        self._tell(summary)

    def _tell(self, summary: "StudySummary") -> None:
        images = [self._known[medium.sha256] for _, medium in summary.thumbnails]
        self.pictured.emit(summary.path, images)

    def _start(self, task: Task) -> None:
        self._tasks.append(task)
        task.start()


def _summaries(paths: Sequence[Path], task: Task) -> "list[StudySummary]":
    # The verdicts need arrays; the window is there before they are loaded.
    from app.studies.read_summary import read_summary

    summaries = []
    for path in paths:
        if task.cancelled.is_set():
            break
        summaries.append(read_summary(path))
    return summaries


def _pictures(summary: "StudySummary", task: Task) -> dict[str, QImage]:
    from app.studies.recent_row import THUMBNAIL
    from app.studies.thumbnails import thumbnail

    images = {}
    for file, medium in summary.thumbnails:
        if task.cancelled.is_set():
            break
        images[medium.sha256] = thumbnail(file, medium, THUMBNAIL)
    return images
