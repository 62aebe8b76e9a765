"""The button that exports a study, and the line that says where the files are."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.results.export import export_study
from app.studies.page_parts import Button, IconSign, Sentence
from app.studies.paragraph import Paragraph
from app.studies.wording import counted
from app.tasks import Task
from storage.errors import StorageError
from storage.study_file import open_study

AskFolder = Callable[[QWidget], Path | None]


def ask_folder(window: QWidget) -> Path | None:
    """Ask where the files shall go; None when the person thought better of it."""
    chosen = QFileDialog.getExistingDirectory(window, "Export CSV files to")
    return Path(chosen) if chosen else None


class ExportBar(QWidget):
    """Writes on another thread; takes no room while it has nothing to say.

    `button` belongs into the head of the page.
    """

    ended = Signal()

    def __init__(self, asking: AskFolder) -> None:
        super().__init__()
        self._asking = asking
        self._path = Path()
        self._folder = Path()
        self._task: Task | None = None
        self.button = Button("Export CSV files…", sign="file")
        self.button.clicked.connect(self._ask)
        self._tick = IconSign("check")
        self.done = Paragraph()
        self.trouble = Sentence("", trouble=True)
        self.show_folder = Button("Show the folder")
        self.show_folder.clicked.connect(self._open_folder)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 12, 32, 0)
        row.setSpacing(8)
        row.addWidget(self._tick)
        row.addWidget(self.done, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.trouble, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.show_folder)
        self._say()

    def offer(self, path: Path) -> None:
        """Offer to export a study; the end of an export under way is still told."""
        self._path = path
        self.button.setEnabled(self._task is None)
        self._say()

    def _ask(self) -> None:
        folder = self._asking(self.window())
        if folder is None:
            return
        self._folder = folder
        self.button.setEnabled(False)
        self._say()
        self._task = Task(partial(_export, self._path, folder))
        self._task.finished.connect(self._told)
        self._task.failed.connect(self._failed)
        self._task.start()

    def _told(self, written: tuple[Path, ...]) -> None:
        self._end()
        self._say(done=f"{counted(len(written), 'file')} are in {self._folder}.")
        self.ended.emit()

    def _failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, (StorageError, OSError)):
            raise error
        self._say(trouble=str(error))
        self.ended.emit()

    def _end(self) -> None:
        self._task = None
        self.button.setEnabled(True)

    def _say(self, *, done: str = "", trouble: str = "") -> None:
        self.done.set_words(done)
        self.trouble.set_words(trouble)
        for part in (self._tick, self.done, self.show_folder):
            part.setVisible(bool(done))
        self.setVisible(bool(done or trouble))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _export(path: Path, folder: Path, _task: Task) -> tuple[Path, ...]:
    with open_study(path, read_only=True) as file:
        return export_study(file, folder)
