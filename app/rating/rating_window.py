"""The window in which a rater judges: composition and keys, no decisions."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.playback.player import Player
from app.playback.stage import Stage
from app.playback.transport import TransportBar
from app.rating.course import Course
from app.rating.deck import Deck, columns_for, stands_at_side
from app.rating.keys import BINDINGS
from app.rating.keys_overlay import KeysOverlay
from app.rating.stopwatch import Stopwatch
from app.rating.top_bar import Progress, TopBar
from app.rating.veil import NoticeVeil
from app.theme.quiet_button import Face, QuietButton
from app.theme.style import wear_viewing
from storage.rater_session import RaterSession

UNTITLED = "Untitled study"
TOO_EARLY = "Watch each clip to its end once, then answer"
_ANSWER_KEYS = (*"123456789", "X")
_REPEATING = frozenset({"Left", "Right", "Shift+Left", "Shift+Right"})
_EVERY_MS = 5_000


class RatingWindow(QWidget):
    """Shows one trial after another and records what is answered."""

    finished = Signal()  # the window has closed and let the session go

    def __init__(
        self,
        session: RaterSession,
        player: Player | None = None,
        *,
        full_view_first: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.player = player or Player(parent=self)
        self.course = Course(
            session, self.player, full_view_first=full_view_first, parent=self
        )
        self._stopwatch = Stopwatch()
        self.setWindowTitle("Beholder")
        self.setMinimumSize(900, 560)
        self.resize(1440, 900)
        wear_viewing(self)
        self._build_parts()
        self._build_veils()
        self._lay_out(side=stands_at_side(session.session))
        self._bind()
        self.setFocus()
        self.course.begin()

    def _build_parts(self) -> None:
        self.top_bar = TopBar()
        self.stage = Stage(self.player)
        self.transport = TransportBar(self.player)
        self._inputs = QuietButton(Face("eye", "Inputs", "R"), "Inputs, while held")
        self.transport.add_tool(self._inputs)
        columns = columns_for(
            self._session.study,
            side=stands_at_side(self._session.session),
            window_width=self.screen().availableGeometry().width(),
        )
        self.deck = Deck(self._session.study, columns)

    def _build_veils(self) -> None:
        self.keys_overlay = KeysOverlay(self)
        self.break_page = NoticeVeil(
            self,
            "A good moment for a break",
            "A rest keeps your eye honest. Go on when you like; every answer is saved.",
            Face(words="Go on", key="B", raised=True, cap=True),
        )
        self.done_page = NoticeVeil(
            self,
            "All done",
            "Every answer is saved in the study, and this window may be closed. "
            "Backspace goes back to the last answer.",
            Face(words="Close", key="Ctrl Q", raised=True, cap=True),
        )

    def _lay_out(self, *, side: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        if side:
            row = QHBoxLayout()
            row.setSpacing(0)
            row.addWidget(self.stage, 1)
            row.addWidget(self.deck)
            column.addLayout(row, 1)
            column.addWidget(self.transport)
        else:
            column.addWidget(self.stage, 1)
            column.addWidget(self.transport)
            column.addWidget(self.deck)

    def _bind(self) -> None:
        actions = self._actions()
        for row in BINDINGS:
            for key in row.keys:
                self._shortcut(key, actions[row.action])
        for key in _ANSWER_KEYS:
            self._shortcut(key, partial(self._press, key))
        self._shortcut("Esc", self.keys_overlay.hide)
        self.course.changed.connect(self._show)
        self.course.saving.changed.connect(self._show)
        self.deck.answered.connect(self.course.answer)
        self.deck.wanted.connect(self.course.choose)
        self.top_bar.keys.clicked.connect(self._toggle_keys)
        self.break_page.button.clicked.connect(self._toggle_break)
        self.done_page.button.clicked.connect(self.close)
        self._inputs.pressed.connect(lambda: self.stage.set_inputs_shown(True))
        self._inputs.released.connect(lambda: self.stage.set_inputs_shown(False))
        self._clock = QTimer(self, interval=_EVERY_MS)
        self._clock.timeout.connect(self._show)
        self._clock.start()

    def _actions(self) -> dict[str, Callable[[], object]]:
        player, course = self.player, self.course
        return {
            "back": self._back,
            "previous": lambda: course.choose(course.flow.question - 1),
            "next": lambda: course.choose(course.flow.question + 1),
            "advance": self._advance,
            "toggle": self._playing(player.toggle),
            "step_back": self._playing(lambda: player.step(-1)),
            "step_on": self._playing(lambda: player.step(1)),
            "leap_back": self._playing(lambda: player.step(-10)),
            "leap_on": self._playing(lambda: player.step(10)),
            "to_start": self._playing(player.to_start),
            "loop_from": self._playing(player.mark_loop_start),
            "loop_to": self._playing(player.mark_loop_end),
            "loop": self._playing(player.toggle_loop),
            "slower": self._playing(player.slower),
            "faster": self._playing(player.faster),
            "full_screen": self._toggle_full_screen,
            "break": self._toggle_break,
            "close": self.close,
            "keys": self._toggle_keys,
        }

    def _playing(self, action: Callable[[], None]) -> Callable[[], None]:
        """Return the action for uncovered trials with motion only."""

        def act() -> None:
            if self.player.moving and self.player.is_loaded and not self._covered:
                action()

        return act

    def _shortcut(self, key: str, action: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(key in _REPEATING)
        shortcut.activated.connect(action)
        # A key of two spellings on one keyboard still does one thing.
        shortcut.activatedAmbiguously.connect(action)

    @property
    def _covered(self) -> bool:
        return not self.break_page.isHidden() or not self.done_page.isHidden()

    def _show(self) -> None:
        """Paint what the course says."""
        flow = self.course.flow
        trials = len(flow.session.trials)
        words = self.course.saving.words
        if self.course.answered_early and self.course.saving.all_saved:
            words = TOO_EARLY
        self.top_bar.show_progress(
            Progress(
                title=self._session.study.contract.title or UNTITLED,
                trial=min(flow.position + 1, trials),
                trials=trials,
                done=flow.trials_done,
                minutes=self._stopwatch.minutes,
                saving=words,
            )
        )
        self.deck.show_flow(flow, self.course.saved)
        self._inputs.setEnabled(bool(self.player.inputs))
        if flow.done and self.done_page.isHidden():
            self.keys_overlay.hide()
            self.done_page.lay()
        elif not flow.done:
            self.done_page.hide()

    def _press(self, key: str) -> None:
        criterion = self.course.flow.criterion
        if criterion is None or self._covered:
            return
        choice = self.deck.choice_for(key, criterion)
        if choice is not None:
            self.keys_overlay.hide()
            self.course.answer(choice.value)

    def _back(self) -> None:
        if self.break_page.isHidden():
            self.keys_overlay.hide()
            self.course.back()

    def _advance(self) -> None:
        if not self._covered:
            self.course.advance()

    def _toggle_keys(self) -> None:
        if not self.keys_overlay.isHidden():
            self.keys_overlay.hide()
        elif not self._covered:
            self.keys_overlay.lay_for(
                motion=self.player.moving, inputs=bool(self.player.inputs)
            )

    def _toggle_break(self) -> None:
        if not self.break_page.isHidden():
            self.break_page.hide()
            self._stopwatch.start()
            self.player.play()
        elif not self.course.flow.done:
            self.keys_overlay.hide()
            self.player.pause()
            self._stopwatch.stop()
            self.break_page.lay()
        self._show()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the inputs while R is held."""
        if event.key() == Qt.Key.Key_R and not event.isAutoRepeat():
            self.stage.set_inputs_shown(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Go back to the panes."""
        if event.key() == Qt.Key.Key_R and not event.isAutoRepeat():
            self.stage.set_inputs_shown(False)
        else:
            super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is being saved, then let the session go."""
        self._clock.stop()
        self.course.close()
        super().closeEvent(event)
        self.finished.emit()
