"""`beholder contract`: what a study asks, and what would count as success."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.commands.examples import example
from app.commands.outcome import RequestError, say
from app.commands.paths import study_argument
from app.commands.text_input import called, read_text

if TYPE_CHECKING:
    from evaluators.study import Contract, Study
    from storage.study_file import StudyFile


@click.command(
    epilog=example(
        "beholder contract shoes.beholder > contract.toml",
        "beholder contract shoes.beholder --set contract.toml",
    )
)
@study_argument
@click.option(
    "--set",
    "new_text",
    metavar="FILE",
    help="Change the contract to what this TOML file says; - reads it from the input.",
)
def contract(study: Path, new_text: str | None) -> None:
    """Print the contract of a study as TOML, or change it.

    What the file leaves out stays as it is. Once somebody has judged, the contract
    is frozen.
    """
    from storage.contract_text import contract_to_toml
    from storage.study_file import open_study

    if new_text is None:
        with open_study(study, read_only=True) as file:
            text = contract_to_toml(file.study.contract, file.labels)
        click.echo(text, nl=False)
        return
    wanted = read_text(new_text)
    with open_study(study) as file:
        version = _change(file, wanted, called(new_text))
    if version is None:
        say(f"The contract of {study} already says this; nothing was changed.")
    else:
        say(f"The contract of {study} is now version {version}.")


def _change(file: "StudyFile", text: str, name: str) -> int | None:
    """Store what the text says; None where the contract says so already."""
    from storage.contract_toml import contract_from_toml

    read = contract_from_toml(text, file.labels, name=name, base=file.study.contract)
    read = _asking_as_shown(file.study, read)
    _refuse_lone_pair(file.study, read, name)
    return None if read == file.study.contract else file.set_contract(read)


def _asking_as_shown(study: "Study", contract: "Contract") -> "Contract":
    """Word default questions for the method, where only the method was changed."""
    from evaluators.defaults import default_criteria

    moving = any(stimulus.moving for stimulus in study.stimuli)
    before, now = study.contract.method.name, contract.method.name
    if contract.criteria != default_criteria(before, moving=moving):
        return contract
    return replace(contract, criteria=default_criteria(now, moving=moving))


def _refuse_lone_pair(study: "Study", contract: "Contract", name: str) -> None:
    if len(study.systems) < contract.method.name.panes:
        raise RequestError(
            f"{name}, method.name: a pair needs two systems, and the study has one; "
            "write acr, which shows one output at a time."
        )
