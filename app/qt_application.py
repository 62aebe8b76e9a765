"""Qt's application object, and what holds while a window is open."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.garbage import GarbageCollection
from app.installation import home
from app.interruption import Interruptions
from app.mistakes import Mistakes
from app.screen import why_no_window
from app.theme.style import apply_theme

_NAME = "Beholder"
_NO_WINDOW = 1  # the exit code
_BY_SIGNAL = 128  # added to the number of the signal, as shells do
# A paint that is due cannot wait 5 ms, as Python lets it, for a thread that decodes.
_INTERPRETER_HELD_S = 0.0005


class Running(QObject):
    """An application whose windows can be shown, until `wait` returns."""

    def __init__(self, app: QApplication, interruptions: Interruptions) -> None:
        super().__init__()
        self._app = app
        self._code = 0
        self.leaving = False  # true once the program was asked to end
        interruptions.tell(self._leave)
        self._mistakes = Mistakes(home(), self)

    def wait(self) -> int:
        """Run until the last window has closed; return the exit code."""
        garbage = GarbageCollection(self)
        try:
            code = self._app.exec()
        finally:
            garbage.stop()
        return self._code or code

    def stop(self) -> None:
        """Put the hooks back."""
        self._mistakes.stop()

    def _leave(self, number: int) -> None:
        """Close every window as a person would, so that answers finish."""
        self.leaving = True
        self._code = _BY_SIGNAL + number
        self._app.quit()


@contextmanager
def running() -> Iterator[Running]:
    """Yield the application, with signals and mistakes in its care."""
    interruptions = Interruptions()
    try:
        now = Running(application(), interruptions)
        try:
            yield now
        finally:
            now.stop()
    finally:
        interruptions.stop()


def application() -> QApplication:
    """Return the application, dressed; signals and mistakes are left to the caller."""
    sys.setswitchinterval(_INTERPRETER_HELD_S)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
            Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
        )
        app = _first_application()
    app.setApplicationName(_NAME)
    app.setApplicationDisplayName(_NAME)
    app.setOrganizationName(_NAME)
    app.setDesktopFileName("beholder")
    apply_theme(app)
    return app


def _first_application() -> QApplication:
    """Make the application; where Qt would abort, say why and end.

    Qt tells of a screen it cannot use only by a message just before it aborts. It
    gets none of the program's arguments: they can name systems, and what it shows
    (titles, session managers) must not.
    """
    said: list[str] = []

    def listen(kind: QtMsgType, _: QMessageLogContext, words: str | None) -> None:
        if kind is QtMsgType.QtFatalMsg:
            print(why_no_window(), file=sys.stderr, flush=True)  # noqa: T201
            os._exit(_NO_WINDOW)
        said.append(words or "")

    before = qInstallMessageHandler(listen)
    try:
        app = QApplication([_NAME])
    finally:
        qInstallMessageHandler(before)
    for words in said:
        print(words, file=sys.stderr)  # noqa: T201  # as Qt itself would have
    return app
