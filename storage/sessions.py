"""Raters' sessions: drawn once, stored whole, never drawn again."""

import json
import time
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from evaluators.design import draw_trials, session_seed
from evaluators.study import Session, Stage, Stimulus, Study, Trial, TrialKind
from storage.errors import StorageError
from storage.uuid7 import new_id

_LARGEST_SEED = 2**63 - 1  # what the study file's integers hold
_PLACES = """
    SELECT session, position, stimulus FROM place
    WHERE session IN (SELECT value FROM json_each(?))
    ORDER BY session, position, place
"""
_TRIALS = """
    SELECT session, position, kind, repeats FROM trial
    WHERE session IN (SELECT value FROM json_each(?)) ORDER BY session, position
"""


def find_session(
    db: Database, study: Study, stage: Stage, rater: str
) -> Session | None:
    """Return the session of a rater and stage, None before its trials are drawn."""
    rows = db.query(
        "SELECT * FROM session WHERE stage = ? AND rater = ?", [stage.value, rater]
    )
    return next(iter(_with_trials(db, study, rows)), None)


def draw_session(
    db: Database, study: Study, stage: Stage, rater: str, seed: int | None
) -> Session:
    """Draw a rater's trials and keep them; the caller holds the transaction."""
    ordinal = db.execute(
        "SELECT count(*) FROM session WHERE stage = ?", (stage.value,)
    ).fetchone()[0]
    seed = session_seed(study.seed, stage, rater) if seed is None else seed
    refuse_seed(seed)
    design = draw_trials(study, stage, seed=seed, ordinal=ordinal)
    session = Session(new_id(), stage, rater, seed, design.trials, design.notes)
    db.execute(
        "INSERT INTO session (id, stage, rater, seed, ordinal, contract_version, "
        "notes, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(session.id, stage.value, rater, seed, ordinal, study.contract_version),
            *(json.dumps(session.notes), time.time_ns() // 1000),
        ),
    )
    _write_trials(db, session)
    return session


def read_sessions(db: Database, study: Study) -> tuple[Session, ...]:
    """Return every session with its trials, in the order they were begun."""
    return _with_trials(db, study, db.query("SELECT * FROM session ORDER BY id"))


def refuse_seed(seed: int) -> None:
    """Raise StorageError for a number that the study file cannot keep."""
    if abs(seed) > _LARGEST_SEED:
        raise StorageError(
            f"The seed {seed} is too large; choose a number up to {_LARGEST_SEED}."
        )


def _with_trials(
    db: Database, study: Study, rows: Iterable[dict[str, Any]]
) -> tuple[Session, ...]:
    """Return the sessions of rows, in two queries however many they are."""
    rows = list(rows)
    trials = _trials(db, study, json.dumps([row["id"] for row in rows]))
    return tuple(_session(row, tuple(trials.get(row["id"], ()))) for row in rows)


def _trials(db: Database, study: Study, sessions: str) -> dict[str, list[Trial]]:
    stimuli = {stimulus.id: stimulus for stimulus in study.stimuli}
    kinds = {kind.value: kind for kind in TrialKind}
    places: dict[tuple[str, int], list[Stimulus]] = {}
    for session, position, stimulus in db.execute(_PLACES, [sessions]):
        places.setdefault((session, position), []).append(stimuli[stimulus])
    trials: dict[str, list[Trial]] = {}
    for session, position, kind, repeats in db.execute(_TRIALS, [sessions]):
        shown = tuple(places[session, position])
        trials.setdefault(session, []).append(
            Trial(position, shown, kinds[kind], repeats)
        )
    return trials


def _session(row: dict[str, Any], trials: tuple[Trial, ...]) -> Session:
    if [trial.position for trial in trials] != list(range(len(trials))):
        raise LookupError(f"trials of session {row['id']} are missing")
    return Session(
        row["id"],
        Stage(row["stage"]),
        row["rater"],
        row["seed"],
        trials,
        tuple(json.loads(row["notes"])),
    )


def _write_trials(db: Database, session: Session) -> None:
    db.conn.executemany(
        "INSERT INTO trial (session, position, kind, repeats) VALUES (?, ?, ?, ?)",
        [
            (session.id, trial.position, trial.kind.value, trial.repeats)
            for trial in session.trials
        ],
    )
    db.conn.executemany(
        "INSERT INTO place (session, position, place, stimulus) VALUES (?, ?, ?, ?)",
        [
            (session.id, trial.position, place, stimulus.id)
            for trial in session.trials
            for place, stimulus in enumerate(trial.stimuli)
        ],
    )
