"""Every key of the rating window: one table that binds them and draws the overlay."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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
    INPUTS = "inputs"


@dataclass(frozen=True, slots=True)
class Binding:
    """One thing a key does. `keys` are Qt's spellings, `caps` what is drawn."""

    action: str
    keys: tuple[str, ...]
    caps: tuple[str, ...]
    words: str
    group: Group
    needs: Needs = Needs.ALWAYS


# Answers are bound by the deck's choices; these rows only draw them.
ANSWER_ROWS = (
    Binding("", (), ("1", "–", "9"), "answer the question, go on", Group.ANSWER),
    Binding("", (), ("X",), "cannot judge", Group.ANSWER),
)

BINDINGS = (
    Binding("back", ("Backspace",), ("⌫",), "back to the answer before", Group.ANSWER),
    Binding("back", ("Ctrl+Z",), ("Ctrl", "Z"), "the same", Group.ANSWER),
    Binding("previous", ("Up",), ("↑",), "the question above", Group.ANSWER),
    Binding("next", ("Down",), ("↓",), "the question below", Group.ANSWER),
    Binding(
        "advance",
        ("Return", "Enter"),
        ("Enter",),
        "next trial, when all is answered",
        Group.ANSWER,
    ),
    Binding("toggle", ("Space",), ("Space",), "play, pause", Group.PLAY, Needs.MOTION),
    Binding("step_back", ("Left",), ("←",), "one frame back", Group.PLAY, Needs.MOTION),
    Binding("step_on", ("Right",), ("→",), "one frame on", Group.PLAY, Needs.MOTION),
    Binding(
        "leap_back",
        ("Shift+Left",),
        ("Shift", "←"),
        "ten frames back",
        Group.PLAY,
        Needs.MOTION,
    ),
    Binding(
        "leap_on",
        ("Shift+Right",),
        ("Shift", "→"),
        "ten frames on",
        Group.PLAY,
        Needs.MOTION,
    ),
    Binding("to_start", ("Home",), ("Home",), "to the start", Group.PLAY, Needs.MOTION),
    Binding("loop_from", ("[",), ("[",), "loop from here", Group.PLAY, Needs.MOTION),
    Binding("loop_to", ("]",), ("]",), "loop to here", Group.PLAY, Needs.MOTION),
    Binding("loop", ("P",), ("P",), "loop on, off", Group.PLAY, Needs.MOTION),
    Binding("slower", ("-",), ("−",), "slower", Group.PLAY, Needs.MOTION),
    Binding("faster", ("+", "="), ("+",), "faster", Group.PLAY, Needs.MOTION),
    Binding(
        "inputs", (), ("R",), "what was given, while held", Group.LOOK, Needs.INPUTS
    ),
    Binding("full_screen", ("F11",), ("F11",), "full screen", Group.LOOK),
    Binding("break", ("B",), ("B",), "take a break", Group.SESSION),
    Binding(
        "close", ("Ctrl+Q",), ("Ctrl", "Q"), "close; nothing is lost", Group.SESSION
    ),
    Binding("keys", ("?", "F1"), ("?",), "these keys", Group.SESSION),
)


def bindings_for(*, motion: bool, inputs: bool) -> tuple[Binding, ...]:
    """Return the rows that do something in a trial, in the order drawn."""
    there = {Needs.ALWAYS: True, Needs.MOTION: motion, Needs.INPUTS: inputs}
    return tuple(row for row in (*ANSWER_ROWS, *BINDINGS) if there[row.needs])


def grouped(rows: Iterable[Binding]) -> dict[Group, list[Binding]]:
    """Return rows by group, groups in their order, empty ones left out."""
    rows = list(rows)
    found = {group: [row for row in rows if row.group is group] for group in Group}
    return {group: members for group, members in found.items() if members}
