"""Study files with titles, rated by their owner as far as a test says."""

from evaluators.study import Labels, Stage
from storage.rater_session import GivenAnswer
from storage.study_file import create_study
from tests.builders import a_study
from tests.storage.study_files import a_rater_session


def a_titled_study(folder, name, title="", *, trials=0):
    """Write a study file, and let its owner answer some trials (-1: all)."""
    path = folder / f"{name}.beholder"
    create_study(path, a_study(title=title), Labels({"x0": "vivid", "x1": "steady"}))
    if trials:
        session = a_rater_session(path, "owner", stage=Stage.SELF)
        shown = session.session.trials
        for trial in shown[: len(shown) if trials < 0 else trials]:
            for criterion in session.study.criteria_of(trial):
                given = GivenAnswer("tie", None, 900)
                session.record(trial.position, criterion.name, given).result()
        session.close()
    return path
