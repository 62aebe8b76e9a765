"""`beholder rate`: the rating window."""

from pathlib import Path

import click

from app.commands.examples import example
from app.commands.outcome import RequestError
from app.commands.paths import study_argument
from app.commands.remembering import remember
from app.commands.seed_option import seed_option
from app.installation import OWNER

_LONGEST_ALIAS = 64


def _alias(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    alias = value.strip()
    if not alias or not alias.isprintable() or len(alias) > _LONGEST_ALIAS:
        raise click.BadParameter(
            f"an alias has 1 to {_LONGEST_ALIAS} letters and no line breaks."
        )
    return alias


@click.command(
    epilog=example("beholder rate shoes.beholder --stage peers --rater heron-7")
)
@study_argument
@click.option(
    "--rater",
    metavar="ALIAS",
    callback=_alias,
    help=f"Who rates. Left out for the stage self: {OWNER}.",
)
@click.option(
    "--stage",
    type=click.Choice(["self", "peers", "external", "end_users"]),
    default="self",
    metavar="STAGE",
    help="The step of the cascade: self (left out), peers or external.",
)
@seed_option("A number the trials follow from, if they are drawn the first time.")
def rate(study: Path, *, rater: str | None, stage: str, seed: int | None) -> int:
    """Open the rating window, and go on where the rater stopped.

    Every answer is on the disk before the window shows it as saved; closing the
    window loses nothing.
    """
    from evaluators.study import Stage
    from storage.file_header import refuse_unless_study

    step = Stage(stage)
    if step is Stage.END_USERS:
        raise RequestError(
            "The stage end_users is not rated in a window: what users did is counted "
            "where they did it; choose self, peers or external."
        )
    if rater is None and step is not Stage.SELF:
        raise click.UsageError(
            f"The stage {stage} needs --rater ALIAS, one for everybody who rates."
        )
    from app.screen import needing_a_screen

    with needing_a_screen("Rating"):
        from app.composition import rate as open_window
    if step is Stage.SELF:  # others rate a study that is somebody else's
        refuse_unless_study(study)  # a name with a slip is not put on the list
        remember(study)
    return open_window(study, rater=rater or OWNER, stage=step, seed=seed)
