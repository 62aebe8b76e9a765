"""What a folder or a manifest says there is, before any file is opened."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from app.media.hashing import CLIPS, PICTURES
from app.studies.errors import UnusableOutputsError

DEFAULT_SEQUENCE_RATE = 30.0  # for numbered images whose rate is written nowhere
REFERENCE = "reference"  # the name under which a reference is shown on request


@dataclass(frozen=True, slots=True)
class ListedOutput:
    """One cell as listed: what a system made of a source, and where."""

    system: str
    source: str
    path: Path
    place: str  # how a sentence names it: "after/street.mp4", "… in line 3 of …"
    rate: float | None = None  # frames per second as written, if written
    factors: tuple[tuple[str, str], ...] = ()
    other: tuple[tuple[str, str], ...] = ()  # columns that mean nothing to us


@dataclass(frozen=True, slots=True)
class ListedInput:
    """What the systems got for a source, as listed."""

    source: str
    name: str
    path: Path
    place: str
    rate: float | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything listed, in the order in which it is to be shown."""

    root: Path
    outputs: tuple[ListedOutput, ...]
    inputs: tuple[ListedInput, ...] = ()
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()


def natural(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """Return a sort key under which "clip 2" comes before "clip 10"."""
    parts = [part for part in re.split(r"([0-9]+)", name) if part]
    return [
        (0, int(part), "") if part.isascii() and part.isdigit() else (1, 0, part)
        for part in parts
    ], name


def is_junk(path: Path) -> bool:
    """Return whether the system or an archiver left this entry, not a person."""
    return path.name.startswith((".", "__")) or path.name.casefold() in {
        "thumbs.db",
        "desktop.ini",
    }


def is_medium(path: Path) -> bool:
    """Return whether this may be a clip, a picture or a folder of numbered images."""
    if path.is_dir():
        try:
            entries = list(path.iterdir())
        except OSError:
            return True  # opening it will say why not
        return any(
            image.suffix.lower() in PICTURES and not is_junk(image) for image in entries
        )
    return path.suffix.lower() in CLIPS | PICTURES


def name_of(path: Path) -> str:
    """Return what a medium is called: its file name without the suffix."""
    return path.name if path.is_dir() else path.stem


def refuse_bad_name(name: str, place: str) -> None:
    """Raise UnusableOutputsError for a name that cannot be written down again."""
    if not name.isprintable() and any(ord(c) < ord(" ") or _lone(c) for c in name):
        spelt = ascii(name)
        raise UnusableOutputsError(
            f"{place} holds the name {spelt}, which has a line break, a control "
            "character or bytes that are no text; rename it."
        )


def refuse_outside(path: Path, root: Path, place: str) -> None:
    """Raise UnusableOutputsError when a path leads out of the folder.

    A study travels with its folder; what lies elsewhere would be lost on the way.
    """
    # realpath, for Path.resolve stumbles over a link to itself
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        raise UnusableOutputsError(
            f"{place} leads out of the folder {root.name}; copy the file into it, "
            "and name it from there."
        )


def match_inputs(
    files: Iterable[Path], sources: Iterable[str], folder: Path
) -> tuple[list[ListedInput], list[str]]:
    """Give `<source>_<name>.<ext>` to its source; the longest source wins.

    Returns the inputs and the names of files that belong to no source.
    """
    by_length = sorted(set(sources), key=len, reverse=True)
    inputs, strays = [], []
    for path in files:
        place, name = f"{folder.name}/{path.name}", name_of(path)
        refuse_bad_name(name, folder.name)
        refuse_outside(path, folder, place)
        starts = (s for s in by_length if name.startswith(f"{s}_"))
        source = next((s for s in starts if len(name) > len(s) + 1), None)
        if source is None:
            strays.append(place)
        else:
            rest = name[len(source) + 1 :]
            inputs.append(ListedInput(source, rest, path, place))
    return inputs, strays


def _lone(character: str) -> bool:
    """Return whether this is half of a pair: a byte that was no text."""
    return "\ud800" <= character <= "\udfff"
