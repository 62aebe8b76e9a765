"""The page one starts from: the empty one, or the recent studies under a header."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.studies.page_parts import Header, IconSign, Sentence, text
from app.studies.recent_page import RecentPage
from app.studies.start_page import EmptyStart
from app.theme.fonts import SEMIBOLD
from app.theme.tokens import SIZES

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
    """Header with the field to find a study, trouble in a sentence, and a page."""

    def __init__(self) -> None:
        super().__init__()
        self.empty, self.recent = EmptyStart(), RecentPage()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.recent)
        self.search = FindField()
        self.search.textChanged.connect(self.recent.show_titled)
        self.search.down.connect(self.recent.enter_list)
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

    def show_list(self, *, any_study: bool) -> None:
        """Show the recent studies, or what to do when there are none."""
        page = self.recent if any_study else self.empty
        self.search.setVisible(any_study)
        if not any_study:
            self.search.clear()
        if self._pages.currentWidget() is not page or not self.isVisible():
            self._pages.setCurrentWidget(page)
            page.setFocus()

    def set_ringed(self, *, ringed: bool) -> None:
        """Show that what is dragged may be dropped."""
        for page in (self.empty, self.recent):
            page.frame.set_ringed(ringed=ringed)
