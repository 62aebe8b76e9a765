"""Making a study of what was found: opaque ids for raters, labels for the owner."""

import os
import secrets
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.studies.errors import UnusableOutputsError
from app.studies.found import Found, Output
from app.studies.opaque_ids import Cell, OpaqueIds, digest, opaque_ids
from app.studies.study_names import STUDY_SUFFIX
from evaluators.defaults import default_contract
from evaluators.study import (
    Contract,
    Input,
    Labels,
    Medium,
    Method,
    Source,
    Stimulus,
    Study,
)

SUFFIX = STUDY_SUFFIX
NOTHING_REMEDY = "Choose another baseline or method, or bring more outputs."
_LONGEST_NAME = 200  # bytes, of the 255 that file systems allow
_SEED_BITS = 63  # what the study file's integers hold


def build_study(  # noqa: PLR0913  # one keyword for each choice an owner has
    found: Found,
    *,
    baseline_name: str = "",
    method: Method = Method.PC,
    title: str = "",
    seed: int | None = None,
    contract: Contract | None = None,
    path: Path | None = None,
) -> tuple[Study, Labels, tuple[str, ...]]:
    """Return a study, the names people gave by id, and the notes to keep with it.

    The same contents give the same study whatever the files, systems and sources are
    called, apart from media paths, which are relative to the folder of `path`, the
    study file to be (default: where `study_path_for` puts it). `contract` replaces the
    default one; the method, baseline and title given here stand above it. Raises
    UnusableOutputsError for an unknown baseline and for pairs of a single system.
    """
    _refuse(found, method, baseline_name)
    ids = _ids(found)
    folder = (path or study_path_for(found.root)).parent
    stimuli = tuple(sorted(_stimuli(found, ids, folder), key=lambda one: one.id))
    baseline = ids.systems[baseline_name] if baseline_name else ""
    systems = tuple(sorted(ids.systems.values()))
    seed = secrets.randbits(_SEED_BITS) if seed is None else seed
    study = Study(
        id=digest("study", str(seed), *systems, *(one.id for one in stimuli)),
        contract=_contract(contract, method, baseline, found, title),
        contract_version=1,
        systems=systems,
        sources=tuple(sorted(_sources(found, ids, folder), key=lambda one: one.id)),
        stimuli=stimuli,
        seed=seed,
    )
    return study, _labels(found, ids), found.notes


def refuse_nothing_to_show(study: Study) -> None:
    """Raise UnusableOutputsError for a study of which no trial can be drawn."""
    from evaluators.design.candidates import candidates_of  # loads arrays

    found = candidates_of(study)
    if not found.items:
        raise UnusableOutputsError(f"{' '.join(found.notes)} {NOTHING_REMEDY}")


def study_path_for(outputs: Path) -> Path:
    """Return where the study of a folder (or manifest) goes: beside it, not yet there.

    Where the folder above may not be written, the study goes into the folder itself.
    """
    outputs = Path(os.path.abspath(outputs))  # noqa: PTH100  # ".." has no name
    folder = outputs if outputs.is_dir() else outputs.parent
    above = folder.parent
    place = above if os.access(above, os.W_OK) else folder
    name = _with_room_for_suffix(folder.name) or "study"
    number, path = 1, place / f"{name}{SUFFIX}"
    while path.exists():
        number += 1
        path = place / f"{name} {number}{SUFFIX}"
    return path


def _with_room_for_suffix(name: str) -> str:
    """Cut a name that would be too long for a file system with a suffix behind it."""
    while len(os.fsencode(name)) > _LONGEST_NAME:
        name = name[:-1]
    return name


def _refuse(found: Found, method: Method, baseline_name: str) -> None:
    if method is Method.PC and len(found.systems) < method.panes:
        raise UnusableOutputsError(
            f"{found.root.name} holds one system only, {found.systems[0]}, and a pair "
            "needs two; add another system, or rate one at a time (acr)."
        )
    if baseline_name and baseline_name not in found.systems:
        raise UnusableOutputsError(
            f"No system is called {baseline_name}; the systems are "
            f"{', '.join(found.systems)}."
        )


def _contract(
    contract: Contract | None, method: Method, baseline: str, found: Found, title: str
) -> Contract:
    made = contract or default_contract(method, moving=found.moving)
    return replace(
        made,
        title=title or made.title,
        baseline=baseline or made.baseline,
        method=replace(made.method, name=method),
    )


def _labels(found: Found, ids: OpaqueIds) -> Labels:
    return Labels(
        {ids.systems[name]: name for name in found.systems},
        {ids.sources[name]: name for name in found.sources},
    )


def _ids(found: Found) -> OpaqueIds:
    given: defaultdict[str, list[str]] = defaultdict(list)
    for one in found.inputs:
        given[one.source] += [one.name, one.medium.sha256]
    known = {
        name: digest(*found.tags.get(name, ()), "inputs", *given[name])
        for name in found.sources
    }
    cells = (Cell(o.system, o.source, _content(o)) for o in found.outputs)
    return opaque_ids(cells, known)


def _content(output: Output) -> str:
    """Return the hash of the bytes, with the factors where there are any."""
    if not output.factors:
        return output.medium.sha256
    words = (word for factor in sorted(output.factors) for word in factor)
    return digest(output.medium.sha256, *words)


def _stimuli(found: Found, ids: OpaqueIds, folder: Path) -> Iterator[Stimulus]:
    for output in found.outputs:
        source, system = ids.sources[output.source], ids.systems[output.system]
        yield Stimulus(
            digest("stimulus", source, system, output.medium.sha256),
            source,
            system,
            _seen_from(folder, output.medium),
            tuple(sorted(output.factors)),
        )


def _sources(found: Found, ids: OpaqueIds, folder: Path) -> Iterator[Source]:
    for name in found.sources:
        inputs = sorted(
            (
                Input(given.name, _seen_from(folder, given.medium))
                for given in found.inputs
                if given.source == name
            ),
            key=lambda given: given.name,
        )
        yield Source(ids.sources[name], tuple(inputs), found.tags.get(name, ()))


def _seen_from(folder: Path, medium: Medium) -> Medium:
    """Spell a medium's path from the study's folder, so that both may move."""
    path = Path(medium.path).resolve()
    try:
        relative = Path(os.path.relpath(path, folder.resolve()))
    except ValueError:  # another drive
        relative = path
    return replace(medium, path=relative.as_posix())
