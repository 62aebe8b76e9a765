"""The four pretend systems: how each one puts the shoe on the foot.

Their names are for the owner; a rater never reads them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from app.demo.film import Fit, Fits, Scene

FRAME_RATE = 30
_JITTER = 3.2  # pixels, standard deviation
_JITTER_TURN = 2.0  # degrees
_MOST = 2.2  # standard deviations; so a shoe never leaves its foot
_JUMPS = ((0.06, 0.20), (0.80, 0.96))  # shares of a clip, when the reflection is seen

GOOD = Fit()
IN_MIRROR = Fit(on_foot=False)
UNAWARE = Fit(in_mirror=False)
SOFT = Fit(soft=True)

FitAt = Callable[[Scene, int], Sequence[Fits]]  # of a scene's frames, at 30 a second


@dataclass(frozen=True, slots=True)
class System:
    """One pretend system; it renders every `step`-th frame."""

    name: str
    fits: FitAt
    step: int = 1

    @property
    def rate(self) -> int:
        """Frames per second of its clips."""
        return FRAME_RATE // self.step


def steady(_: Scene, frames: int) -> Sequence[Fits]:
    """Put the shoe where the foot is, in the room and in its mirror."""
    return [(GOOD, GOOD)] * frames


def shaking(scene: Scene, frames: int) -> Sequence[Fits]:
    """Miss the foot by a few pixels, anew in every frame."""
    random = np.random.default_rng([scene.room.seed, frames])
    miss = random.standard_normal((frames, 2, 3)).clip(-_MOST, _MOST)
    miss *= (_JITTER, _JITTER, _JITTER_TURN)
    return [(Fit(*far), Fit(*near)) for far, near in miss.tolist()]


def mirror_jump(scene: Scene, frames: int) -> Sequence[Fits]:
    """Know no mirrors, and at moments take the reflection for the foot.

    Without a mirror it does well; its renderer is a little softer.
    """
    if not scene.mirror:
        return [(SOFT, SOFT)] * frames
    jumped = [
        any(start <= number / frames < end for start, end in _JUMPS)
        for number in range(frames)
    ]
    return [(IN_MIRROR if j else UNAWARE,) * 2 for j in jumped]


STEADY = System("steady", steady)
SHAKING = System("shaking", shaking)
TEN_FPS = System("ten-fps", steady, step=3)
MIRROR_JUMP = System("mirror-jump", mirror_jump)
SYSTEMS = (STEADY, SHAKING, TEN_FPS, MIRROR_JUMP)
