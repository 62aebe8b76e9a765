"""What lies over the trial: the keys, a break, the end. The top bar stays in sight."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.theme.fonts import REGULAR, SEMIBOLD, inter
from app.theme.icons import paint_icon
from app.theme.quiet_button import Face, QuietButton
from app.theme.tokens import SIZES, VIEWING

_DIM = 150  # of 255; the trial stays faintly there under the keys
_WIDTH = 640
_MARGIN = 24
_SIGN = 32


class Veil(QWidget):
    """A child that covers its window, so that no window manager moves it."""

    def __init__(self, window: QWidget, *, opaque: bool) -> None:
        super().__init__(window)
        self._window = window
        self._opaque = opaque
        # Under an opaque page nothing is painted, so nothing counts as seen.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, opaque)
        self.hide()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() is QEvent.Type.Resize and watched is self._window:
            self._cover()
        return super().eventFilter(watched, event)

    def lay(self) -> None:
        """Cover the trial."""
        self._cover()
        self.show()
        self.raise_()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        color = QColor(VIEWING.deck) if self._opaque else QColor(0, 0, 0, _DIM)
        painter.fillRect(self.rect(), color)

    def _cover(self) -> None:
        window = self._window.rect()
        top = SIZES.top_bar
        self.setGeometry(QRect(0, top, window.width(), window.height() - top))


class NoticeVeil(Veil):
    """One headline, some sentences, one or two buttons."""

    def __init__(
        self, window: QWidget, faces: Sequence[Face], *, sign: str = ""
    ) -> None:
        super().__init__(window, opaque=True)
        self._headline = _words(inter(SIZES.headline, SEMIBOLD, tabular=False))
        self._text = _words(inter(SIZES.question, REGULAR, tabular=False))
        self._facts = _words(inter(SIZES.hint + 1, REGULAR, tabular=False))
        for label in (self._text, self._facts):
            label.setProperty("role", "second")
        self.buttons = [QuietButton(face, face.words, self) for face in faces]
        across = QHBoxLayout(self)
        across.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        across.addStretch(1)
        column = QVBoxLayout()
        across.addLayout(column)
        across.addStretch(1)
        column.setSpacing(12)
        column.addStretch(1)
        if sign:
            column.addWidget(_Sign(sign))
        for label in (self._headline, self._text):
            column.addWidget(label)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(8)
        column.addWidget(self._facts)
        column.addStretch(1)

    def say(self, headline: str, text: str, facts: str = "") -> None:
        """Change the words."""
        self._headline.setText(headline)
        self._text.setText(text)
        self._facts.setText(facts)
        self.setAccessibleName(f"{headline}. {text}")

    def lay(self) -> None:
        """Cover the trial and take the keyboard."""
        super().lay()
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)


class _Sign(QWidget):
    """An icon above the headline."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedHeight(_SIGN)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, self._icon, QRectF(0, 0, _SIGN, _SIGN), VIEWING.text)


def _words(font: QFont) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(font)
    label.setFixedWidth(_WIDTH)
    return label
