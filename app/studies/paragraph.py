"""Words on a page: plain, in the theme's colours; and those that wrap."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.studies.colors import chrome_of, text_color
from app.theme.fonts import REGULAR, inter
from app.theme.tokens import SIZES

_LINE = {SIZES.hint: 16, SIZES.body: 20, SIZES.question: 22}
_NARROWEST = 48
_USUAL = 480
_SEPARATOR = "\u2028"  # how a text layout is told of a new line


class Words(QWidget):
    """Words that paint themselves, and are read aloud; role as for `text`."""

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
        self.setFont(inter(size, weight, tabular=False))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    def words(self) -> str:
        """Return the words in full."""
        return self._words

    def set_words(self, words: str) -> None:
        """Say something else."""
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Room for a few letters."""
        hint = self.sizeHint()
        return QSize(min(_NARROWEST, hint.width()), hint.height())

    def _color(self) -> QColor:
        return QColor(text_color(chrome_of(self), self._role))


class Paragraph(Words):
    """As tall as its words need at its width; a name without blanks is broken too.

    A label would flip the whole sentence when it begins with a name that is written
    from right to left, and gives a wrapped sentence too little room in a card.
    """

    def __init__(
        self,
        words: str = "",
        *,
        size: int = SIZES.body,
        weight: QFont.Weight = REGULAR,
        role: str = "",
    ) -> None:
        self._line = _LINE[size]
        self._layout = QTextLayout("", inter(size, weight, tabular=False))
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        super().__init__(words, size=size, weight=weight, role=role)  # lays them out
        copy = QAction("Copy", self)
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(self._words))
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def set_words(self, words: str) -> None:
        """Say something else."""
        self._layout.setText(words.replace("\n", _SEPARATOR))
        self._break_lines()
        super().set_words(words)

    def sizeHint(self) -> QSize:
        """As wide as a line of reading length, at most."""
        width = self.fontMetrics().horizontalAdvance(self._words) + 2
        return QSize(min(width, _USUAL), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the new width asks for."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._break_lines()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the words."""
        painter = QPainter(self)
        painter.setPen(self._color())
        self._layout.draw(painter, QPointF(0, 0))

    def _break_lines(self) -> None:
        number = 0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(self.width(), 1))
            above = (self._line - line.height()) / 2
            line.setPosition(QPointF(0, number * self._line + above))
            number += 1
        self._layout.endLayout()
        self.setFixedHeight(max(number, 1) * self._line)
