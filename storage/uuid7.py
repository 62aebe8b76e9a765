"""Time-ordered ids (UUID version 7, RFC 9562), which Python has only from 3.14 on."""

import secrets
import threading
import time
import uuid
from collections.abc import Callable

_COUNTER_BITS = 12
_RANDOM_BITS = 62


class Uuid7Source:
    """Makes ids that never repeat and, within one process, only grow.

    The 12 bits after the version count within one millisecond (RFC 9562, method 1);
    when they run out, or the clock goes back, the millisecond is carried on from the
    last id instead.
    """

    def __init__(self, now_ns: Callable[[], int] = time.time_ns) -> None:
        self._now_ns = now_ns
        self._lock = threading.Lock()
        self._last = 0  # milliseconds and counter as one number

    def __call__(self) -> str:
        """Return a new id in the usual spelling of 36 characters."""
        with self._lock:
            tick = (self._now_ns() // 1_000_000) << _COUNTER_BITS
            self._last = max(tick, self._last + 1)
            tick = self._last
        milliseconds, counter = tick >> _COUNTER_BITS, tick & 0xFFF
        value = (milliseconds & (1 << 48) - 1) << 80
        value |= 0x7 << 76 | counter << 64
        value |= 0b10 << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
        return str(uuid.UUID(int=value))


new_id = Uuid7Source()
