"""The number from which a draw can be made again."""

from collections.abc import Callable
from typing import Any

import click

_LARGEST = 2**63 - 1  # what the study file's integers hold


def seed_option(words: str) -> Callable[[Any], Any]:
    """Return the option --seed with its help text."""
    return click.option("--seed", type=int, metavar="N", callback=_within, help=words)


def _within(_: click.Context, __: click.Parameter, seed: int | None) -> int | None:
    if seed is not None and not 0 <= seed <= _LARGEST:
        raise click.BadParameter(f"a seed is a whole number from 0 to {_LARGEST}.")
    return seed
