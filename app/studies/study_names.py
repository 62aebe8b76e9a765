"""How study files are called."""

from pathlib import Path

STUDY_SUFFIX = ".beholder"


def is_study(path: Path) -> bool:
    """Return whether a path is called like a study file."""
    return path.suffix.lower() == STUDY_SUFFIX and not path.is_dir()
