"""The line to a room: it comes back by itself, and no step is lost or taken twice.

A `Connection` is an asynchronous iterator of what happens. It holds at most one move that
the server has not answered; when the line breaks it comes back with waits that grow and
differ from pupil to pupil, says `Hello`, sees from `Welcome` whether that move arrived,
and sends it again if not. It ends when the seat is taken by a newer connection, when the
hiker is removed, when the token is wrong, or with `close`.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

import numpy as np
from pydantic import ValidationError

from hikergame.classroom.client.address import Address
from hikergame.classroom.client.http import RevealProof, outcomes, reveal_proof
from hikergame.classroom.client.line import LAST_WORDS, Ended, Line, Offline, Online
from hikergame.classroom.client.remote import RemoteWalk
from hikergame.classroom.errors import ClassroomError
from hikergame.classroom.messages.base import Displacement, Phase, RoomView
from hikergame.classroom.messages.walking import (
    Begun,
    Felt,
    Flag,
    FlagStands,
    Move,
    Ready,
    Refused,
    Removed,
    Replaced,
    Result,
    RoomChanged,
    Self,
    ToHiker,
    Welcome,
    Why,
    to_hiker,
)

__all__ = ["Changed", "Connection", "Ended", "Happening", "Offline", "Online", "Walked"]

_RETRY = 0.5
"""Seconds until a move is sent again that the server could not keep."""

_KEEP_TRYING = {Why.STORAGE}
_COVERED = {Phase.COUNTDOWN, Phase.WALKING, Phase.PAUSED, Phase.CLOSED}
"""While a round is on, and until it is revealed."""


@dataclass(frozen=True, eq=False)
class Changed:
    """The room, or what is known of oneself in it, has changed."""

    room: RoomView
    you: Self


@dataclass(frozen=True, eq=False)
class Walked:
    """The walk has begun, gone on, or ended: it is this now."""

    walk: RemoteWalk


Happening: TypeAlias = Online | Offline | Changed | Walked | Refused | Result | Ended


class Connection(Line[Happening]):
    """One seat's line to its room; use it as `async for happening in connection`."""

    channel: ClassVar[str] = "walk"

    def __init__(self, address: Address, token: str) -> None:
        """Name the server and the seat; nothing is opened before the iteration."""
        super().__init__(address, token)
        self.walk: RemoteWalk | None = None
        """The round that is on, or was last, as far as it is known."""
        self.room: RoomView | None = None
        self.you: Self | None = None
        self.promises: dict[int, str] = {}
        """Of each round the first commitment that was shown, before its map was."""
        self._pending: Move | Flag | None = None
        self._results: set[int] = set()
        """The rounds of which it was told what the walk came to: each line tells it anew."""

    def step(self, displacement: Displacement) -> None:
        """Take the next step (d,) of the walk, in metres; `Walked` follows.

        Raises RuntimeError where no walk is on, or the step before has no answer yet.
        """
        walk = self._walk_on()
        self._send(Move(round=walk.round, step=walk.step, displacement=displacement))

    def plant_flag(self) -> None:
        """End the walk here; `Walked` follows. Raises what `step` raises."""
        walk = self._walk_on()
        self._send(Flag(round=walk.round, step=walk.step))

    def ready(self) -> None:
        """Say that one is ready for the next round."""
        self.say(Ready().model_dump_json())

    @property
    def waiting(self) -> bool:
        """Whether a move or a flag has no answer yet."""
        return self._pending is not None

    def proof(self, number: int) -> RevealProof:
        """Return what a round was that is revealed. It blocks, and raises what `http` does."""
        return reveal_proof(self._address, number, self._token)

    async def untold(self) -> Sequence[Result]:
        """Return what walks came to of which nothing was told here: at the end it is asked for.

        None where the server cannot be asked any more.
        """
        try:
            found = await asyncio.to_thread(outcomes, self._address, self._token)
        except ClassroomError:
            return ()
        return [one for result in found for one in self._told(result)]

    def hear(self, frame: str | bytes) -> Sequence[Happening]:
        """Take one answer in, and return what it means."""
        try:
            answer: ToHiker = to_hiker.validate_json(frame)
        except ValidationError:
            return []  # a newer server may say more than this client understands
        match answer:
            case Welcome():
                return [Online(), *self._welcomed(answer)]
            case RoomChanged():
                return [self._changed(answer.room, answer.you)]
            case Begun():
                return self._begun(answer)
            case Felt():
                return self._felt(answer)
            case FlagStands():
                return self._flag_stands(answer)
            case Refused():
                return self._refused(answer)
            case Replaced():
                return [Ended("this seat is being walked on another device", replaced=True)]
            case Removed():
                return [Ended("the teacher has removed you from the room", removed=True)]
            case Result():
                return self._told(answer)

    def _told(self, result: Result) -> list[Result]:
        """Return a result that was not told before; none otherwise."""
        fresh = result.round not in self._results
        self._results.add(result.round)
        return [result] if fresh else []

    def _changed(self, room: RoomView, you: Self) -> Changed:
        self.room, self.you = room, you
        if room.commitment is not None and room.phase in _COVERED:
            self.promises.setdefault(room.round, room.commitment)
        return Changed(room, you)

    def _welcomed(self, answer: Welcome) -> list[Happening]:
        """See how things stand, and send again what did not arrive."""
        self.unsay()
        happenings: list[Happening] = [self._changed(answer.room, answer.you)]
        pending, self._pending = self._pending, None
        if answer.walk is None:
            self.walk = None
            return happenings
        self.walk = RemoteWalk.of(answer.walk, answer.you)
        here = (self.walk.round, self.walk.step)
        if pending is not None and not self.walk.over and (pending.round, pending.step) == here:
            self._send(pending)
        return [*happenings, Walked(self.walk)]

    def _begun(self, answer: Begun) -> list[Happening]:
        if self.you is None:
            return []
        self._pending = None
        self.walk = RemoteWalk.of(answer.walk, self.you)
        return [Walked(self.walk)]

    def _felt(self, answer: Felt) -> list[Happening]:
        walk, pending = self.walk, self._pending
        if walk is None or not isinstance(pending, Move) or not _answers(answer, pending):
            return []  # the answer to a move that was sent twice
        self._pending = None
        self.walk = walk.after(np.array(pending.displacement), answer)
        return [Walked(self.walk)]

    def _flag_stands(self, answer: FlagStands) -> list[Happening]:
        walk, pending = self.walk, self._pending
        if walk is None or not isinstance(pending, Flag) or not _answers(answer, pending):
            return []
        self._pending = None
        self.walk = walk.with_flag()
        return [Walked(self.walk)]

    def _refused(self, answer: Refused) -> list[Happening]:
        pending = self._pending
        if answer.why in LAST_WORDS:
            return [answer, Ended(answer.text)]
        if pending is not None and (answer.round, answer.step) == (pending.round, pending.step):
            if answer.why in _KEEP_TRYING:
                asyncio.get_running_loop().call_later(_RETRY, self._insist, pending)
            else:
                self._pending = None
        return [answer]

    def _insist(self, message: Move | Flag) -> None:
        """Send a message once more, unless it has been answered meanwhile."""
        if self._pending is message and self.is_open:
            self.say(message.model_dump_json())

    def _walk_on(self) -> RemoteWalk:
        if self.walk is None or self.walk.over:
            raise RuntimeError("no walk is on")
        if self._pending is not None:
            raise RuntimeError("the step before has no answer yet")
        return self.walk

    def _send(self, message: Move | Flag) -> None:
        self._pending = message
        if self.is_open:
            self.say(message.model_dump_json())


def _answers(answer: Felt | FlagStands, message: Move | Flag) -> bool:
    return (answer.round, answer.step) == (message.round, message.step)
