"""`beholder new`: a study of a folder of outputs."""

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from app.commands.examples import example
from app.commands.outcome import RequestError, say
from app.commands.paths import A_PATH, with_suffix
from app.commands.progress import ProgressLine
from app.commands.remembering import remember
from app.commands.seed_option import seed_option
from app.commands.text_input import called, read_text
from app.signals import setting

if TYPE_CHECKING:
    from app.studies.found import Found
    from evaluators.study import Contract, Method


@click.command(epilog=example("beholder new shoes.beholder renders --baseline before"))
@click.argument("study", type=A_PATH)
@click.argument("outputs", type=A_PATH)
@click.option("--contract", metavar="FILE", help="A contract in TOML; - for the input.")
@click.option(
    "--baseline", metavar="NAME", default="", help="The system to compare with."
)
@click.option(
    "--inputs",
    type=A_PATH,
    metavar="DIR",
    help="A folder of <source>_<name>.<ext>, instead of OUTPUTS/inputs.",
)
@click.option(
    "--references",
    type=A_PATH,
    metavar="DIR",
    help="A folder of <source>.<ext>, instead of OUTPUTS/references.",
)
@click.option(
    "--method",
    type=click.Choice(["pc", "acr"]),
    help="pc: two side by side, which is better. acr: one at a time, five levels.",
)
@click.option(
    "--title", metavar="TEXT", default="", help="What raters read above the trials."
)
@seed_option("A number from which all trials follow; else one is drawn.")
def new(  # noqa: PLR0913  # one argument for each choice an owner has
    study: Path,
    outputs: Path,
    *,
    contract: str | None,
    baseline: str,
    inputs: Path | None,
    references: Path | None,
    method: str | None,
    title: str,
    seed: int | None,
) -> None:
    """Make a study of a folder of outputs, or of a CSV manifest.

    A folder for each system, a file for each source: OUTPUTS/<system>/<source>.mp4.
    Every file is opened. Gaps and files that cannot be read are listed, and the study
    is made of the rest. The path of the study is printed.
    """
    from app.commands.findings import lines_about, quoted
    from app.studies.create import build_study, refuse_nothing_to_show
    from storage.study_file import create_study, refuse_place

    path = _place(study)
    refuse_place(path)
    text = None if contract is None else read_text(contract)
    found = _opened(outputs, inputs, references)
    way, asked = _how_to_ask(found, method, baseline, text, called(contract or ""))
    made, labels, notes = build_study(
        found,
        baseline_name=baseline,
        method=way,
        title=title,
        seed=seed,
        contract=asked,
        path=path,
    )
    refuse_nothing_to_show(made)
    create_study(path, made, labels, notes=notes)
    remember(path)
    for line in lines_about(found, made, labels):
        say(line)
    say(f"The study is made; begin with: beholder rate {quoted(path)}")
    click.echo(path)


def _place(study: Path) -> Path:
    """Return where the study file goes; its suffix is added where it is missing."""
    if study.is_dir():
        raise RequestError(
            f"{study} is a folder; name the study file to be made, as in "
            f"{with_suffix(study / 'study')}."
        )
    path = with_suffix(study)
    if path != study:
        say(f"The study will be called {path.name}: study files end in {path.suffix}.")
    return path


def _opened(outputs: Path, inputs: Path | None, references: Path | None) -> "Found":
    """Open every file, until the person has enough."""
    from app.studies.scan import scan

    cancel = Event()
    with setting(cancel), ProgressLine("files opened") as progress:
        return scan(
            outputs,
            inputs=inputs,
            references=references,
            progress=progress,
            cancel=cancel,
        )


def _how_to_ask(
    found: "Found", method: str | None, baseline: str, text: str | None, name: str
) -> "tuple[Method, Contract | None]":
    """Return the method, and the contract as the text has it, None without a text."""
    from app.studies.create import build_study
    from evaluators.defaults import default_contract
    from evaluators.study import Method
    from storage.contract_toml import contract_from_toml

    if text is None:
        return Method(method or Method.PC), None
    # Any study of these outputs has the same ids; one at a time refuses none.
    study, labels, _ = build_study(found, baseline_name=baseline, method=Method.ACR)
    ours = default_contract(
        Method(method or Method.PC), baseline=study.contract.baseline
    )
    read = contract_from_toml(text, labels, name=name, base=ours)
    way = read.method.name
    _refuse_two("method", way, method, name)
    _refuse_two("baseline", labels.systems.get(read.baseline, ""), baseline, name)
    ours = default_contract(way, baseline=read.baseline, moving=found.moving)
    return way, contract_from_toml(text, labels, name=name, base=ours)


def _refuse_two(what: str, written: str, asked: str | None, name: str) -> None:
    if asked and written != asked:
        raise RequestError(
            f"{name} says {what} = “{written}” and the command line --{what} {asked}; "
            "write the same in both, or leave one out."
        )
