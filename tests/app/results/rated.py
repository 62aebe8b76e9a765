"""Studies that somebody has rated, through the same session as the window uses."""

import csv
import json
from dataclasses import replace
from pathlib import Path

from app.results.export import export_study
from evaluators.certificate import Certificate, PaneCertificate
from evaluators.study import Labels, Stage
from storage.rater_session import GivenAnswer
from storage.study_file import create_study, open_study
from tests.builders import a_study
from tests.storage.study_files import a_rater_session

SYSTEMS = ("vivid", "steady", "10 FPS", "jump")
NAMES = Labels(
    {f"x{i}": name for i, name in enumerate(SYSTEMS)},
    {f"s{i:03}": f"street {i}" for i in range(40)},
)


def a_file_of(folder: Path, study=None, *, labels=NAMES, notes=()) -> Path:
    path = folder / "shoes.beholder"
    create_study(path, study or a_study(), labels, notes=notes)
    return path


def one_pair(folder: Path) -> Path:
    """Return a study of two systems and one source: one trial."""
    return a_file_of(folder, a_study(systems=2, sources=1))


def a_certificate(panes=2, **changes) -> Certificate:
    """Return how two panes were played; `missed`, `watched`, … are those of a pane."""
    missed = changes.pop("missed", 0)
    pane = PaneCertificate(
        "c" * 64, 60, 60 - missed, missed, 1.0, 0.5, "bt709", 960, 540, 40_000, 2, 30, 1
    )
    pane = replace(pane, watched=changes.pop("watched", 1.0))
    whole = Certificate(
        (pane,) * panes, 1, 250, 4000, 9000, 3, 2, 59.94, 1.5, 8000, 7000, 2, 6000, 4
    )
    return replace(whole, **changes)


def prefer(*systems):
    """Return who prefers these systems in this order, and ties between others."""

    def choose(trial, _criterion):
        for system in systems:
            for place, stimulus in enumerate(trial.stimuli):
                if stimulus.system == system:
                    return "ab"[place]
        return "tie"

    return choose


def always(answer):
    return lambda _trial, _criterion: answer


def levels(**by_system):
    """Return who gives each system its level."""
    return lambda trial, _criterion: str(by_system[trial.stimuli[0].system])


def rate(  # noqa: PLR0913  # what a person does, and how far
    path, choose, rater="ana", *, stage=Stage.SELF, trials=None, certify=True, missed=()
):
    """Answer the first trials (all, by default) and leave each as a window does.

    `missed` are the positions where 3 of 60 frames were.
    """
    session = a_rater_session(path, rater, stage=stage)
    for trial in session.session.trials[:trials]:
        for criterion in session.study.criteria_of(trial):
            answer = choose(trial, criterion.name)
            score = int(answer) if answer.isdigit() else None
            given = GivenAnswer(answer, score, response_ms=1500)
            session.record(trial.position, criterion.name, given)
        if certify:
            lost = 3 * (trial.position in missed)
            certificate = a_certificate(len(trial.stimuli), missed=lost)
            session.record_certificate(trial.position, certificate)
    session.close()
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_folder(folder: Path) -> dict[str, list[dict[str, str]]]:
    return {path.stem: read_csv(path) for path in folder.glob("*.csv")}


def exported(path: Path, folder: Path, **options) -> dict[str, list[dict[str, str]]]:
    """Export a study and return the rows of each table by its name."""
    with open_study(path, read_only=True) as file:
        export_study(file, folder, **options)
    return read_folder(folder)


def described(folder: Path) -> dict[str, dict]:
    """Return the resources of a data package by name."""
    document = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return {resource["name"]: resource for resource in document["resources"]}
