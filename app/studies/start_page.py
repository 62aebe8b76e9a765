"""The first page anybody sees: one card, one sentence, the shape of a folder."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.studies.colors import chrome_of
from app.studies.page_parts import Button, IconSign, heading, text
from app.studies.paragraph import Paragraph
from app.theme.fonts import SEMIBOLD
from app.theme.tokens import SIZES

_TREE = (
    "outputs/\n"
    "  before/   hallway.mp4  street.mp4  mirror.mp4\n"
    "  after/    hallway.mp4  street.mp4  mirror.mp4"
)
_STEPS = (
    (
        "folder",
        "Drop a folder of outputs",
        "One folder per system, one file per source: clips, pictures, or numbered "
        "frames.",
    ),
    (
        "pair",
        "Judge in pairs",
        "Side by side, in step, blind. One key per answer, saved at once.",
    ),
    (
        "scales",
        "Read the verdict",
        "Met, not met, or undecided, with how far people agree.",
    ),
)
_WIDTH = 768
_BUTTON_WIDTH = 210


class DropFrame(QFrame):
    """A card with a dashed edge; the edge is a ring while something hangs over it."""

    def __init__(self) -> None:
        super().__init__()
        self._ringed = False

    def set_ringed(self, *, ringed: bool) -> None:
        """Show that what is dragged may be dropped."""
        self._ringed = ringed
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the panel, the dashes, the ring."""
        chrome = chrome_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5)
        painter.setBrush(QColor(chrome.accent_wash if self._ringed else chrome.panel))
        painter.setPen(QPen(QColor(chrome.control_border), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(inner, SIZES.radius_card, SIZES.radius_card)
        if self._ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(chrome.accent), 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, 11, 11)


class EmptyStart(QWidget):
    """What to do when there is no study yet."""

    choose = Signal()
    demo = Signal()
    open = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(3)
        self.frame = self._card()
        column.addWidget(self.frame, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(36)
        column.addWidget(_steps(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(4)

    def _card(self) -> DropFrame:
        frame = DropFrame()
        frame.setFixedWidth(_WIDTH)
        row = QHBoxLayout(frame)
        row.setContentsMargins(52, 48, 52, 48)
        row.setSpacing(32)
        row.addLayout(_invitation(), 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(12)
        for words, signal in (
            ("Choose a folder…", self.choose),
            ("Try the demo study", self.demo),
            ("Open…", self.open),
        ):
            button = Button(words, primary=signal is self.choose)
            button.setFixedWidth(_BUTTON_WIDTH)
            button.clicked.connect(signal)
            buttons.addWidget(button)
            if signal is self.choose:
                self.setFocusProxy(button)
        buttons.addStretch(1)
        row.addLayout(buttons)
        return frame


def _invitation() -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(8)
    words.addWidget(
        text("Drop a folder of outputs", size=SIZES.headline, weight=SEMIBOLD)
    )
    words.addWidget(
        text(
            "You will be judging in about a minute.", size=SIZES.question, role="second"
        )
    )
    words.addSpacing(8)
    tree = text(_TREE, role="second")
    tree.setFont(monospace(13))
    words.addWidget(tree)
    return words


def _steps() -> QWidget:
    steps = QWidget()
    steps.setFixedWidth(_WIDTH - 8)
    row = QHBoxLayout(steps)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(28)
    for sign, name, words in _STEPS:
        step = QVBoxLayout()
        step.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconSign(sign))
        head.addWidget(heading(name), 1)
        step.addLayout(head)
        step.addWidget(Paragraph(words, role="second"))
        step.addStretch(1)
        row.addLayout(step, 1)
    return steps


def monospace(size: int) -> QFont:
    """Return the system's face for file trees."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(size)
    return font
