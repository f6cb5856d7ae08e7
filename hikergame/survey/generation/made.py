"""What comes out of a generator, and how it says how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from hikergame.level import Level
from hikergame.survey.generation.looking import Profile

Watch: TypeAlias = Callable[[int, int, str], None]
"""Is told after each try that failed: its number, how many there may be, what it was instead."""


@dataclass(frozen=True)
class Made:
    """A level made, and what it took."""

    text: str
    """The text of its file."""
    level: Level
    """What that reads back as."""
    profile: Profile
    """What its survey, at full resolution, says of it."""
    tries: int
    """How many maps were tried, this one included."""
    caution: str = ""
    """Why it could not be certified, whatever it claimed; nothing where it could."""
