"""The few parts of which the owner's pages are put together."""

from html import escape

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from app.studies.colors import chrome_of
from app.studies.paragraph import Paragraph, Words
from app.theme.fonts import MEDIUM, REGULAR, SEMIBOLD, inter
from app.theme.icons import icon, paint_icon
from app.theme.tokens import SIZES

ICON = 16
LINE = 20
_KEY_GAP = 10


def text(
    words: str,
    *,
    size: int = SIZES.body,
    weight: QFont.Weight = REGULAR,
    role: str = "",
) -> QLabel:
    """Return a label of one line; role is "second" or "hint" for lesser words."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)  # a name may look like mark-up
    label.setFont(inter(size, weight, tabular=False))
    if role:
        label.setProperty("role", role)
    return label


def heading(words: str) -> QLabel:
    """Return the name of a card, as high as a line of a paragraph."""
    label = text(words, weight=SEMIBOLD)
    label.setFixedHeight(LINE)
    return label


def plain_tip(words: str) -> str:
    """Return words for a tooltip, which would take a "<" for mark-up."""
    return f"<span>{escape(words)}</span>" if "<" in words else words


class ElidedText(Words):
    """One line that ends in "…" where there is no room; the tooltip has it all."""

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words) + 2, metrics.height() + 2)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the words, elided."""
        painter = QPainter(self)
        painter.setPen(self._color())
        shown = self.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideMiddle, self.width()
        )
        place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), place, shown)
        self.setToolTip(plain_tip(self._words) if shown != self._words else "")


class IconSign(QWidget):
    """An icon in one of the theme's colours, named by its token."""

    def __init__(self, name: str, color: str = "text_2", size: int = ICON) -> None:
        super().__init__()
        self._name = name
        self._color = color
        # As high as a line of words, so that it stands in the middle of the first.
        self.setFixedSize(size, max(size, LINE))

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the icon in the colour of the present theme, in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = getattr(chrome_of(self), self._color)
        size = self.width()
        place = QRectF(0, (self.height() - size) / 2, size, size)
        paint_icon(painter, self._name, place, color)


class Button(QPushButton):
    """A push button that Enter presses too, with an icon in its text's colour.

    A quiet one has no edge. `key` is the key that presses it from anywhere.
    """

    def __init__(
        self,
        words: str,
        *,
        primary: bool = False,
        quiet: bool = False,
        sign: str = "",
        key: str = "",
    ) -> None:
        super().__init__(f" {words}" if sign and words else words)  # off its icon
        self.setAccessibleName(words)
        self.setFont(inter(SIZES.body, MEDIUM))
        self.setProperty("primary", primary)
        self.setProperty("quiet", quiet)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._sign = sign
        self._key = key
        self._tint()

    def sizeHint(self) -> QSize:
        """Room for the key beside the words."""
        return super().sizeHint() + QSize(self._key_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the key at the end, smaller than the words."""
        if not self._key:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words, option.text = option.text, ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        chrome = chrome_of(self)
        primary = self.property("primary") and self.isEnabled()
        painter.setPen(QColor(chrome.on_accent if primary else chrome.text_3))
        inner = QRectF(self.rect()).adjusted(16, 0, -16, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, words)
        painter.setFont(inter(SIZES.hint))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, self._key)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

    def _key_width(self) -> int:
        if not self._key:
            return 0
        font = QFontMetrics(inter(SIZES.hint))
        return font.horizontalAdvance(self._key) + _KEY_GAP

    def _tint(self) -> None:
        if self._sign:
            chrome = chrome_of(self)
            primary = self.property("primary")
            self.setIcon(icon(self._sign, chrome.on_accent if primary else chrome.text))


class Card(QFrame):
    """A panel with a thin edge; things are put into its `column`."""

    def __init__(self, *, margin: int = 16, spacing: int = 8) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(spacing)


class Sentence(QWidget):
    """A sign and a sentence beside it: a warning, or something to know."""

    def __init__(self, words: str, *, trouble: bool) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        sign = IconSign("warning" if trouble else "info", "undecided")
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self._words = Paragraph(words, role="" if trouble else "second")
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """Return the sentence."""
        return self._words.words()

    def set_words(self, words: str) -> None:
        """Say something else; with nothing to say it takes no room."""
        self._words.set_words(words)
        self.setVisible(bool(words))


class Clickable(QFrame):
    """A row that is pressed by mouse, Enter or the space bar."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press when the button comes up inside."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by key; a key held down presses once."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.pressed.emit()


class Header(QFrame):
    """The bar at the top of a page: things are put into its `row`."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(SIZES.header)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(32, 0, 32, 0)
        self.row.setSpacing(12)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the panel and the line below."""
        chrome = chrome_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(chrome.panel))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(chrome.hairline))


class Footer(Header):
    """The bar at the bottom of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(64)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the panel and the line above."""
        chrome = chrome_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(chrome.panel))
        painter.fillRect(0, 0, self.width(), 1, QColor(chrome.hairline))
