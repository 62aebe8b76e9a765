"""`beholder status`: how far a study is."""

from pathlib import Path

import click

from app.commands.examples import example
from app.commands.flawed_option import flawed_option
from app.commands.paths import study_argument


@click.command(epilog=example("beholder status shoes.beholder"))
@study_argument
@flawed_option
def status(study: Path, leave_out_flawed: bool | None) -> None:
    """Say how far a study is, and what is missing for a verdict.

    Progress for each stage and rater, agreement so far.
    """
    from app.results.status import status_text
    from storage.study_file import open_study

    with open_study(study, read_only=True) as file:
        text = status_text(file, leave_out=leave_out_flawed)
    click.echo(text.rstrip("\n"))
