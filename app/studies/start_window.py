"""The window that `beholder` opens: start page, recent studies, new study, results."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.installation import home as installation_home
from app.studies.asking import Asking, SystemDialogs
from app.studies.dropped import UnusableDropError, dropped
from app.studies.home_page import HomePage
from app.studies.reading import Reading
from app.studies.recent import RecentStudies
from app.studies.study_names import is_study
from storage.errors import StorageError

if TYPE_CHECKING:
    from app.results.results_page import ResultsPage
    from app.studies.new_study_page import NewStudyPage


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
        self._reading = Reading(self)
        self.results: ResultsPage | None = None
        self._new_study: NewStudyPage | None = None
        self.home = HomePage()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.home)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._connect()
        self.refresh()

    @property
    def new_study(self) -> "NewStudyPage":
        """The page that makes studies; built when it is first asked for."""
        if self._new_study is None:
            self._new_study = self._make_new_study_page()
        return self._new_study

    def take(self, path: Path) -> None:
        """Make a study of a folder or manifest, or go on with a study file."""
        self.say("")
        if is_study(path):
            self.go_on(path)
            return
        self._pages.setCurrentWidget(self.new_study)
        self.new_study.take(path)

    def go_on(self, path: Path) -> None:
        """Open the rating window of a study, and remember the study."""
        self.say("")
        try:
            self._rate(path)
        except (StorageError, OSError) as error:
            self._go_home()
            self.say(str(error))
        else:
            self._remember(path)

    def show_results(self, path: Path) -> None:
        """Show what the judgments of a study say."""
        # The numbers need arrays; the window is there before they are loaded.
        from app.results.results_page import ResultsPage

        self.say("")
        if self.results is None:
            self.results = ResultsPage()
            self.results.left.connect(self._go_home)
            self._pages.addWidget(self.results)
        try:
            self.results.open(path)
        except (StorageError, OSError) as error:
            self.say(str(error))
            return
        self._pages.setCurrentWidget(self.results)
        self.results.setFocus()

    def refresh(self) -> None:
        """Read the recent studies anew, in the background."""
        paths = self._recent.paths()
        self.home.show_list(any_study=bool(paths))
        self._reading.begin(paths)

    def say(self, trouble: str) -> None:
        """Say what went wrong, where the person is looking; "" takes it back."""
        here = self._pages.currentWidget()
        page = self.home if here is not self._new_study else self.new_study
        page.trouble.set_words(trouble)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of any kind: what cannot be used is answered in words."""
        if event.mimeData().hasUrls():
            _accept_copy(event)
            try:
                _dropped(event.mimeData())
            except UnusableDropError:
                return
            self.home.set_ringed(ringed=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the ring away."""
        self.home.set_ringed(ringed=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped, or say what may be."""
        self.home.set_ringed(ringed=False)
        _accept_copy(event)
        try:
            path = _dropped(event.mimeData())
        except UnusableDropError as error:
            self.say(str(error))
        else:
            self.take(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is under way."""
        if self._new_study:
            self._new_study.stop()
        self._reading.stop()
        super().closeEvent(event)

    def _connect(self) -> None:
        home = self.home
        home.choose.connect(self._choose_folder)
        home.open.connect(self._choose_file)
        home.demo.connect(self._try_demo)
        home.go_on.connect(self.go_on)
        home.results.connect(self.show_results)
        home.forget.connect(self._forget)
        self._reading.read.connect(home.show_studies)
        self._reading.pictured.connect(home.show_pictures)
        QShortcut(QKeySequence.StandardKey.New, home, self._choose_folder)
        QShortcut(QKeySequence.StandardKey.Open, home, self._choose_file)

    def _make_new_study_page(self) -> "NewStudyPage":
        from app.studies.new_study_page import NewStudyPage

        page = NewStudyPage()
        page.left.connect(self._go_home)
        page.choose_again.connect(self._choose_folder)
        page.choose_place.connect(self._choose_place)
        page.created.connect(self._created)
        self._pages.addWidget(page)
        return page

    def _choose_folder(self) -> None:
        path = self._asking.folder(self)
        if path:
            self.take(path)

    def _choose_file(self) -> None:
        path = self._asking.file(self)
        if path:
            self.take(path)

    def _choose_place(self, usual: Path) -> None:
        path = self._asking.place(self, usual)
        if path:
            self.new_study.put_study(path)

    def _try_demo(self) -> None:
        self.say("")
        try:
            self._demo()
        except (StorageError, OSError) as error:
            self.say(str(error))

    def _go_home(self) -> None:
        if self._new_study:
            self._new_study.stop()
        self._pages.setCurrentWidget(self.home)
        self.refresh()

    def _created(self, path: Path, start: bool) -> None:
        self._remember(path)
        self._go_home()
        if start:
            self.go_on(path)

    def _remember(self, path: Path) -> None:
        """Put a study on the list; judging goes on where the list cannot be kept."""
        try:
            self._recent.add(path)
        except OSError as error:
            self._say_list_is_stuck(error)

    def _forget(self, path: Path) -> None:
        try:
            self._recent.forget(path)
        except OSError as error:
            self._say_list_is_stuck(error)
        self.refresh()

    def _say_list_is_stuck(self, error: OSError) -> None:
        self.say(
            f"The list of recent studies cannot be written ({error.strerror}); check "
            f"the folder {self._recent.folder}. The studies themselves are safe."
        )


def _accept_copy(event: QDropEvent) -> None:
    """Accept without moving: a file manager may delete what was moved."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def _dropped(data: QMimeData) -> Path:
    urls = data.urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return dropped(paths, others=len(urls) - len(paths))
