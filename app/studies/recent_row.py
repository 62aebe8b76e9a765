"""One study on the start page: pictures, progress, verdict, and how to go on."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.studies.colors import chrome_of
from app.studies.page_parts import Button, Clickable, ElidedText, text
from app.studies.paragraph import Paragraph
from app.studies.stage_bar import StageBar
from app.studies.summary import StudySummary, ago
from app.studies.verdict_pill import VerdictPill
from app.theme.fonts import SEMIBOLD
from app.theme.tokens import SIZES

THUMBNAIL = QSize(48, 56)
_THUMBNAILS = 3
_DENSE = 2  # pixels of a thumbnail per logical pixel
_GAP = 1
_HEIGHT = 88
_VERDICT = 176  # widths of columns, the same in every row so that they align
_BUTTON = 96
_ALL, _WITHOUT_BARS, _WITHOUT_VERDICT = 940, 700, 560  # widths of a row


class RecentRow(Clickable):
    """A study as a row; Enter or a click goes on with it.

    Whoever has finished their own part goes on to the results. A narrow row leaves
    out the bars, then the verdict, then the pictures.
    """

    go_on = Signal()
    results = Signal()
    forget = Signal()
    step = Signal(int)  # to the row above (-1) or below (1)

    def __init__(self, summary: StudySummary, *, last: bool) -> None:
        super().__init__()
        self.summary = summary
        self._last = last
        self._bars: list[QWidget] = []
        self._said: QWidget | None = None
        self.setMinimumHeight(_HEIGHT)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Ignored)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{summary.title}, {summary.facts or summary.trouble}")
        self.pressed.connect(self.results if self._to_results() else self.go_on)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(16)
        self.thumbnails = Thumbnails()
        row.addWidget(self.thumbnails)
        row.addLayout(self._words(), 1)
        if not summary.trouble:
            self._bars = [StageBar(stage) for stage in summary.stages]
            bars = QHBoxLayout()
            bars.setSpacing(10)
            for bar in self._bars:
                bars.addWidget(bar)
            row.addLayout(bars)
            self._said = self._verdict()
            row.addWidget(self._said)
        row.addLayout(self._buttons())

    def holds_focus(self) -> bool:
        """Return whether the window's focus is on the row or a button in it."""
        focus = self.window().focusWidget()  # also while another window is active
        return focus in {self, *self.findChildren(Button)}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the row above or below; take a study off the list by Delete."""
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in ways:
            self.step.emit(ways[key])
        elif key == Qt.Key.Key_Delete:
            self.forget.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu."""
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """Return a menu of what can be done with the study."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not self.summary.trouble:
            menu.addAction(f"{self.summary.rating_verb} judging", self.go_on.emit)
        if self.summary.judged:
            menu.addAction("Show the results", self.results.emit)
        menu.addAction("Take off the list", self.forget.emit)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        width = event.size().width()
        for bar in self._bars:
            bar.setVisible(width >= _ALL)
        if self._said:
            self._said.setVisible(width >= _WITHOUT_BARS)
        self.thumbnails.setVisible(width >= _WITHOUT_VERDICT)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the line below, or the ring when the row has the focus."""
        chrome = chrome_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            line = QRectF(0, self.height() - 1, self.width(), 1)
            painter.fillRect(line, QColor(chrome.hairline))
        if self.hasFocus():
            painter.setPen(QPen(QColor(chrome.accent), 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, SIZES.radius_row, SIZES.radius_row)

    def _to_results(self) -> bool:
        return self.summary.judged and self.summary.own_work_done

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(
            ElidedText(self.summary.title, size=SIZES.question, weight=SEMIBOLD)
        )
        if self.summary.trouble:
            words.addWidget(Paragraph(self.summary.trouble, role="second"))
        else:
            words.addWidget(ElidedText(self.summary.facts, role="second"))
        words.addStretch(1)
        return words

    def _verdict(self) -> QWidget:
        said = QWidget()
        said.setFixedWidth(_VERDICT)
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addStretch(1)
        if self.summary.outcomes:
            pill = VerdictPill(self.summary.outcomes)
            column.addWidget(pill, 0, Qt.AlignmentFlag.AlignRight)
        when = text(ago(self.summary.judged_at_us), size=SIZES.hint, role="hint")
        column.addWidget(when, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        return said

    def _buttons(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addStretch(1)
        if self.summary.trouble:
            column.addWidget(self._button("Take off the list", self.forget))
        else:
            if not self._to_results():
                column.addWidget(self._button(self.summary.rating_verb, self.go_on))
            if self.summary.judged:
                column.addWidget(self._button("Results", self.results))
        column.addStretch(1)
        return column

    def _button(self, words: str, signal: SignalInstance) -> Button:
        button = Button(words)
        button.setMinimumWidth(_BUTTON)
        button.setAccessibleName(f"{words}: {self.summary.title}")
        button.clicked.connect(signal)
        return button


class Thumbnails(QWidget):
    """Three small pictures side by side; quiet grey until they are there."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmaps: list[QPixmap] = []
        width = _THUMBNAILS * THUMBNAIL.width() + (_THUMBNAILS - 1) * _GAP
        self.setFixedSize(width, THUMBNAIL.height())

    def show_images(self, images: list[QImage]) -> None:
        """Show what has been read; a file that cannot be read stays grey."""
        self._pixmaps = [QPixmap.fromImage(image) for image in images]
        for pixmap in self._pixmaps:
            pixmap.setDevicePixelRatio(_DENSE)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the pictures."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(chrome_of(self).raised))
        for place, pixmap in enumerate(self._pixmaps):
            painter.drawPixmap(place * (THUMBNAIL.width() + _GAP), 0, pixmap)
