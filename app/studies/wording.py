"""Names, rates and lengths as a sentence says them."""

from collections.abc import Sequence

from evaluators.study import Kind, Medium

_NAMED = 3  # more than this many names are counted, not listed


def joined(names: Sequence[str], *, at_most: int = _NAMED) -> str:
    """Return "a", "a and b", "a, b and c" or "a, b and 7 more"."""
    shown = list(names)
    if len(shown) > at_most:
        shown = [*shown[: at_most - 1], f"{len(names) - at_most + 1} more"]
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return "1 clip" or "2 clips"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def rate_of(medium: Medium) -> str:
    """Return "30 FPS", or "" for a still picture."""
    if medium.kind is Kind.IMAGE:
        return ""
    return f"{round(medium.rate_mhz / 1000, 2):g} FPS"


def length_of(medium: Medium) -> str:
    """Return "3.0 s", or "" for a still picture."""
    if medium.kind is Kind.IMAGE:
        return ""
    return f"{medium.duration_us / 1_000_000:.1f} s"


def kind_word(kinds: Sequence[Kind]) -> str:
    """Return what outputs are called: "clip", "picture", or "output" for both."""
    if all(kind is Kind.IMAGE for kind in kinds):
        return "picture"
    if any(kind is Kind.IMAGE for kind in kinds):
        return "output"
    return "clip"
