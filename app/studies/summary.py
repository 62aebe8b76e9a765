"""What the start page says about a study, read from its file."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.studies.wording import counted
from evaluators.study import Judgment, Medium, Method, Session, Stage, Study
from evaluators.verdict import Outcome, verdicts
from storage.errors import StorageError
from storage.study_file import StudyFile, open_study

UNTITLED = "Untitled study"
METHOD_WORDS = {Method.PC: "pair choice", Method.ACR: "five levels"}
_SAMPLES = 3
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
    title: str = UNTITLED
    facts: str = ""  # "8 sources · 3 systems · pair choice"
    stages: tuple[StageProgress, ...] = ()
    outcomes: tuple[tuple[Outcome, int], ...] = ()
    judged_at_us: int = 0  # 0: nobody has judged
    own_done: int = 0  # trials of the owner's own sessions
    own_total: int = 0
    samples: tuple[tuple[Path, Medium], ...] = ()
    trouble: str = ""

    @property
    def next_step(self) -> str:
        """What the button says."""
        if not self.own_total:
            return "Start"
        return "Continue" if self.own_done < self.own_total else "Look again"


def summarize(path: Path) -> StudySummary:
    """Read a study's summary; trouble with the file is told in it."""
    try:
        with open_study(path, read_only=True) as file:
            return _summary(file)
    except StorageError as error:
        return StudySummary(path, title=path.stem, trouble=str(error))


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


def _summary(file: StudyFile) -> StudySummary:
    study, sessions, judgments = file.study, file.sessions(), file.judgments()
    skipped = {(skip.session, skip.position) for skip in file.skips()}
    done = _done(study, sessions, judgments, skipped)
    own = [session for session in sessions if session.stage is Stage.SELF]
    outcomes = Counter(v.outcome for v in verdicts(study, judgments))
    return StudySummary(
        file.path,
        study.contract.title or UNTITLED,
        _facts(study),
        _stages(study, sessions, done),
        tuple((o, outcomes[o]) for o in Outcome if outcomes[o]) if judgments else (),
        max((judgment.made_at_us for judgment in judgments), default=0),
        sum(done[session.id] for session in own),
        sum(len(session.trials) for session in own),
        _samples(file),
    )


def _facts(study: Study) -> str:
    return " · ".join(
        (
            counted(len(study.sources), "source"),
            counted(len(study.systems), "system"),
            METHOD_WORDS[study.contract.method.name],
        )
    )


def _done(
    study: Study,
    sessions: Sequence[Session],
    judgments: Sequence[Judgment],
    skipped: set[tuple[str, int]],
) -> dict[str, int]:
    """Return by session how many trials have all their answers or were skipped."""
    answers = Counter((j.session, j.trial.position) for j in judgments)
    return {
        session.id: sum(
            (session.id, trial.position) in skipped
            or answers[session.id, trial.position] >= len(study.criteria_of(trial))
            for trial in session.trials
        )
        for session in sessions
    }


def _stages(
    study: Study, sessions: Sequence[Session], done: dict[str, int]
) -> tuple[StageProgress, ...]:
    progress = []
    for settings in study.contract.stages:
        begun = [s for s in sessions if s.stage is settings.name and s.trials]
        shares = [done[s.id] / len(s.trials) for s in begun]
        planned = max(settings.raters, len(begun), 1)
        finished = sum(share == 1 for share in shares)
        progress.append(
            StageProgress(settings.name, finished, planned, sum(shares) / planned)
        )
    return tuple(progress)


def _samples(file: StudyFile) -> tuple[tuple[Path, Medium], ...]:
    """Return one output of each of the first sources, for small pictures."""
    by_source = {stimulus.source: stimulus for stimulus in file.study.stimuli}
    chosen = [by_source[source] for source in sorted(by_source)[:_SAMPLES]]
    return tuple((file.media_path(s.medium), s.medium) for s in chosen)
