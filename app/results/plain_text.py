"""Headings, paragraphs and lists as text for a terminal or a mail."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable

WIDTH = 88
_MARK = "– "
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029 ]+")
_JOINERS = frozenset("\u200c\u200d")  # they belong to words and emoji


def heading(words: str, line: str = "─") -> str:
    """Return a heading with a line below it."""
    shown = one_line(words)
    return f"{_wrapped(shown)}\n{line * min(len(shown), WIDTH)}"


def paragraph(words: str) -> str:
    """Return words wrapped to the width."""
    return _wrapped(words)


def listed(sentences: Iterable[str]) -> str:
    """Return sentences as a list, one under the other."""
    return "\n".join(_wrapped(one, _MARK, " " * len(_MARK)) for one in sentences)


def capital(words: str) -> str:
    """Return words that begin with a capital letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def one_line(words: str) -> str:
    """Return words without line breaks; blanks that do not break stay as they are.

    Control signs are left out, and signs that turn the direction of writing, for they
    would turn the words around them.
    """
    joined = _BREAKS.sub(" ", words).strip(" ")
    return "".join(
        sign
        for sign in joined
        if sign in _JOINERS or unicodedata.category(sign) not in {"Cc", "Cf"}
    )


def _wrapped(words: str, first: str = "", later: str = "") -> str:
    return textwrap.fill(
        one_line(words),
        WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_on_hyphens=False,
        break_long_words=False,
    )
