"""Still pictures and animations, decoded by OpenCV into RGB."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.media.color_profiles import Profile, UnusableProfileError, read_profile
from app.media.color_tags import ColorTags
from app.media.errors import (
    MOST_PIXELS,
    UnreadableMediumError,
    place_of,
    too_large,
    unreadable,
)
from app.media.picture_files import NO_PICTURE, PictureFile, read_picture_file

Pixels = NDArray[np.uint8]

SURROUND = 0x6C  # what shows through a transparent picture
_SHORTEST_MS = 20  # browsers show faster animations at 10 FPS; we at 50
_MOST_BYTES = 1_600_000_000  # of an animation's frames as they are decoded
_MOST_IN_FILE = 1 << 30  # bytes; more is no picture, whatever it is called
_TIFF = (b"II*\0", b"MM\0*")
_ALPHA = 4  # channels: blue, green, red and alpha


@dataclass(frozen=True, slots=True)
class Pictures:
    """One picture, or the frames of an animation with their times in µs.

    `warnings` go on from the file's name: what could not be done as it asks for.
    """

    frames: tuple[Pixels, ...]  # height × width × 3, RGB
    times_us: tuple[int, ...]
    duration_us: int  # 0 for a still picture
    tags: ColorTags = field(default_factory=ColorTags)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Developing:
    """How what the decoder returns becomes a picture in sRGB, the right way up."""

    profile: Profile | None
    orientation: int
    clear_grey: int | None

    def developed(self, raw: NDArray[Any]) -> Pixels:
        """Return BGR, BGRA or greys of 8 or 16 bits as RGB of 8 bits."""
        cv2, alpha = _opencv(), None
        if raw.ndim == 2:  # noqa: PLR2004  # greys
            color = raw[..., None]
            if self.clear_grey is not None:
                alpha = _eight_bits(color) != self.clear_grey
        elif raw.shape[2] == _ALPHA:
            color, alpha = cv2.cvtColor(raw, cv2.COLOR_BGRA2RGB), raw[..., 3:]
        else:
            color = cv2.cvtColor(raw, cv2.COLOR_BGR2RGB)
        rgb = self._in_srgb(color)
        if alpha is not None:
            rgb = _blended(rgb.astype(np.float32), alpha)
        return np.ascontiguousarray(_upright(rgb, self.orientation))

    def _in_srgb(self, color: NDArray[Any]) -> Pixels:
        if self.profile:
            if len(self.profile.curves) > 1:
                color = np.broadcast_to(color, (*color.shape[:2], 3))
            rgb = self.profile.to_srgb(color)
        else:
            rgb = _eight_bits(color)
        return np.broadcast_to(rgb, (*rgb.shape[:2], 3))


def read_pictures(path: Path) -> Pictures:
    """Read a picture file in sRGB; raises UnreadableMediumError."""
    with unreadable(path):
        if path.stat().st_size > _MOST_IN_FILE:
            raise _no_picture(path)
        data = path.read_bytes()
        if not data:
            raise UnreadableMediumError(
                f"{place_of(path)} is empty; export it again, or go on without it."
            )
        try:
            file = read_picture_file(data)
        except NO_PICTURE as error:
            raise _no_picture(path) from error
        if file.width * file.height > MOST_PIXELS:
            raise too_large(path, file.width, file.height)
        profile, warnings = _profile(file)
        how = _Developing(profile, file.orientation, file.clear_grey)
        tags = ColorTags(
            primaries=file.primaries, transfer=file.transfer, profile=_called(profile)
        )
        moving = _animation(path, file, how)
        frames, times, duration = moving or ((_still(path, file, how),), (0,), 0)
        return Pictures(frames, times, duration, tags, warnings)


def over_surround(bgra: NDArray[Any]) -> Pixels:
    """Blend a picture with transparency over the surround's grey."""
    color = bgra[..., 2::-1].astype(np.float32) * (255 / np.iinfo(bgra.dtype).max)
    return _blended(color, bgra[..., 3:])


def _blended(color: NDArray[np.float32], alpha: NDArray[Any]) -> Pixels:
    most = 1 if alpha.dtype == bool else np.iinfo(alpha.dtype).max
    cover = alpha.astype(np.float32) / most
    return np.rint(color * cover + SURROUND * (1 - cover)).astype(np.uint8)


def _eight_bits(values: NDArray[Any]) -> Pixels:
    """Return the same tones in 8 bits, rounded to the nearest."""
    if values.dtype == np.uint8:
        return np.asarray(values, np.uint8)
    return ((values.astype(np.uint32) * 255 + 32767) // 65535).astype(np.uint8)


def _upright(pixels: Pixels, orientation: int) -> Pixels:
    """Turn a picture as EXIF says; 1 is upright (CIPA DC-008, Orientation)."""
    if orientation in {5, 6, 7, 8}:
        pixels = pixels.transpose(1, 0, 2)
    if orientation in {3, 4, 7, 8}:
        pixels = pixels[::-1]
    if orientation in {2, 3, 6, 7}:
        pixels = pixels[:, ::-1]
    return pixels


def _profile(file: PictureFile) -> tuple[Profile | None, tuple[str, ...]]:
    """Return the profile to apply, if any, and why none is where there is one."""
    if file.inks:
        return None, (
            "has the colours of printing inks (CMYK), which are shown only roughly; "
            "export it in sRGB.",
        )
    if file.profile is None:
        return None, ()
    try:
        profile = read_profile(file.profile)
    except UnusableProfileError:
        return None, (
            "has an ICC profile that cannot be used, so its colours are shown as if "
            "they were sRGB; export it in sRGB.",
        )
    return (None if profile.is_srgb else profile), ()


def _called(profile: Profile | None) -> str:
    return (profile.name or "without a name") if profile else ""


def _still(path: Path, file: PictureFile, how: _Developing) -> Pixels:
    cv2 = _opencv()
    raw = _decoded(cv2.IMREAD_UNCHANGED, file.data)
    # A palette of a TIFF comes out right only when colours are asked for.
    if raw is not None and raw.ndim == 2 and file.data.startswith(_TIFF):  # noqa: PLR2004
        raw = _decoded(cv2.IMREAD_ANYDEPTH | cv2.IMREAD_COLOR_BGR, file.data)
    if raw is None or raw.dtype not in {np.dtype(np.uint8), np.dtype(np.uint16)}:
        raise _no_picture(path)
    return how.developed(raw)


def _decoded(mode: int, data: bytes) -> Any:  # noqa: ANN401  # cv2's Mat or None
    cv2 = _opencv()
    try:
        return cv2.imdecode(np.frombuffer(data, np.uint8), mode)
    except cv2.error:
        return None


def _animation(
    path: Path, file: PictureFile, how: _Developing
) -> tuple[tuple[Pixels, ...], tuple[int, ...], int] | None:
    """Return frames, times and length of an animation, or None for a still picture."""
    if file.marked_frames < 2:  # noqa: PLR2004  # one frame stands still
        return None
    cv2 = _opencv()
    data = np.frombuffer(file.data, np.uint8)
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
    if count < file.marked_frames > 2:  # noqa: PLR2004  # the file ends early
        raise _no_picture(path)
    if count == 1:
        return None
    ends = np.cumsum([max(_SHORTEST_MS, int(d)) * 1000 for d in animation.durations])
    starts = (0, *(int(end) for end in ends[:-1]))
    return tuple(map(how.developed, animation.frames)), starts, int(ends[-1])


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
