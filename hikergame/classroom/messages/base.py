"""What all messages share: strictness, bounds, and the values within them."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

PROTOCOL = 1
"""The version of the messages; `Hello` names it."""
MAX_FRAME = 16 * 1024
"""Bytes of the longest message that a server reads."""
MAX_DIMS = 64
"""The highest dimension that is walked over a network."""
MAX_TEXT = 300


class Message(BaseModel):
    """The root of all messages: unknown fields are refused, numbers are finite."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Answer(BaseModel):
    """The root of what a server sends; a client overlooks fields that it does not know."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)


Displacement = Annotated[tuple[float, ...], Field(min_length=1, max_length=MAX_DIMS)]
Token = Annotated[str, Field(min_length=1, max_length=128)]
Code = Annotated[str, Field(min_length=1, max_length=32)]
RoundNumber = Annotated[int, Field(ge=1, le=1000)]
StepNumber = Annotated[int, Field(ge=0, le=100_000)]
HikerId = Annotated[str, Field(min_length=1, max_length=64)]


class Phase(StrEnum):
    """Where a room stands."""

    LOBBY = "lobby"
    """Before a round: people join and say that they are ready."""
    COUNTDOWN = "countdown"
    WALKING = "walking"
    PAUSED = "paused"
    CLOSED = "closed"
    """The round is over, the blindfold still on."""
    REVEALED = "revealed"
    FINISHED = "finished"


class EntrantKind(StrEnum):
    """Who stands on a board; bots have a bracket of their own."""

    PERSON = "person"
    BOT = "bot"
    ALGORITHM = "algorithm"


class Mode(StrEnum):
    """How a class competes."""

    ALONE = "alone"
    TEAMS = "teams"
    CLASS = "class"
    """The class against the algorithms."""


class RoomView(Answer):
    """What everybody in a room may know of it."""

    name: str
    """What the room is called."""
    code: str | None
    """The room code; None while the teacher hides it."""
    phase: Phase
    round: int
    """The round that is on, or was last; 0 before the first."""
    rounds: int
    mode: Mode
    locked: bool
    frozen: bool
    """The board stands still."""
    people: int
    """Seats taken, bots and algorithms not counted."""
    bots: int
    ready: int
    done: int
    """Of people and bots, how many have ended this round's hike."""
    countdown_ms: int | None = None
    """Time until the round starts."""
    clock_ms: int | None = None
    """Time left of a round that ends by the clock; it stands still in a pause."""
    pause: str | None = None
    """Why the round is paused, in words."""
    commitment: str | None = None
    """SHA-256 of nonce, level hash and seed: what the reveal must fit."""
    teams: tuple[str, ...] = ()
