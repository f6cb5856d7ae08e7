"""What a profile remembers of a player, as values. Times are aware and in UTC."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FinishedHike:
    """One hike that came to its end, with the record that proves and replays it."""

    level_id: str
    level_hash: str
    """The ground that was walked, 64 hexadecimal digits."""
    path: str | None
    """The level's file where it is the player's own; None for a shipped level."""
    finished_at: datetime
    points: float
    halvings: float
    """Where the hike ended, in halvings."""
    medals: tuple[str, ...]
    rival: str | None
    """The rival's name for people, None for a hike alone."""
    rival_points: float | None
    steps: int
    """Steps taken."""
    record: str
    """The record, as JSON text."""
    id: int | None = None
    """Its number in the file; None until it is stored."""


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A hike that was begun and has not ended: all that it takes to go on."""

    token: str
    """What tells this hike from every other, in this copy of the game and in others."""
    level_id: str
    level_hash: str
    path: str | None
    """The level's file where it is the player's own; None for a shipped level."""
    title: str
    step: int
    """How many steps were taken."""
    steps: int
    """The level's budget of steps."""
    record: str
    """The record of the hike so far, as JSON text: seed, rival and moves."""
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """What a player has reached on one ground of one level."""

    level_id: str
    level_hash: str
    points: float
    """The best of all hikes on this ground."""
    medals: frozenset[str]
    """Every medal won on it, in whichever hikes."""
    hikes: int
    last: datetime
