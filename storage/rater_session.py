"""One rater's sitting: what is left to do, and a safe place for every answer."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database

from evaluators.study import (
    Answer,
    Certificate,
    Criterion,
    Judgment,
    Medium,
    Method,
    Session,
    Stage,
    Study,
    Trial,
)
from storage import holds
from storage.connection import connect, immediate, in_words, refusing_damage
from storage.errors import ReadOnlyStudyError
from storage.events import Envelope, append, certificate_columns, next_counter
from storage.file_header import may_write, refuse_unless_study
from storage.history import read_judgments, read_skips
from storage.sessions import find_or_draw
from storage.study_file import media_path
from storage.study_tables import read_study
from storage.uuid7 import new_id
from storage.writer import Writer


@dataclass(frozen=True, slots=True)
class Author:
    """Who an event is from: an alias and the key of the installation used."""

    rater: str
    key: str  # 32 hex digits, storage.installation


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as the window took it."""

    answer: str  # an Answer, or the score as digits
    score: int | None = None  # 1 is the worst level; None for a pair
    response_ms: int = 0  # from the first shown frame, on the monotonic clock
    comment: str = ""


T = TypeVar("T")
Heads = dict[tuple[int, str], str]


def _silent(_: str) -> None:
    """Take no notice of trouble: for callers without a window."""


@dataclass(frozen=True, slots=True)
class _Opened:
    study: Study
    session: Session
    judgments: tuple[Judgment, ...]
    skipped: frozenset[int]
    counter: int


def open_rater_session(
    path: Path,
    *,
    author: Author,
    stage: Stage,
    seed: int | None = None,
    on_trouble: Callable[[str], None] = _silent,
) -> "RaterSession":
    """Find or draw a rater's session and hold it.

    Raises StudyHeldError when another program holds it, ReadOnlyStudyError when
    nothing could be saved, NotAStudyError and NewerStudyFileError for other files.
    """
    refuse_unless_study(path)
    if not may_write(path):
        raise ReadOnlyStudyError(
            f"{path} may only be read, so no answer could be saved. Make the file and "
            "its folder writable, or rate a copy of the study."
        )
    token = new_id()
    db = connect(path)
    try:
        with in_words(path), immediate(db):
            with refusing_damage(path):
                study = read_study(db)
            session = find_or_draw(db, study, stage, author.rater, seed)
            holds.take(db, session.id, author.rater, token)
            opened = _Opened(
                study,
                session,
                read_judgments(db, [session]),
                frozenset(skip.position for skip in read_skips(db, [session])),
                next_counter(db, author.rater),
            )
    finally:
        db.close()
    return RaterSession(path, opened, author.key, token, on_trouble)


class RaterSession:
    """Takes answers, certificates and skips; all are committed on another thread."""

    def __init__(
        self,
        path: Path,
        opened: _Opened,
        author_key: str,
        token: str,
        on_trouble: Callable[[str], None],
    ) -> None:
        self.path = path
        self.study = opened.study
        self.session = opened.session
        self.judgments = opened.judgments  # as found when the session was opened
        self.skipped = opened.skipped
        self._author_key = author_key
        self._token = token
        self._counter = opened.counter
        self._heads: Heads = {
            (j.trial.position, j.criterion): j.id for j in opened.judgments
        }
        self._on_trouble = on_trouble
        self._closed = False
        self._writer = Writer(
            path,
            on_trouble=self._tell,
            beat=partial(holds.renew, rater=self.session.rater, token=token),
            beat_seconds=holds.BEAT_SECONDS,
        )

    def tell_trouble_to(self, listener: Callable[[str], None]) -> None:
        """Name who hears of trouble with the disk; called on the writer's thread."""
        self._on_trouble = listener

    def media_path(self, medium: Medium) -> Path:
        """Return where a medium's file is."""
        return media_path(self.path, medium)

    def record(
        self, position: int, criterion: str, given: GivenAnswer
    ) -> Future[Judgment]:
        """Append a judgment, which supersedes an earlier one on the same question.

        The future resolves once the answer would survive a power cut. ValueError
        for a question the trial does not ask or an answer it does not have.
        """
        method = self.study.contract.method.name
        _check(method, self._asked(position, criterion), given)
        head = self._heads.get((position, criterion))
        kind = "preference" if method is Method.PC else "rating"
        envelope = self._envelope(kind, position, head)
        self._heads[position, criterion] = envelope.id
        judgment = self._judgment(envelope, criterion, given)
        return self._submit(partial(_append_judgment, envelope, judgment))

    def record_certificate(
        self, position: int, certificate: Certificate
    ) -> Future[None]:
        """Append how a trial was played."""
        envelope = self._envelope("certificate", position, None)
        body, panes = certificate_columns(certificate)
        return self._submit(lambda db: append(db, envelope, body, panes))

    def record_skip(self, position: int, reason: str) -> Future[None]:
        """Append that a trial could not be shown, and why (read by the owner only)."""
        envelope = self._envelope("skip", position, None)
        self.skipped |= {position}
        return self._submit(lambda db: append(db, envelope, {"reason": reason}))

    def close(self, *, patience: float | None = None) -> bool:
        """Finish the queue, let the session go, leave one file.

        With `patience` (seconds) gives up on a lasting fault: False then says that
        the last answers were not saved.
        """
        if self._closed:
            return True
        self._closed = True
        self._writer.submit(partial(holds.release, token=self._token))
        return self._writer.close(patience=patience)

    def _submit(self, work: Callable[[Database], T]) -> Future[T]:
        if self._closed:
            raise ValueError("the session is closed; nothing more can be recorded")

        def guarded(db: Database) -> T:
            holds.refuse_unless_held(db, self.session.rater, self._token)
            return work(db)

        return self._writer.submit(guarded)

    def _asked(self, position: int, criterion: str) -> Criterion:
        trial = self.session.trials[position]
        for asked in self.study.criteria_of(trial):
            if asked.name == criterion:
                return asked
        raise ValueError(f"trial {position} does not ask about {criterion!r}")

    def _judgment(
        self, envelope: Envelope, criterion: str, given: GivenAnswer
    ) -> Judgment:
        trial = self.session.trials[envelope.position]
        method = self.study.contract.method.name
        return Judgment(
            id=envelope.id,
            session=self.session.id,
            rater=self.session.rater,
            stage=self.session.stage,
            trial=trial,
            criterion=criterion,
            method=method,
            answer=given.answer,
            response_ms=max(0, given.response_ms),
            made_at_us=envelope.made_at,
            counter=envelope.counter,
            contract_version=envelope.contract_version,
            score=given.score,
            preferred=_preferred(trial, method, given.answer),
            supersedes=envelope.supersedes,
            comment=given.comment,
        )

    def _envelope(self, kind: str, position: int, supersedes: str | None) -> Envelope:
        counter, self._counter = self._counter, self._counter + 1
        return Envelope(
            id=new_id(),
            rater=self.session.rater,
            installation=self._author_key,
            counter=counter,
            kind=kind,
            session=self.session.id,
            position=position,
            supersedes=supersedes,
            contract_version=self.study.contract_version,
            made_at=time.time_ns() // 1000,
        )

    def _tell(self, sentence: str) -> None:
        self._on_trouble(sentence)


def _check(method: Method, asked: Criterion, given: GivenAnswer) -> None:
    if method is Method.PC:
        Answer(given.answer)
    elif given.score is not None and not 1 <= given.score <= len(asked.levels):
        raise ValueError(f"{asked.name!r} has no level {given.score}")
    elif given.score is None:
        if given.answer != Answer.CANNOT_JUDGE:
            raise ValueError(f"{given.answer!r} is no answer to one stimulus")
    elif given.answer != str(given.score):
        raise ValueError(f"the answer {given.answer!r} is not {given.score}")


def _preferred(trial: Trial, method: Method, answer: str) -> str | None:
    place = {Answer.A.value: 0, Answer.B.value: 1}.get(answer)
    if method is not Method.PC or place is None:
        return None
    return trial.stimuli[place].id


def _append_judgment(envelope: Envelope, judgment: Judgment, db: Database) -> Judgment:
    body = {
        "criterion": judgment.criterion,
        "answer": judgment.answer,
        "response_ms": judgment.response_ms,
        "comment": judgment.comment,
    }
    if judgment.method is Method.PC:
        body["preferred"] = judgment.preferred
    else:
        body |= {"stimulus": judgment.trial.stimuli[0].id, "score": judgment.score}
    append(db, envelope, body)
    return judgment
