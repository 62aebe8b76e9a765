"""Study files on the disk, and the people who rate them."""

import hashlib
from dataclasses import replace
from pathlib import Path

from evaluators.certificate import Certificate, PaneCertificate
from evaluators.study import (
    FlawedPlayback,
    Input,
    Kind,
    Labels,
    Medium,
    Method,
    MethodSettings,
    Source,
    Stage,
    StageSettings,
    Study,
    SuccessRow,
)
from storage.rater_session import (
    Author,
    GivenAnswer,
    RaterSession,
    open_rater_session,
)
from storage.study_file import create_study, open_study
from tests.builders import a_medium, a_study

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


def judge(path: Path, *positions, rater="heron-7", answer="a") -> None:
    """Answer the first question of trials in a session of their own."""
    session = a_rater_session(path, rater)
    for position in positions or (0,):
        session.record(position, "realism", GivenAnswer(answer))
    assert session.close()


def judgments_in(path: Path, **options):
    with open_study(path, read_only=True) as study_file:
        return study_file.judgments(**options)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def a_certificate(**changes) -> Certificate:
    pane = PaneCertificate(
        "ab" * 32, 60, 59, 1, 0.75, 0.5, "bt709", 960, 540, 33_333, 4, 30, 1
    )
    values = {
        "panes": (pane, replace(pane, offset_us=0, width=480, height=270)),
        "stalls": 1,
        "worst_skew_us": 0,
        "late_p95_us": 900,
        "longest_hold_us": 33_000,
        "loops": 2,
        "seeks": 0,
        "refresh_hz": 59.94,
        "pixel_ratio": 1.25,
        "stalled_us": 40_000,
        "late_max_us": 7_100,
        "held_frames": 2,
        "hold_first_second_us": 21_000,
        "speed_changes": 3,
    }
    return Certificate(**(values | changes))


def a_rich_study() -> Study:
    """Build a study in which no field has its default."""
    study = a_study(
        settings=MethodSettings(Method.ACR, "all", 24, 0.125, FlawedPlayback.LEFT_OUT),
        intent="realism=2,stability=1",
        goals=('Sell "more"\tshoes\n', "— and fewer returns 👟"),
        non_goals=("x",),
        assumptions=("y",),
        stages=(
            StageSettings(Stage.PEERS, 3, (("repeats", 0.8),), "Hello", "I agree"),
        ),
        success=(
            SuccessRow("x1", "realism", at_least=0.45, at_most=0.55, expected=0.5),
            SuccessRow("x1", "stability", "mos_difference", at_least=-0.25),
        ),
    )
    inputs = (
        Input("garment", a_medium("garment", kind=Kind.IMAGE)),
        Input("person", a_medium("person")),
    )
    sources = (Source("s000", inputs, ("mirror", "dark")), *study.sources[1:])
    odd = Medium("0" * 64, "d/ü 1.mp4", Kind.SEQUENCE, 3, 5, 100, 2, 9999, ("Short.",))
    stimulus = replace(study.stimuli[0], medium=odd, factors=(("rate", "10"),))
    return replace(study, sources=sources, stimuli=(stimulus, *study.stimuli[1:]))
