"""The SHA-256 that a medium is known by."""

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from app.media.errors import unreadable

_CHUNK = 1 << 20


Stopped = Callable[[], bool]


def file_sha256(path: Path, stopped: Stopped | None = None) -> str:
    """Return the hash of a file's bytes, as 64 hex digits.

    Where `stopped` says so it ends early, with a hash that fits no file.
    """
    with unreadable(path), path.open("rb") as file:
        digest = hashlib.sha256()
        while chunk := file.read(_CHUNK):
            if stopped and stopped():
                return ""
            digest.update(chunk)
        return digest.hexdigest()


def sequence_sha256(pictures: Sequence[Path], stopped: Stopped | None = None) -> str:
    """Return the hash over the hashes of a sequence's pictures, in order."""
    digest = hashlib.sha256()
    for picture in pictures:
        digest.update(bytes.fromhex(file_sha256(picture, stopped)))
    return digest.hexdigest()


def medium_sha256(path: Path, stopped: Stopped | None = None) -> str:
    """Return the hash of a clip, a picture, or a folder of numbered pictures."""
    if path.is_dir():
        return sequence_sha256(numbered(path), stopped)
    return file_sha256(path, stopped)


def numbered(folder: Path) -> tuple[Path, ...]:
    """Return a folder's pictures in the order of the last number in their names.

    What has no number or begins with a dot (macOS leaves such) is no frame.
    """
    with unreadable(folder):
        pictures = [
            p
            for p in folder.iterdir()
            if p.suffix.lower() in PICTURES and p.name[0] != "." and _digits(p)
        ]
    return tuple(sorted(pictures, key=lambda p: (int(_digits(p)[-1]), p.name)))


PICTURES = frozenset(
    {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff", ".gif"}
)
CLIPS = frozenset(
    {".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ogv", ".ts"}
)


def _digits(path: Path) -> list[str]:
    return re.findall("[0-9]+", path.stem)
