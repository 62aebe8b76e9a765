"""Reading a plain folder: a folder for each system, a file for each source."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from app.studies.errors import UnusableOutputsError
from app.studies.listing import (
    REFERENCE,
    ListedInput,
    ListedOutput,
    Listing,
    is_junk,
    is_medium,
    match_inputs,
    name_of,
    natural,
    refuse_bad_name,
    refuse_outside,
)
from app.studies.wording import joined

INPUTS = "inputs"
REFERENCES = "references"
SHAPE = "<system>/<source>.mp4"


def list_folder(folder: Path) -> Listing:
    """Return the outputs of a plain folder, without its inputs and references.

    Raises UnusableOutputsError for an empty folder, for files without a folder per
    system, and for two files that would be the same source of the same system.
    """
    entries = _entries(folder)
    if not entries:
        raise UnusableOutputsError(
            f"The folder {folder.name} is empty; put one folder per system into it: "
            f"{SHAPE}."
        )
    outputs: list[ListedOutput] = []
    ignored: list[str] = []
    for entry in entries:
        if entry.is_dir() and not is_junk(entry):
            if entry.name not in {INPUTS, REFERENCES}:
                found, left = _list_system(entry, folder)
                outputs += found
                ignored += left
        else:
            ignored.append(entry.name)
    _refuse_nothing(folder, outputs)
    return Listing(folder, tuple(outputs), ignored=tuple(ignored))


def refuse_folder_of_studies(folder: Path, manifest: str) -> None:
    """Raise UnusableOutputsError where the outputs are one folder further down.

    That is where folders inside hold a `manifest` of their own and no media beside it.
    """
    inside = [
        entry.name
        for entry in _entries(folder)
        if (entry / manifest).is_file()
        and not any(one.is_file() and is_medium(one) for one in entry.iterdir())
    ]
    if inside:
        raise UnusableOutputsError(
            f"The folder {folder.name} holds outputs one folder further down: "
            f"{joined(inside)} {'has' if len(inside) == 1 else 'have'} a {manifest} of "
            f"{'its' if len(inside) == 1 else 'their'} own; choose one such folder."
        )


def list_inputs(
    folder: Path, sources: Iterable[str]
) -> tuple[list[ListedInput], list[str]]:
    """Return `<source>_<name>.<ext>` by source, and what belongs to no source."""
    files, ignored = _media_in(folder)
    inputs, strays = match_inputs(files, sources, folder)
    return inputs, ignored + strays


def list_references(
    folder: Path, sources: Iterable[str]
) -> tuple[list[ListedInput], list[str]]:
    """Return `<source>.<ext>` by source, and what belongs to no source."""
    files, ignored = _media_in(folder)
    known = set(sources)
    references = []
    for path in files:
        place = f"{folder.name}/{path.name}"
        refuse_outside(path, folder, place)
        if name_of(path) in known:
            references.append(ListedInput(name_of(path), REFERENCE, path, place))
        else:
            ignored.append(place)
    return references, ignored


def _list_system(system: Path, folder: Path) -> tuple[list[ListedOutput], list[str]]:
    refuse_bad_name(system.name, folder.name)
    refuse_outside(system, folder, f"The folder {system.name}")
    files, ignored = _media_in(system)
    seen: defaultdict[str, list[str]] = defaultdict(list)
    outputs = []
    for path in files:
        source, place = name_of(path), f"{system.name}/{path.name}"
        refuse_bad_name(source, system.name)
        refuse_outside(path, folder, place)
        seen[source].append(path.name)
        outputs.append(ListedOutput(system.name, source, path, place))
    for source, names in seen.items():
        if len(names) > 1:
            raise UnusableOutputsError(
                f"The folder {system.name} holds the source {source} twice, as "
                f"{' and '.join(names)}; keep one of them, or rename one."
            )
    return outputs, ignored


def _media_in(folder: Path) -> tuple[list[Path], list[str]]:
    """Return the media of a folder, and the names of everything else in it."""
    media, ignored = [], []
    for path in _entries(folder):
        if is_junk(path) or not is_medium(path):
            ignored.append(f"{folder.name}/{path.name}")
        else:
            media.append(path)
    return media, ignored


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=lambda path: natural(path.name))
    except OSError as error:
        raise UnusableOutputsError(
            f"The folder {folder.name} cannot be read: {error.strerror}. Allow "
            "reading it, or copy it."
        ) from error


def _refuse_nothing(folder: Path, outputs: list[ListedOutput]) -> None:
    if outputs:
        return
    loose = [path.name for path in _entries(folder) if is_medium(path)]
    if loose:
        raise UnusableOutputsError(
            f"{loose[0]} stands alone in the folder {folder.name}; give every "
            f"system a folder of its own: {SHAPE}."
        )
    raise UnusableOutputsError(
        f"The folder {folder.name} holds no clips and no pictures; put one folder "
        f"per system into it: {SHAPE}."
    )
