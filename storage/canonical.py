"""One way to write a value as bytes, so that its hash means something.

Canonical JSON: UTF-8, keys sorted, no blanks, strings, integers, null, lists and
objects only. Times are whole microseconds, shares whole ten-thousandths. The test
vector is in docs/reliability.md.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Plain: TypeAlias = str | int | Sequence["Plain"] | Mapping[str, "Plain"] | None

SHARE = 10_000


def canonical_json(value: Plain) -> bytes:
    """Return the one spelling of a value.

    TypeError for a float or a truth value, UnicodeEncodeError for half a character
    (`whole_characters` mends those).
    """
    _refuse_inexact(value)
    text = json.dumps(
        value,
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return text.encode("utf-8")


def content_sha256(value: Plain) -> str:
    """Return the SHA-256 of the canonical JSON, as 64 hex digits."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def text_sha256(canonical: str) -> str:
    """Return the SHA-256 of what is canonical JSON already, as 64 hex digits."""
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def whole_characters(text: str) -> str:
    """Return a text that UTF-8 can spell: a lone half of a character becomes �.

    Windows hand over text in UTF-16, where an emoji is two halves and one of them
    can be deleted.
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def to_share(number: float) -> int:
    """Return a number in ten-thousandths, rounded to the nearest."""
    return round(number * SHARE)


def from_share(ten_thousandths: int) -> float:
    """Undo `to_share`."""
    return ten_thousandths / SHARE


def _refuse_inexact(value: object) -> None:
    if isinstance(value, (bool, float)):
        raise TypeError(f"{value!r} has no canonical spelling: use an integer")
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"the key {key!r} is not a string")
            _refuse_inexact(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            _refuse_inexact(inner)
    elif not isinstance(value, (str, int)) and value is not None:
        raise TypeError(f"{value!r} has no canonical spelling")
