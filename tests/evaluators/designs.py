"""Shapes of studies to draw trials of, and what tests ask of a design."""

from dataclasses import replace

from hypothesis import strategies as st

from evaluators.study import Method, MethodSettings, Stage, TrialKind
from tests.builders import a_study

STAGES = (Stage.SELF, Stage.PEERS, Stage.EXTERNAL)
seeds = st.integers(0, 2**63 - 1)


@st.composite
def studies(draw, methods=(Method.PC, Method.ACR)):
    """Draw a study of 1 to 12 systems and sources, with cells missing."""
    systems, sources = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    cells = [(f"s{s:03}", f"x{x}") for s in range(sources) for x in range(systems)]
    method = MethodSettings(
        name=draw(st.sampled_from(methods)),
        pairs=draw(st.sampled_from(["", "all", "baseline"])),
        trials_per_session=draw(st.integers(1, 80)),
        repeats=draw(st.sampled_from([0.0, 0.15, 0.5, 1.0])),
    )
    missing = draw(st.sets(st.sampled_from(cells), max_size=len(cells) // 3))
    return a_study(systems, sources, missing=missing, settings=method)


def asking(study, method):
    """Return the study with other settings of the method."""
    return replace(study, contract=replace(study.contract, method=method))


def of_kind(trials, kind):
    return [trial for trial in trials if trial.kind is kind]


def counted(trials):
    return of_kind(trials, TrialKind.COUNTED)


def pair_of(trial):
    return frozenset(stimulus.id for stimulus in trial.stimuli)


def ids(trials):
    return [tuple(s.id for s in trial.stimuli) for trial in trials]


def sources_of(trials):
    return [trial.stimuli[0].source for trial in trials]


def connected(trials):
    """Return the groups of systems that trials connect."""
    groups = {s.system: {s.system} for t in trials for s in t.stimuli}
    for trial in trials:
        one, other = (groups[s.system] for s in trial.stimuli)
        one |= other
        for system in one:
            groups[system] = one
    return {frozenset(group) for group in groups.values()}
