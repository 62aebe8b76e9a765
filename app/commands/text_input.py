"""Texts that people hand over: a file, or the standard input."""

import sys
from pathlib import Path

from app.commands.outcome import RequestError

STANDARD_INPUT = "-"


def read_text(name: str) -> str:
    """Return the text of a file in UTF-8, or of the standard input for "-"."""
    if name == STANDARD_INPUT:
        content = sys.stdin.buffer.read()
    else:
        content = Path(name).read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise RequestError(
            f"Line {line} of {called(name)} is not UTF-8; save it anew in UTF-8."
        ) from error


def called(name: str) -> str:
    """Return how a sentence names the text."""
    return "standard input" if name == STANDARD_INPUT else name
