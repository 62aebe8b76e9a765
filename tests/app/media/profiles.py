"""ICC profiles and where picture files keep them, written byte by byte."""

import struct
import zlib

import numpy as np

from tests.app.media.test_pictures import encoded

# Chromaticities of red, green and blue, and of D65 (SMPTE EG 432-1, Adobe RGB 1998).
DISPLAY_P3 = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
ADOBE_RGB = ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
SRGB = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
WHITE = (0.3127, 0.3290)
D50 = np.array([0.9642, 1.0, 0.8249])
BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)
SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)  # of kind 3


def xyz(x, y) -> np.ndarray:
    return np.array([x / y, 1, (1 - x - y) / y])


def to_d65(primaries) -> np.ndarray:
    """Return the matrix from linear RGB to XYZ as it is under D65."""
    columns = np.stack([xyz(*color) for color in primaries], axis=1)
    return columns * np.linalg.solve(columns, xyz(*WHITE))


def to_d50(primaries) -> np.ndarray:
    gains = (BRADFORD @ D50) / (BRADFORD @ xyz(*WHITE))
    return np.linalg.inv(BRADFORD) @ np.diag(gains) @ BRADFORD @ to_d65(primaries)


def fixed(*values) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def gamma(power) -> bytes:
    return b"curv" + bytes(4) + struct.pack(">IH", 1, round(power * 256)) + bytes(2)


def parametric(kind, *values) -> bytes:
    return b"para" + bytes(4) + struct.pack(">HH", kind, 0) + fixed(*values)


def table(values) -> bytes:
    entries = np.rint(np.asarray(values) * 65535).astype(">u2").tobytes()
    padding = bytes(-len(entries) % 4)
    return b"curv" + bytes(4) + struct.pack(">I", len(entries) // 2) + entries + padding


def profile(tags: dict[bytes, bytes], space=b"RGB ", pcs=b"XYZ ") -> bytes:
    """Write a profile of ICC version 4."""
    place = 128 + 4 + 12 * len(tags)
    heads, contents = [struct.pack(">I", len(tags))], []
    for name, content in tags.items():
        heads.append(name + struct.pack(">II", place, len(content)))
        contents.append(content)
        place += len(content)
    head = struct.pack(">I4sI4s4s4s", place, bytes(4), 0x04400000, b"mntr", space, pcs)
    head += bytes(12) + b"acsp" + bytes(28) + fixed(*D50)
    return head.ljust(128, b"\0") + b"".join(heads) + b"".join(contents)


def described(name: str) -> bytes:
    words = name.encode("utf-16-be")
    text = b"mluc" + bytes(4) + struct.pack(">II", 1, 12) + b"enUS"
    text += struct.pack(">II", len(words), 28) + words
    return text + bytes(-len(text) % 4)


def rgb_profile(primaries, curve: bytes, name="Wide") -> bytes:
    matrix = to_d50(primaries)
    tags = {b"desc": described(name), b"wtpt": b"XYZ " + bytes(4) + fixed(*D50)}
    for number, letter in enumerate((b"r", b"g", b"b")):
        tags[letter + b"XYZ"] = b"XYZ " + bytes(4) + fixed(*matrix[:, number])
        tags[letter + b"TRC"] = curve
    return profile(tags)


def display_p3() -> bytes:
    return rgb_profile(DISPLAY_P3, parametric(3, *SRGB_CURVE), "Display P3")


def adobe_rgb() -> bytes:
    return rgb_profile(ADOBE_RGB, gamma(563 / 256), "Adobe RGB")


def grey_profile(curve: bytes) -> bytes:
    return profile({b"desc": described("Grey"), b"kTRC": curve}, space=b"GRAY")


def png_with(png: bytes, name: bytes, content: bytes) -> bytes:
    """Put a chunk behind the head of a PNG."""
    chunk = struct.pack(">I", len(content)) + name + content
    return png[:33] + chunk + struct.pack(">I", zlib.crc32(name + content)) + png[33:]


def jpeg_with(jpeg: bytes, *segments: tuple[int, bytes]) -> bytes:
    """Put segments (marker, content) behind the beginning of a JPEG."""
    written = b"".join(
        struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content
        for marker, content in segments
    )
    return jpeg[:2] + written + jpeg[2:]


def webp_with(webp: bytes, size, *chunks: tuple[bytes, bytes], alpha=False) -> bytes:
    """Put chunks beside the picture of a WebP; profiles before it, EXIF behind."""
    inside = webp[12:]
    if inside.startswith(b"VP8X"):
        inside = inside[18:]
    before = b"".join(riff(*c) for c in chunks if c[0] == b"ICCP")
    behind = b"".join(riff(*c) for c in chunks if c[0] != b"ICCP")
    flags = 0x20 * bool(before) | 0x08 * bool(behind) | 0x10 * alpha
    sides = b"".join((side - 1).to_bytes(3, "little") for side in size)
    body = b"WEBP" + riff(b"VP8X", bytes([flags, 0, 0, 0]) + sides)
    body += before + inside + behind
    return b"RIFF" + struct.pack("<I", len(body)) + body


def riff(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)


def tiff(pixels: np.ndarray, orientation=1, icc=b"", **more: int) -> bytes:
    """Write an uncompressed TIFF of h × w × 1, 3 or 4 values; `more` are tags."""
    height, width, channels = pixels.shape
    depth = 8 * pixels.dtype.itemsize
    data = pixels.tobytes() + bytes(pixels.nbytes % 2)
    tags = {
        256: width,
        257: height,
        258: (depth,) * channels,
        259: 1,
        262: 2 if channels > 2 else 1,
        273: 8,
        274: orientation,
        277: channels,
        278: height,
        279: pixels.nbytes,
    }
    if channels == 4:
        tags[338] = 2  # alpha, not yet multiplied
    tags |= {int(number): value for number, value in more.items()}
    place = 8 + len(data)
    entries, contents = [], b""
    for number, value in sorted((tags | ({34675: icc} if icc else {})).items()):
        entry, content = tiff_entry(number, value, place + len(contents))
        entries.append(entry)
        contents += content
    head = b"II*\0" + struct.pack("<I", place + len(contents))
    directory = struct.pack("<H", len(entries)) + b"".join(entries) + bytes(4)
    return head + data + contents + directory


def tiff_entry(number, value, place) -> tuple[bytes, bytes]:
    if isinstance(value, bytes):
        content = value + bytes(len(value) % 2)
        return struct.pack("<HHII", number, 7, len(value), place), content
    if isinstance(value, tuple) and len(value) > 2:
        content = struct.pack(f"<{len(value)}H", *value)
        return struct.pack("<HHII", number, 3, len(value), place), content
    value = value[0] if isinstance(value, tuple) else value
    return struct.pack("<HHII", number, 4, 1, value), b""


def exif(orientation: int) -> bytes:
    entry = struct.pack("<IHHHIHH", 8, 1, 0x112, 3, 1, orientation, 0)
    return b"II*\0" + entry + bytes(4)


def with_profile(suffix: str, picture: np.ndarray, icc: bytes) -> bytes:
    """Encode a picture with a profile, in any format that has a place for one."""
    if suffix == ".tif":
        return tiff(picture, icc=icc)
    if suffix == ".png":
        packed = b"name\0\0" + zlib.compress(icc)
        return png_with(encoded(suffix, picture), b"iCCP", packed)
    if suffix == ".webp":
        size = picture.shape[1::-1]
        return webp_with(encoded(suffix, picture, 64, 101), size, (b"ICCP", icc))
    half = len(icc) // 2
    parts = [icc[:half], icc[half:]]
    segments = [
        (0xE2, b"ICC_PROFILE\0" + bytes([number + 1, len(parts)]) + part)
        for number, part in enumerate(parts)
    ]
    return jpeg_with(encoded(suffix, picture, 1, 100), *reversed(segments))
