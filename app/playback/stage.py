"""The neutral ground on which the panes are shown: one widget paints them all."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from app.media.frames import Frame
from app.playback.fitting import LABEL, MARGIN, Rect, arrange
from app.playback.player import Player
from app.playback.presentation import PaneMedium, Presentation
from app.playback.watching import Screen
from app.theme.fonts import MEDIUM, SEMIBOLD, inter
from app.theme.icons import paint_icon
from app.theme.tokens import SIZES, VIEWING

LETTERS = "ABCD"
CANNOT_BE_SHOWN = "This clip cannot be shown. Press Enter to go on; it will be noted."
_EYE = 14
_BASELINE = 8  # from a label's lower edge to the pane


class Stage(QWidget):
    """Shows what the player plays, in true proportion, never enlarged."""

    def __init__(
        self,
        player: Player,
        *,
        failure_words: str = CANNOT_BE_SHOWN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._failure_words = failure_words
        self._inputs_shown = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 160)
        self.setAccessibleName("Clips")
        player.changed.connect(self.update)
        player.loaded.connect(self._describe)
        player.seen_in_full.connect(self._describe)

    @property
    def inputs_shown(self) -> bool:
        """True while the inputs stand in place of the panes."""
        return self._inputs_shown

    def set_inputs_shown(self, shown: bool) -> None:  # a plain setter
        """Show what the systems got beside what they made, all of it smaller."""
        self._inputs_shown = shown and bool(self._player.inputs)
        self.update()

    def pane_rects(self) -> list[QRectF]:
        """Return where the panes are, in logical pixels of this widget."""
        if self._inputs_shown:
            return self._rects_beside()[len(self._player.presentation.inputs) :]
        return [_qrect(r) for r in self._arranged(self._player.presentation.panes)]

    def input_rects(self) -> list[QRectF]:
        """Return where the inputs are; nowhere unless they are shown."""
        count = len(self._player.presentation.inputs)
        return self._rects_beside()[:count] if self._inputs_shown else []

    def sizeHint(self) -> QSize:
        """Room for two panes."""
        return QSize(1000, 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the player how large it must decode."""
        super().resizeEvent(event)
        self._tell_size()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint surround, labels and panes from one reading of the clock."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(VIEWING.surround))
        if self._player.failure:
            self._paint_words(painter, self._failure_words)
        elif not self._player.is_loaded:
            if self._player.presentation.panes:
                self._paint_words(painter, "Loading…")
        elif self._inputs_shown:
            self._paint_inputs(painter)
        else:
            self._paint_panes(painter)

    def _paint_panes(self, painter: QPainter) -> None:
        player = self._player
        frames = player.frames_to_paint()
        seen = player.seen
        for place, rect in enumerate(self.pane_rects()):
            _paint_frame(painter, frames[place], rect)
            letter = LETTERS[place] if len(frames) > 1 else ""
            _paint_label(painter, rect, letter, inter(SIZES.question, SEMIBOLD))
            if seen[place] and player.moving:
                _paint_seen(painter, rect)
        painter.end()
        player.painted()

    def _paint_inputs(self, painter: QPainter) -> None:
        inputs, panes = self._player.frames_beside_inputs()
        shown = zip(
            self.input_rects(), inputs, self._player.presentation.inputs, strict=True
        )
        for rect, frame, given in shown:
            _paint_frame(painter, frame, rect)
            _paint_label(painter, rect, given.caption, inter(SIZES.body, MEDIUM))
        for place, rect in enumerate(self.pane_rects()):
            _paint_frame(painter, panes[place], rect)
            letter = LETTERS[place] if len(panes) > 1 else ""
            _paint_label(painter, rect, letter, inter(SIZES.question, SEMIBOLD))

    def _rects_beside(self) -> list[QRectF]:
        return [_qrect(rect) for rect in self._beside(self._player.presentation)]

    def _beside(self, shown: Presentation) -> tuple[Rect, ...]:
        """Place the inputs, then the panes, so that all are seen together."""
        sizes = [_size(one) for one in (*shown.inputs, *shown.panes)]
        return arrange(sizes, (self.width(), self.height()), alike=False)

    def _paint_words(self, painter: QPainter, words: str) -> None:
        painter.setPen(QColor(VIEWING.on_surround))
        painter.setFont(inter(SIZES.question, MEDIUM))
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), words)

    def _arranged(self, media: Sequence[PaneMedium]) -> tuple[Rect, ...]:
        sizes = [_size(one) for one in media]
        return arrange(sizes, (self.width(), self.height()))

    def _tell_size(self) -> None:
        screen = Screen(self.screen().refreshRate(), self.devicePixelRatioF())
        self._player.set_fit(self._physical_sizes, screen)

    def _physical_sizes(self, shown: Presentation) -> tuple[tuple[int, int], ...]:
        ratio = self.devicePixelRatioF()
        inputs = self._beside(shown)[: len(shown.inputs)]
        return tuple(
            (round(rect.width * ratio), round(rect.height * ratio))
            for rect in (*self._arranged(shown.panes), *inputs)
        )

    def _describe(self) -> None:
        seen = self._player.seen
        kind = "Clip" if self._player.moving else "Picture"
        words = [
            f"{kind} {LETTERS[place]}{', seen in full' if done else ''}"
            for place, done in enumerate(seen)
        ]
        self.setAccessibleName("; ".join(words) or "Clips")


def _paint_frame(painter: QPainter, frame: Frame, rect: QRectF) -> None:
    pixels = np.ascontiguousarray(frame.rgb())
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    painter.setRenderHint(
        QPainter.RenderHint.SmoothPixmapTransform,
        on=(width, height) != (rect.width(), rect.height()),
    )
    painter.drawImage(rect, image)


def _paint_label(painter: QPainter, rect: QRectF, words: str, font: QFont) -> None:
    if not words:
        return
    painter.setPen(QColor(VIEWING.on_surround))
    painter.setFont(font)
    words = QFontMetricsF(font).elidedText(
        words, Qt.TextElideMode.ElideRight, max(rect.width(), 16)
    )
    room = QRectF(rect.x(), rect.y() - LABEL, max(rect.width(), 16), LABEL - _BASELINE)
    painter.drawText(
        room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words
    )


def _paint_seen(painter: QPainter, rect: QRectF) -> None:
    words = "seen in full"
    font = inter(SIZES.hint, MEDIUM)
    width = QFontMetricsF(font).horizontalAdvance(words) + 1
    if width + _EYE + SIZES.title > rect.width():  # a narrow pane keeps the eye alone
        words, width = "", 0
    x = rect.right() - width
    room = QRectF(x, rect.y() - LABEL, width, LABEL - _BASELINE)
    painter.setPen(QColor(VIEWING.on_surround_2))
    painter.setFont(font)
    painter.drawText(
        room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, words
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    eye = QRectF(x - _EYE - 5, rect.y() - _BASELINE - _EYE - 1, _EYE, _EYE)
    paint_icon(painter, "eye", eye, VIEWING.on_surround_2)


def _size(given: PaneMedium) -> tuple[int, int]:
    return given.medium.width, given.medium.height


def _qrect(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.width, rect.height)
