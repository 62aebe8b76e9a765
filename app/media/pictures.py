"""Still pictures and animations, decoded by OpenCV into RGB."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.media.errors import UnreadableMediumError, place_of, unreadable

Pixels = NDArray[np.uint8]

SURROUND = 0x6C  # what shows through a transparent picture
_ANIMATED = frozenset({".gif", ".webp", ".png"})
_SHORTEST_MS = 20  # browsers show faster animations at 10 FPS; we at 50


@dataclass(frozen=True, slots=True)
class Pictures:
    """One picture, or the frames of an animation with their times in µs."""

    frames: tuple[Pixels, ...]  # height × width × 3, RGB
    times_us: tuple[int, ...]
    duration_us: int  # 0 for a still picture


def read_pictures(path: Path) -> Pictures:
    """Read a picture file; raises UnreadableMediumError."""
    with unreadable(path):
        data = np.frombuffer(path.read_bytes(), np.uint8)
    if not data.size:
        raise UnreadableMediumError(
            f"{place_of(path)} is empty; export it again, or go on without it."
        )
    animated = _animation(path, data) if path.suffix.lower() in _ANIMATED else None
    return animated or Pictures((_still(path, data),), (0,), 0)


def _still(path: Path, data: NDArray[np.uint8]) -> Pixels:
    """Decode with EXIF orientation applied, unless there is transparency to blend."""
    import cv2

    raw = _decoded(cv2.IMREAD_UNCHANGED, data)
    if raw is not None and raw.ndim == 3 and raw.shape[2] == 4:  # noqa: PLR2004  # BGRA
        return over_surround(raw)
    picture = _decoded(cv2.IMREAD_COLOR_RGB, data)
    if picture is None:
        raise UnreadableMediumError(
            f"{place_of(path)} cannot be read as a picture; export it again, or go on "
            "without it."
        )
    return np.asarray(picture, np.uint8)


def over_surround(bgra: NDArray[Any]) -> Pixels:
    """Blend a picture with transparency over the surround's grey."""
    depth = np.iinfo(bgra.dtype).max
    alpha = bgra[..., 3:].astype(np.float32) / depth
    color = bgra[..., 2::-1].astype(np.float32) * (255 / depth)
    return np.rint(color * alpha + SURROUND * (1 - alpha)).astype(np.uint8)


def _decoded(mode: int, data: NDArray[np.uint8]) -> Any:  # noqa: ANN401  # cv2's Mat or None
    import cv2

    try:
        return cv2.imdecode(data, mode)
    except cv2.error:
        return None


def _animation(path: Path, data: NDArray[np.uint8]) -> Pictures | None:
    """Return the frames of an animation, or None for a still picture."""
    import cv2

    try:
        ok, animation = cv2.imdecodeanimation(data)
    except cv2.error:
        return None
    if not ok or len(animation.frames) < 2:  # noqa: PLR2004  # one frame stands still
        return None
    ends = np.cumsum([max(_SHORTEST_MS, d) * 1000 for d in animation.durations])
    starts = (0, *(int(end) for end in ends[:-1]))
    return Pictures(tuple(map(_rgb, animation.frames)), starts, int(ends[-1]))


def _rgb(frame: NDArray[Any]) -> Pixels:
    if frame.shape[2] == 4:  # noqa: PLR2004  # BGRA
        return over_surround(frame)
    return np.ascontiguousarray(frame[..., ::-1])
