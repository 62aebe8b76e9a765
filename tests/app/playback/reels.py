"""Reels that a test fills by hand, with frames of a few bytes."""

from pathlib import Path

import numpy as np

from app.media.frame_index import FrameIndex
from app.media.frames import Frame
from app.playback.presentation import PaneMedium
from app.playback.reel import Reel
from app.playback.timeline import PaneTimes
from evaluators.study import Kind, Medium

SIZE = (2, 2)
FRAME_BYTES = 6  # of 2 × 2 pixels with halved chroma


def frame(number: int, matrix: str = "ITU709") -> Frame:
    data = np.full((3, 2), number % 256, np.uint8)
    return Frame(0, data, planar=True, matrix=matrix, number=number)


def reel_of(times: PaneTimes, room: int | None = None, entries=(0,), **how) -> Reel:
    """Return an open reel with these times; `room` frames may be in memory."""
    count = len(times.starts)
    moving = Kind.CLIP if times.duration_us else Kind.IMAGE
    medium = Medium("0" * 64, "clip.mp4", moving, *SIZE, times.duration_us, count)
    reel = Reel(PaneMedium(Path("clip.mp4"), medium), SIZE, **how)
    reel.allow(FRAME_BYTES * 2 * (count if room is None else room))
    reel.open(FrameIndex(times.starts, times.duration_us, tuple(entries)))
    if room is not None:
        reel.allow(FRAME_BYTES * room)
    return reel


def numbers_in(reel: Reel) -> list[int]:
    return [n for start, stop in reel.stretches for n in range(start, stop)]


def decode_wanted(reel: Reel, most: int) -> int:
    """Put what is wanted next, one frame after the other; return how many."""
    for count in range(most):
        if reel.satisfied:
            return count
        reel.put(frame(reel.next_to_decode()))
    return most
