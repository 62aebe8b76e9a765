"""The page one starts from: the empty one, or the recent studies under a header."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.studies.page_parts import Header, IconSign, Sentence, text
from app.theme.fonts import SEMIBOLD
from app.theme.tokens import SIZES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.studies.recent_page import RecentPage
    from app.studies.start_page import EmptyStart
    from app.studies.summary import StudySummary

_FIND_WIDTH = 240


class FindField(QLineEdit):
    """Words to look for; Down goes to what was found, Escape shows all again."""

    down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Find a study (Ctrl+F)")
        self.setAccessibleName("Find a study")
        self.setFixedWidth(_FIND_WIDTH)
        self.setAcceptDrops(False)  # what is dropped is outputs

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the field by Down and Enter, empty it by Escape."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)


class HomePage(QWidget):
    """Header with the field to find a study, trouble in a sentence, and a page.

    Only the page that is needed is built: the window shall be there at once.
    """

    choose = Signal()
    demo = Signal()
    open = Signal()
    go_on = Signal(object)  # the Path of a study
    results = Signal(object)
    forget = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._empty: EmptyStart | None = None
        self._recent: RecentPage | None = None
        self._pages = QStackedWidget()
        self.search = FindField()
        self.search.textChanged.connect(self._seek)
        self.search.down.connect(self._enter_list)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        self.trouble = Sentence("", trouble=True)
        self.trouble.setContentsMargins(32, 16, 32, 0)
        self.trouble.hide()
        header = Header()
        header.row.addWidget(IconSign("eye", "text", 20))
        header.row.addWidget(text("Beholder", size=SIZES.title, weight=SEMIBOLD), 1)
        header.row.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.trouble)
        column.addWidget(self._pages, 1)

    @property
    def empty(self) -> "EmptyStart":
        """The page of somebody without a study."""
        if self._empty is None:
            from app.studies.start_page import EmptyStart

            self._empty = EmptyStart()
            self._add(self._empty)
        return self._empty

    @property
    def recent(self) -> "RecentPage":
        """The page of somebody with studies."""
        if self._recent is None:
            from app.studies.recent_page import RecentPage

            self._recent = RecentPage()
            self._add(self._recent)
            self._recent.go_on.connect(self.go_on)
            self._recent.results.connect(self.results)
            self._recent.forget.connect(self.forget)
        return self._recent

    def show_list(self, *, any_study: bool) -> None:
        """Show the recent studies, or what to do when there are none."""
        page = self.recent if any_study else self.empty
        self.search.setVisible(any_study)
        if not any_study and self.search.text():
            self.search.clear()
        if self._pages.currentWidget() is not page or not self.isVisible():
            self._pages.setCurrentWidget(page)
            page.setFocus()

    def show_studies(self, summaries: "Sequence[StudySummary]") -> None:
        """Show what has been read of the recent studies."""
        self.recent.show_studies(summaries)

    def show_pictures(self, path: Path, images: list[QImage]) -> None:
        """Show pictures of a recent study."""
        self.recent.show_pictures(path, images)

    def set_ringed(self, *, ringed: bool) -> None:
        """Show that what is dragged may be dropped."""
        for page in (self._empty, self._recent):
            if page:
                page.frame.set_ringed(ringed=ringed)

    def _seek(self, words: str) -> None:
        self.recent.show_titled(words)

    def _enter_list(self) -> None:
        self.recent.enter_list()

    def _add(self, page: "EmptyStart | RecentPage") -> None:
        page.choose.connect(self.choose)
        page.open.connect(self.open)
        page.demo.connect(self.demo)
        self._pages.addWidget(page)
