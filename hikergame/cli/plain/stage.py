"""The shape of the line-by-line game: a stage hears a line and gives a reply.

Stages follow one another (choosing a level, walking, afterwards); none of them reads,
prints or stores anything. Whoever holds the game does, and learns from a reply's event
when there is something to keep.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol


class Event(Enum):
    """What a line has brought about, apart from an answer."""

    NONE = auto()
    STEPPED = auto()
    """A step was taken; the hike goes on."""
    ENDED = auto()
    """The hike is over and was revealed."""
    LEFT = auto()
    """The player leaves the game."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one line."""

    lines: tuple[str, ...] = ()
    problem: str | None = None
    """Why the line made no sense, and the cure; nothing has changed then."""
    event: Event = Event.NONE
    then: "Stage | None" = None
    """The stage that hears the next line; None for the same one."""


class Stage(Protocol):
    """What hears the player's lines for a while."""

    @property
    def prompt(self) -> str:
        """What a person at a terminal is asked."""

    def begin(self) -> tuple[str, ...]:
        """Return what is said before the first line."""

    def hear(self, line: str) -> Reply:
        """Answer a line, which holds something other than blanks and is no comment."""

    def close(self) -> Reply:
        """Answer the end of the input."""


Opener = Callable[[str], Stage]
"""From a level's id or path to the stage in which it is walked; raises LevelError."""
