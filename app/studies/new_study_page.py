"""From a folder to a study: scanning, what was found, and one key to start."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.studies.create import SUFFIX, refuse_nothing_to_show, study_path_for
from app.studies.errors import UnusableOutputsError
from app.studies.manifest import MANIFEST
from app.studies.page_parts import (
    Button,
    ElidedText,
    Footer,
    Header,
    Sentence,
    text,
)
from app.studies.place_button import PlaceButton
from app.studies.scan_cards import FailedCard, ScanningCard, centred
from app.tasks import Task
from app.theme.fonts import SEMIBOLD
from app.theme.tokens import SIZES
from evaluators.study import Labels, Study
from storage.errors import StorageError

if TYPE_CHECKING:
    from app.studies.found import Found
    from app.studies.found_page import FoundPage

_TITLE_WIDTH = 312
_Built = tuple[Study, Labels, tuple[str, ...]]


class NewStudyPage(QWidget):
    """One page, top to bottom; its defaults work, and Enter starts judging.

    Decoders and arrays are loaded with the first scan, on its thread: the start page
    is there before them.
    """

    left = Signal()
    choose_again = Signal()
    choose_place = Signal(object)  # the Path where the study would go
    created = Signal(object, bool)  # the study's Path, and whether to start judging

    def __init__(self) -> None:
        super().__init__()
        self.found_page: FoundPage | None = None
        self._outputs = Path()
        self._place: Path | None = None  # where the owner wants the study
        self._scan: Task | None = None
        self._making: Task | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        self._body = QStackedWidget()
        self.scanning, self.failed = ScanningCard(), FailedCard()
        self._body.addWidget(centred(self.scanning))
        self._body.addWidget(centred(self.failed))
        column.addWidget(self._body, 1)
        self.trouble = Sentence("", trouble=True)
        self.trouble.setContentsMargins(32, 8, 32, 12)
        self.trouble.hide()
        column.addWidget(self.trouble)
        self._footer = self._make_footer()
        column.addWidget(self._footer)
        self.scanning.cancelled.connect(self.leave)
        self.failed.left.connect(self.leave)
        self.failed.again.connect(lambda: self.take(self._outputs))
        self.failed.choose.connect(self.choose_again)

    def take(self, outputs: Path) -> None:
        """Scan a folder or manifest, and show what it holds."""
        if self._making:
            return  # a study is being written; that takes a moment only
        self.stop()
        self._outputs = outputs
        self._origin.set_words(_origin(outputs))
        self.scanning.begin()
        self._footer.hide()
        self.trouble.hide()
        self._body.setCurrentIndex(0)
        self.scanning.cancel.setFocus()
        task = self._scan = Task(partial(_scan, outputs))
        task.progressed.connect(self.scanning.show_progress)
        task.finished.connect(self._show_found)
        task.failed.connect(self._show_failure)
        task.start()

    def stop(self) -> None:
        """Hear nothing more of what is under way, and forget what was found."""
        for task in (self._scan, self._making):
            if task:
                task.cancel()
        self._scan = self._making = None
        if self.found_page:
            self.found_page.stop()
            self._body.removeWidget(self.found_page)
            self.found_page.deleteLater()
            self.found_page = None
        self._place = None

    def leave(self) -> None:
        """Go back to the start page, unless a study is just being written."""
        if not self._making:
            self.left.emit()

    def put_study(self, path: Path) -> None:
        """Write the study to this file rather than beside the outputs."""
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        self._place = path
        self._say_place()
        self.trouble.set_words("")

    def make(self, *, start: bool) -> None:
        """Write the study file, and hand it on; trouble is told on the page."""
        if self.found_page is None or self._making or not self.start.isEnabled():
            return
        path = self._study_path()
        build = self.found_page.builder(self.title.text().strip(), path)
        self.trouble.set_words("")
        task = self._making = Task(lambda _: _write(path, build))
        task.finished.connect(partial(self._made, start))
        task.failed.connect(self._not_made)
        task.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter creates and starts; Escape goes back."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.found_page:
            self.make(start=True)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _show_failure(self, error: Exception) -> None:
        self._scan = None
        known = isinstance(error, UnusableOutputsError)
        mistake = (
            f"Beholder itself failed at {self._outputs.name}, and nothing was changed; "
            "this is a mistake in it."
        )
        self.failed.why.set_words(str(error) if known else mistake)
        self._body.setCurrentIndex(1)
        self.failed.choose_other.setFocus()
        if not known:
            raise error

    def _show_found(self, found: "Found") -> None:
        from app.studies.found_page import FoundPage

        self._scan = None
        self.found_page = FoundPage(found)
        self.found_page.changed.connect(self._allow_start)
        self._body.addWidget(self.found_page)
        self._body.setCurrentWidget(self.found_page)
        self.title.clear()
        self._say_place()
        self._footer.show()
        self._allow_start()
        self.found_page.setFocus()

    def _allow_start(self) -> None:
        why_not = self.found_page.why_not() if self.found_page else ""
        self.start.setEnabled(not why_not)
        self.create_only.setEnabled(not why_not)
        self.trouble.set_words(why_not)

    def _made(self, start: bool, path: Path) -> None:
        self._making = None
        self.created.emit(path, start)

    def _not_made(self, error: Exception) -> None:
        self._making = None
        if not isinstance(error, (UnusableOutputsError, StorageError)):
            raise error
        self.trouble.set_words(str(error))

    def _study_path(self) -> Path:
        return self._place or study_path_for(self._outputs)

    def _say_place(self) -> None:
        path, outputs = self._study_path(), self._outputs.absolute()
        folder = outputs if outputs.is_dir() else outputs.parent
        where = {folder.parent: "beside the outputs", folder: "inside the outputs"}
        said = where.get(path.parent, f"in {path.parent}")
        self.place.set_words(f"{path.name}, {said}")

    def _header(self) -> Header:
        header = Header()
        home = Button("", sign="home", quiet=True)
        home.setAccessibleName("Back to the start page")
        home.setToolTip("Back to the start page (Esc)")
        home.setFixedWidth(36)
        home.clicked.connect(self.leave)
        header.row.setContentsMargins(22, 0, 32, 0)  # the icon, not its room, at 32
        header.row.addWidget(home)
        header.row.addWidget(text("New study", size=SIZES.title, weight=SEMIBOLD))
        self._origin = ElidedText(role="second")
        header.row.addWidget(self._origin, 1)
        return header

    def _make_footer(self) -> Footer:
        footer = Footer()
        self.title = QLineEdit()
        self.title.setPlaceholderText("Untitled study")
        self.title.setAccessibleName("Title, shown to raters")
        self.title.setToolTip("Raters see the title; name no system in it.")
        self.title.setMaximumWidth(_TITLE_WIDTH)
        self.title.setMinimumWidth(160)
        self.title.setAcceptDrops(False)  # what is dropped is outputs
        self.title.textEdited.connect(self._allow_start)
        self.place = PlaceButton()
        self.place.clicked.connect(lambda: self.choose_place.emit(self._study_path()))
        cancel = Button("Cancel", quiet=True)
        cancel.clicked.connect(self.leave)
        self.create_only = Button("Create")
        self.create_only.clicked.connect(lambda: self.make(start=False))
        self.start = Button("Create and start judging", primary=True, key="Enter")
        self.start.clicked.connect(lambda: self.make(start=True))
        footer.row.addWidget(self.title, 1)
        footer.row.addWidget(self.place)
        footer.row.addStretch(1)
        for button in (cancel, self.create_only, self.start):
            footer.row.addWidget(button)
        footer.hide()
        return footer


def _origin(outputs: Path) -> str:
    if not outputs.is_dir():
        return f"from the file {outputs.name}"
    by = f"{MANIFEST} in " if (outputs / MANIFEST).is_file() else ""
    return f"from {by}the folder {outputs.name}"


def _scan(outputs: Path, task: Task) -> "Found":
    from app.studies.scan import scan

    return scan(outputs, progress=task.tell, cancel=task.cancelled)


def _write(path: Path, build: Callable[[], _Built]) -> Path:
    from storage.study_file import create_study

    study, labels, notes = build()
    refuse_nothing_to_show(study)
    create_study(path, study, labels, notes=notes)
    return path
