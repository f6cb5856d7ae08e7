"""Which options of `hikergame host` go together: none that was typed is silently overlooked."""

from typing import Final

import typer

from hikergame.cli.hosting.settings import OptionError

_DOOR: Final = frozenset({"ground", "headless", "port", "bind", "public", "store"})
_AGAIN: Final = _DOOR | {"resume", "room"}
_ATTACHED: Final = frozenset({"attach", "token_file"})


def check_fit(context: typer.Context, *, attach: bool, again: bool) -> None:
    """Raise OptionError for what was typed and means nothing here.

    A console that is attached opens no room, and a room that is opened `again` is as it was.
    """
    typed = _typed(context)
    if attach:
        _refuse(typed.keys() - _ATTACHED, typed, "--attach opens a console at a room as it is")
    elif again:
        unfit = typed.keys() - _AGAIN - _ATTACHED
        _refuse(unfit, typed, "a room is opened again as it was set up")
    if not attach:
        _refuse(typed.keys() & {"token_file"}, typed, "there is nothing to attach to")


def _refuse(unfit: frozenset[str] | set[str], typed: dict[str, str], why: str) -> None:
    if unfit:
        words = ", ".join(word for name, word in typed.items() if name in unfit)
        raise OptionError(f"{why}: leave out {words}")


def _typed(context: typer.Context) -> dict[str, str]:
    """Return what stood on the command line, each name with how it is said."""
    return {
        str(one.name): one.opts[0] if one.param_type_name == "option" else "the levels"
        for one in context.command.params
        if one.name is not None and _is_typed(context, one.name)
    }


def _is_typed(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"
