"""From options to a room's settings."""

import re
from collections.abc import Sequence
from typing import ClassVar

from hikergame.classroom.client.address import read_address
from hikergame.classroom.errors import ClassroomError, ServerError
from hikergame.classroom.messages.base import Mode
from hikergame.classroom.room.entrants import check_entrants
from hikergame.classroom.room.settings import Settings
from hikergame.errors import ExitCode
from hikergame.spelling import did_you_mean

_TIME = re.compile(r"(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+)\s*s?)?")
_NONE = "none"
_SHORTEST, _LONGEST = 5, 24 * 3600
"""Seconds that a round may last; a room's settings hold to the same."""


class OptionError(ClassroomError):
    """An option makes no sense, or goes with another one."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


def settings(
    *,
    name: str,
    mode: str | None,
    clock: str | None,
    countdown: int,
    teams: str | None,
    entrants: Sequence[str] | None,
    top: int,
    by_steps: bool,
) -> Settings:
    """Return the settings that options mean. Raises OptionError, and RoomError for a bad name."""
    named = tuple(one.strip() for one in (teams or "").split(",") if one.strip())
    chosen = _mode(mode, teams=bool(named))
    if (chosen is Mode.TEAMS) != bool(named):
        raise OptionError("teams have names: --mode teams --teams Red,Blue")
    data: dict[str, object] = {
        "name": name,
        "mode": chosen.value,
        "clock_s": None if clock is None else seconds(clock),
        "countdown_s": countdown,
        "teams": list(named),
        "top": top,
        "live": "steps" if by_steps else "points",
    }
    if entrants:
        chosen_ones = [] if list(entrants) == [_NONE] else list(entrants)
        check_entrants(chosen_ones)
        data["entrants"] = chosen_ones
    return Settings.of(data)  # type: ignore[arg-type]  # plain data, every value of it


def public_address(text: str | None) -> str | None:
    """Return the address that people are told, if it can be one. Raises OptionError."""
    try:
        if text is not None:
            read_address(text)
    except ServerError as error:
        raise OptionError(f"--public: {error}") from error
    return text


def seconds(text: str) -> int:
    """Return a time such as "90", "90s", "5m" or "1m30s" in seconds. Raises OptionError.

    A round lasts at least five seconds, and a day at most.
    """
    found = _TIME.fullmatch(text.strip().lower())
    if not text.strip() or found is None:
        raise OptionError(f"{text[:40]!r} is no time; one looks like 90s, 5m or 1m30s")
    minutes, rest = (int(part or 0) for part in found.groups())
    time = 60 * minutes + rest
    if not _SHORTEST <= time <= _LONGEST:
        raise OptionError(
            f"a round lasts from {_SHORTEST}s to {_LONGEST // 60}m, not {text[:40]!r}"
        )
    return time


def _mode(word: str | None, *, teams: bool) -> Mode:
    if word is None:
        return Mode.TEAMS if teams else Mode.CLASS
    words = [one.value for one in Mode]
    if word.lower() not in words:
        hint = did_you_mean(word, words)
        cure = hint or f"there are {', '.join(words)}"
        raise OptionError(f"there is no mode {word[:40]!r}; {cure}")
    return Mode(word.lower())
