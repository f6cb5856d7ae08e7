"""Rivals as people name them: on the command line, and in the game line by line."""

from typing import TYPE_CHECKING, Any, ClassVar

from hikergame.cli.text import one_line
from hikergame.errors import ExitCode, HikergameError

if TYPE_CHECKING:
    from hikergame.level import Level, RivalSpec

ALONE = "none"
"""What to say for a hike without a rival."""


class RivalTextError(HikergameError):
    """A rival that is neither NAME[:param=value...] nor the number of a level's rival."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


def chosen(level: "Level", text: str) -> "RivalSpec":
    """Return the rival that `text` names on this level.

    A number counts the level's own rivals from 1. A bare name has the level's setting for
    it; parameters without a learning rate mean a tuned one. Raises RivalTextError; whether
    there is such an algorithm and it knows such parameters shows when it walks.
    """
    from hikergame.hikers import rival_spec

    if text.isascii() and text.isdigit():
        number = int(text[:9])
        if not 1 <= number <= len(level.rivals):
            count = len(level.rivals)
            raise RivalTextError(f"this level has no rival number {text[:9]}, but {count} of them")
        return level.rivals[number - 1]
    name, params = parsed(text)
    return rival_spec(level, (name, params) if params else name)


def parsed(text: str) -> tuple[str, dict[str, Any]]:
    """Return the name and the settings of NAME[:param=value...]; raise RivalTextError.

    Values are read as JSON where they are JSON, such as 0.3 or [0.9, 0.99], and are words
    otherwise, such as tuned.
    """
    import json

    name, *settings = text.split(":")
    params: dict[str, Any] = {}
    for setting in settings:
        key, equals, value = (part.strip() for part in setting.partition("="))
        if not (key and equals and value):
            raise RivalTextError(
                f"{one_line(text, 80)!r} is no rival; write for example "
                f"{one_line(name, 40) or 'adam'}:learning_rate=0.3"
            )
        try:
            params[key] = json.loads(value, parse_constant=_refuse)
        except (ValueError, RecursionError):
            params[key] = value
    return name.strip(), params


def _refuse(word: str) -> float:
    raise RivalTextError(f"{word} is no setting; give a finite number")
