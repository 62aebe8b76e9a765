"""Still pictures and animations, decoded by OpenCV into RGB."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.media.errors import UnreadableMediumError, place_of, unreadable

Pixels = NDArray[np.uint8]

SURROUND = 0x6C  # what shows through a transparent picture
_JPEG = b"\xff\xd8"
_SHORTEST_MS = 20  # browsers show faster animations at 10 FPS; we at 50
_MOST_BYTES = 1_600_000_000  # of an animation's frames as they are decoded


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
        return _animation(path, data) or Pictures((_still(path, data),), (0,), 0)


def over_surround(bgra: NDArray[Any]) -> Pixels:
    """Blend a picture with transparency over the surround's grey."""
    depth = np.iinfo(bgra.dtype).max
    alpha = bgra[..., 3:].astype(np.float32) / depth
    color = bgra[..., 2::-1].astype(np.float32) * (255 / depth)
    return np.rint(color * alpha + SURROUND * (1 - alpha)).astype(np.uint8)


def _still(path: Path, data: NDArray[np.uint8]) -> Pixels:
    """Decode with EXIF orientation applied, unless there is transparency to blend."""
    cv2 = _opencv()
    if data[: len(_JPEG)].tobytes() != _JPEG:  # a JPEG has no transparency
        raw = _decoded(cv2.IMREAD_UNCHANGED, data)
        if raw is not None and raw.ndim == 3 and raw.shape[2] == 4:  # noqa: PLR2004  # BGRA
            return over_surround(raw)
    picture = _decoded(cv2.IMREAD_COLOR_RGB, data)
    if picture is None:
        raise _no_picture(path)
    return np.asarray(picture, np.uint8)


def _decoded(mode: int, data: NDArray[np.uint8]) -> Any:  # noqa: ANN401  # cv2's Mat or None
    cv2 = _opencv()
    try:
        return cv2.imdecode(data, mode)
    except cv2.error:
        return None


def _frames_marked(data: NDArray[np.uint8]) -> int:
    """Return how many frames a file says it has; 2 for some, 0 for a still picture.

    Looks for the marks of an animated GIF, WebP or PNG before decoding anything.
    """
    head = data[:4096].tobytes()
    if head.startswith(b"\x89PNG"):
        mark = head.find(b"acTL")
        return int.from_bytes(head[mark + 4 : mark + 8]) if mark > 0 else 0
    moving = head.startswith(b"GIF8") or (head.startswith(b"RIFF") and b"ANIM" in head)
    return 2 * moving


def _animation(path: Path, data: NDArray[np.uint8]) -> Pictures | None:
    """Return the frames of an animation, or None for a still picture."""
    marked = _frames_marked(data)
    if marked < 2:  # noqa: PLR2004  # one frame stands still
        return None
    cv2 = _opencv()
    try:
        first = cv2.imdecodeanimation(data, 0, 1)[1].frames[0]
        most = _MOST_BYTES // first.nbytes
        _, animation = cv2.imdecodeanimation(data, 0, most + 1)
    except (cv2.error, IndexError) as error:
        raise _no_picture(path) from error
    count = len(animation.frames)
    if count > most:
        raise UnreadableMediumError(
            f"{place_of(path)} is too long for a picture that moves; export it as a "
            "clip, or go on without it."
        )
    if count < marked > 2:  # noqa: PLR2004  # the file ends early
        raise _no_picture(path)
    if count == 1:
        return None
    ends = np.cumsum([max(_SHORTEST_MS, int(d)) * 1000 for d in animation.durations])
    starts = (0, *(int(end) for end in ends[:-1]))
    return Pictures(tuple(map(_rgb, animation.frames)), starts, int(ends[-1]))


def _rgb(frame: NDArray[Any]) -> Pixels:
    if frame.shape[2] == 4:  # noqa: PLR2004  # BGRA
        return over_surround(frame)
    return np.ascontiguousarray(frame[..., ::-1])


def _no_picture(path: Path) -> UnreadableMediumError:
    return UnreadableMediumError(
        f"{place_of(path)} cannot be read as a picture; export it again, or go on "
        "without it."
    )


@cache
def _opencv() -> ModuleType:
    import cv2

    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    return cv2
