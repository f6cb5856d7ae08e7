"""From errors to exit codes: what every command runs inside.

`guarded` decorates a command. A `HikergameError` ends it with its message on standard
error and its own exit code, Ctrl-C with 130, a closed pipe with 0 and no word at all;
anything else is a mistake of ours and says how to report it. No traceback is shown
unless HIKERGAME_DEBUG is set.
"""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import NoReturn, ParamSpec, TextIO

from hikergame.cli.text import NEAREST, clean
from hikergame.errors import ExitCode, HikergameError

P = ParamSpec("P")

_REPORT = """\
hikergame has made a mistake, and it is not yours: {kind}: {error}
Please report it on the project's issue tracker. Run the command once more with the
environment variable HIKERGAME_DEBUG=1, and send all that it prints, together with what
`hikergame --version` says."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C, with a last word for the person who pressed it."""


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Return `command` with every way to fail turned into a message and an exit code."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except HikergameError as error:
            leave(error.exit_code, str(error))
        except KeyboardInterrupt as error:
            leave(ExitCode.INTERRUPTED, str(error) or "Interrupted.")
        except OSError as error:
            _leave_for_the_system(error)
        except Exception as error:  # the last place before a traceback
            if _is_typers(error):
                raise
            text = _REPORT.format(kind=type(error).__name__, error=error)
            leave(ExitCode.FAILURE, text)

    return run


def _is_typers(error: Exception) -> bool:
    """Tell whether Typer knows what to do with an error: it is its own way to end a command."""
    typer = sys.modules.get("typer")
    return typer is not None and isinstance(error, typer.Exit | typer.Abort | typer.BadParameter)


def leave(code: ExitCode, message: str = "") -> NoReturn:
    """End the command with `code`, saying `message` on standard error."""
    if os.environ.get("HIKERGAME_DEBUG") and sys.exc_info()[0] is not None:
        import traceback

        traceback.print_exc()
    say(message)
    _flush_or_forget(sys.stdout)
    raise SystemExit(int(code))


def say(message: str) -> None:
    """Talk: print `message`, made harmless, on standard error."""
    if message:
        with suppress(OSError):
            print(clean(message), file=sys.stderr, flush=True)


def steady_streams() -> None:
    """Let no stream end a command, neither one that is closed nor one of few characters.

    What goes to a closed stream is lost; the nearest character stands for one that an
    encoding lacks.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=NEAREST)


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _leave_for_the_system(error: OSError) -> NoReturn:
    if isinstance(error, BrokenPipeError) or _is_closed_pipe_of_windows(error):
        leave(ExitCode.OK)
    name = f"{error.filename}: " if error.filename else ""
    leave(ExitCode.STORAGE, f"{name}{error.strerror or error}")


def _is_closed_pipe_of_windows(error: OSError) -> bool:
    return os.name == "nt" and error.errno == errno.EINVAL and not error.filename


def _flush_or_forget(stream: TextIO) -> None:
    """Flush; where that cannot work, point the stream nowhere, or Python would try again."""
    try:
        stream.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
