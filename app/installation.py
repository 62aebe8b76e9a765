"""Where this installation keeps what belongs to no study."""

import os
from pathlib import Path

import click

OWNER = "owner"  # the alias of whoever judges alone, in the stage self


def home() -> Path:
    """Return the program's own folder: $BEHOLDER_HOME, else the system's place."""
    chosen = os.environ.get("BEHOLDER_HOME")
    return Path(chosen) if chosen else Path(click.get_app_dir("beholder"))
