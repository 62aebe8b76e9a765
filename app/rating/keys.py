"""Every key of the rating window: one table that binds them and draws the overlay.

The keys that play, and those that move a pane in time, are the player's own
(app.playback.player_keys); the keys that answer come from the choices of the question.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.rating.answers import Choice

ANSWER_KEYS = (*"123456789", "X")
INPUTS_KEY = "R"


class Group(StrEnum):
    """As the hand thinks."""

    ANSWER = "Answer"
    PLAY = "Play"
    LOOK = "Look"
    SESSION = "Session"


class Needs(StrEnum):
    """What a trial must have for a key to do something."""

    ALWAYS = "always"
    MOTION = "motion"
    OTHERS = "motion in several panes"
    INPUTS = "inputs"


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the overlay, and what its keys do.

    `keys` pairs Qt's spelling of a key with the name of an action of the window; where
    that is empty, the player or the stage knows what they do.
    """

    caps: tuple[str, ...]
    words: str
    group: Group
    keys: tuple[tuple[str, str], ...] = ()
    needs: Needs = Needs.ALWAYS


def _play(caps: tuple[str, ...], words: str, *keys: str) -> KeyRow:
    return KeyRow(caps, words, Group.PLAY, tuple((k, "") for k in keys), Needs.MOTION)


def _move(caps: tuple[str, ...], words: str, *keys: str) -> KeyRow:
    return KeyRow(caps, words, Group.LOOK, tuple((k, "") for k in keys), Needs.OTHERS)


KEY_ROWS = (
    KeyRow(
        ("⌫",),
        "back to the answer before",
        Group.ANSWER,
        (("Backspace", "back"),),
    ),
    KeyRow(("Ctrl", "Z"), "undo: the same", Group.ANSWER, (("Ctrl+Z", "back"),)),
    KeyRow(
        ("↑", "↓"),
        "another question",
        Group.ANSWER,
        (("Up", "previous"), ("Down", "next")),
    ),
    KeyRow(
        ("Enter",),
        "next trial, when all is answered",
        Group.ANSWER,
        (("Return", "advance"), ("Enter", "advance")),
    ),
    _play(("Space",), "play, pause", "Space"),
    _play(("←", "→"), "one frame", "Left", "Right"),
    _play(("Shift", "←", "→"), "ten frames", "Shift+Left", "Shift+Right"),
    _play(("Home",), "to the start", "Home"),
    _play(("[", "]"), "loop from here, to here", "[", "]"),
    _play(("P",), "loop on, off", "P"),
    _play(("−", "+"), "slower, faster", "-", "+", "="),
    KeyRow((INPUTS_KEY,), "what was given, while held", Group.LOOK, needs=Needs.INPUTS),
    _move((",", "."), "the pane at the pointer earlier, later", ",", "."),
    _move(("Shift", ",", "."), "by ten of its frames", "Shift+,", "Shift+."),
    _move(("T",), "all panes together again", "T"),
    KeyRow(("Z",), "fill the room, own size again", Group.LOOK, (("Z", "enlarge"),)),
    KeyRow(("F11",), "full screen", Group.LOOK, (("F11", "full_screen"),)),
    KeyRow(("B",), "take a break", Group.SESSION, (("B", "break"),)),
    KeyRow(
        ("Ctrl", "Q"), "close; nothing is lost", Group.SESSION, (("Ctrl+Q", "close"),)
    ),
    KeyRow(("?",), "these keys", Group.SESSION, (("?", "keys"), ("F1", "keys"))),
)


def answer_rows(choices: Iterable[Choice]) -> tuple[KeyRow, ...]:
    """Return the rows that draw the keys of a question's answers."""
    keys = [choice.key for choice in choices]
    digits = [key for key in keys if key.isdigit()]
    span = (digits[0], "–", digits[-1])
    return (
        KeyRow(span, "answer the current question, go to the next", Group.ANSWER),
        KeyRow(("X",), "cannot judge", Group.ANSWER),
    )


def rows_for(
    choices: Iterable[Choice], *, motion: bool, inputs: bool, panes: int
) -> tuple[KeyRow, ...]:
    """Return the rows that do something in a trial, in the order drawn."""
    there = {
        Needs.ALWAYS: True,
        Needs.MOTION: motion,
        Needs.OTHERS: motion and panes > 1,
        Needs.INPUTS: inputs,
    }
    rows = (*answer_rows(choices), *KEY_ROWS)
    return tuple(row for row in rows if there[row.needs])


def grouped(rows: Iterable[KeyRow]) -> dict[Group, list[KeyRow]]:
    """Return rows by group, groups in their order, empty ones left out."""
    rows = list(rows)
    found = {group: [row for row in rows if row.group is group] for group in Group}
    return {group: members for group, members in found.items() if members}
