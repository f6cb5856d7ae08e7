"""The commands: which there are.

Importing this brings in Typer and nothing heavy: every command imports what it needs
when it runs.
"""

from typing import Annotated

import typer

from hikergame.cli import examples
from hikergame.cli.bot import bot
from hikergame.cli.certify import certify
from hikergame.cli.check import check
from hikergame.cli.guard import guarded
from hikergame.cli.host import host
from hikergame.cli.join import join
from hikergame.cli.levels import levels
from hikergame.cli.new import new
from hikergame.cli.opening import open_app
from hikergame.cli.play import play
from hikergame.cli.purge import purge
from hikergame.cli.race import race
from hikergame.cli.rank import rank
from hikergame.cli.results import results
from hikergame.cli.schema import schema
from hikergame.cli.survey import survey
from hikergame.cli.verify import verify
from hikergame.cli.workshop import workshop

_ABOUT = """\
Walk blindfolded down a hillside, feeling only the slope underfoot, beside gradient descent.

Without a command, the app opens in the terminal.
"""

app = typer.Typer(
    name="hikergame",
    help=_ABOUT,
    epilog=examples.HIKERGAME,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    # Plain help: quick to print, and nothing in it that a screen reader stumbles over.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from hikergame.version import __version__

        print(f"hikergame {__version__}")
        raise typer.Exit


@app.callback()
@guarded
def start(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback has answered
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_print_version, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Open the app, unless a command follows."""
    if context.invoked_subcommand is None:
        open_app()


app.command(epilog=examples.PLAY)(guarded(play))
app.command(epilog=examples.LEVELS)(guarded(levels))
app.command(epilog=examples.RACE)(guarded(race))
app.command(epilog=examples.NEW)(guarded(new))
app.command(epilog=examples.CHECK)(guarded(check))
app.command(epilog=examples.SURVEY)(guarded(survey))
app.command(epilog=examples.CERTIFY)(guarded(certify))
app.command(epilog=examples.WORKSHOP)(guarded(workshop))
app.command(epilog=examples.HOST)(guarded(host))
app.command(epilog=examples.SCHEMA)(guarded(schema))
app.command(epilog=examples.VERIFY)(guarded(verify))
app.command(epilog=examples.RANK)(guarded(rank))
app.command(epilog=examples.RESULTS)(guarded(results))
app.command(epilog=examples.PURGE)(guarded(purge))
app.command(epilog=examples.JOIN)(guarded(join))
app.command(epilog=examples.BOT)(guarded(bot))
