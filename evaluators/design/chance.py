"""Chance that can be repeated: the same words always give the same numbers."""

import hashlib
from random import Random


def seed_from(*words: object) -> int:
    """Return 63 bits of the SHA-256 of the words, the same on every machine."""
    text = "\x1f".join(str(word) for word in words)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) >> 1


def random_from(*words: object) -> Random:
    """Return a generator of its own for a purpose that the words name."""
    return Random(seed_from(*words))  # noqa: S311 - a design, not a secret
