"""The neutral ground on which the panes are shown: one widget paints them all."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from app.media.frames import Frame
from app.playback.fitting import MARGIN, Rect
from app.playback.pane_painting import (
    paint_around,
    paint_frame,
    paint_label,
    paint_seen,
)
from app.playback.pane_words import CANNOT_BE_SHOWN, Heard, letter_of, offset_words
from app.playback.patience import Patience
from app.playback.player import Player
from app.playback.presentation import Presentation
from app.playback.views import BesideInputs, Room, Shown, SideBySide, View
from app.playback.watching import Screen
from app.theme.fonts import MEDIUM, inter
from app.theme.tokens import SIZES, VIEWING

_OTHER_SCREEN = frozenset(
    {QEvent.Type.DevicePixelRatioChange, QEvent.Type.ScreenChangeInternal}
)


class Stage(QWidget):
    """Shows what the player plays, in true proportion, enlarged only when asked.

    All panes are painted in one event and reach the screen as one rectangle, so that
    no picture of the screen shows one pane newer than the other.
    """

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
        self._heard_playing = False
        self._pointed = -1  # the pane the pointer was last nearest to; first the last
        self._patience = Patience(self)
        self._patience.changed.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 160)
        self.setAccessibleName("Clips")
        player.changed.connect(self._follow)
        player.loaded.connect(self._describe)
        player.seen_in_full.connect(self._describe)

    # What is shown

    @property
    def player(self) -> Player:
        """What is painted here."""
        return self._player

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

    def shift_pane(self, frames: int) -> None:
        """Move the pane nearest to the pointer, so many of its frames later.

        Panes are moved against each other, so one that is alone is not moved.
        """
        panes = len(self._player.presentation.panes)
        if self._player.playable and panes > 1:
            here = self._pointed
            self._player.shift(here if 0 <= here < panes else panes - 1, frames)

    def align_panes(self) -> None:
        """Let all panes begin together again."""
        if self._player.playable:
            self._player.reset_offsets()

    def pane_rects(self) -> list[QRectF]:
        """Return where the panes are, in logical pixels of this widget."""
        return self._rects()[: len(self._player.presentation.panes)]

    def input_rects(self) -> list[QRectF]:
        """Return where the inputs are; nowhere unless they are shown."""
        return self._rects()[len(self._player.presentation.panes) :]

    def sizeHint(self) -> QSize:
        """Room for two panes."""
        return QSize(1000, 560)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the player how large it must decode."""
        super().resizeEvent(event)
        self._tell_size()

    def event(self, event: QEvent) -> bool:
        """Notice a move to a screen with other pixels or another rate."""
        if event.type() in _OTHER_SCREEN:
            self._tell_size()
            self.update()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Notice that nobody saw what went on while the window was away."""
        super().showEvent(event)
        self._player.lose_sight()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Notice which pane is meant by keys that move one of them."""
        super().mouseMoveEvent(event)
        self._point_at(event.position())

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint surround, labels and panes from one reading of the clock."""
        painter = QPainter(self)
        if self._player.failure:
            self._paint_words(painter, self._words_of_failure())
        elif not self._player.is_loaded:
            self._paint_words(painter, "Loading…" if self._patience.ended else "")
        elif self.inputs_shown:
            inputs, panes = self._player.frames_beside_inputs()
            self._paint_view(painter, (*panes, *inputs))
        else:
            self._paint_view(painter, self._player.frames_to_paint())
            painter.end()
            self._player.painted()

    # Inside

    @property
    def _view(self) -> View:
        beside = self.inputs_shown
        return BesideInputs(self._enlarged) if beside else SideBySide(self._enlarged)

    def _room(self) -> Room:
        return Room(self.width(), self.height(), self.devicePixelRatioF())

    def _shown(self) -> tuple[Shown, ...]:
        return self._view.lay_out(self._player.presentation, self._room())

    def _rects(self) -> list[QRectF]:
        return [_rect(one.rect) for one in self._shown()]

    def _paint_view(self, painter: QPainter, frames: Sequence[Frame | None]) -> None:
        shown = self._shown()
        there = [one for one in shown if frames[one.place] is not None]
        paint_around(painter, self.rect(), [_rect(one.rect) for one in there])
        for one in shown:
            frame = frames[one.place]
            if frame is not None:  # an input that is not decoded yet
                paint_frame(painter, frame, _rect(one.rect), one.part)
            self._paint_above(painter, one)

    def _paint_above(self, painter: QPainter, one: Shown) -> None:
        player, rect = self._player, _rect(one.rect)
        given = (*player.presentation.panes, *player.presentation.inputs)[one.place]
        count = len(player.presentation.panes)
        if one.place >= count:
            paint_label(painter, rect, "", "", given.caption)
            return
        letter, offset = letter_of(one.place, count), self._offset_of(one.place)
        left = paint_label(painter, rect, letter, offset, given.caption)
        seen = player.seen[one.place] and player.moving
        if seen and not (self._to_owner or self.inputs_shown):
            paint_seen(painter, rect, left)

    def _offset_of(self, place: int) -> str:
        offsets = self._player.offsets
        medium = self._player.presentation.panes[place].medium
        return offset_words(offsets[place], medium) if offsets else ""

    def _words_of_failure(self) -> str:
        if self._to_owner:
            return self._player.failure
        return CANNOT_BE_SHOWN.format("clip" if self._player.moving else "picture")

    def _paint_words(self, painter: QPainter, words: str) -> None:
        paint_around(painter, self.rect(), ())
        painter.setPen(QColor(VIEWING.on_surround))
        painter.setFont(inter(SIZES.question, MEDIUM, tabular=False))
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), words)

    def _tell_size(self) -> None:
        screen = Screen(self.screen().refreshRate(), self.devicePixelRatioF())
        self._player.set_fit(self._physical_sizes, screen)

    def _physical_sizes(self, shown: Presentation) -> tuple[tuple[int, int], ...]:
        """Return how large panes, then inputs, stand on the screen."""
        room, count = self._room(), len(shown.panes)
        panes = SideBySide(self._enlarged).lay_out(shown, room)
        inputs = BesideInputs(self._enlarged).lay_out(shown, room)[count:]
        return tuple(
            (round(one.rect.width * room.ratio), round(one.rect.height * room.ratio))
            for one in (*panes, *inputs)
        )

    def _point_at(self, point: QPointF) -> None:
        """Take the nearest pane: at the letter above it, too, it is meant."""
        away = [_distance(rect, point) for rect in self.pane_rects()]
        self._pointed = away.index(min(away)) if away else -1

    def _follow(self) -> None:
        """Paint what has changed; words about loading only when it takes long."""
        player = self._player
        if self._loads is not player.presentation:
            self._loads = player.presentation
            self._patience.follow(waiting=False)
        empty = not player.is_loaded and not player.failure
        self._patience.follow(waiting=empty and bool(self._loads.panes))
        if not player.playing or not self._heard_playing:
            self._describe()
        self.update()

    def _describe(self) -> None:
        """Say aloud what there is; of a clip that plays not where it is."""
        player = self._player
        count = len(player.presentation.panes)
        duration = player.duration_us if player.moving else 0
        heard = Heard(player.playing, player.position_us, duration)
        words = [
            heard.of_pane(letter_of(place, count), self._offset_of(place), seen)
            for place, seen in enumerate(player.seen)
        ]
        self._heard_playing = player.playing
        name = "; ".join(words) or "Clips"
        if name != self.accessibleName():
            self.setAccessibleName(name)


def _rect(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, *rect.size)


def _distance(rect: QRectF, point: QPointF) -> float:
    across = max(rect.left() - point.x(), point.x() - rect.right(), 0.0)
    down = max(rect.top() - point.y(), point.y() - rect.bottom(), 0.0)
    return across + down
