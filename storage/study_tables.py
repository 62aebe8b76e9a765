"""The study itself: sources, stimuli, labels, contract. Written once, read often."""

import json
import time
from collections.abc import Sequence

from sqlite_utils import Database

from evaluators.study import (
    Contract,
    Input,
    Labels,
    Medium,
    Source,
    Stimulus,
    Study,
)
from storage.canonical import text_sha256
from storage.study_values import contract_body, contract_of, medium_columns, medium_of


def write_study(
    db: Database, study: Study, labels: Labels, notes: Sequence[str]
) -> None:
    """Fill the empty tables of a new file; the caller holds the transaction."""
    db.table("study").insert(
        {"id": study.id, "seed": study.seed, "made_at": time.time_ns() // 1000}
    )
    append_contract(db, study.contract, study.contract_version)
    db.table("system").insert_all({"id": system} for system in study.systems)
    for source in study.sources:
        _write_source(db, source)
    for stimulus in study.stimuli:
        _write_stimulus(db, stimulus)
    for kind, names in (("system", labels.systems), ("source", labels.sources)):
        db.table("label").insert_all(
            {"kind": kind, "id": id_, "name": name} for id_, name in names.items()
        )
    db.table("note").insert_all({"text": text} for text in notes)


def append_contract(db: Database, contract: Contract, version: int) -> None:
    """Add a version of the contract."""
    body = contract_body(contract)
    db.table("contract").insert(
        {
            "version": version,
            "body": body,
            "made_at": time.time_ns() // 1000,
            "content_sha256": text_sha256(body),
        }
    )


def read_study(db: Database) -> Study:
    """Return the study with the latest version of its contract."""
    [row] = db.query("SELECT * FROM study")
    [contract] = db.query("SELECT * FROM contract ORDER BY version DESC LIMIT 1")
    media = {r["id"]: medium_of(r) for r in db.query("SELECT * FROM medium")}
    return Study(
        id=row["id"],
        contract=contract_of(contract["body"]),
        contract_version=contract["version"],
        systems=tuple(r["id"] for r in db.query("SELECT id FROM system ORDER BY id")),
        sources=_sources(db, media),
        stimuli=_stimuli(db, media),
        seed=row["seed"],
    )


def read_labels(db: Database) -> Labels:
    """Return the names people gave; for the owner's side only."""
    names: dict[str, dict[str, str]] = {"system": {}, "source": {}}
    for row in db.query("SELECT * FROM label"):
        names[row["kind"]][row["id"]] = row["name"]
    return Labels(names["system"], names["source"])


def read_notes(db: Database) -> tuple[str, ...]:
    """Return what was remarked when the study was made: gaps, unreadable files."""
    return tuple(row["text"] for row in db.query("SELECT text FROM note ORDER BY id"))


def _write_source(db: Database, source: Source) -> None:
    db.table("source").insert({"id": source.id, "tags": json.dumps(source.tags)})
    for given in source.inputs:
        medium = _write_medium(db, given.medium)
        db.table("input").insert(
            {"source": source.id, "name": given.name, "medium": medium}
        )


def _write_stimulus(db: Database, stimulus: Stimulus) -> None:
    db.table("stimulus").insert(
        {
            "id": stimulus.id,
            "source": stimulus.source,
            "system": stimulus.system,
            "medium": _write_medium(db, stimulus.medium),
            "factors": json.dumps(stimulus.factors),
        }
    )


def _write_medium(db: Database, medium: Medium) -> int:
    return int(str(db.table("medium").insert(medium_columns(medium)).last_pk))


def _sources(db: Database, media: dict[int, Medium]) -> tuple[Source, ...]:
    inputs: dict[str, list[Input]] = {}
    for row in db.query("SELECT * FROM input ORDER BY source, name"):
        given = Input(row["name"], media[row["medium"]])
        inputs.setdefault(row["source"], []).append(given)
    return tuple(
        Source(row["id"], tuple(inputs.get(row["id"], ())), _words(row["tags"]))
        for row in db.query("SELECT * FROM source ORDER BY id")
    )


def _stimuli(db: Database, media: dict[int, Medium]) -> tuple[Stimulus, ...]:
    return tuple(
        Stimulus(
            row["id"],
            row["source"],
            row["system"],
            media[row["medium"]],
            tuple((name, value) for name, value in json.loads(row["factors"])),
        )
        for row in db.query("SELECT * FROM stimulus ORDER BY id")
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
