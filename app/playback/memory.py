"""How many bytes decoded frames may take, and how they are shared. No Qt here."""

import mmap
import os
import sys
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.media.frames import Frame
from app.playback.presentation import PaneMedium
from evaluators.study import Kind

Size = tuple[int, int]  # width and height in pixels

_CAP_BYTES = 1_600_000_000
_SHARE_OF_MEMORY = 4
_CURRENT_SHARE = 0.75  # the most that the trial on screen takes of it
_CLIP_BYTES, _PICTURE_BYTES = 1.5, 3.0  # per pixel: halved chroma, RGB
_FEWEST_FRAMES = 8  # in memory at a time, or half a second of them
_FEWEST_US = 500_000
_SMALLEST = 2


def memory_cap() -> int:
    """Return the bytes that the current and the prefetched trial may take together."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):  # not a POSIX system
        return _CAP_BYTES
    return min(_CAP_BYTES, memory // _SHARE_OF_MEMORY)


def on_own_pages(frame: Frame) -> Frame:
    """Return a frame whose memory goes back to the system when it goes (Linux).

    Else glibc, once it has seen a large block go, keeps such blocks in heaps of each
    thread, and after some trials those hold twice what the frames take.
    """
    if sys.platform != "linux":
        return frame
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
    pages = mmap.mmap(-1, frame.data.nbytes, flags=flags)
    data = np.frombuffer(pages, np.uint8).reshape(frame.data.shape)
    np.copyto(data, frame.data)
    return replace(frame, data=data)


def most_for_current(cap: int) -> int:
    """Return what the trial on screen may take, so that a next one finds room."""
    return int(cap * _CURRENT_SHARE)


def frame_bytes(pane: PaneMedium, size: Size) -> int:
    """Return what a frame takes at a size; of a clip a guess until one is decoded."""
    moving = pane.medium.kind is Kind.CLIP
    return int(size[0] * size[1] * (_CLIP_BYTES if moving else _PICTURE_BYTES))


def shared(
    allowance: int, needs: Sequence[int], leasts: Sequence[int]
) -> tuple[int, ...]:
    """Share bytes among panes: what each plays with at least, the rest by its need.

    By need alone a short clip beside a very long one would keep a single frame, and
    with no next frame in memory playing never goes on.
    """
    if sum(needs) <= allowance or sum(leasts) >= allowance:
        by = needs if sum(needs) <= allowance else leasts
        return tuple(int(part * (allowance / max(1, sum(by)))) for part in by)
    share = (allowance - sum(leasts)) / (sum(needs) - sum(leasts))
    both = zip(needs, leasts, strict=True)
    return tuple(least + int((need - least) * share) for need, least in both)


def affordable(
    panes: Sequence[PaneMedium], sizes: Sequence[Size], allowance: int
) -> tuple[Size, ...]:
    """Return the sizes, or smaller ones where not even the smallest window fits."""
    least = sum(
        fewest(pane) * frame_bytes(pane, size)
        for pane, size in zip(panes, sizes, strict=True)
    )
    if least <= allowance:
        return tuple(sizes)
    return tuple(_shrunk(size, (allowance / least) ** 0.5) for size in sizes)


def fewest(pane: PaneMedium) -> int:
    """Return with how many frames in memory a pane can be played."""
    medium = pane.medium
    half_a_second = medium.frames * _FEWEST_US // max(1, medium.duration_us)
    return min(medium.frames, max(_FEWEST_FRAMES, half_a_second))


def _shrunk(size: Size, share: float) -> Size:
    width, height = (max(_SMALLEST, int(length * share) // 2 * 2) for length in size)
    return min(width, size[0]), min(height, size[1])
