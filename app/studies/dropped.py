"""What may be dropped on the window, and what to say about everything else."""

from collections.abc import Sequence
from pathlib import Path

from app.media.hashing import CLIPS, PICTURES
from app.studies.study_names import STUDY_SUFFIX

_TAKEN = {STUDY_SUFFIX, ".csv"}


class UnusableDropError(Exception):
    """What was dropped is nothing to begin with; the text says what would be."""


def dropped(paths: Sequence[Path], *, others: int = 0) -> Path:
    """Return the folder, manifest or study file that was dropped.

    `others` counts what is on no disk of this computer. Raises UnusableDropError.
    """
    if others or not paths:
        raise UnusableDropError(
            "What was dropped is no file on this computer; save it here first."
        )
    if len(paths) > 1:
        raise UnusableDropError(_several(paths))
    path = paths[0]
    if path.is_dir() or path.suffix.lower() in _TAKEN:
        return path
    if path.suffix.lower() in CLIPS | PICTURES:
        raise UnusableDropError(
            f"{path.name} is a single file; drop the folder that holds one folder per "
            "system."
        )
    raise UnusableDropError(
        f"{path.name} is neither a folder of outputs, nor a manifest (.csv), nor a "
        f"study ({STUDY_SUFFIX}); drop one of these."
    )


def _several(paths: Sequence[Path]) -> str:
    parents = {path.parent for path in paths}
    if len(parents) == 1:
        folder = parents.pop()
        return (
            f"{len(paths)} things were dropped at once; drop the folder that holds "
            f"them, {folder.name or folder}."
        )
    return f"{len(paths)} things were dropped at once; drop one folder."
