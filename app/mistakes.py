"""What happens in a window when the program itself is wrong: said, and gone on."""

import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

_SAFE = "Every answer that was shown as saved is on the disk."


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
        """Show the sentence over the window in front, dressed as that is."""
        window = QApplication.activeWindow()
        box = QMessageBox(window)
        box.setWindowTitle("Beholder")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText("Something went wrong")
        box.setInformativeText(words)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if window is not None:
            box.setPalette(window.palette())
        box.open()
