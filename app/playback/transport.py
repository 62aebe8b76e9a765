"""The bar that plays, steps and loops all panes at once."""

from collections.abc import Callable

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.playback.clock import SPEEDS, faster
from app.playback.player import Player
from app.playback.scrub_bar import ScrubBar
from app.playback.time_readout import TimeReadout
from app.theme.quiet_button import Face, QuietButton
from app.theme.tokens import SIZES, VIEWING

_NARROW = 1400  # below, the letters of the keys go
_BRIEF = 1100  # below, the word for how it loops goes
_SHORT_RAIL = 240  # a shorter one is not given up for the count of frames
_NARROWEST = 576  # once the letters and the frames are out
_PLAY = Face("play", key="Space", raised=True)
_PAUSE = Face("pause", key="Space", raised=True)
_SLOWEST = Face(words="0.25×", key="− +")
_ONCE, _ALL, _PART = "once", "all", "part"  # how it loops


class TransportBar(QWidget):
    """One transport for all panes. It keeps its room where nothing moves."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self.setFixedHeight(SIZES.transport)
        self.setMinimumWidth(_NARROWEST)
        self._buttons: list[QuietButton] = []
        self._tools: list[QuietButton] = []
        self._play = self._button(_PAUSE, "Play or pause", player.toggle)
        self._scrub = ScrubBar(player)
        self._time = TimeReadout(player)
        self._loop = self._button(Face("loop", key="P"), "Loop", player.toggle_loop)
        self._loop.setCheckable(True)
        self._speed = self._button(_SLOWEST, "Speed", self._change_speed)
        self._lay_out()
        player.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        player = self._player
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self._button(Face("to-start"), "To the start", player.to_start))
        row.addWidget(
            self._button(
                Face("step-back", key="←"), "One frame back", lambda: player.step(-1)
            )
        )
        row.addWidget(self._play)
        row.addWidget(
            self._button(
                Face("step-forward", key="→"), "One frame on", lambda: player.step(1)
            )
        )
        row.addSpacing(8)
        row.addWidget(self._scrub, 1)
        row.addSpacing(8)
        row.addWidget(self._time)
        row.addWidget(
            self._button(Face(words="["), "Loop from here", player.mark_loop_start)
        )
        row.addWidget(
            self._button(Face(words="]"), "Loop to here", player.mark_loop_end)
        )
        row.addWidget(self._loop)
        row.addWidget(self._speed)

    def add_tool(self, button: QuietButton) -> None:
        """Put one more button at the right end."""
        self._tools.append(button)
        self._row.addWidget(button)
        self.setMinimumWidth(self.minimumWidth() + button.width())

    def controls(self) -> list[QWidget]:
        """Return what the focus may come to, from left to right."""
        items = (self._row.itemAt(place) for place in range(self._row.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [w for w in widgets if w is not None and w is not self._time]

    def refresh(self) -> None:
        """Show what holds now."""
        player = self._player
        there = player.playable
        for button in self._buttons:
            button.setEnabled(there)
        self._play.set_face(_PAUSE if player.playing or not there else _PLAY)
        self._loop.setChecked(player.looping and there)
        self._loop.set_face(self._loop_face(self._loops if there else _ALL))
        self._speed.set_face(Face(words=f"{player.speed:g}×", key="− +"))
        self._time.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the letters of the keys out where there is no room."""
        super().resizeEvent(event)
        self._speed.set_face(_SLOWEST)  # the widest face
        self._loop.set_face(self._loop_face(_ONCE))
        for button in (*self._buttons, *self._tools):
            button.set_key_shown(self.width() >= _NARROW)
            button.setFixedWidth(button.sizeHint().width())
        self.refresh()
        others = self._row.sizeHint().width() - self._time.width()
        rail = max(_SHORT_RAIL, self._scrub.minimumWidth())
        others += rail - self._scrub.minimumWidth()
        self._time.fit(self.width() - others)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the ground and the line above it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(VIEWING.deck))
        painter.fillRect(0, 0, self.width(), 1, QColor(VIEWING.between_bars))

    def _change_speed(self) -> None:
        """Go faster, and from the fastest to the slowest: a mouse has one button."""
        fastest = self._player.speed >= SPEEDS[-1]
        self._player.set_speed(SPEEDS[0] if fastest else faster(self._player.speed))

    @property
    def _loops(self) -> str:
        player = self._player
        if not player.looping:
            return _ONCE
        return _PART if player.loop_range else _ALL

    def _loop_face(self, loops: str) -> Face:
        return Face("loop", words=loops if self.width() >= _BRIEF else "", key="P")

    def _button(
        self, face: Face, name: str, clicked: Callable[[], None]
    ) -> QuietButton:
        button = QuietButton(face, name, self)
        button.clicked.connect(lambda _checked=False: clicked())
        self._buttons.append(button)
        return button
