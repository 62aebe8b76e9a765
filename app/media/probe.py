"""What a file is: kind, size, length, rate, hash, found before anybody rates it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from app.media.color_tags import ColorTags
from app.media.damage import (
    Stopped,
    refuse_damaged,
    refuse_damaged_first,
    refuse_too_large,
)
from app.media.errors import UnreadableMediumError, place_of
from app.media.hashing import CLIPS, file_sha256, numbered, sequence_sha256
from app.media.pictures import Pictures, read_pictures
from evaluators.study import Kind, Medium

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

    from app.media.clips import PacketWalk

_MICRO = 1_000_000
_MILLI = 1_000
_UNEVEN = 0.02  # a frame interval this much off the mean makes a rate variable
_LONGEST_PIXEL = 8
_FULL_RANGE = 2  # AVCOL_RANGE_JPEG


@dataclass(frozen=True, slots=True)
class Examined:
    """A medium, and what it says about its colours."""

    medium: Medium
    tags: ColorTags


def examine(
    path: Path,
    *,
    rate: float | None = None,
    most_pixels: int,
    stopped: Stopped = lambda: False,
) -> Examined:
    """Probe and then decode a medium as far as `most_pixels` go, to find damage.

    What a study's owner must know is in the medium's warnings. Ends early once
    stopped. Raises UnreadableMediumError, for damage with its time.
    """
    refuse_damaged_first(path)
    found = _probed(path, rate)
    left = refuse_damaged(path, found.medium, most_pixels, stopped)
    return _warned(found, path, left)


def probe(path: Path, *, rate: float | None = None) -> Medium:
    """Open a clip, a picture or a folder of numbered pictures and describe it.

    `rate` (frames per second) is needed for a folder and checked against a clip.
    Only the beginning is decoded; `examine` looks for damage behind it. Raises
    UnreadableMediumError with a sentence that names the file.
    """
    return _probed(path, rate).medium


def _probed(path: Path, rate: float | None) -> Examined:
    if path.is_dir():
        return _sequence(path, rate)
    found = _clip(path) if path.suffix.lower() in CLIPS else _picture(path)
    return replace(found, medium=_with_rate_checked(found.medium, path, rate))


def _picture(path: Path) -> Examined:
    pictures = read_pictures(path)
    height, width = pictures.frames[0].shape[:2]
    count, duration = len(pictures.frames), pictures.duration_us
    medium = Medium(
        sha256=file_sha256(path),
        path=str(path),
        kind=Kind.CLIP if duration else Kind.IMAGE,
        width=width,
        height=height,
        duration_us=duration,
        frames=count,
        rate_mhz=_rate(count, duration),
    )
    warnings = (*pictures.tags.troubles(), *pictures.warnings)
    return _warned(Examined(medium, pictures.tags), path, warnings)


def _sequence(folder: Path, rate: float | None) -> Examined:
    pictures = numbered(folder)
    if not pictures:
        raise UnreadableMediumError(
            f"{place_of(folder)} holds no pictures; put numbered pictures into it, or "
            "go on without it."
        )
    if rate is None or rate <= 0:
        raise UnreadableMediumError(
            f"{place_of(folder)} is a sequence of pictures without a rate; give its "
            "frames per second in the column fps of a manifest."
        )
    first = _first_of(folder, pictures)
    height, width = first.frames[0].shape[:2]
    medium = Medium(
        sha256=sequence_sha256(pictures),
        path=str(folder),
        kind=Kind.SEQUENCE,
        width=width,
        height=height,
        duration_us=round(len(pictures) / rate * _MICRO),
        frames=len(pictures),
        rate_mhz=round(rate * _MILLI),
    )
    warnings = (*first.tags.troubles(), *first.warnings)
    return _warned(Examined(medium, first.tags), folder, warnings)


def _first_of(folder: Path, pictures: Sequence[Path]) -> Pictures:
    first, last = read_pictures(pictures[0]), read_pictures(pictures[-1])
    if first.frames[0].shape != last.frames[0].shape:
        raise UnreadableMediumError(
            f"{place_of(folder)} holds pictures of different sizes; export them again, "
            "or go on without it."
        )
    return first


def _clip(path: Path) -> Examined:
    # PyAV takes long to load, and a study of pictures never needs it.
    from app.media.clip_reader import ClipReader
    from app.media.clips import open_clip, walk_packets

    with open_clip(path) as (container, stream):
        walk = walk_packets(container, stream)
    _refuse_cut_off(path, walk)
    (width, height), tags = _look_of(path, walk)
    index = ClipReader(path, lambda: False).index
    medium = Medium(
        sha256=file_sha256(path),
        path=str(path),
        kind=Kind.CLIP,
        width=width,
        height=height,
        duration_us=index.duration_us,
        frames=len(index.times_us),
        rate_mhz=_rate(len(index.times_us), index.duration_us),
    )
    warnings = (
        *tags.troubles(),
        *_uneven_warning(index.times_us),
        *_late_warning(walk.duration_us - index.duration_us),
    )
    return _warned(Examined(medium, tags), path, warnings)


def _look_of(path: Path, walk: "PacketWalk") -> tuple[tuple[int, int], ColorTags]:
    """Return the size at which a clip is displayed, and its colour tags."""
    from app.media.clips import frames_of, open_clip

    with open_clip(path) as (container, stream):
        refuse_too_large(path, stream)
        _, frame = next(frames_of(container, stream), (0, None))
        if frame is None or not walk.times_us:
            raise UnreadableMediumError(
                f"{place_of(path)} has no frame that can be decoded; export it again, "
                "or go on without it."
            )
        return _displayed(frame, stream.sample_aspect_ratio), _tags(frame)


def _late_warning(left_out_us: int) -> tuple[str, ...]:
    if not left_out_us:
        return ()
    return (
        f"begins with {left_out_us / _MICRO:.2f} s that need what was cut off before "
        "and cannot be decoded; it is shown without them.",
    )


def _warned(found: Examined, path: Path, warnings: Iterable[str]) -> Examined:
    """Add what goes on from the name of a file to the warnings of its medium."""
    said = tuple(f"{place_of(path)} {warning}" for warning in warnings)
    medium = replace(found.medium, warnings=(*found.medium.warnings, *said))
    return replace(found, medium=medium)


def _tags(frame: "VideoFrame") -> ColorTags:
    full = int(frame.color_range) == _FULL_RANGE
    return ColorTags(
        int(frame.colorspace),
        int(frame.color_primaries),
        int(frame.color_trc),
        full_range=full or frame.format.name.startswith("yuvj"),
        rgb=frame.format.is_rgb or frame.format.has_palette,
    )


def _refuse_cut_off(path: Path, walk: "PacketWalk") -> None:
    """Raise when packets are missing; what an edit list hides is not missing."""
    there, declared = walk.packets, walk.declared
    if walk.broken or there < declared:
        raise UnreadableMediumError(
            f"{place_of(path)} ends after {there} of {max(declared, there + 1)} "
            "frames; export it again, or go on without it."
        )
    # Times are rounded to milliseconds here, and the last frame's length is a guess.
    slack = 2 * walk.duration_us / max(1, len(walk.times_us))
    if walk.end_us < walk.declared_end_us - slack:
        raise UnreadableMediumError(
            f"{place_of(path)} ends after {walk.end_us / _MICRO:.2f} of "
            f"{walk.declared_end_us / _MICRO:.2f} seconds; export it again, or go on "
            "without it."
        )


def _displayed(frame: "VideoFrame", aspect: Fraction | None) -> tuple[int, int]:
    """Return width and height with the pixels' shape and the rotation applied."""
    stretch = float(aspect or 1)
    if not 1 / _LONGEST_PIXEL <= stretch <= _LONGEST_PIXEL:  # no camera makes these
        stretch = 1.0
    width, height = max(1, round(frame.width * stretch)), frame.height
    return (height, width) if round(frame.rotation / 90) % 2 else (width, height)


def _rate(frames: int, duration_us: int) -> int:
    return round(frames * _MICRO * _MILLI / duration_us) if duration_us else 0


def _uneven_warning(times_us: tuple[int, ...]) -> tuple[str, ...]:
    gaps = [b - a for a, b in pairwise(times_us)]
    if not gaps:
        return ()
    mean = sum(gaps) / len(gaps)
    if max(abs(gap - mean) for gap in gaps) <= max(_UNEVEN * mean, 2 * _MILLI):
        return ()
    return ("has a variable frame rate; it is played by its own times.",)


def _with_rate_checked(medium: Medium, path: Path, rate: float | None) -> Medium:
    if rate is None or not medium.rate_mhz:
        return medium
    found = medium.rate_mhz / _MILLI
    if abs(found - rate) <= max(0.05 * rate, 0.5):
        return medium
    warning = (
        f"{place_of(path)} runs at {found:.2f} frames per second, not at the "
        f"{rate:g} of the manifest; the clip's own rate is used."
    )
    return replace(medium, warnings=(*medium.warnings, warning))
