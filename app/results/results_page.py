"""Where a study's judgments have led: the owner's page of results."""

import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.results.export_bar import AskFolder, ExportBar, ask_folder
from app.results.page_content import ResultsContent, read_content
from app.results.results_body import ResultsBody
from app.studies.page_parts import Button, ElidedText, Header, Sentence, text
from app.tasks import Task
from app.theme.fonts import SEMIBOLD
from app.theme.tokens import SIZES
from storage.errors import StorageError
from storage.study_file import open_study

_LOOK_AGAIN_MS = 3000
_REST = 5  # times the length of a reading, so that a large study leaves time
_Signature = tuple[tuple[int, int], ...]


class ResultsPage(QWidget):
    """Reads a study off the window's thread, and again while raters work."""

    left = Signal()
    shown = Signal()  # the page says what the file said when it was last read

    def __init__(
        self, parent: QWidget | None = None, *, asking: AskFolder = ask_folder
    ) -> None:
        super().__init__(parent)
        self.body: ResultsBody | None = None
        self._path: Path | None = None
        self._read: _Signature | None = None
        self._reading: Task | None = None
        self._rest_until = 0.0
        self._build(asking)
        self._clock = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._clock.timeout.connect(self.refresh)

    def open(self, path: Path) -> None:
        """Show the results of a study."""
        self._stop()
        self._path, self._read, self._rest_until = path, None, 0.0
        self._title.set_words(path.stem)
        self._facts.clear()
        self.trouble.set_words("")
        self.export_bar.offer(path)
        self._show_body(None)
        self.refresh()

    def refresh(self) -> None:
        """Read the file again, if it has changed since."""
        if self._path is None or self._reading or time.monotonic() < self._rest_until:
            return
        found = _signature(self._path)
        if found == self._read:
            return
        self._read = found
        self._reading = Task(partial(_read, self._path))
        self._reading.finished.connect(self._show)
        self._reading.failed.connect(self._say)
        self._reading.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Keep up with the raters while the page is seen."""
        super().showEvent(event)
        self._clock.start()
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._clock.stop()

    def _build(self, asking: AskFolder) -> None:
        self.back = Button("Studies", quiet=True, sign="home")
        self.back.clicked.connect(self._leave)
        self._title = ElidedText(size=SIZES.title, weight=SEMIBOLD)
        self._facts = text("", role="hint")
        self.export_bar = ExportBar(asking)
        header = Header()
        header.row.setContentsMargins(16, 0, 32, 0)  # a quiet button has its own room
        header.row.addWidget(self.back)
        header.row.addWidget(self._title, 1)
        header.row.addWidget(self._facts)
        header.row.addWidget(self.export_bar.button)
        self.trouble = Sentence("", trouble=True)
        self.trouble.setContentsMargins(32, 16, 32, 0)
        self.trouble.set_words("")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (header, self.trouble, self.export_bar):
            column.addWidget(part)
        column.addWidget(self._scroll, 1)
        self.setFocusProxy(self.back)

    def _show(self, read: tuple[ResultsContent, float]) -> None:
        content, took = read
        self._ended(took)
        self.trouble.set_words("")
        # Estimates hold nan, which equals nothing; its spelling does.
        if self.body is None or repr(self.body.content) != repr(content):
            self._title.set_words(content.title)
            self._facts.setText(content.facts)
            self._show_body(content)
        self.shown.emit()

    def _show_body(self, content: ResultsContent | None) -> None:
        bar = self._scroll.verticalScrollBar()
        place = bar.value()
        self.body = ResultsBody(content) if content else None
        self._scroll.setWidget(self.body or QWidget())
        if content:
            QTimer.singleShot(0, bar, lambda: bar.setValue(place))

    def _say(self, error: Exception) -> None:
        self._ended(0.0)
        if not isinstance(error, (StorageError, OSError)):
            raise error
        self.trouble.set_words(str(error))
        self.shown.emit()

    def _ended(self, took: float) -> None:
        self._reading = None
        self._rest_until = time.monotonic() + took * _REST

    def _leave(self) -> None:
        self._stop()
        self._path = None
        self.left.emit()

    def _stop(self) -> None:
        if self._reading:
            self._reading.cancel()
            self._reading = None


def _read(path: Path, _task: Task) -> tuple[ResultsContent, float]:
    begun = time.monotonic()
    with open_study(path, read_only=True) as file:
        content = read_content(file)
    return content, time.monotonic() - begun


def _signature(path: Path) -> _Signature:
    """Return what changes when somebody commits; () where there is no file."""
    found = []
    for name in (path.name, f"{path.name}-wal"):
        try:
            facts = path.with_name(name).stat()
        except OSError:  # not there now, which reading the study will say
            continue
        found.append((facts.st_mtime_ns, facts.st_size))
    return tuple(found)
