"""What lies over the whole rating window: the keys, a break, the end."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.theme.fonts import SEMIBOLD, inter
from app.theme.quiet_button import Face, QuietButton
from app.theme.tokens import SIZES, VIEWING

_DIM = 150  # of 255; the trial stays faintly there under the keys
_WIDTH = 560


class Veil(QWidget):
    """A child that covers its window, so that no window manager moves it."""

    def __init__(self, window: QWidget, *, opaque: bool) -> None:
        super().__init__(window)
        self._window = window
        self._opaque = opaque
        self.hide()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() is QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def lay(self) -> None:
        """Cover the window."""
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        color = QColor(VIEWING.deck) if self._opaque else QColor(0, 0, 0, _DIM)
        painter.fillRect(self.rect(), color)


class NoticeVeil(Veil):
    """One headline, some sentences, one button."""

    def __init__(self, window: QWidget, headline: str, text: str, face: Face) -> None:
        super().__init__(window, opaque=True)
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(12)
        frame = QFrame()
        frame.setFixedWidth(_WIDTH)
        inner = QVBoxLayout(frame)
        inner.setSpacing(12)
        self._headline = _words(headline, SIZES.headline)
        self._text = _words(text, SIZES.question)
        inner.addWidget(self._headline)
        inner.addWidget(self._text)
        inner.addSpacing(12)
        self.button = QuietButton(face, face.words)
        inner.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(frame)

    def say(self, headline: str, text: str) -> None:
        """Change the words."""
        self._headline.setText(headline)
        self._text.setText(text)


def _words(text: str, size: int) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    weight = SEMIBOLD if size == SIZES.headline else inter().weight()
    label.setFont(inter(size, weight))
    return label
