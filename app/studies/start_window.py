"""The window that `beholder` opens: start page, recent studies, new study."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMimeData
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.installation import home as installation_home
from app.studies.create import SUFFIX
from app.studies.new_study_page import NewStudyPage
from app.studies.page_parts import Header, IconSign, Sentence, text
from app.studies.recent import RecentStudies
from app.studies.recent_page import RecentPage
from app.studies.recent_row import SAMPLE
from app.studies.start_page import EmptyStart
from app.studies.summary import StudySummary, summarize
from app.studies.thumbnails import thumbnail
from app.tasks import Task
from app.theme.fonts import SEMIBOLD
from app.theme.tokens import SIZES
from storage.errors import StorageError

_Row = tuple[StudySummary, list[QImage]]


class Asking(Protocol):
    """How the window asks for a file or a folder."""

    def folder(self, window: QWidget) -> Path | None:
        """Return the folder chosen, None when the person thought better of it."""

    def file(self, window: QWidget) -> Path | None:
        """Return the study file or manifest chosen, or None."""


class SystemDialogs:
    """The system's own dialogues."""

    def folder(self, window: QWidget) -> Path | None:
        """Ask for a folder of outputs."""
        chosen = QFileDialog.getExistingDirectory(window, "Choose a folder of outputs")
        return Path(chosen) if chosen else None

    def file(self, window: QWidget) -> Path | None:
        """Ask for a study file or a manifest."""
        chosen, _ = QFileDialog.getOpenFileName(
            window, "Open", "", f"Studies and manifests (*{SUFFIX} *.csv)"
        )
        return Path(chosen) if chosen else None


class StartWindow(QWidget):
    """Takes a folder, a manifest or a study file, dropped anywhere or chosen.

    `rate` opens the rating window for a study file, `demo` makes and opens the demo.
    """

    def __init__(
        self,
        *,
        rate: Callable[[Path], None],
        demo: Callable[[], None],
        asking: Asking | None = None,
        home: Path | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Beholder")
        self.setAcceptDrops(True)
        self.setMinimumSize(880, 600)
        self.resize(1440, 900)
        self._rate = rate
        self._demo = demo
        self._asking: Asking = asking or SystemDialogs()
        self._recent = RecentStudies(home or installation_home())
        self._reading: Task | None = None
        self._build()
        self.refresh()

    def take(self, path: Path) -> None:
        """Make a study of a folder or manifest, or go on with a study file."""
        if path.suffix == SUFFIX and not path.is_dir():
            self.go_on(path)
            return
        self._pages.setCurrentWidget(self.new_study)
        self.new_study.take(path)

    def go_on(self, path: Path) -> None:
        """Open the rating window of a study, and remember the study."""
        self.say("")
        try:
            self._recent.add(path)
            self._rate(path)
        except (StorageError, OSError) as error:
            self.say(str(error))
            self._pages.setCurrentIndex(0)

    def say(self, trouble: str) -> None:
        """Say on the start page what could not be done; "" takes it away."""
        self._trouble.set_words(trouble)
        self._trouble.setVisible(bool(trouble))

    def refresh(self) -> None:
        """Read the recent studies anew, in the background."""
        if self._reading:
            self._reading.cancel()
        paths = self._recent.paths()
        self._home.setCurrentWidget(self.recent if paths else self.empty)
        self._find.setVisible(bool(paths))
        if not paths:
            self.empty.setFocus()
            return
        self._reading = Task(lambda task: _read(paths, task))
        self._reading.finished.connect(self._show_recent)
        self._reading.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept one folder, study file or manifest."""
        if _dropped(event.mimeData()):
            event.acceptProposedAction()
            self._ring(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the ring away."""
        self._ring(on=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self._ring(on=False)
        path = _dropped(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.take(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is under way."""
        self.new_study.stop()
        if self._reading:
            self._reading.cancel()
        super().closeEvent(event)

    def _build(self) -> None:
        self.empty, self.recent = EmptyStart(), RecentPage()
        self.new_study = NewStudyPage()
        for page in (self.empty, self.recent):
            page.choose.connect(self._choose_folder)
            page.open.connect(self._choose_file)
            page.demo.connect(self._try_demo)
        self.recent.go_on.connect(self.go_on)
        self.recent.forget.connect(self._forget)
        self.new_study.left.connect(self._leave_new_study)
        self.new_study.choose_again.connect(self._choose_folder)
        self.new_study.created.connect(self._created)
        self._home = QStackedWidget()
        self._home.addWidget(self.empty)
        self._home.addWidget(self.recent)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._home_page())
        self._pages.addWidget(self.new_study)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _home_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        header = Header()
        header.row.addWidget(IconSign("eye", "text", 20))
        header.row.addWidget(text("Beholder", size=SIZES.title, weight=SEMIBOLD), 1)
        self._find = QLineEdit()
        self._find.setPlaceholderText("Find a study (Ctrl+F)")
        self._find.setAccessibleName("Find a study")
        self._find.setFixedWidth(240)
        self._find.textChanged.connect(self.recent.show_titled)
        QShortcut(QKeySequence.StandardKey.Find, page, self._find.setFocus)
        header.row.addWidget(self._find)
        column.addWidget(header)
        self._trouble = Sentence("", trouble=True)
        self._trouble.setContentsMargins(32, 16, 32, 0)
        self._trouble.hide()
        column.addWidget(self._trouble)
        column.addWidget(self._home, 1)
        return page

    def _show_recent(self, rows: Sequence[_Row]) -> None:
        self.recent.show_studies([summary for summary, _ in rows])
        for row, (_, images) in zip(self.recent.rows(), rows, strict=True):
            row.samples.show_images(images)

    def _choose_folder(self) -> None:
        path = self._asking.folder(self)
        if path:
            self.take(path)

    def _choose_file(self) -> None:
        path = self._asking.file(self)
        if path:
            self.take(path)

    def _try_demo(self) -> None:
        self.say("")
        try:
            self._demo()
        except (StorageError, OSError) as error:
            self.say(str(error))

    def _leave_new_study(self) -> None:
        self.new_study.stop()
        self._pages.setCurrentIndex(0)
        self.refresh()

    def _created(self, path: Path, start: bool) -> None:
        self._leave_new_study()
        if start:
            self.go_on(path)
        else:
            self._recent.add(path)
        self.refresh()

    def _forget(self, path: Path) -> None:
        self._recent.forget(path)
        self.refresh()

    def _ring(self, *, on: bool) -> None:
        for page in (self.empty, self.recent):
            page.frame.set_ringed(ringed=on)


def _dropped(data: QMimeData) -> Path | None:
    """Return the one local path that is dragged, if it may be dropped here."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    usable = path.is_dir() or path.suffix.lower() in {SUFFIX, ".csv"}
    return path if usable else None


def _read(paths: Sequence[Path], task: Task) -> list[_Row]:
    rows: list[_Row] = []
    for path in paths:
        if task.cancelled.is_set():
            break
        summary = summarize(path)
        images = [thumbnail(file, medium, SAMPLE) for file, medium in summary.samples]
        rows.append((summary, images))
    return rows
