"""One study on the start page: pictures, progress, verdict, and how to go on."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.studies.page_parts import Button, Clickable, ElidedText, chrome_of, text
from app.studies.summary import StageProgress, StudySummary, ago
from app.studies.thumbnails import as_pixmap
from app.theme.fonts import MEDIUM, SEMIBOLD, inter
from app.theme.icons import paint_icon
from app.theme.tokens import SIZES
from evaluators.study import Stage
from evaluators.verdict import Outcome

SAMPLE = QSize(48, 56)
_GAP = 1
_STAGE_NAMES = {
    Stage.SELF: "Self",
    Stage.PEERS: "Peers",
    Stage.EXTERNAL: "External",
    Stage.END_USERS: "End users",
}
_SIGNS = {
    Outcome.MET: ("tick-circle", "met", "met"),
    Outcome.NOT_MET: ("cross-circle", "not_met", "not met"),
    Outcome.UNDECIDED: ("half-circle", "undecided", "undecided"),
}
_HEIGHT = 88
_PILL = 24


class RecentRow(Clickable):
    """A study as a row; Enter or a click goes on with it."""

    forget = Signal()

    def __init__(self, summary: StudySummary, *, last: bool) -> None:
        super().__init__()
        self.summary = summary
        self._last = last
        self.setMinimumHeight(_HEIGHT)
        self.setAccessibleName(f"{summary.title}, {summary.facts or summary.trouble}")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        self.samples = Samples()
        row.addWidget(self.samples)
        row.addLayout(self._words(), 3)
        if summary.trouble:
            row.addWidget(self._forget_button())
            return
        for stage in summary.stages:
            row.addWidget(StageBar(stage), 1)
        row.addLayout(self._verdict())
        self.button = Button(summary.next_step)
        self.button.setAccessibleName(f"{summary.next_step}: {summary.title}")
        self.button.clicked.connect(self.pressed)
        row.addWidget(self.button)

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

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(
            ElidedText(self.summary.title, size=SIZES.question, weight=SEMIBOLD)
        )
        if self.summary.trouble:
            words.addWidget(text(self.summary.trouble, role="second", wrap=True))
        else:
            words.addWidget(ElidedText(self.summary.facts, role="second"))
        words.addStretch(1)
        return words

    def _verdict(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addStretch(1)
        if self.summary.outcomes:
            pill = OutcomePill(self.summary.outcomes)
            column.addWidget(pill, 0, Qt.AlignmentFlag.AlignRight)
        when = text(ago(self.summary.judged_at_us), size=SIZES.hint, role="hint")
        column.addWidget(when, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        return column

    def _forget_button(self) -> Button:
        self.button = Button("Take off the list")
        self.button.clicked.connect(self.forget)
        return self.button


class Samples(QWidget):
    """Three small pictures side by side; quiet grey until they are there."""

    def __init__(self) -> None:
        super().__init__()
        self._images: list[QImage] = []
        self.setFixedSize(3 * SAMPLE.width() + 2 * _GAP, SAMPLE.height())

    def show_images(self, images: list[QImage]) -> None:
        """Show what has been read."""
        self._images = images
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the pictures."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(chrome_of(self).raised))
        for place, image in enumerate(self._images):
            if not image.isNull():
                x = place * (SAMPLE.width() + _GAP)
                painter.drawPixmap(x, 0, as_pixmap(image))


class StageBar(QWidget):
    """A stage's name, its finished raters, and a bar of the trials done."""

    def __init__(self, progress: StageProgress) -> None:
        super().__init__()
        self._progress = progress
        name = _STAGE_NAMES[progress.stage]
        self._words = f"{name} {progress.finished}/{progress.planned}"
        self.setAccessibleName(f"{self._words}, {round(progress.share * 100)} %")
        self.setMinimumWidth(78)
        self.setMaximumWidth(96)
        self.setFixedHeight(40)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint words and bar."""
        chrome = chrome_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(inter(SIZES.hint))
        painter.setPen(QColor(chrome.text_2))
        painter.drawText(QRectF(0, 4, self.width(), 16), 0, self._words)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chrome.hairline))
        rail = QRectF(0, 25, self.width(), 4)
        painter.drawRoundedRect(rail, 2, 2)
        rail.setWidth(self.width() * min(1.0, self._progress.share))
        painter.setBrush(QColor(chrome.text_2))
        painter.drawRoundedRect(rail, 2, 2)


class OutcomePill(QWidget):
    """How many claims are met, not met, undecided: sign, number and word."""

    def __init__(self, outcomes: tuple[tuple[Outcome, int], ...]) -> None:
        super().__init__()
        self._parts = [(_SIGNS[o][:2], f"{n} {_SIGNS[o][2]}") for o, n in outcomes]
        self.setFont(inter(SIZES.hint, MEDIUM))
        self.setAccessibleName(", ".join(words for _, words in self._parts))
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As wide as its parts."""
        words = (self.fontMetrics().horizontalAdvance(w) for _, w in self._parts)
        return QSize(8 + sum(22 + width + 10 for width in words), _PILL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the parts on the wash of the only one, or on a neutral ground."""
        chrome = chrome_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        token = self._parts[0][0][1]
        wash = getattr(chrome, f"{token}_wash")
        painter.setBrush(QColor(wash if len(self._parts) == 1 else chrome.raised))
        painter.drawRoundedRect(self.rect(), SIZES.radius, SIZES.radius)
        x = 8
        for (sign, token), words in self._parts:
            color = getattr(chrome, token)
            paint_icon(painter, sign, QRectF(x, 5, 14, 14), color)
            width = self.fontMetrics().horizontalAdvance(words)
            painter.setPen(QColor(color))
            place = QRectF(x + 20, 0, width + 4, _PILL)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            x += 22 + width + 10
