"""Bots: programs that walk in a room, written against one small class.

    from hikergame.classroom.client.bot import Bot, send_out

    class Downhill(Bot):
        def choose(self, readout):
            return -0.5 * readout.slope

    send_out(Downhill(), "192.168.1.20", "K7MPXW")

A bot receives the same readouts as everybody and answers with displacements. It may take
its time: it runs in a thread of its own, so that the line stays alive.
"""

import asyncio
from collections.abc import Callable
from contextlib import aclosing

import numpy as np
from numpy.typing import ArrayLike

from hikergame.classroom.client.address import Address, read_address
from hikergame.classroom.client.connection import (
    Changed,
    Connection,
    Ended,
    Happening,
    Offline,
    Online,
    Walked,
)
from hikergame.classroom.client.http import recover
from hikergame.classroom.client.joining import take_seat
from hikergame.classroom.client.promise import examined
from hikergame.classroom.client.remote import RemoteWalk
from hikergame.classroom.errors import ClassroomError
from hikergame.classroom.messages.base import Phase, RoomView
from hikergame.classroom.messages.walking import Refused, Result, Seat, Why
from hikergame.hike import Outcome
from hikergame.hike.readout import Readout
from hikergame.hikers import Outing
from hikergame.hikers.views import Facts, RivalView

_MOST_REFUSALS = 20
"""Moves in a row that may be refused before a bot is called home."""
_ON = {Phase.WALKING, Phase.PAUSED}
"""While a round is on; in all else no step of it is taken any more."""
_TOO_LATE = {Why.NOT_WALKING, Why.OTHER_ROUND, Why.HIKE_OVER}
"""Why a move is refused that no other one would be taken for."""


class BotError(ClassroomError):
    """A bot answered with what is no move, too often, or not in time."""


class Bot:
    """A walker of your own: override `choose`, and the others as you like."""

    round: int = 1
    """The room's number of the round that is walked; 1 where a level is walked alone."""

    def begin(self, facts: Facts) -> None:
        """Hear of a round that begins: its dimension, steps, longest step, senses."""

    def choose(self, readout: Readout) -> ArrayLike | None:
        """Return the next displacement (d,) in metres, or None to plant the flag."""
        raise NotImplementedError

    def see_rival(self, rival: RivalView) -> None:
        """See what may be seen of the rival, before each choice."""

    def refused(self, text: str) -> None:
        """Hear why the last choice was refused; `choose` is asked again."""

    def end(self, steps: int, flag: bool) -> None:
        """Hear that the hike is over after so many steps, with a planted flag or without."""

    def result(self, result: Result) -> None:
        """Hear, after the reveal, what the walk came to."""

    def close(self) -> None:
        """Go home: the room has closed, or the line has ended."""


def send_out(
    bot: Bot,
    address: str,
    code: str,
    name: str | None = None,
    tell: Callable[[str], None] = print,
    *,
    recovery: str | None = None,
) -> None:
    """Take a seat for a bot and let it walk all rounds, until the room finishes.

    With a `recovery` code it is the seat that a bot had before, and it goes on from where
    that one stood. `tell` is given a sentence for each thing that happens. Raises
    ServerError, RefusedError, and BotError when the bot makes no sense.
    """
    where = read_address(address)
    if recovery is None:
        seat = take_seat(where, code, name, kind="bot")
    else:
        seat = recover(where, code, recovery)
    tell(f"{seat.you.name} has a seat; its recovery code is {seat.recovery}")
    asyncio.run(walk_for(bot, where, seat, tell))


async def walk_for(bot: Bot, address: Address, seat: Seat, tell: Callable[[str], None]) -> None:
    """Let a bot walk on a seat until the room finishes. Raises BotError."""
    connection = Connection(address, seat.token)
    walker = _Walker(bot, connection, tell)
    try:
        async with aclosing(aiter(connection)) as happenings:
            async for happening in happenings:
                await walker.take(happening)
                if walker.finished:
                    for result in await connection.untold():
                        await walker.take(result)
                    break
    finally:
        await connection.close()
        await asyncio.to_thread(bot.close)


class _Walker:
    """What a bot does at each happening."""

    def __init__(self, bot: Bot, connection: Connection, tell: Callable[[str], None]) -> None:
        self.finished = False
        self._bot = bot
        self._connection = connection
        self._tell = tell
        self._round = 0
        self._walk: RemoteWalk | None = None
        """The walk that the bot knows of, of that round."""
        self._ended = 0
        self._refusals = 0

    async def take(self, happening: Happening) -> None:
        """Answer what has happened."""
        match happening:
            case Online():
                self._tell("connected")
            case Offline(reason=reason):
                self._tell(f"the line is broken ({reason}); trying again")
            case Changed(room=room):
                self.finished = room.phase is Phase.FINISHED
                if _can_get_ready(room) and not happening.you.ready:
                    self._connection.ready()
                if room.phase is Phase.WALKING:
                    await self._go_on()
                elif room.phase not in _ON and not self._may_have_stepped(room):
                    await self._end()
            case Walked(walk=walk):
                self._refusals = 0
                if walk.round == self._round:
                    self._walk = walk
                await self._go_on()
            case Refused():
                await self._hear_refusal(happening)
            case Result():
                await self._end()
                self._tell(f"round {happening.round}: {happening.points:.1f} points")
                await asyncio.to_thread(self._bot.result, happening)
                found = await examined(self._connection, happening.round)
                if found is not None:
                    self._tell(found.says)
            case Ended(reason=reason):
                self._tell(reason)

    async def _hear_refusal(self, refused: Refused) -> None:
        if refused.step is None and refused.why is Why.NOT_NOW:
            return  # the round had begun before it was heard that the bot is ready
        self._tell(f"refused: {refused.text}")
        room = self._connection.room
        if room is not None and room.phase is Phase.CLOSED and not self._connection.waiting:
            await self._end()
        if refused.step is None or room is None or room.phase is not Phase.WALKING:
            return
        if refused.why in _TOO_LATE:
            return  # the room tells in a moment how it stands now
        self._refusals += 1
        if self._refusals >= _MOST_REFUSALS:
            raise BotError(f"the last {self._refusals} moves were refused: {refused.text}")
        await asyncio.to_thread(self._bot.refused, refused.text)
        await self._go_on()

    async def _go_on(self) -> None:
        """Ask the bot for its next step, if it is its turn."""
        walk, room = self._connection.walk, self._connection.room
        if walk is None or self._connection.waiting:
            return
        if walk.over or (room is not None and room.phase is Phase.CLOSED):
            await self._end()
            return
        if room is None or room.phase is not Phase.WALKING:
            return
        if walk.round != room.round:
            return  # of a round and of the walk in it one is told first
        if self._round < walk.round:
            await self._end()
            self._round = self._bot.round = walk.round
            self._walk = walk
            await asyncio.to_thread(self._bot.begin, walk.facts)
        choice = await asyncio.to_thread(self._ask, walk)
        if choice is None:
            self._connection.plant_flag()
        else:
            self._connection.step(choice)

    async def _end(self) -> None:
        """Tell the bot once that its hike is over, by itself or with the round."""
        walk = self._walk
        if walk is not None and self._ended < walk.round:
            self._ended = walk.round
            await asyncio.to_thread(self._bot.end, walk.step, walk.flag)

    def _may_have_stepped(self, room: RoomView) -> bool:
        """Tell whether a step is on its way that may have been kept just before the end."""
        return room.phase is Phase.CLOSED and self._connection.waiting

    def _ask(self, walk: RemoteWalk) -> tuple[float, ...] | None:
        return choice_of(self._bot, walk.readout, walk.rival)


def _can_get_ready(room: RoomView) -> bool:
    """Tell whether a round comes that one could be ready for."""
    last = room.round >= room.rounds
    return room.phase is Phase.LOBBY or (room.phase is Phase.REVEALED and not last)


def choice_of(bot: Bot, readout: Readout, rival: RivalView | None) -> tuple[float, ...] | None:
    """Return what a bot chooses, a displacement (d,), or None for the flag.

    Raises BotError where it is neither.
    """
    if rival is not None:
        bot.see_rival(rival)
    choice = bot.choose(readout)
    if choice is None:
        return None
    try:
        move = np.asarray(choice, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise BotError(f"the bot chose {choice!r}, which is no displacement") from error
    if move.shape != (readout.dims,) or not np.isfinite(move).all():
        raise BotError(f"the bot chose {choice!r}, not {readout.dims} finite numbers of metres")
    return tuple(move.tolist())


def practise(bot: Bot, outing: Outing) -> None:
    """Let a bot walk an outing here, without a server. Raises BotError."""
    bot.begin(outing.facts)
    try:
        while not outing.over:
            choice = choice_of(bot, outing.readout, outing.rival)
            if choice is None:
                outing.plant_flag()
            else:
                outing.step(choice)
        bot.end(outing.readout.step, outing.outcome is Outcome.TERMINATED)
    finally:
        bot.close()
