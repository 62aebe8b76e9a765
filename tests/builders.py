"""Study values with harmless defaults; a test names only what it is about."""

from itertools import product

from evaluators.study import (
    Contract,
    Criterion,
    Judgment,
    Kind,
    Medium,
    Method,
    MethodSettings,
    Session,
    Source,
    Stage,
    Stimulus,
    Study,
    Trial,
)

REALISM = Criterion("realism", "Which one looks as if it had really been filmed?")
AESTHETICS = Criterion("aesthetics", "Which one is nicer to look at?")
STABILITY = Criterion(
    "stability",
    "Which one stays where it belongs while things move?",
    moving_only=True,
)
CRITERIA = (REALISM, AESTHETICS, STABILITY)


def a_medium(name="clip", **changes) -> Medium:
    values = {
        "sha256": f"{abs(hash(name)):064x}"[:64],
        "path": f"{name}.mp4",
        "kind": Kind.CLIP,
        "width": 640,
        "height": 360,
        "duration_us": 2_000_000,
        "frames": 60,
        "rate_mhz": 30_000,
    }
    if changes.get("kind") is Kind.IMAGE:
        values |= {"duration_us": 0, "frames": 1, "rate_mhz": 0}
    return Medium(**(values | changes))


def a_stimulus(source="s1", system="x", *, kind=Kind.CLIP, **changes) -> Stimulus:
    medium = a_medium(f"{source}-{system}", kind=kind)
    values = {
        "id": f"{source}-{system}",
        "source": source,
        "system": system,
        "medium": medium,
    }
    return Stimulus(**(values | changes))


def a_study(systems=2, sources=4, *, kind=Kind.CLIP, missing=(), **contract) -> Study:
    """Build a study; `missing` holds (source, system) pairs without an output."""
    system_ids = tuple(f"x{i}" for i in range(systems))
    source_ids = tuple(f"s{i:03}" for i in range(sources))
    method = contract.pop("method", Method.PC)
    settings = contract.pop("settings", MethodSettings(name=method))
    values = {
        "title": "A study",
        "baseline": system_ids[0],
        "method": settings,
        "criteria": CRITERIA,
    }
    return Study(
        id="study",
        contract=Contract(**(values | contract)),
        contract_version=1,
        systems=system_ids,
        sources=tuple(Source(s) for s in source_ids),
        stimuli=tuple(
            a_stimulus(source, system, kind=kind)
            for source, system in product(source_ids, system_ids)
            if (source, system) not in missing
        ),
        seed=7,
    )


def a_trial(source="s1", systems=("x", "y"), position=0, **changes) -> Trial:
    stimuli = tuple(a_stimulus(source, system) for system in systems)
    return Trial(position, changes.pop("stimuli", stimuli), **changes)


def a_session(*trials, **changes) -> Session:
    values = {"id": "session", "stage": Stage.SELF, "rater": "ana", "seed": 1}
    return Session(**(values | changes), trials=trials or (a_trial(),))


_counter = iter(range(1, 10**9))


def a_judgment(answer="a", *, trial=None, **changes) -> Judgment:
    """Build a judgment of a pair ("a", "tie" …) or, with score=, a rating."""
    trial = trial or a_trial()
    number = next(_counter)
    score = changes.get("score")
    place = {"a": 0, "b": 1}.get(answer)
    values = {
        "id": f"judgment-{number:08}",
        "session": "session",
        "rater": "ana",
        "stage": Stage.SELF,
        "trial": trial,
        "criterion": "realism",
        "method": Method.PC if score is None else Method.ACR,
        "answer": answer if score is None else str(score),
        "response_ms": 1500,
        "made_at_us": 1_790_000_000_000_000 + number,
        "counter": number,
        "contract_version": 1,
        "preferred": None
        if place is None or score is not None
        else trial.stimuli[place].id,
    }
    return Judgment(**(values | changes))
