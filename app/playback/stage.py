"""The neutral ground on which the panes are shown: one widget paints them all."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.media.frames import Frame
from app.playback.fitting import MARGIN, Rect, arrange
from app.playback.pane_painting import paint_frame, paint_label, paint_seen
from app.playback.player import Player
from app.playback.presentation import PaneMedium, Presentation
from app.playback.watching import Screen
from app.theme.fonts import MEDIUM, inter
from app.theme.tokens import SIZES, VIEWING

LETTERS = "ABCD"
CANNOT_BE_SHOWN = "This {} cannot be shown. Press Enter to go on; it will be noted."
_PATIENCE_MS = 300  # what loads faster needs no words that come and go


class Stage(QWidget):
    """Shows what the player plays, in true proportion, enlarged only when asked."""

    def __init__(
        self,
        player: Player,
        *,
        to_owner: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._to_owner = to_owner  # who may read what is wrong with which file
        self._inputs_shown = False
        self._enlarged = False
        self._loads = player.presentation
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 160)
        self.setAccessibleName("Clips")
        player.changed.connect(self._follow)
        player.loaded.connect(self._describe)
        player.seen_in_full.connect(self._describe)

    @property
    def inputs_shown(self) -> bool:
        """True while the inputs stand beside the panes."""
        return self._inputs_shown and bool(self._player.inputs)

    def set_inputs_shown(self, shown: bool) -> None:  # a plain setter
        """Show what the systems got beside what they made, all of it smaller."""
        self._inputs_shown = shown
        self.update()

    def toggle_enlarged(self) -> None:
        """Let panes fill the room beyond their own pixels, or no more."""
        self._enlarged = not self._enlarged
        self._tell_size()
        self.update()

    def pane_rects(self) -> list[QRectF]:
        """Return where the panes are, in logical pixels of this widget."""
        if self.inputs_shown:
            return self._rects_beside()[len(self._player.presentation.inputs) :]
        return self._on_pixels(self._arranged(self._player.presentation.panes))

    def input_rects(self) -> list[QRectF]:
        """Return where the inputs are; nowhere unless they are shown."""
        count = len(self._player.presentation.inputs)
        return self._rects_beside()[:count] if self.inputs_shown else []

    def sizeHint(self) -> QSize:
        """Room for two panes."""
        return QSize(1000, 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the player how large it must decode."""
        super().resizeEvent(event)
        self._tell_size()

    def event(self, event: QEvent) -> bool:
        """Notice a move to a screen with other pixels."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._tell_size()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Notice that nobody saw what went on while the window was away."""
        super().showEvent(event)
        self._player.lose_sight()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint surround, labels and panes from one reading of the clock."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(VIEWING.surround))
        if self._player.failure:
            self._paint_words(painter, self._words_of_failure())
        elif not self._player.is_loaded:
            if self._player.presentation.panes and not self._patience.isActive():
                self._paint_words(painter, "Loading…")
        elif self.inputs_shown:
            self._paint_inputs(painter)
        else:
            self._paint_panes(painter)

    def _paint_panes(self, painter: QPainter) -> None:
        player = self._player
        self._paint_media(painter, player.frames_to_paint())
        for place, rect in enumerate(self.pane_rects()):
            if player.seen[place] and player.moving and not self._to_owner:
                paint_seen(painter, rect)
        painter.end()
        player.painted()

    def _paint_inputs(self, painter: QPainter) -> None:
        inputs, panes = self._player.frames_beside_inputs()
        given = self._player.presentation.inputs
        for rect, frame, one in zip(self.input_rects(), inputs, given, strict=True):
            paint_frame(painter, frame, rect)
            paint_label(painter, rect, "", one.caption)
        self._paint_media(painter, panes)

    def _paint_media(self, painter: QPainter, frames: Sequence[Frame]) -> None:
        given = self._player.presentation.panes
        letters = LETTERS if len(frames) > 1 else " "
        for place, rect in enumerate(self.pane_rects()):
            paint_frame(painter, frames[place], rect)
            paint_label(painter, rect, letters[place].strip(), given[place].caption)

    def _rects_beside(self) -> list[QRectF]:
        return self._on_pixels(self._beside(self._player.presentation))

    def _on_pixels(self, rects: Sequence[Rect]) -> list[QRectF]:
        """Move edges onto the screen's pixels, which are finer than logical ones."""
        ratio = self.devicePixelRatioF()
        return [
            QRectF(*(round(side * ratio) / ratio for side in (r.x, r.y, *r.size)))
            for r in rects
        ]

    def _beside(self, shown: Presentation) -> tuple[Rect, ...]:
        """Place the inputs, then the panes, so that all are seen together."""
        sizes = [_size(one) for one in (*shown.inputs, *shown.panes)]
        room = (self.width(), self.height())
        return arrange(sizes, room, alike=False, enlarged=self._enlarged)

    def _words_of_failure(self) -> str:
        if self._to_owner:
            return self._player.failure
        return CANNOT_BE_SHOWN.format("clip" if self._player.moving else "picture")

    def _paint_words(self, painter: QPainter, words: str) -> None:
        painter.setPen(QColor(VIEWING.on_surround))
        painter.setFont(inter(SIZES.question, MEDIUM, tabular=False))
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), words)

    def _arranged(self, media: Sequence[PaneMedium]) -> tuple[Rect, ...]:
        sizes = [_size(one) for one in media]
        room = (self.width(), self.height())
        return arrange(sizes, room, enlarged=self._enlarged)

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

    def _follow(self) -> None:
        """Paint what has changed; words about loading only when it takes long."""
        player = self._player
        if player.is_loaded or player.failure:
            self._patience.stop()
        elif self._loads != player.presentation:
            self._patience.start()
        self._loads = player.presentation
        self.update()

    def _describe(self) -> None:
        seen = self._player.seen
        moving = self._player.moving
        kind = "Clip" if moving else "Picture"
        words = [
            f"{kind} {LETTERS[place]}{', seen in full' if done and moving else ''}"
            for place, done in enumerate(seen)
        ]
        self.setAccessibleName("; ".join(words) or "Clips")


def _size(given: PaneMedium) -> tuple[int, int]:
    return given.medium.width, given.medium.height
