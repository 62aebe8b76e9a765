"""`beholder look`: files side by side, without a study."""

from pathlib import Path

import click

from app.commands.examples import example
from app.commands.paths import A_PATH

MOST = 4


@click.command(epilog=example("beholder look before.mp4 after.mp4"))
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=A_PATH)
def look(files: tuple[Path, ...]) -> int:
    """Play up to four files side by side, in step; no study is made.

    Clips, pictures, and folders of numbered pictures.
    """
    if len(files) > MOST:
        raise click.UsageError(
            f"look shows up to four files side by side; {len(files)} given."
        )
    from app.screen import needing_a_screen

    with needing_a_screen("Looking at files"):
        from app.composition import look as open_window
    return open_window(files)
