"""Binds the table of keys to a window; what lies over the trial decides which work."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.playback.player_keys import REPEATING, offset_actions, player_actions
from app.playback.stage import Stage
from app.rating.covers import Covers
from app.rating.keys import ANSWER_KEYS, KEY_ROWS

_PRESSING = frozenset({"Space", "Return", "Enter"})
_ALWAYS = frozenset({"close", "full_screen"})


class WindowKeys(QObject):
    """Runs the window's actions by name, for keys and for buttons alike.

    Any key closes the overlay of keys and does nothing else: nobody judges a trial
    that is dimmed. Space and Enter press the button that has the focus.
    """

    def __init__(
        self,
        window: QWidget,
        stage: Stage,
        covers: Covers,
        actions: Mapping[str, Callable[[], object]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._player = stage.player
        self._covers = covers
        self._actions = actions
        plays = player_actions(stage.player) | offset_actions(stage)
        for row in KEY_ROWS:
            for key, name in row.keys:
                run = partial(self.act, name) if name else self._playing(plays[key])
                self._bind(key, run)
        for key in ANSWER_KEYS:
            self._bind(key, partial(self.act, key))
        self._bind("Esc", self._escape)

    def act(self, name: str) -> None:
        """Run an action, if it may run now."""
        if name in _ALWAYS or self._may_run(name):
            self._actions[name]()

    def _may_run(self, name: str) -> bool:
        top = self._covers.top
        if top is self._covers.keys:
            self._covers.lift()
            return False
        if top is self._covers.rest:
            return name == "break"
        if top is self._covers.done:
            return name == "back"
        return top is None

    def _playing(self, action: Callable[[], None]) -> Callable[[], None]:
        """Return the action for trials with motion that are in sight."""

        def act() -> None:
            if self._may_run("play") and self._player.moving and self._player.is_loaded:
                action()

        return act

    def _bind(self, key: str, run: Callable[[], None]) -> None:
        def pressed() -> None:
            if not (key in _PRESSING and self._press_focused_button()):
                run()

        shortcut = QShortcut(QKeySequence(key), self._window)
        shortcut.setAutoRepeat(key in REPEATING)
        shortcut.activated.connect(pressed)
        # A key of two spellings on one keyboard still does one thing.
        shortcut.activatedAmbiguously.connect(pressed)

    def _press_focused_button(self) -> bool:
        button = self._window.focusWidget()
        if not isinstance(button, QAbstractButton) or not button.hasFocus():
            return False
        if self._covers.top is self._covers.keys:
            self._covers.lift()
        else:
            button.click()
        return True

    def _escape(self) -> None:
        if self._covers.top is self._covers.keys:
            self._covers.lift()
        elif self._covers.top is None:
            self._actions["focus"]()
