"""The SHA-256 that a medium is known by."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from app.media.errors import unreadable

_CHUNK = 1 << 20


def file_sha256(path: Path) -> str:
    """Return the hash of a file's bytes, as 64 hex digits."""
    with unreadable(path), path.open("rb") as file:
        digest = hashlib.sha256()
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
        return digest.hexdigest()


def sequence_sha256(pictures: Sequence[Path]) -> str:
    """Return the hash over the hashes of a sequence's pictures, in order."""
    digest = hashlib.sha256()
    for picture in pictures:
        digest.update(bytes.fromhex(file_sha256(picture)))
    return digest.hexdigest()


def medium_sha256(path: Path) -> str:
    """Return the hash of a clip, a picture, or a folder of numbered pictures."""
    return sequence_sha256(numbered(path)) if path.is_dir() else file_sha256(path)


def numbered(folder: Path) -> tuple[Path, ...]:
    """Return a folder's pictures in the order of the last number in their names."""
    pictures = (p for p in folder.iterdir() if p.suffix.lower() in PICTURES)
    return tuple(sorted(pictures, key=_number))


PICTURES = frozenset(
    {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff", ".gif"}
)
CLIPS = frozenset(
    {".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ogv", ".ts"}
)


def _number(path: Path) -> tuple[int, str]:
    digits = "".join(c if c.isdigit() and c.isascii() else " " for c in path.stem)
    runs = digits.split()
    return (int(runs[-1]) if runs else -1, path.name)
