"""The keys that move the play head: the same in every window that plays."""

from collections.abc import Callable, Mapping

from app.playback.player import Player

TEN = 10
REPEATING = frozenset({"Left", "Right", "Shift+Left", "Shift+Right"})  # while held


def player_actions(player: Player) -> Mapping[str, Callable[[], None]]:
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
