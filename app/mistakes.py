"""What happens in a window when the program itself is wrong: said, and gone on."""

import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

_SAFE = "Every answer that was shown as saved is on the disk."
_WIDTH = 480


class Mistakes(QObject):
    """Writes down each unexpected error once, and says so in a dialogue.

    The program goes on: an answer on its way is still saved. One mistake may come
    back with every paint, so it is told once.
    """

    _happened = Signal(str)

    def __init__(self, home: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._home = home
        self._seen: set[tuple[object, ...]] = set()
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._hooks = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._of_the_window
        threading.excepthook = self._of_a_thread

    def stop(self) -> None:
        """Put the hooks back as they were."""
        sys.excepthook, threading.excepthook = self._hooks

    def _of_the_window(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = trace and (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        if (kind, place) in self._seen:
            return
        self._seen.add((kind, place))
        from app.crash import apology

        words = f"{apology(error, self._home, blind=True)} {_SAFE}"
        print(words, file=sys.stderr)  # noqa: T201  # a message to the person
        self._happened.emit(words)

    def _of_a_thread(self, happened: threading.ExceptHookArgs) -> None:
        if happened.exc_value is not None:
            self._of_the_window(
                happened.exc_type, happened.exc_value, happened.exc_traceback
            )

    def _tell(self, words: str) -> None:
        """Show the sentence over the window in front."""
        window = _window_in_front()
        if window is not None:  # it has been said on the standard error anyway
            Notice(window, words).open()


class Notice(QDialog):
    """A few words over a window, dressed as that is: without colour over a trial."""

    def __init__(self, window: QWidget, words: str) -> None:
        super().__init__(window)
        self.setWindowTitle("Beholder")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setPalette(window.palette())
        self.setFixedWidth(_WIDTH)
        self.words = QLabel(words)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setWordWrap(True)
        go_on = QPushButton("Go on")
        go_on.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(self.words)
        column.addWidget(go_on, 0, Qt.AlignmentFlag.AlignRight)


def _window_in_front() -> QWidget | None:
    """Return the active window, else one that can be seen."""
    seen = (window for window in QApplication.topLevelWidgets() if window.isVisible())
    return QApplication.activeWindow() or next(seen, None)
