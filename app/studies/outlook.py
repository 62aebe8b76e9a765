"""What judging these outputs would take, drawn on trial before a study is made."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.studies.create import build_study
from app.studies.found import Found
from evaluators.design import draw_trials
from evaluators.design.candidates import candidates_of
from evaluators.study import DEFAULT_STAGES, Method, Stage


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many trials there are, and where they fall short, in words."""

    in_all: int  # pairs, or single outputs
    a_session: Mapping[Stage, int]  # trials of one rater
    notes: tuple[str, ...]


def outlook(found: Found, method: Method, baseline: str) -> Outlook:
    """Draw one session of each stage; takes a while where there is much.

    Raises UnusableOutputsError for pairs of a single system.
    """
    study, _, _ = build_study(found, baseline_name=baseline, method=method, seed=0)
    designs = {
        settings.name: draw_trials(study, settings.name, seed=0)
        for settings in DEFAULT_STAGES
    }
    return Outlook(
        len(candidates_of(study).items),
        {stage: len(design.trials) for stage, design in designs.items()},
        designs[Stage.SELF].notes,
    )
