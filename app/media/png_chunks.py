"""The chunks of a PNG file: their sums checked, and which of them are needed."""

import zlib
from collections.abc import Iterator, Sequence
from struct import pack, unpack_from

_START = 8
_DEPTHS = {  # bits that each kind of picture may have (PNG, table 11.1)
    0: {1, 2, 4, 8, 16},
    2: {8, 16},
    3: {1, 2, 4, 8},
    4: {8, 16},
    6: {8, 16},
}
_PALETTE = 3
_NEEDED = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT"}

Chunk = tuple[bytes, bytes]  # name and content


def png_chunks(data: bytes) -> Iterator[Chunk]:
    """Yield the chunks up to the end; a wrong sum or a missing end is a ValueError."""
    place, name = _START, b""
    while name != b"IEND":
        size, name = unpack_from(">I4s", data, place)
        content = data[place + 8 : place + 8 + size]
        (sum_there,) = unpack_from(">I", data, place + 8 + size)
        if sum_there != zlib.crc32(name + content):
            raise ValueError(place)
        yield name, content
        place += 12 + size


def needed_chunks(chunks: Sequence[Chunk]) -> Iterator[bytes]:
    """Yield, as they are written, the chunks that make the picture.

    The decoder complains on the terminal about odd ones among the others, and about
    what it then refuses, so that ValueError is raised here for it.
    """
    depth, kind = _depth_and_kind(*chunks[0])
    colors = 0
    for name, content in chunks:
        if name == b"PLTE":
            if kind != _PALETTE:
                continue  # a suggestion for screens of few colours
            colors = len(content) // 3
            if len(content) % 3 or not 1 <= colors <= 2**depth:
                raise ValueError(colors)
        if name == b"IDAT" and kind == _PALETTE and not colors:
            raise ValueError(colors)
        if name[:1].isupper() and name not in _NEEDED:
            raise ValueError(name)  # without it the picture would be another one
        if name in _NEEDED or (name == b"tRNS" and _fits(content, kind, colors)):
            yield pack(">I", len(content)) + name + content + _sum(name, content)


def _depth_and_kind(name: bytes, head: bytes) -> tuple[int, int]:
    *_, depth, kind, packing, filtering, woven = unpack_from(">IIBBBBB", head)
    if name != b"IHDR" or packing or filtering or woven > 1:
        raise ValueError(head)
    if depth not in _DEPTHS.get(kind, ()):
        raise ValueError(head)
    return depth, kind


def _fits(clear: bytes, kind: int, colors: int) -> bool:
    """Return whether a list of transparent colours is as long as it must be."""
    if kind == _PALETTE:
        return 1 <= len(clear) <= colors
    return len(clear) == {0: 2, 2: 6}.get(kind)


def _sum(name: bytes, content: bytes) -> bytes:
    return pack(">I", zlib.crc32(name + content))
