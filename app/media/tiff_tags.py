"""The tags of a TIFF file, and of the EXIF block inside other files."""

from collections.abc import Mapping
from struct import error as StructError  # noqa: N812  # an exception by its real name
from struct import unpack_from

WIDTH, HEIGHT, INK, ORIENTATION, PROFILE = 256, 257, 262, 274, 34675
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_NUMBERS = {1: "B", 3: "H", 4: "I", 7: "B"}  # types: byte, short, long, undefined
_MOST_TAGS = 500
_IN_PLACE = 4  # bytes; longer values stand elsewhere


def tiff_tags(data: bytes) -> Mapping[int, tuple[int, ...]]:
    """Return the whole numbers in the first directory, by tag (TIFF 6.0, section 2).

    Raises ValueError, struct.error or KeyError for what is no TIFF.
    """
    order = _ORDERS[data[:4]]
    (start,) = unpack_from(f"{order}I", data, 4)
    (count,) = unpack_from(f"{order}H", data, start)
    if count > _MOST_TAGS:
        raise ValueError(count)
    tags = {}
    for place in range(start + 2, start + 2 + 12 * count, 12):
        tag, kind, number = unpack_from(f"{order}HHI", data, place)
        if kind not in _NUMBERS or number > len(data):
            continue
        values = f"{order}{number}{_NUMBERS[kind]}"
        size = number * {"B": 1, "H": 2, "I": 4}[_NUMBERS[kind]]
        at = place + 8
        if size > _IN_PLACE:
            (at,) = unpack_from(f"{order}I", data, at)
        tags[tag] = unpack_from(values, data, at)
    return tags


def orientation_in(exif: bytes) -> int:
    """Return the orientation of an EXIF block, 1 to 8; 1 where it says none."""
    try:
        (orientation, *_) = tiff_tags(exif.removeprefix(b"Exif\0\0")).get(
            ORIENTATION, (1,)
        )
    except (ValueError, KeyError, StructError):
        return 1
    return orientation if 1 <= orientation <= 8 else 1  # noqa: PLR2004
