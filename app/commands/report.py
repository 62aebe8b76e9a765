"""`beholder report`: the results of a study, in sentences."""

from pathlib import Path

import click

from app.commands.examples import example
from app.commands.flawed_option import flawed_option
from app.commands.outcome import RequestError, say
from app.commands.paths import A_PATH, study_argument
from app.commands.whole_file import write_whole


@click.command(epilog=example("beholder report shoes.beholder --out shoes.txt"))
@study_argument
@click.option(
    "--out",
    type=A_PATH,
    help="Write the report to this file, replacing it, instead of printing it.",
)
@flawed_option
def report(study: Path, out: Path | None, leave_out_flawed: bool | None) -> None:
    """Print the results of a study in plain sentences.

    What is undecided is called undecided.
    """
    if out is not None and out.suffix.lower() in {".html", ".htm"}:
        raise RequestError(
            f"{out.name} cannot be written: this Beholder reports in plain text only; "
            f"name a text file, as in {out.stem}.txt."
        )
    from app.results.report import report_text
    from storage.study_file import open_study

    with open_study(study, read_only=True) as file:
        text = report_text(file, leave_out=leave_out_flawed).rstrip("\n")
    if out is None:
        click.echo(text)
    else:
        write_whole(out, f"{text}\n")
        say(f"The report is in {out}.")
