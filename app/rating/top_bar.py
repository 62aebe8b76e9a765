"""The bar above the stage: where the rater is, how long it takes, what is saved."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.rating.saving import SAVED
from app.theme.fonts import MEDIUM, REGULAR, SEMIBOLD, inter
from app.theme.icons import paint_icon
from app.theme.quiet_button import Face, QuietButton
from app.theme.tokens import SIZES, VIEWING

_BLOCK = 10  # trials; a span one can feel
_BAR = (36, 4)
_BAR_GAP = 4
_ICON = 16
_GAP = 16
_BREAK_AT = 20
_WIDEST_TITLE = 0.3  # of the bar


@dataclass(frozen=True, slots=True)
class Progress:
    """What the bar tells."""

    title: str
    trial: int  # from 1
    trials: int
    done: int
    minutes: int
    saving: str = SAVED


class TopBar(QWidget):
    """Paints one line; only the button for the keys can be pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._progress = Progress("", 1, 1, 0, 0)
        self.setFixedHeight(SIZES.top_bar)
        self.keys = QuietButton(
            Face("key", "Keys", "?", cap=True), "Show all keys, key ?", self
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addStretch(1)
        row.addWidget(self.keys)

    def show_progress(self, progress: Progress) -> None:
        """Show another state."""
        if progress != self._progress:
            self._progress = progress
            self.setAccessibleName(
                f"Trial {progress.trial} of {progress.trials}. {progress.saving}"
            )
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint title, trial, blocks, time and saving."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(VIEWING.deck))
        painter.fillRect(0, self.height() - 1, self.width(), 1, _color("between_bars"))
        progress = self._progress
        line = _Line(painter, self.height())
        title = QFontMetricsF(inter(SIZES.body, SEMIBOLD)).elidedText(
            progress.title,
            Qt.TextElideMode.ElideRight,
            self.width() * _WIDEST_TITLE,
        )
        x = 16 + line.words(16, title, "text", inter(SIZES.body, SEMIBOLD)) + _GAP
        words = f"Trial {progress.trial} of {progress.trials}"
        # Room for the widest number, so that nothing shifts at trial 10.
        widest = f"Trial {progress.trials} of {progress.trials}"
        font = inter(SIZES.body - 1, REGULAR)
        line.words(x, words, "text_2", font)
        x += QFontMetricsF(font).horizontalAdvance(widest) + _GAP
        left = self._paint_right(line)
        self._paint_blocks(painter, x, left - _GAP)

    def _paint_right(self, line: "_Line") -> float:
        """Paint time and saving from the right; return where they begin."""
        progress = self._progress
        font = inter(SIZES.hint + 1, MEDIUM)
        metrics = QFontMetricsF(font)
        right = self.keys.x() - _GAP
        room = max(metrics.horizontalAdvance(SAVED), self.width() * 0.0)
        text = progress.saving
        if len(text) > len(SAVED):  # a sentence about the disk takes what it needs
            room = min(metrics.horizontalAdvance(text), self.width() * 0.5)
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        x = right - room
        line.words(x, text, "text", font)
        x -= _ICON + 6
        if progress.saving == SAVED:
            line.icon(x, "check")
        elif len(progress.saving) > len(SAVED):
            line.icon(x, "warning")
        hint = f"break at {_BREAK_AT} min"
        if progress.minutes >= _BREAK_AT:
            hint = "A good moment for a break: B"
        hint_font = inter(SIZES.hint + 1, REGULAR)
        due = progress.minutes >= _BREAK_AT
        x -= _GAP + QFontMetricsF(hint_font).horizontalAdvance(hint)
        line.words(x, hint, "text" if due else "text_3", hint_font)
        minutes = f"{progress.minutes} min"
        x -= 8 + metrics.horizontalAdvance("000 min")
        line.words(x, minutes, "text_2", font)
        line.icon(x - _ICON - 6, "clock")
        return x - _ICON - 6

    def _paint_blocks(self, painter: QPainter, x: float, right: float) -> None:
        progress = self._progress
        width, height = _BAR
        y = (self.height() - height) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        blocks = -(-progress.trials // _BLOCK)
        width = min(width, int((right - x) / max(1, blocks)) - _BAR_GAP)
        if width < height:
            return
        for block in range(blocks):
            size = min(_BLOCK, progress.trials - block * _BLOCK)
            done = min(size, max(0, progress.done - block * _BLOCK))
            rect = QRectF(x + block * (width + _BAR_GAP), y, width, height)
            painter.setBrush(_color("rail"))
            painter.drawRoundedRect(rect, height / 2, height / 2)
            if done:
                rect.setWidth(max(height, width * done / size))
                painter.setBrush(_color("text_2"))
                painter.drawRoundedRect(rect, height / 2, height / 2)


class _Line:
    """Paints words and icons centred on one line."""

    def __init__(self, painter: QPainter, height: int) -> None:
        self._painter = painter
        self._height = height

    def words(self, x: float, text: str, color: str, font: QFont) -> float:
        self._painter.setFont(font)
        self._painter.setPen(_color(color))
        width = QFontMetricsF(font).horizontalAdvance(text)
        rect = QRectF(x, 0, width + 1, self._height - 1)
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
        return width

    def icon(self, x: float, name: str) -> None:
        rect = QRectF(x, (self._height - _ICON) / 2, _ICON, _ICON)
        paint_icon(self._painter, name, rect, VIEWING.text_2)


def _color(token: str) -> QColor:
    return QColor(getattr(VIEWING, token))
