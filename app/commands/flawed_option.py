"""The option that looks at a study with or without what was badly played."""

import click

flawed_option = click.option(
    "--leave-out-flawed/--count-flawed",
    default=None,
    help="Leave answers given while playback was outside the limits out of every "
    "number, or count them, whatever the contract says.",
)
