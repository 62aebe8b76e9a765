"""The bar above the stage: where the rater is, how long it takes, what is saved."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.rating.bar_line import ICON, BarLine, width_of
from app.rating.break_button import BreakButton
from app.rating.progress import Progress
from app.rating.saving import SAVED
from app.theme.fonts import MEDIUM, REGULAR, SEMIBOLD, inter
from app.theme.quiet_button import Face, QuietButton
from app.theme.tokens import SIZES, VIEWING

_BLOCK = 10  # trials; a span one can feel
_BAR = (36, 4)
_BAR_GAP = 4
_GAP = 16
_EDGE = 16
_BRIEF = 1100  # below, the hint about breaks goes
_BREAK_ROOM = (310, 160)  # for the break button at its widest
_WIDEST_TITLE = 0.3  # of the bar
_LINES = (SIZES.hint + 1, SIZES.hint)  # a notice in one line, or in two smaller ones


class TopBar(QWidget):
    """Paints one line; its buttons are the break and the keys."""

    def __init__(self) -> None:
        super().__init__()
        self._progress = Progress("", 1, 1, 0, 0)
        self._tools_shown = True
        self.setFixedHeight(SIZES.top_bar)
        self.break_button = BreakButton(self)
        self.keys = QuietButton(
            Face("key", "Keys", "?", cap=True), "Show all keys, key ?", self
        )

    def show_progress(self, progress: Progress) -> None:
        """Show another state."""
        if progress != self._progress:
            self._progress = progress
            told = progress.notice or progress.saving
            self.setAccessibleName(
                f"Trial {progress.trial} of {progress.trials}. {told}"
            )
            self._place()
            self.update()

    def set_tools_shown(self, shown: bool) -> None:  # a plain setter
        """Show or leave out break and keys: a last page has no use for them."""
        self._tools_shown = shown
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the right end."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint title, trial, blocks, time and saving."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(VIEWING.deck))
        below = (0, self.height() - 1, self.width(), 1)
        painter.fillRect(*below, QColor(VIEWING.between_bars))
        line = BarLine(painter, self.height())
        x = self._paint_place(line)
        if self._progress.notice:
            right = self._paint_notice(painter, line, x)
        else:
            right = self._paint_saving(painter, line)
        self._paint_blocks(painter, x, right - _GAP)

    def _place(self) -> None:
        progress = self._progress
        top = (self.height() - SIZES.answer) // 2
        self.keys.move(self.width() - 8 - self.keys.width(), top)
        button = self.break_button
        button.show_minutes(
            progress.minutes, due=progress.break_due, brief=self.width() < _BRIEF
        )
        button.resize(button.sizeHint())
        button.move(round(self._saving_left - _GAP) - button.width(), top)
        button.setVisible(self._tools_shown and not progress.notice)
        self.keys.setVisible(self._tools_shown)

    @property
    def _saving_left(self) -> float:
        """Where the tick of "All answers saved" stands: always the same place."""
        words = width_of(SAVED, inter(SIZES.hint + 1, REGULAR))
        return self.keys.x() - 8 - words - 6 - ICON

    def _paint_place(self, line: BarLine) -> float:
        """Paint title and trial; return where the rest may begin."""
        progress = self._progress
        strong = inter(SIZES.body, SEMIBOLD, tabular=False)
        room = self.width() * _WIDEST_TITLE
        end = Qt.TextElideMode.ElideRight
        title = QFontMetricsF(strong).elidedText(progress.title, end, room)
        x = line.words(_EDGE, title, "text", strong) + _GAP
        font = inter(SIZES.hint + 1, REGULAR)
        line.words(x, f"Trial {progress.trial} of {progress.trials}", "text_2", font)
        # Room for the widest number, so that nothing shifts at trial 10.
        widest = f"Trial {progress.trials} of {progress.trials}"
        return x + width_of(widest, font) + _GAP

    def _paint_saving(self, painter: QPainter, line: BarLine) -> float:
        x = self._saving_left
        if self._tools_shown:
            hairline = QColor(VIEWING.hairline)
            painter.fillRect(round(x - _GAP / 2), 10, 1, 20, hairline)
        if self._progress.saving == SAVED:
            line.icon(x, "check")
        font = inter(SIZES.hint + 1, REGULAR)
        line.words(x + ICON + 6, self._progress.saving, "text_2", font)
        return self.break_button.x()

    def _paint_notice(self, painter: QPainter, line: BarLine, left: float) -> float:
        """Paint a sentence in place of time and saving, in two lines if need be."""
        words = self._progress.notice
        right = self.keys.x() - 8
        room = right - left - ICON - 6
        large, small = (inter(size, MEDIUM, tabular=False) for size in _LINES)
        fits = width_of(words, large) <= room
        width = width_of(words, large) + 1 if fits else room
        line.icon(right - width - 6 - ICON, "warning")
        painter.setFont(large if fits else small)
        painter.setPen(QColor(VIEWING.text))
        rect = QRectF(right - width, 2, width, self.height() - 5)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect, int(flags), words)
        return right - width - 6 - ICON

    def _paint_blocks(self, painter: QPainter, x: float, right: float) -> None:
        progress = self._progress
        width, height = _BAR
        y = (self.height() - 1 - height) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        blocks = max(1, -(-progress.trials // _BLOCK))
        # Their width knows nothing of what is said at the right, so it never changes.
        room = self._saving_left - _GAP - _BREAK_ROOM[self.width() < _BRIEF] - x
        width = min(width, int(room / blocks) - _BAR_GAP)
        if width < 2 * height or x + blocks * (width + _BAR_GAP) > right:
            return
        for block in range(blocks):
            size = min(_BLOCK, progress.trials - block * _BLOCK)
            done = min(size, max(0, progress.done - block * _BLOCK))
            rect = QRectF(x + block * (width + _BAR_GAP), y, width, height)
            painter.setBrush(QColor(VIEWING.rail))
            painter.drawRoundedRect(rect, height / 2, height / 2)
            if done:
                rect.setWidth(max(height, width * done / size))
                painter.setBrush(QColor(VIEWING.text_2))
                painter.drawRoundedRect(rect, height / 2, height / 2)
