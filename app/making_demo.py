"""The dialogue that is open while the sample study is being made."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.tasks import Task

_WIDTH = 420


class DemoCancelledError(Exception):
    """The person who asked for the sample study does not want it any more."""


class MakingDemo(QDialog):
    """Says how far the sample study is; `rejected` when the person has enough."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle("Beholder")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(_WIDTH)
        words = QLabel("Making the sample study: its clips are drawn here, once.")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName("Parts of the sample study made")
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(words)
        column.addWidget(self._progress)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignRight)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many parts are made."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)


def going_on(task: Task, done: int, total: int) -> None:
    """Tell progress; raises DemoCancelledError where nobody waits any more."""
    if task.cancelled.is_set():
        raise DemoCancelledError
    task.tell(done, total)
