"""`beholder` and its verbs; what a verb needs is imported when it is asked for."""

import click

from app.commands.contract import contract
from app.commands.demo import demo
from app.commands.export import export
from app.commands.look import look
from app.commands.new import new
from app.commands.rate import rate
from app.commands.report import report
from app.commands.status import status


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from app.version import version

    click.echo(f"beholder {version()}")
    context.exit()


class _InOrder(click.Group):
    """Lists the verbs as a person comes to need them."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Return the verbs in the order they were added."""
        return list(self.commands)


@click.group(
    cls=_InOrder,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
    epilog="Each verb tells more, with an example: beholder new --help",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and leave.",
)
@click.pass_context
def beholder(context: click.Context) -> int:
    """Rate rendered outputs side by side and measure how well raters agree.

    Without a verb the start page opens: drop a folder, choose, judge.
    """
    if context.invoked_subcommand is not None:
        return 0
    from app.screen import needing_a_screen

    with needing_a_screen("The start page"):
        from app.composition import start as open_window
    return open_window()


for _verb in (new, contract, rate, look, status, report, export, demo):
    beholder.add_command(_verb)
