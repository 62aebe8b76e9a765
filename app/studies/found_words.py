"""What the new-study page says about what was found."""

from collections.abc import Sequence

from app.studies.wording import counted
from evaluators.study import Method

_SECONDS_A_TRIAL = 12
_GENERAL = 12  # sources from which on a result may speak about others


def session_words(trials: int, method: Method) -> str:
    """Return "24 pairs, about 5 min"."""
    minutes = max(1, round(trials * _SECONDS_A_TRIAL / 60))
    return f"{counted(trials, _thing(method))}, about {minutes} min"


def method_words(method: Method, systems: int, in_all: int | None = None) -> str:
    """Return why one would ask like this, and how much there is to ask, once known."""
    if systems == 1:
        return "A pair needs two systems; with one, outputs are rated one at a time."
    why = "Pairs show small differences best."
    if method is not Method.PC:
        why = "Levels say how good an output is by itself."
    if in_all is None:
        return why
    return f"{why} {counted(in_all, _thing(method))} in all."


def reach_words(sources: int, notes: Sequence[str]) -> str:
    """Return what a result will speak about, and what falls short."""
    if sources >= _GENERAL:
        reach = f"With {sources} sources the result speaks about sources like these."
    else:
        these = "this source" if sources == 1 else "these sources"
        reach = (
            f"With {counted(sources, 'source')} the result speaks about {these}. For "
            f"others like them, bring {_GENERAL} or more."
        )
    return " ".join((reach, *notes))


def _thing(method: Method) -> str:
    return "pair" if method is Method.PC else "output"
