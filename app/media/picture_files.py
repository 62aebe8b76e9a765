"""What a picture file says of itself, before anything is decoded.

Read from the first bytes of a PNG, JPEG, WebP, GIF, BMP or TIFF: size, orientation and
ICC profile. The decoders' own reading of these differs from format to format, and
they would write to the terminal about what they do not like.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from struct import error as StructError  # noqa: N812  # an exception by its real name
from struct import pack, unpack, unpack_from

from app.media import tiff_tags
from app.media.color_tags import UNSPECIFIED
from app.media.png_chunks import needed_chunks, png_chunks
from app.media.tiff_tags import orientation_in

# What is raised for a file that is no picture, or a damaged one.
NO_PICTURE = (ValueError, KeyError, IndexError, StructError)
_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_PROFILE = 1 << 24  # bytes; real ones are below a tenth of it
_STARTS_OF_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN, _JFIF, _ADOBE = 0xDA, 0xE0, 0xEE
_REMARKS = {*range(0xE0, 0xF0), 0xFE}  # segments of programs, and comments
_ALONE = {0x01, *range(0xD0, 0xD9)}  # markers without a length
_CODE = 4  # bytes of cICP: primaries, transfer, matrix, range
_INKS = 4  # components: cyan, magenta, yellow, black
_PLAIN_JFIF = b"JFIF\0\1\1\0\0\1\0\1\0\0"
# What a TIFF's numbers mean that can be shown: greys, RGB, palette, YCbCr.
_SHOWN_INKS = {0, 1, 2, 3, 6}


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture file, not decoded yet."""

    data: bytes  # for the decoder: without what would only confuse it
    width: int  # in pixels, as stored
    height: int
    orientation: int = 1  # EXIF's, as far as the decoder does not apply it
    profile: bytes | None = None  # of ICC; b"" for one that is damaged
    marked_frames: int = 0  # of an animation; 2 for some
    inks: bool = False  # CMYK, of which the decoder makes RGB without a profile
    clear_grey: int | None = None  # of 255: the grey that is transparent
    primaries: int = UNSPECIFIED  # as numbers of ITU-T H.273
    transfer: int = UNSPECIFIED


def read_picture_file(data: bytes) -> PictureFile:
    """Read the heads of a picture file.

    Raises one of NO_PICTURE when it is none.
    """
    for start, read in _FORMATS.items():
        if data.startswith(start):
            return read(data)
    raise ValueError(data[:8])


def _png(data: bytes) -> PictureFile:
    """Read a PNG and leave out of it all that does not make its picture."""
    chunks = list(png_chunks(data))
    needed = list(needed_chunks(chunks))
    width, height, depth, kind = unpack_from(">IIBB", chunks[0][1])
    first: dict[bytes, bytes] = {}
    for name, content in chunks:
        first.setdefault(name, content)
    frames = unpack_from(">I", first[b"acTL"])[0] if b"acTL" in first else 0
    clear = first.get(b"tRNS", b"") if kind == 0 else b""
    profile = first.get(b"iCCP")
    code = first.get(b"cICP", b"")
    primaries, transfer = code[:2] if len(code) == _CODE else (UNSPECIFIED,) * 2
    return PictureFile(
        _PNG + b"".join(needed),
        width,
        height,
        orientation_in(first.get(b"eXIf", b"")),
        None if profile is None else _inflated(profile.partition(b"\0")[2][1:]),
        frames,
        clear_grey=_of_255(clear, depth),
        primaries=primaries,
        transfer=transfer,
    )


def _inflated(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MOST_PROFILE)
    except zlib.error:
        return b""


def _of_255(grey: bytes, depth: int) -> int | None:
    return round(unpack(">H", grey)[0] * 255 / (2**depth - 1)) if grey else None


def _jpeg(data: bytes) -> PictureFile:
    """Read a JPEG up to its pixels; its decoder gets only what makes its picture."""
    kept, size, components = [data[:2]], (0, 0), 0
    orientation, parts, place = 1, [], 2
    for marker, content, end in _segments(data):
        if marker in _STARTS_OF_FRAME:
            height, width, components = unpack_from(">HHB", content, 1)
            size = width, height
        elif content.startswith(b"Exif\0\0"):
            orientation = orientation_in(content)
        elif content.startswith(b"ICC_PROFILE\0"):
            parts.append((content[12:13], content[14:]))
        if marker == _JFIF and content.startswith(b"JFIF"):
            kept.append(_segment(marker, _PLAIN_JFIF))
        elif marker == _ADOBE or marker not in _REMARKS:
            kept.append(_segment(marker, content))
        place = end
    return PictureFile(
        b"".join(kept) + data[place:],
        *size,
        orientation,
        b"".join(part for _, part in sorted(parts)) if parts else None,
        inks=components == _INKS,
    )


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Yield marker, content and end of what stands before a JPEG's first pixels."""
    place = 2
    while True:
        if data[place] != 0xFF:  # noqa: PLR2004  # every marker begins so
            raise ValueError(place)
        marker = data[place + 1]
        if marker == 0xFF or marker in _ALONE:  # noqa: PLR2004  # a byte that fills
            place += 1 if marker == 0xFF else 2  # noqa: PLR2004
            continue
        if marker == _START_OF_SCAN:
            return
        (length,) = unpack_from(">H", data, place + 2)
        end = place + 2 + length
        yield marker, data[place + 4 : end], end
        place = end


def _segment(marker: int, content: bytes) -> bytes:
    return pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _webp(data: bytes) -> PictureFile:
    width = height = 0
    orientation, profile = 1, None
    moving = b"ANIM" in data[:4096]
    for name, content in _riff_chunks(data):
        if name == b"VP8X":
            flagged = int.from_bytes(content[4:7], "little")
            width = flagged + 1
            height = int.from_bytes(content[7:10], "little") + 1
        elif name == b"VP8 " and not width:
            width, height = (side & 0x3FFF for side in unpack_from("<HH", content, 6))
        elif name == b"VP8L" and not width:
            (bits,) = unpack_from("<I", content, 1)
            width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        elif name == b"ICCP":
            profile = content
        elif name == b"EXIF":
            orientation = orientation_in(content)
    return PictureFile(data, width, height, orientation, profile, 2 * moving)


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 12
    while place + 8 <= len(data):
        name, size = unpack_from("<4sI", data, place)
        yield name, data[place + 8 : place + 8 + size]
        place += 8 + size + size % 2


def _gif(data: bytes) -> PictureFile:
    width, height = unpack_from("<HH", data, 6)
    return PictureFile(data, width, height, marked_frames=2)


def _bmp(data: bytes) -> PictureFile:
    width, height = unpack_from("<ii", data, 18)
    return PictureFile(data, abs(width), abs(height))


def _tiff(data: bytes) -> PictureFile:
    tags = tiff_tags.tiff_tags(data)
    if tags[tiff_tags.INK][0] not in _SHOWN_INKS:
        raise ValueError(tags[tiff_tags.INK])
    profile = tags.get(tiff_tags.PROFILE)
    return PictureFile(
        data,
        tags[tiff_tags.WIDTH][0],
        tags[tiff_tags.HEIGHT][0],
        profile=None if profile is None else bytes(profile),
    )


_FORMATS: dict[bytes, Callable[[bytes], PictureFile]] = {
    _PNG: _png,
    b"\xff\xd8": _jpeg,
    b"RIFF": _webp,
    b"GIF8": _gif,
    b"BM": _bmp,
    b"II*\0": _tiff,
    b"MM\0*": _tiff,
}
