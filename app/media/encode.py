"""Writing clips: the demo's and the tests'."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import chain
from pathlib import Path

import av
import numpy as np
from av.container import OutputContainer
from av.video.stream import VideoStream
from numpy.typing import NDArray

_SETTINGS = {
    "libx264": {"crf": "18", "preset": "medium", "threads": "1"},
    "libx265": {"crf": "20", "x265-params": "log-level=none:pools=1"},
    "libvpx-vp9": {"crf": "30", "b": "0", "cpu-used": "6"},
    "libsvtav1": {"crf": "30", "preset": "10"},
}


def encode_clip(  # noqa: PLR0913  # one keyword for each choice
    path: Path,
    frames: Iterable[NDArray[np.uint8]],
    *,
    rate: float,
    codec: str = "libx264",
    pixel_format: str = "yuv420p",
    settings: Mapping[str, str] | None = None,
) -> None:
    """Write RGB frames (height × width × 3) as a clip tagged BT.709.

    One thread, so that the same frames give the same bytes on the same machine;
    `settings` stand above the codec's usual ones. ValueError when there is no frame.
    """
    pictures = iter(frames)
    first = next(pictures, None)
    if first is None:
        raise ValueError(f"no frames for {path.name}")
    with av.open(str(path), "w") as container:
        stream = _stream(container, first, rate, codec)
        stream.options = {**_SETTINGS.get(codec, {}), **(settings or {})}
        stream.pix_fmt = pixel_format
        stream.codec_context.colorspace = 0 if "rgb" in pixel_format else 1  # BT.709
        for pixels in chain([first], pictures):
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            tagged = frame.reformat(
                format=pixel_format,
                dst_colorspace="ITU709",
                src_color_range="JPEG",
                dst_color_range="MPEG",
                threads=1,
            )
            container.mux(stream.encode(tagged))
        container.mux(stream.encode(None))


def _stream(
    container: OutputContainer, first: NDArray[np.uint8], rate: float, codec: str
) -> VideoStream:
    stream = container.add_stream(codec, Fraction(rate).limit_denominator(1001))
    if not isinstance(stream, VideoStream):
        raise TypeError(f"{codec} is no video codec")
    stream.height, stream.width = first.shape[:2]
    stream.codec_context.color_range = 1
    return stream
