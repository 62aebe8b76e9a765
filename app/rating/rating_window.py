"""The window in which a rater judges: composition, no decisions."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from app.playback.player import Player
from app.rating import page_words
from app.rating.breaks import Breaks
from app.rating.course import Course
from app.rating.covers import Covers
from app.rating.keys import ANSWER_KEYS, rows_for
from app.rating.page_words import Words
from app.rating.progress import progress_of
from app.rating.window_keys import WindowKeys
from app.rating.window_parts import WindowParts
from app.theme.style import wear_viewing
from app.theme.tokens import SIZES
from evaluators.study import Stage as Step
from storage.rater_session import RaterSession

_EVERY_MS = 5_000
_SETTLE_SECONDS = 2.0
_LEAST_STAGE = 180


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
        external = session.session.stage is Step.EXTERNAL
        self.breaks = Breaks(required=external)
        self._announced = ""
        self._closed = False
        self.setWindowTitle("Beholder")
        self.setMinimumSize(900, 560)
        self.resize(1440, 900)
        wear_viewing(self)
        self.parts = WindowParts(self, session.study, session.session, self.player)
        self.covers = Covers(self, self.player)
        self._keys = WindowKeys(self, self.parts.stage, self.covers, self._actions())
        self._connect()
        self._clock = QTimer(self, interval=_EVERY_MS)
        self._clock.timeout.connect(self._show_progress)
        self._clock.start()
        self.course.begin()
        self.parts.deck.focus_question()

    def _connect(self) -> None:
        course, covers, act = self.course, self.covers, self._keys.act
        course.changed.connect(self._show)
        course.trial_changed.connect(self._trial_changed)
        course.saving.changed.connect(self._show)
        covers.changed.connect(self._covers_changed)
        self.parts.deck.answered.connect(course.answer)
        self.parts.deck.wanted.connect(course.choose)
        self.parts.inputs.toggled.connect(self.parts.stage.set_inputs_shown)
        pressed = {
            self.parts.top_bar.keys: "keys",
            self.parts.top_bar.break_button: "break",
            self.parts.back: "back",
            self.parts.forward: "advance",
            covers.rest.buttons[0]: "break",
            covers.done.buttons[0]: "close",
            covers.done.buttons[1]: "back",
            covers.lost.buttons[0]: "close",
        }
        for button, name in pressed.items():
            button.clicked.connect(lambda _=False, name=name: act(name))
        covers.leaving.buttons[0].clicked.connect(covers.lift)
        covers.leaving.buttons[1].clicked.connect(self._close_and_lose)

    def _actions(self) -> dict[str, Callable[[], object]]:
        course = self.course
        answers = {key: partial(self._answer, key) for key in ANSWER_KEYS}
        return {
            **answers,
            "back": self._back,
            "previous": lambda: course.choose(course.flow.question - 1),
            "next": lambda: course.choose(course.flow.question + 1),
            "advance": course.advance,
            "enlarge": self.parts.stage.toggle_enlarged,
            "full_screen": self._toggle_full_screen,
            "break": self._toggle_break,
            "close": self.close,
            "keys": self._show_keys,
            "focus": self.parts.deck.focus_question,
        }

    # What is shown

    def _show(self) -> None:
        """Paint what the course says."""
        course = self.course
        self._show_progress()
        self.parts.deck.show_flow(course.flow, course.saved)
        self.parts.inputs.setEnabled(bool(self.player.inputs))
        self.parts.back.setEnabled(course.flow.may_go_back)
        self.parts.forward.setEnabled(course.may_advance)
        tools = self.covers.top in (None, self.covers.keys, self.covers.rest)
        self.parts.top_bar.set_tools_shown(tools)
        self._show_pages()

    def _covers_changed(self) -> None:
        self._show()
        if self.covers.top is None:
            self.parts.deck.focus_question()

    def _show_progress(self) -> None:
        title = self._session.study.contract.title
        progress = progress_of(self.course, self.breaks, title)
        self.parts.top_bar.show_progress(progress)
        self._announce(progress.notice)

    def _show_pages(self) -> None:
        covers, course = self.covers, self.course
        saving = course.saving
        if saving.loss:
            covers.say(covers.lost, Words(page_words.LOST_HEADLINE, saving.loss))
            covers.lay(covers.lost)
        elif covers.top is covers.leaving:
            if saving.all_saved:
                QTimer.singleShot(0, self.close)
        elif course.flow.done:
            method = self._session.study.contract.method.name
            covers.say(covers.done, page_words.when_done(course.flow, method, saving))
            covers.lay(covers.done)

    def _announce(self, words: str) -> None:
        """Tell a screen reader once what stands in the top bar."""
        if words and words != self._announced and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self, words)
            QAccessible.updateAccessibility(event)
        self._announced = words

    # What is done

    def _trial_changed(self) -> None:
        self.parts.inputs.setChecked(False)
        self.parts.stage.set_inputs_shown(False)
        self.covers.forget_playing()
        if self.breaks.trial_changed() and not self.course.flow.done:
            self._rest(page_words.LONG_HEADLINE)

    def _answer(self, key: str) -> None:
        criterion = self.course.flow.criterion
        choice = criterion and self.parts.deck.choice_for(key, criterion)
        if choice:
            self.course.answer(choice.value)

    def _back(self) -> None:
        if self.course.flow.may_go_back:
            if self.covers.top is self.covers.done:
                self.covers.done.hide()
            self.course.back()
            self.parts.deck.focus_question()

    def _show_keys(self) -> None:
        criterion = self.course.flow.criterion
        if criterion is not None:
            rows = rows_for(
                self.parts.deck.choices_for(criterion),
                motion=self.player.moving,
                inputs=bool(self.player.inputs),
                panes=len(self.player.presentation.panes),
            )
            self.covers.keys.show_rows(rows)
            self.covers.lay(self.covers.keys)

    def _toggle_break(self) -> None:
        if self.covers.top is self.covers.rest:
            self.breaks.end()
            self.covers.lift()
        elif not self.course.flow.done:
            self._rest(page_words.BREAK_HEADLINE)

    def _rest(self, headline: str) -> None:
        self.breaks.begin()
        self.covers.say(self.covers.rest, Words(headline, page_words.BREAK_TEXT))
        self.covers.lay(self.covers.rest)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the inputs while their key is held."""
        held = event.key() == Qt.Key.Key_R and not event.modifiers()
        if held and self.covers.top is None:
            self.parts.stage.set_inputs_shown(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Go back to the panes."""
        if event.key() == Qt.Key.Key_R and not event.isAutoRepeat():
            self.parts.stage.set_inputs_shown(self.parts.inputs.isChecked())
        else:
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Let go of a held key when another window comes to the front."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.parts.stage.set_inputs_shown(self.parts.inputs.isChecked())
        elif event.type() is QEvent.Type.WindowStateChange:
            self.covers.set_away(self.isMinimized())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the stage its room when there are many questions."""
        super().resizeEvent(event)
        bars = SIZES.top_bar + SIZES.transport
        self.parts.deck.set_most_height(self.height() - bars - _LEAST_STAGE)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  # Qt's name
        """Stay inside a page that covers the trial."""
        return self.covers.keep_focus(forward) or super().focusNextPrevChild(forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is being saved; ask before anything would be lost."""
        if self._closed:
            return
        saved = self.course.settle(_SETTLE_SECONDS)
        if not saved and not self.course.saving.loss:
            self.covers.ask(*page_words.when_leaving(self.course.saving))
            event.ignore()
            return
        self._let_go(giving_up=not saved)

    def _close_and_lose(self) -> None:
        self._let_go(giving_up=True)
        self.close()

    def _let_go(self, *, giving_up: bool) -> None:
        self._closed = True
        self._clock.stop()
        self.course.close(giving_up=giving_up)
        self.finished.emit()
