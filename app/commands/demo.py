"""`beholder demo`: a study to try everything on."""

from pathlib import Path

import click

from app.commands.examples import example
from app.commands.outcome import RequestError, say
from app.commands.paths import A_PATH
from app.commands.progress import ProgressLine
from app.installation import OWNER

FOLDER = "demo-study"


@click.command(epilog=example("beholder demo --dir try-it"))
@click.option(
    "--dir",
    "folder",
    type=A_PATH,
    default=FOLDER,
    show_default=True,
    metavar="DIR",
    help="Where the sample study is made, or found again.",
)
@click.option(
    "--headless",
    is_flag=True,
    help="Open no window: simulated raters, named so, rate it, and the tables, the "
    "report and screenshots are written.",
)
def demo(folder: Path, headless: bool) -> int:
    """Make a sample study, with clips of its own, and rate it.

    Without a screen simulated raters do. The folder is printed.
    """
    from app.screen import has_screen

    if folder.exists() and not folder.is_dir():
        raise RequestError(f"{folder} is no folder; choose another one with --dir.")
    if headless or not has_screen():
        if not headless:
            say("There is no screen here, so simulated raters rate the sample study.")
        _rate_by_itself(folder)
        return 0
    return _rate_by_hand(folder)


def _rate_by_hand(folder: Path) -> int:
    from app.screen import needing_a_screen
    from evaluators.study import Stage

    with needing_a_screen("The demo"):
        from app.composition import rate as open_window
        from app.demo.study import make_demo

    with ProgressLine("parts of the sample study made") as progress:
        study = make_demo(folder, progress=progress)
    say("The sample study is made; the window opens, and closing it loses nothing.")
    click.echo(folder)
    return open_window(study, rater=OWNER, stage=Stage.SELF, seed=None)


def _rate_by_itself(folder: Path) -> None:
    import os

    from app.screen import PLATFORM

    os.environ.setdefault(PLATFORM, "offscreen")
    from app.demo.headless import run_headless

    with ProgressLine("steps of the demo done") as progress:
        written = run_headless(folder, progress=progress)
    place = os.path.commonpath(path.parent for path in written)
    say(f"{len(written)} files of simulated raters are in {place}.")
    click.echo(place)
