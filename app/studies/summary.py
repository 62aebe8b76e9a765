"""What the start page says about a study."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from evaluators.study import Medium, Stage

if TYPE_CHECKING:
    from evaluators.verdict import Outcome

_MINUTE, _HOUR = 60, 3600  # seconds
_WEEK = 7  # days


@dataclass(frozen=True, slots=True)
class StageProgress:
    """How many raters of a stage have finished, of those planned."""

    stage: Stage
    finished: int
    planned: int
    share: float  # of all trials of the planned raters, done


@dataclass(frozen=True, slots=True)
class StudySummary:
    """A row of the start page; `trouble` says why nothing else is known."""

    path: Path
    title: str
    facts: str = ""  # "8 sources · 3 systems · pair choice"
    stages: tuple[StageProgress, ...] = ()
    outcomes: tuple[tuple["Outcome", int], ...] = ()
    judged_at_us: int = 0  # 0: nobody has judged
    own_done: int = 0  # trials of the owner's own sessions
    own_total: int = 0
    thumbnails: tuple[tuple[Path, Medium], ...] = ()
    trouble: str = ""

    @property
    def judged(self) -> bool:
        """Whether there is any result to look at."""
        return self.judged_at_us > 0

    @property
    def own_work_done(self) -> bool:
        """Whether the owner has been through all trials of their own."""
        return 0 < self.own_total <= self.own_done

    @property
    def rating_verb(self) -> str:
        """What the button says that opens the rating window."""
        return "Continue" if self.own_total else "Start"


def ago(then_us: int, now_us: int | None = None) -> str:
    """Return "judged 12 min ago", "judged yesterday", "judged 9 Nov 2026"."""
    if not then_us:
        return "not judged yet"
    now_us = time.time_ns() // 1000 if now_us is None else now_us
    then, now = (
        datetime.fromtimestamp(t / 1_000_000, UTC).astimezone()
        for t in (then_us, now_us)
    )
    days = (now.date() - then.date()).days
    if days > _WEEK:
        return f"judged {then.day} {then:%b %Y}"
    if days > 1:
        return f"judged {days} days ago"
    if days == 1:
        return "judged yesterday"
    return _today(max(0, now_us - then_us) // 1_000_000)


def _today(seconds: int) -> str:
    if seconds < _MINUTE:
        return "judged just now"
    if seconds < _HOUR:
        return f"judged {seconds // _MINUTE} min ago"
    return f"judged {seconds // _HOUR} h ago"
