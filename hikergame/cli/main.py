"""The entry point `hikergame`: the app at once, or a command.

Who gives no arguments wants the app, and its first frame does not wait for Typer, which
takes as long to import as half of the app. It ends as every command does (`guard`).
"""

import os
import sys

from hikergame.cli.guard import guarded, steady_streams

_COMPLETION = "_HIKERGAME_COMPLETE"
"""Set by a shell that asks what may be typed next; it gives no arguments either."""


def main() -> None:
    """Open the app, or run the command that the arguments name."""
    steady_streams()
    if len(sys.argv) > 1 or _COMPLETION in os.environ:
        from hikergame.cli.commands import app

        app()
    else:
        from hikergame.cli.opening import open_app

        guarded(open_app)()
