"""How the command line names files, and a study above all."""

from pathlib import Path

import click

# What is wrong with a path is found where it is used, and said in our own words.
A_PATH = click.Path(path_type=Path, readable=False)


def _there(_: click.Context, __: click.Parameter, study: Path) -> Path:
    """Return the path; the suffix may be left out of a name.

    Whether it is a study shows when it is opened.
    """
    if not study.is_file() and with_suffix(study).is_file():
        return with_suffix(study)
    return study


study_argument = click.argument("study", type=A_PATH, callback=_there)


def with_suffix(path: Path) -> Path:
    """Return the path with the suffix that every study file has."""
    from app.studies.create import SUFFIX

    if path.suffix == SUFFIX or not path.name:
        return path
    return path.with_name(path.name + SUFFIX)
