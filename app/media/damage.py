"""Finding damage inside a medium before anybody rates it: every frame is decoded."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from app.media.errors import (
    MOST_PIXELS,
    UnreadableMediumError,
    place_of,
    too_large,
    unreadable,
)
from app.media.hashing import PICTURES, numbered
from app.media.picture_files import NO_PICTURE, read_picture_file
from app.media.pictures import read_pictures
from evaluators.study import Kind, Medium

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

_MICRO = 1_000_000
_STRETCHES = 3  # of a long clip: its beginning, middle and end
_JPEG = b"\xff\xd8"
_FEWEST = 0.9  # of the frames that the packets promise
_ANIMATIONS = frozenset({".gif", ".webp", ".png"})

Stopped = Callable[[], bool]


def refuse_damaged(
    path: Path, medium: Medium, most_pixels: int, stopped: Stopped
) -> tuple[str, ...]:
    """Decode a probed medium, about `most_pixels` of it; ends early once stopped.

    Raises UnreadableMediumError with the time of the damage. Returns, going on from
    the file's name, what was left unchecked.
    """
    frames = max(_STRETCHES, most_pixels // (medium.width * medium.height))
    if medium.kind is Kind.SEQUENCE:
        return _check_sequence(path, medium, frames, stopped)
    if medium.kind is Kind.IMAGE or path.suffix.lower() in _ANIMATIONS:
        return ()  # all of it was decoded to probe it
    return _check_clip(path, medium, frames, stopped)


def refuse_damaged_first(path: Path) -> None:
    """Raise for damage that a probe would not see, and write to the terminal about."""
    pictures = numbered(path) if path.is_dir() else (path,)
    for picture in {*pictures[:1], *pictures[-1:]}:
        if picture.suffix.lower() in PICTURES:
            _refuse_damaged_jpeg(picture)


def refuse_too_large(path: Path, stream: "VideoStream") -> None:
    """Raise for a clip that claims too many pixels, and keep its decoder from them."""
    context = stream.codec_context
    if context.width * context.height > MOST_PIXELS:
        raise too_large(path, context.width, context.height)
    context.options = {"max_pixels": str(MOST_PIXELS)}


def _check_sequence(
    folder: Path, medium: Medium, most: int, stopped: Stopped
) -> tuple[str, ...]:
    pictures = numbered(folder)
    step = -(-len(pictures) // most)
    for picture in pictures[::step]:
        if stopped():
            break
        _refuse_damaged_jpeg(picture)
        height, width = read_pictures(picture).frames[0].shape[:2]
        if (width, height) != (medium.width, medium.height):
            raise UnreadableMediumError(
                f"{place_of(folder)} holds pictures of different sizes, {picture.name} "
                f"of {width} × {height}; export them again, or go on without it."
            )
    if step == 1:
        return ()
    return (
        f"is long; only one picture of {step} was opened, so damage in the others "
        "would show only while it is rated.",
    )


def _refuse_damaged_jpeg(path: Path) -> None:
    """Raise for a JPEG whose pixels are damaged; OpenCV would show what it can."""
    with unreadable(path), path.open("rb") as file:
        if file.read(len(_JPEG)) != _JPEG:
            return
        data = _JPEG + file.read()
    try:
        claimed = read_picture_file(data)
    except NO_PICTURE:
        return  # the probe will say so
    if claimed.width * claimed.height > MOST_PIXELS:
        return  # likewise
    import av

    decoder = av.CodecContext.create("mjpeg", "r")
    decoder.options = {"err_detect": "explode"}
    try:
        decoder.decode(av.Packet(data))
    except av.error.PatchWelcomeError:
        return  # a kind of JPEG that OpenCV knows better
    except av.FFmpegError as error:
        raise UnreadableMediumError(
            f"{place_of(path)} is damaged; export it again, or go on without it."
        ) from error


def _check_clip(
    path: Path, medium: Medium, most: int, stopped: Stopped
) -> tuple[str, ...]:
    if medium.frames <= most:
        decoded = _decode(path, 0, medium.frames, stopped)
        if decoded < _FEWEST * medium.frames and not stopped():
            raise UnreadableMediumError(
                f"{place_of(path)} gives only {decoded} of its {medium.frames} frames; "
                "export it again, or go on without it."
            )
        return ()
    count = most // _STRETCHES
    length = count * medium.duration_us // medium.frames
    for number in range(_STRETCHES):
        start = number * (medium.duration_us - length) // (_STRETCHES - 1)
        _decode(path, start, count, stopped)
    return (
        f"is long; only {length / _MICRO:.1f} s each of its beginning, middle "
        "and end were decoded, so damage elsewhere would show only while it is rated.",
    )


def _decode(path: Path, start_us: int, most: int, stopped: Stopped) -> int:
    """Decode frames from a time on; return how many came, raise where one is damaged.

    After a seek, what comes before the time asked for may lack what it refers to.
    """
    from app.media.clips import open_clip

    count = 0
    with open_clip(path) as (container, stream):
        refuse_too_large(path, stream)
        stream.thread_type = "NONE"  # other files are checked at the same time
        stream.codec_context.options |= {"err_detect": "crccheck"}
        for time, whole in _wholes(container, stream, start_us):
            if time < start_us:
                continue
            if not whole:
                raise UnreadableMediumError(
                    f"{place_of(path)} is damaged at {time / _MICRO:.2f} s; export it "
                    "again, or go on without it."
                )
            count += 1
            if count >= most or stopped():
                break
    return count


def _wholes(
    container: "InputContainer", stream: "VideoStream", start_us: int
) -> Iterator[tuple[int, bool]]:
    """Yield for each frame its time in µs and whether it is whole.

    A packet of which nothing can be decoded stands for its frame.
    """
    import av

    base = stream.time_base or Fraction(1, _MICRO)
    zero = stream.start_time or 0
    if start_us:
        container.seek(zero + int(start_us / _MICRO / base), stream=stream)
    for packet in container.demux(stream):
        try:
            frames = packet.decode()
        except av.FFmpegError:
            at = zero if packet.pts is None else packet.pts
            yield round((at - zero) * base * _MICRO), False
            continue
        for frame in frames:
            at = zero if frame.pts is None else frame.pts
            yield round((at - zero) * base * _MICRO), not frame.is_corrupt
