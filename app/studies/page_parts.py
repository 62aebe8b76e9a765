"""The few parts of which the owner's pages are put together."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.theme.fonts import MEDIUM, REGULAR, SEMIBOLD, inter
from app.theme.icons import icon, paint_icon
from app.theme.tokens import DARK, LIGHT, SIZES, Chrome

_HALF_LIGHT = 128
ICON = 16


def chrome_of(widget: QWidget) -> Chrome:
    """Return the tokens that a widget's palette was made from."""
    window = widget.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < _HALF_LIGHT else LIGHT


def text(
    words: str,
    *,
    size: int = SIZES.body,
    weight: QFont.Weight = REGULAR,
    role: str = "",
    wrap: bool = False,
) -> QLabel:
    """Return a label; role is "second" or "hint" for less important words."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)  # a name may look like mark-up
    label.setFont(inter(size, weight))
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


def heading(words: str) -> QLabel:
    """Return the name of a card."""
    return text(words, weight=SEMIBOLD)


class ElidedText(QWidget):
    """One line that ends in "…" where there is no room; the tooltip has it all."""

    def __init__(
        self,
        words: str = "",
        *,
        size: int = SIZES.body,
        weight: QFont.Weight = REGULAR,
        role: str = "",
    ) -> None:
        super().__init__()
        self._role = role
        self._words = ""
        self.setFont(inter(size, weight))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return the words in full."""
        return self._words

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Room for a few letters."""
        return QSize(min(48, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the words, elided."""
        chrome = chrome_of(self)
        color = {"second": chrome.text_2, "hint": chrome.text_3}
        painter = QPainter(self)
        painter.setPen(QColor(color.get(self._role, chrome.text)))
        shown = self.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideMiddle, self.width()
        )
        place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), place, shown)
        self.setToolTip(self._words if shown != self._words else "")


class IconSign(QWidget):
    """An icon in one of the theme's colours, named by its token."""

    def __init__(self, name: str, color: str = "text_2", size: int = ICON) -> None:
        super().__init__()
        self._name = name
        self._color = color
        self.setFixedSize(size, size)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the icon in the colour of the present theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = getattr(chrome_of(self), self._color)
        paint_icon(painter, self._name, QRectF(self.rect()), color)


class Button(QPushButton):
    """A push button that Enter presses too, with an icon in its text's colour."""

    def __init__(self, words: str, *, primary: bool = False, sign: str = "") -> None:
        super().__init__(words)
        self.setFont(inter(SIZES.body, MEDIUM))
        self.setProperty("primary", primary)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._sign = sign
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

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
        self._label = text(words, wrap=True, role="" if trouble else "second")
        self._label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
        )
        row.addWidget(self._label, 1)

    def words(self) -> str:
        """Return the sentence."""
        return self._label.text()

    def set_words(self, words: str) -> None:
        """Say something else."""
        self._label.setText(words)


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
        """Press by key."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


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
