"""From a folder to a study: scanning, what was found, and one key to start."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.studies.create import study_path_for
from app.studies.errors import UnusableOutputsError
from app.studies.found import Found
from app.studies.found_page import FoundPage
from app.studies.page_parts import (
    Button,
    Card,
    ElidedText,
    Footer,
    Header,
    Sentence,
    heading,
    text,
)
from app.studies.scan import scan
from app.tasks import Task
from app.theme.fonts import SEMIBOLD
from app.theme.tokens import SIZES
from storage.errors import StorageError
from storage.study_file import create_study

_TITLE_WIDTH = 280
_CARD_WIDTH = 560


class NewStudyPage(QWidget):
    """One page, top to bottom; its defaults work, and Enter starts judging."""

    left = Signal()
    choose_again = Signal()
    created = Signal(object, bool)  # the study's Path, and whether to start judging

    def __init__(self) -> None:
        super().__init__()
        self.found_page: FoundPage | None = None
        self._outputs = Path()
        self._path = Path()
        self._task: Task | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        self._body = QStackedWidget()
        self._scanning = self._scanning_card()
        self._failed = self._failed_card()
        self._body.addWidget(_centred(self._scanning))
        self._body.addWidget(_centred(self._failed))
        column.addWidget(self._body, 1)
        self._trouble = Sentence("", trouble=True)
        self._trouble.setContentsMargins(32, 0, 32, 12)
        self._trouble.hide()
        column.addWidget(self._trouble)
        self._footer = self._make_footer()
        column.addWidget(self._footer)

    def take(self, outputs: Path) -> None:
        """Scan a folder or manifest, and show what it holds."""
        self.stop()
        self._outputs = outputs
        self._origin.set_words(
            f"from the {'folder' if outputs.is_dir() else 'file'} {outputs.name}"
        )
        self._progress.setRange(0, 0)
        self._counting.setText("Looking what is there…")
        self._footer.hide()
        self._trouble.hide()
        self._body.setCurrentIndex(0)
        self._cancel_scan.setFocus()
        task = self._task = Task(
            lambda task: scan(outputs, progress=task.tell, cancel=task.cancelled)
        )
        task.progressed.connect(self._show_progress)
        task.finished.connect(self._show_found)
        task.failed.connect(self._show_failure)
        task.start()

    def stop(self) -> None:
        """Cancel what is under way, and forget what was found."""
        if self._task:
            self._task.cancel()
            self._task = None
        if self.found_page:
            self.found_page.stop()
            self._body.removeWidget(self.found_page)
            self.found_page.deleteLater()
            self.found_page = None

    def make(self, *, start: bool) -> None:
        """Write the study file, and hand it on; trouble is told on the page."""
        if self.found_page is None or not self._start.isEnabled():
            return
        path = study_path_for(self._outputs)
        try:
            made = self.found_page.build(self._title.text().strip(), path)
            study, labels, notes = made
            create_study(path, study, labels, notes=notes)
        except (UnusableOutputsError, StorageError) as error:
            self._trouble.set_words(str(error))
            self._trouble.show()
            return
        self.created.emit(path, start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter creates and starts; Escape goes back."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.found_page:
            self.make(start=True)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._counting.setText(f"{done} of {total} files opened and checked")

    def _show_failure(self, error: Exception) -> None:
        if not isinstance(error, UnusableOutputsError):
            raise error
        self._task = None
        self._why.set_words(str(error))
        self._body.setCurrentIndex(1)
        self._again.setFocus()

    def _show_found(self, found: Found) -> None:
        self._task = None
        self.found_page = FoundPage(found)
        self.found_page.changed.connect(self._allow_start)
        self._body.addWidget(self.found_page)
        self._body.setCurrentWidget(self.found_page)
        path = study_path_for(self._outputs)
        where = "beside" if path.parent == found.root.absolute().parent else "in"
        self._place.set_words(f"{path.name}, {where} the outputs")
        self._title.clear()
        self._footer.show()
        self._allow_start()
        self._start.setFocus()

    def _allow_start(self) -> None:
        asks = self.found_page is not None and bool(
            self.found_page.questions.criteria()
        )
        self._start.setEnabled(asks)
        self._create.setEnabled(asks)
        why = "" if asks else "Choose at least one question."
        self._start.setToolTip(why)
        self._trouble.set_words(why)
        self._trouble.setVisible(bool(why))

    def _header(self) -> Header:
        header = Header()
        home = Button("", sign="home")
        home.setAccessibleName("Back to the start page")
        home.setToolTip("Back to the start page")
        home.setFixedWidth(36)
        home.clicked.connect(self.left)
        header.row.addWidget(home)
        header.row.addWidget(text("New study", size=SIZES.title, weight=SEMIBOLD))
        self._origin = ElidedText(role="second")
        header.row.addWidget(self._origin, 1)
        return header

    def _scanning_card(self) -> Card:
        card = Card(margin=24, spacing=12)
        card.setFixedWidth(_CARD_WIDTH)
        card.column.addWidget(heading("Opening every file"))
        card.column.addWidget(text("So that no trial meets a surprise.", role="second"))
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Files opened")
        card.column.addWidget(self._progress)
        self._counting = text("", size=SIZES.hint, role="hint")
        card.column.addWidget(self._counting)
        self._cancel_scan = Button("Cancel")
        self._cancel_scan.clicked.connect(self.left)
        card.column.addWidget(self._cancel_scan, 0, Qt.AlignmentFlag.AlignRight)
        return card

    def _failed_card(self) -> Card:
        card = Card(margin=24, spacing=16)
        card.setFixedWidth(_CARD_WIDTH)
        card.column.addWidget(heading("No study can be made of this"))
        self._why = Sentence("", trouble=True)
        card.column.addWidget(self._why)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        back = Button("Back")
        back.clicked.connect(self.left)
        repeat = Button("Look again")
        repeat.clicked.connect(lambda: self.take(self._outputs))
        self._again = Button("Choose another folder…", primary=True)
        self._again.clicked.connect(self.choose_again)
        for button in (back, repeat, self._again):
            row.addWidget(button)
        card.column.addLayout(row)
        return card

    def _make_footer(self) -> Footer:
        footer = Footer()
        self._title = QLineEdit()
        self._title.setPlaceholderText("Untitled study")
        self._title.setAccessibleName("Title, shown to raters")
        self._title.setToolTip("Raters see the title; name no system in it.")
        self._title.setMaximumWidth(_TITLE_WIDTH)
        self._title.setMinimumWidth(160)
        self._place = ElidedText(size=SIZES.hint, role="second")
        cancel = Button("Cancel")
        cancel.clicked.connect(self.left)
        self._create = Button("Create")
        self._create.clicked.connect(lambda: self.make(start=False))
        self._start = Button("Create and start judging", primary=True)
        self._start.setToolTip("")
        self._start.clicked.connect(lambda: self.make(start=True))
        footer.row.addWidget(self._title, 1)
        footer.row.addWidget(self._place, 1)
        for button in (cancel, self._create, self._start):
            footer.row.addWidget(button)
        footer.hide()
        return footer


def _centred(card: Card) -> QWidget:
    """Put a card into the middle of a page."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.addStretch(2)
    column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(3)
    return page
