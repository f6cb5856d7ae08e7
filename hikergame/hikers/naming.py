"""Rivals as people name them: on the command line, and in the game line by line."""

import json
import re
from typing import Any, ClassVar, Literal

from hikergame.errors import ExitCode, HikergameError
from hikergame.hike.opponents import Opponent
from hikergame.hikers.rivals import require_rival, rival_spec
from hikergame.level import Level

ALONE = "none"
"""What to say for a hike without a rival."""

_SHOWN = 80
"""How much of what makes no sense is said again."""
_NEXT_SETTING = re.compile(r":(?=\s*[A-Za-z_]\w*\s*=)")


class RivalTextError(HikergameError):
    """A rival that is neither NAME[:param=value...] nor the number of a level's rival."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


def company(level: Level, text: str | None) -> Opponent | Literal["first"] | None:
    """Return who walks along where a person says `text`, or nothing: nobody, or one of `chosen`.

    Raises what `chosen` raises.
    """
    if text is None:
        return "first"
    return None if text == ALONE else chosen(level, text)


def chosen(level: Level, text: str) -> Opponent:
    """Return the rival that `text` names on this level.

    A number counts the level's own rivals from 1. A bare name has the level's setting for
    it; parameters without a learning rate mean a tuned one. Raises RivalTextError, and what
    `require_rival` raises where nobody has that name or such settings.
    """
    if text.isascii() and text.isdigit():
        number = int(text[:9])
        if not 1 <= number <= len(level.rivals):
            count = len(level.rivals)
            raise RivalTextError(f"this level has no rival number {text[:9]}, but {count} of them")
        return level.rivals[number - 1]
    name, params = parsed(text)
    rival = rival_spec(level, (name, params) if params else name)
    require_rival(rival)
    return rival


def parsed(text: str) -> tuple[str, dict[str, Any]]:
    """Return the name and the settings of NAME[:param=value...]; raise RivalTextError.

    Values are read as JSON where they are JSON, such as 0.3, [0.9, 0.99] or
    {"cosine": {"total": 30}}, and are words otherwise, such as tuned.
    """
    name, *settings = _NEXT_SETTING.split(text)
    if ":" in name:
        raise RivalTextError(
            f"{text[:_SHOWN]!r} is no rival; write for example adam:learning_rate=0.3"
        )
    pairs = (setting.split("=", maxsplit=1) for setting in settings)
    return name.strip(), {key.strip(): _value(value.strip()) for key, value in pairs}


def _value(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return text


def _refuse(word: str) -> float:
    raise RivalTextError(f"{word} is no setting; give a finite number")
