"""The keys that move the play head and the panes: the same in every window."""

from collections.abc import Callable

from app.playback.player import Player
from app.playback.stage import Stage

TEN = 10
REPEATING = frozenset(  # while held
    {"Left", "Right", "Shift+Left", "Shift+Right", ",", ".", "Shift+,", "Shift+."}
)


def player_actions(player: Player) -> dict[str, Callable[[], None]]:
    """Return what each key sequence does, in Qt's spelling of keys."""
    return {
        "Space": player.toggle,
        "Left": lambda: player.step(-1),
        "Right": lambda: player.step(1),
        "Shift+Left": lambda: player.step(-TEN),
        "Shift+Right": lambda: player.step(TEN),
        "Home": player.to_start,
        "[": player.mark_loop_start,
        "]": player.mark_loop_end,
        "P": player.toggle_loop,
        "-": player.slower,
        "+": player.faster,
        "=": player.faster,
    }


def offset_actions(stage: Stage) -> dict[str, Callable[[], None]]:
    """Return the keys that move one pane in time against the others.

    They are not the player's, because the pane that is meant is pointed at. A window
    in which nothing may be looked at closely binds none of them.
    """
    return {
        ",": lambda: stage.shift_pane(-1),
        ".": lambda: stage.shift_pane(1),
        "Shift+,": lambda: stage.shift_pane(-TEN),
        "Shift+.": lambda: stage.shift_pane(TEN),
        "T": stage.align_panes,
    }
