"""`beholder export`: the flat tables of a study."""

from pathlib import Path

import click

from app.commands.examples import example
from app.commands.flawed_option import flawed_option
from app.commands.outcome import say
from app.commands.paths import A_PATH, study_argument


@click.command(epilog=example("beholder export shoes.beholder --out tables"))
@study_argument
@click.option(
    "--out",
    type=A_PATH,
    required=True,
    metavar="DIR",
    help="The folder to write into; it is made where it is not there.",
)
@click.option(
    "--raw",
    is_flag=True,
    help="Leave cells as they are, also those a spreadsheet would run as a formula.",
)
@flawed_option
def export(study: Path, out: Path, raw: bool, leave_out_flawed: bool | None) -> None:
    """Write a study's tables as CSV, one row for each judgment.

    A datapackage.json beside them documents every column. The paths of the files
    written are printed.
    """
    from app.results.export import export_study
    from storage.study_file import open_study

    with open_study(study, read_only=True) as file:
        written = export_study(file, out, raw=raw, leave_out=leave_out_flawed)
    for path in written:
        click.echo(path)
    say(f"{len(written)} files are in {out}.")
