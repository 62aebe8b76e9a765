"""Folders of tiny outputs, as people would bring them."""

import csv
import functools
import tempfile
from pathlib import Path

import cv2
import numpy as np

from app.media.encode import encode_clip


@functools.cache
def clip_bytes(*, rate=10, frames=4, shade=90, size=32) -> bytes:
    """Return a tiny clip; the same arguments give the same bytes."""
    pictures = [np.full((size, size, 3), shade + i, np.uint8) for i in range(frames)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        encode_clip(path, pictures, rate=rate)
        return path.read_bytes()


def png_bytes(shade=90, size=8) -> bytes:
    return cv2.imencode(".png", np.full((size, size, 3), shade, np.uint8))[1].tobytes()


def a_file(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def a_folder(
    folder: Path, systems=("before", "after"), sources=("hall", "street"), *, missing=()
) -> Path:
    """Write a picture of its own shade for each system and source."""
    for i, system in enumerate(systems):
        for j, source in enumerate(sources):
            if (system, source) not in missing:
                shade = 1 + (i * len(sources) + j) % 250
                size = 8 + (i * len(sources) + j) // 250
                a_file(folder / system / f"{source}.png", png_bytes(shade, size))
    return folder


def a_manifest(path: Path, *rows, encoding="utf-8") -> Path:
    """Write rows (dicts) as CSV; the heads are the keys of the first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def rows_of(folder: Path, **more) -> list[dict[str, str]]:
    """Return a manifest's rows for the outputs of a plain folder."""
    return [
        {
            "source": path.stem,
            "system": path.parent.name,
            "path": path.relative_to(folder).as_posix(),
        }
        | more
        for path in sorted(folder.glob("*/*.png"))
    ]
