"""What a person does to the start window, as real events."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.studies.page_parts import Button, ElidedText
from app.studies.paragraph import Paragraph
from app.studies.start_window import StartWindow

WAIT_MS = 20_000
COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
KEY = Qt.Key


class Answers:
    """Somebody who answers the system's dialogues."""

    def __init__(self, *, folder=None, file=None, place=None):
        self._folder, self._file, self._place = folder, file, place

    def folder(self, _window: QWidget) -> Path | None:
        return self._folder

    def file(self, _window: QWidget) -> Path | None:
        return self._file

    def place(self, _window: QWidget, usual: Path) -> Path | None:
        self.usual = usual
        return self._place


def mime_of(*things) -> QMimeData:
    data = QMimeData()
    data.setUrls(
        [QUrl(t) if isinstance(t, str) else QUrl.fromLocalFile(str(t)) for t in things]
    )
    return data


def drag_over(widget: QWidget, *things) -> QDragEnterEvent:
    """Drag over a widget; the event goes to who accepts drops, as Qt sends it."""
    data = mime_of(*things)  # the event does not keep it alive
    event = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NONE)
    QApplication.sendEvent(_taker(widget), event)
    return event


def drop(widget: QWidget, *things) -> QDropEvent:
    """Drag paths (or addresses, as text) over a widget and let go."""
    data = mime_of(*things)
    taker = _taker(widget)
    enter = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NONE)
    QApplication.sendEvent(taker, enter)
    event = QDropEvent(QPointF(5, 5), COPY, data, LEFT, NONE)
    QApplication.sendEvent(taker, event)
    return event


def drag_away(widget: QWidget) -> None:
    QApplication.sendEvent(_taker(widget), QDragLeaveEvent())


def _taker(widget: QWidget) -> QWidget:
    while not widget.acceptDrops():
        widget = widget.parentWidget()
    return widget


def found(qtbot, window: StartWindow, outputs: Path):
    """Drop outputs and wait until the page says what was found."""
    drop(window, outputs)
    page = window.new_study
    qtbot.waitUntil(lambda: page.found_page is not None, timeout=WAIT_MS)
    return page


def failed(qtbot, window: StartWindow, outputs: Path) -> str:
    """Drop outputs that are no good and return the sentence on the card."""
    drop(window, outputs)
    card = window.new_study.failed
    qtbot.waitUntil(card.isVisible, timeout=WAIT_MS)
    return card.why.words()


def listed(qtbot, window: StartWindow, number: int):
    """Wait until the recent studies are read and return their rows."""
    recent = window.home.recent
    qtbot.waitUntil(lambda: len(recent.rows()) == number, timeout=WAIT_MS)
    return recent.rows()


def press(qtbot, key, times=1, modifier=NONE) -> None:
    """Press a key where the focus is."""
    for _ in range(times):
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def button(widget: QWidget, words: str) -> Button:
    """Return the visible button with these words."""
    return next(
        one
        for one in widget.findChildren(Button)
        if one.text().strip() == words and one.isVisible()
    )


def words_in(widget: QWidget) -> str:
    """Return all that can be read in the visible parts of a widget."""
    said = [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
    for kind in (Paragraph, ElidedText):
        shown = (one for one in widget.findChildren(kind) if one.isVisible())
        said += [one.words() for one in shown]
    return "\n".join(said)


def all_of(widget: QWidget) -> list[QWidget]:
    return [widget, *widget.findChildren(QWidget)]
