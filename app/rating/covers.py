"""The pages that may lie over a trial, one at a time. Nothing is played beneath."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.playback.player import Player
from app.rating.keys_overlay import KeysOverlay
from app.rating.page_words import Words
from app.rating.veil import NoticeVeil, Veil
from app.theme.quiet_button import Face


class Covers(QObject):
    """Lays and lifts pages; what was playing stands still until they are gone.

    A clip that plays under a page would count as watched, or as missed.
    """

    changed = Signal()

    def __init__(self, window: QWidget, player: Player) -> None:
        super().__init__(window)
        self._player = player
        self._resume = False
        self._away = False
        self.keys = KeysOverlay(window)
        self.rest = NoticeVeil(window, [_primary("Go on", "B")])
        self.done = NoticeVeil(
            window,
            [_primary("Close", "Enter"), _other("Look at my answers again", "⌫")],
            sign="tick-circle",
        )
        self.leaving = NoticeVeil(
            window, [_primary("Keep the window open", "Enter"), _other("Close")]
        )
        self.lost = NoticeVeil(window, [_primary("Close", "Enter")], sign="warning")
        self._all: tuple[Veil, ...] = (
            *(self.keys, self.rest, self.done),
            *(self.leaving, self.lost),
        )
        self.keys.wanted_away.connect(self.lift)
        player.changed.connect(self._hold)

    @property
    def top(self) -> Veil | None:
        """The page that lies over the trial."""
        return next((veil for veil in self._all if not veil.isHidden()), None)

    def lay(self, veil: Veil) -> None:
        """Cover the trial with a page, in place of another one."""
        before = self.top
        if before is veil:
            return
        if before is not None:
            before.hide()
        veil.lay()
        self._hold()
        self.changed.emit()

    def say(self, page: NoticeVeil, words: Words) -> None:
        """Change what a page says."""
        page.say(words.headline, words.text, words.facts)

    def ask(self, words: Words, lose: str) -> None:
        """Ask whether to close although something is not saved."""
        self.say(self.leaving, words)
        close = self.leaving.buttons[1]
        close.set_face(_other(lose))
        close.setAccessibleName(lose)
        self.lay(self.leaving)

    def keep_focus(self, forward: bool) -> bool:  # as Qt asks
        """Move the focus inside the page that lies there; False when none does."""
        top = self.top
        if isinstance(top, NoticeVeil):
            buttons = top.buttons
            here = [button.hasFocus() for button in buttons]
            place = here.index(True) if any(here) else -1
            following = buttons[(place + (1 if forward else -1)) % len(buttons)]
            following.setFocus(Qt.FocusReason.TabFocusReason)
        return top is not None

    def lift(self) -> None:
        """Go back to the trial."""
        top = self.top
        if top is not None:
            top.hide()
            self._go_on()
            self.changed.emit()

    def set_away(self, away: bool) -> None:  # a plain setter
        """Take note that the window cannot be seen, or can be again."""
        self._away = away
        if away:
            self._hold()
        else:
            self._go_on()

    def forget_playing(self) -> None:
        """Take note that another trial comes: it begins by itself."""
        self._resume = False

    def _hold(self) -> None:
        covered = self._away or self.top is not None
        if covered and self._player.playing:
            self._resume = True
            self._player.pause()

    def _go_on(self) -> None:
        if self._resume and not self._away and self.top is None:
            self._resume = False
            self._player.play()


def _primary(words: str, key: str) -> Face:
    return Face(words=words, key=key, cap=True, page=True, primary=True)


def _other(words: str, key: str = "") -> Face:
    return Face(words=words, key=key, cap=True, page=True, raised=True)
