"""Everything that could be shown once: pairs of one source, or single stimuli."""

from dataclasses import dataclass
from itertools import combinations

from evaluators.study import Method, Stimulus, Study

ALL_PAIRS_UP_TO = 3  # systems; with more, every system meets the baseline only

Systems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a trial may show: one stimulus, or two of one source by two systems."""

    stimuli: tuple[Stimulus, ...]
    first_choice: bool = True  # false for a pair without the baseline

    @property
    def source(self) -> str:
        """The content that every stimulus of it shows."""
        return self.stimuli[0].source

    @property
    def systems(self) -> Systems:
        """Who made the stimuli, in the order of the ids."""
        return tuple(stimulus.system for stimulus in self.stimuli)


@dataclass(frozen=True, slots=True)
class Candidates:
    """All candidates of a study in an order that follows from ids alone."""

    items: tuple[Candidate, ...]
    notes: tuple[str, ...] = ()


def candidates_of(study: Study) -> Candidates:
    """Return what the method of the contract can show of this study."""
    by_source: dict[str, list[Stimulus]] = {}
    for stimulus in sorted(study.stimuli, key=lambda s: (s.source, s.system, s.id)):
        by_source.setdefault(stimulus.source, []).append(stimulus)
    if study.contract.method.name is Method.ACR:
        return _singles(by_source)
    return _pairs(study, by_source)


def baseline_of(study: Study) -> str:
    """Return the id of the baseline: the owner's choice, else the smallest id."""
    return study.contract.baseline or min(study.systems, default="")


def _singles(by_source: dict[str, list[Stimulus]]) -> Candidates:
    items = tuple(Candidate((s,)) for group in by_source.values() for s in group)
    notes = () if items else ("There is no output to show.",)
    return Candidates(items, notes)


def _pairs(study: Study, by_source: dict[str, list[Stimulus]]) -> Candidates:
    baseline, wanted = baseline_of(study), study.contract.method.pairs
    every = wanted == "all" or (
        wanted != "baseline" and len(study.systems) <= ALL_PAIRS_UP_TO
    )
    items = []
    for group in by_source.values():
        for pair in combinations(group, 2):
            systems = {stimulus.system for stimulus in pair}
            if len(systems) == len(pair) and (every or baseline in systems):
                items.append(Candidate(pair, baseline in systems))
    return Candidates(tuple(items), _pair_notes(study, by_source, items))


def _pair_notes(
    study: Study, by_source: dict[str, list[Stimulus]], items: list[Candidate]
) -> tuple[str, ...]:
    if not items:
        return ("There is no pair to show: no source has outputs to compare.",)
    notes = []
    shown = {item.source for item in items}
    alone = len({source.id for source in study.sources} | set(by_source)) - len(shown)
    if alone:
        notes.append(
            f"{alone} of {alone + len(shown)} sources are not shown: "
            "they lack an output to compare with."
        )
    groups = len(set(_components(items, study.systems).values()))
    if groups > 1:
        notes.append(
            f"The systems fall into {groups} groups that no pair connects: "
            "systems of different groups cannot be compared."
        )
    return tuple(notes)


def _components(items: list[Candidate], systems: tuple[str, ...]) -> dict[str, str]:
    """Return for each system a name of the group that pairs connect it with."""
    group = {system: system for system in systems}
    for pair in {item.systems for item in items}:
        old, new = group[pair[0]], group[pair[1]]
        if old != new:
            group = {s: new if g == old else g for s, g in group.items()}
    return group
