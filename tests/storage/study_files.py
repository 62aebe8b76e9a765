"""Study files on the disk, and the people who rate them."""

from pathlib import Path

from evaluators.study import Labels, Stage
from storage.rater_session import Author, RaterSession, open_rater_session
from storage.study_file import create_study
from tests.builders import a_study

KEY = "0123456789abcdef" * 2
OTHER_KEY = "f" * 32
LABELS = Labels({"x0": "vivid", "x1": "steady"}, {"s000": "mirror"})


def a_study_file(folder: Path, study=None, *, notes=()) -> Path:
    path = folder / "shoes.beholder"
    create_study(path, study or a_study(), LABELS, notes=notes)
    return path


def a_rater_session(
    path: Path, rater="heron-7", *, key=KEY, stage=Stage.SELF, **options
) -> RaterSession:
    return open_rater_session(path, author=Author(rater, key), stage=stage, **options)


def files_beside(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir())
