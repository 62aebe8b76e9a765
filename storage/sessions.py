"""Raters' sessions: drawn once, stored whole, never drawn again."""

import json
import time

from sqlite_utils import Database

from evaluators.design import draw_trials, session_seed
from evaluators.study import Session, Stage, Study, Trial, TrialKind
from storage.uuid7 import new_id


def find_or_draw(
    db: Database, study: Study, stage: Stage, rater: str, seed: int | None
) -> Session:
    """Return the session of a rater and stage; the caller holds the transaction."""
    for session in read_sessions(db, study):
        if (session.stage, session.rater) == (stage, rater):
            return session
    return _draw(db, study, stage, rater, seed)


def read_sessions(db: Database, study: Study) -> tuple[Session, ...]:
    """Return every session with its trials, in the order they were begun."""
    trials = _trials(db, study)
    return tuple(
        Session(
            row["id"],
            Stage(row["stage"]),
            row["rater"],
            row["seed"],
            tuple(trials.get(row["id"], ())),
            tuple(json.loads(row["notes"])),
        )
        for row in db.query("SELECT * FROM session ORDER BY id")
    )


def _draw(
    db: Database, study: Study, stage: Stage, rater: str, seed: int | None
) -> Session:
    ordinal = db.execute(
        "SELECT count(*) FROM session WHERE stage = ?", (stage.value,)
    ).fetchone()[0]
    seed = session_seed(study.seed, stage, rater) if seed is None else seed
    design = draw_trials(study, stage, seed=seed, ordinal=ordinal)
    session = Session(new_id(), stage, rater, seed, design.trials, design.notes)
    db.table("session").insert(
        {
            "id": session.id,
            "stage": stage.value,
            "rater": rater,
            "seed": seed,
            "ordinal": ordinal,
            "contract_version": study.contract_version,
            "notes": json.dumps(session.notes),
            "made_at": time.time_ns() // 1000,
        }
    )
    for trial in session.trials:
        _write_trial(db, session.id, trial)
    return session


def _write_trial(db: Database, session: str, trial: Trial) -> None:
    db.table("trial").insert(
        {
            "session": session,
            "position": trial.position,
            "kind": trial.kind.value,
            "repeats": trial.repeats,
        }
    )
    db.table("place").insert_all(
        {
            "session": session,
            "position": trial.position,
            "place": place,
            "stimulus": stimulus.id,
        }
        for place, stimulus in enumerate(trial.stimuli)
    )


def _trials(db: Database, study: Study) -> dict[str, list[Trial]]:
    stimuli = {stimulus.id: stimulus for stimulus in study.stimuli}
    places: dict[tuple[str, int], list[str]] = {}
    for row in db.query("SELECT * FROM place ORDER BY session, position, place"):
        places.setdefault((row["session"], row["position"]), []).append(row["stimulus"])
    trials: dict[str, list[Trial]] = {}
    for row in db.query("SELECT * FROM trial ORDER BY session, position"):
        shown = places[row["session"], row["position"]]
        trial = Trial(
            row["position"],
            tuple(stimuli[id_] for id_ in shown),
            TrialKind(row["kind"]),
            row["repeats"],
        )
        trials.setdefault(row["session"], []).append(trial)
    return trials
