"""What is said of panes, aloud and above them. No Qt here, and no name of a system."""

from dataclasses import dataclass

from evaluators.study import Medium

LETTERS = "ABCD"
CANNOT_BE_SHOWN = "This {} cannot be shown. Press Enter to go on; it will be noted."
_S, _MS = 1_000_000, 1_000  # µs
_NEARLY = 0.02  # of a frame: offsets are whole µs


def letter_of(place: int, panes: int) -> str:
    """Return what a pane is called; one that is alone needs no name."""
    return LETTERS[place] if panes > 1 else ""


def offset_words(offset_us: int, medium: Medium) -> str:
    """Return by how much a pane is later than its own time: "+2 frames", or nothing.

    Moved by frames of a pane of another rate it is no whole number of its own; then
    it is said in milliseconds.
    """
    if not offset_us or not medium.duration_us:
        return ""
    frames = offset_us * medium.frames / medium.duration_us
    if abs(frames - round(frames)) > _NEARLY:
        return f"+{round(offset_us / _MS)} ms"
    return f"+{round(frames)} frame{'' if round(frames) == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a screen reader says of all panes."""

    playing: bool
    position_us: int
    duration_us: int  # 0: pictures

    def of_pane(self, letter: str, offset: str, seen: bool) -> str:
        """Return the words for one pane."""
        if not self.duration_us:
            return f"Picture {letter}".strip()
        words = [f"Clip {letter}".strip(), "playing" if self.playing else "paused"]
        if not self.playing:
            length = f"{self.duration_us / _S:.1f}".removesuffix(".0")
            words.append(f"{self.position_us / _S:.1f} of {length} seconds")
        if offset:
            words.append(f"{offset.removeprefix('+')} later")
        if seen:
            words.append("seen in full")
        return ", ".join(words)
