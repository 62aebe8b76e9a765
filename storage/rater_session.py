"""One rater's sitting: what is left to do, and a safe place for every answer."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database

from evaluators.certificate import Certificate
from evaluators.study import Criterion, Judgment, Medium, Session, Stage, Study
from storage import holds
from storage.aliases import usable_alias
from storage.canonical import whole_characters
from storage.certificate_columns import certificate_columns
from storage.connection import connect, disconnect, immediate
from storage.engine_errors import in_words, refusing_damage
from storage.errors import ReadOnlyStudyError, StudyGoneError
from storage.events import Envelope, append
from storage.file_header import refuse_unless_study
from storage.file_systems import may_write
from storage.given_answers import (
    GivenAnswer,
    append_judgment,
    judgment_of,
    kind_of,
    refuse_answer,
)
from storage.history import read_judgments, read_skips
from storage.sessions import draw_session, find_session
from storage.soundness import make_sound
from storage.study_file import media_path
from storage.study_tables import read_study
from storage.uuid7 import new_id
from storage.writer import Writer

__all__ = ["Author", "GivenAnswer", "RaterSession", "open_rater_session"]


@dataclass(frozen=True, slots=True)
class Author:
    """Who an event is from: an alias and the key of the installation used."""

    rater: str
    key: str  # 32 hex digits, storage.installation


T = TypeVar("T")
Heads = dict[tuple[int, str], str]

_EVENT = "SELECT 1 FROM event WHERE id = ?"
_PATIENCE_SECONDS = 10.0  # the engine alone waits five for a lock


def _silent(_: str) -> None:
    """Take no notice of trouble: for callers without a window."""


@dataclass(frozen=True, slots=True)
class _Opened:
    study: Study
    session: Session
    judgments: tuple[Judgment, ...]
    skipped: frozenset[int]


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
    nothing could be saved, UnusableAliasError for an alias that is none,
    NotAStudyError and NewerStudyFileError for other files.
    """
    alias = usable_alias(author.rater)
    refuse_unless_study(path)
    _refuse_read_only(path)
    token = new_id()
    db = connect(path)
    try:
        make_sound(db, path)
        with in_words(path), immediate(db):
            opened = _opened(db, path, (stage, alias), seed)
            holds.take(db, path, opened.session.id, alias, token)
    finally:
        disconnect(db)
    return RaterSession(path, opened, author.key, token, on_trouble)


def _refuse_read_only(path: Path) -> None:
    if not may_write(path):
        raise ReadOnlyStudyError(
            f"{path} may only be read, so no answer could be saved. Make the file and "
            "its folder writable, or rate a copy of the study."
        )


def _opened(
    db: Database, path: Path, whose: tuple[Stage, str], seed: int | None
) -> _Opened:
    with refusing_damage(path):
        study = read_study(db)
        session = find_session(db, study, *whose)
    if session is None:
        session = draw_session(db, study, *whose, seed)
    with refusing_damage(path):
        skips = read_skips(db, [session])
        return _Opened(
            study,
            session,
            read_judgments(db, [session]),
            frozenset(skip.position for skip in skips),
        )


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
        self._heads: Heads = {
            (j.trial.position, j.criterion): j.id for j in opened.judgments
        }
        self._unsaved: set[Future[Any]] = set()
        self._last_saved = ""  # the id of an event; known to the writer's thread
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
        refuse_answer(method, self._asked(position, criterion), given)
        head = self._heads.get((position, criterion))
        envelope = self._envelope(kind_of(method), position, head)
        self._heads[position, criterion] = envelope.id
        judgment = judgment_of(envelope, self.session, criterion, given)
        return self._submit(envelope, partial(append_judgment, envelope, judgment))

    def record_certificate(
        self, position: int, certificate: Certificate
    ) -> Future[None]:
        """Append how a trial was played."""
        envelope = self._envelope("certificate", position, None)
        body, panes = certificate_columns(certificate)
        return self._submit(envelope, partial(_append, envelope, body, panes))

    def record_skip(self, position: int, reason: str) -> Future[None]:
        """Append that a trial could not be shown, and why (read by the owner only)."""
        envelope = self._envelope("skip", position, None)
        self.skipped |= {position}
        body = {"reason": whole_characters(reason)}
        return self._submit(envelope, partial(_append, envelope, body, ()))

    def close(self, *, patience: float = _PATIENCE_SECONDS) -> bool:
        """Finish the queue, let the session go, leave one file.

        A fault that lasts longer than `patience` (seconds) is given up on. False says
        that something given to this session is not saved.
        """
        if not self._closed:
            self._closed = True
            holds.let_go(self._token)
            self._writer.submit(partial(holds.release, token=self._token))
            self._writer.close(patience=patience)
        return not self._unsaved

    def _submit(self, envelope: Envelope, work: Callable[[Database], T]) -> Future[T]:
        if self._closed:
            raise ValueError("the session is closed; nothing more can be recorded")

        def guarded(db: Database) -> T:
            self._refuse_older_copy(db)
            holds.refuse_unless_held(db, self.session.rater, self._token)
            return work(db)

        def settle(done: Future[T]) -> None:
            if done.exception() is None:
                self._last_saved = envelope.id
                self._unsaved.discard(done)

        future = self._writer.submit(guarded)
        self._unsaved.add(future)
        future.add_done_callback(settle)
        return future

    def _refuse_older_copy(self, db: Database) -> None:
        """Raise StudyGoneError for a file that lacks what was saved in it before."""
        last = self._last_saved
        if last and not db.execute(_EVENT, (last,)).fetchone():
            raise StudyGoneError(
                f"{self.path} was replaced by an older copy while it was open. Put the "
                "newer file back."
            )

    def _asked(self, position: int, criterion: str) -> Criterion:
        trial = self.session.trials[position]
        for asked in self.study.criteria_of(trial):
            if asked.name == criterion:
                return asked
        raise ValueError(f"trial {position} does not ask about {criterion!r}")

    def _envelope(self, kind: str, position: int, supersedes: str | None) -> Envelope:
        return Envelope(
            id=new_id(),
            rater=self.session.rater,
            installation=self._author_key,
            kind=kind,
            session=self.session.id,
            position=position,
            supersedes=supersedes,
            contract_version=self.study.contract_version,
            made_at=time.time_ns() // 1000,
        )

    def _tell(self, sentence: str) -> None:
        self._on_trouble(sentence)


def _append(
    envelope: Envelope,
    body: Mapping[str, Any],
    panes: tuple[Mapping[str, Any], ...],
    db: Database,
) -> None:
    append(db, envelope, body, panes)
