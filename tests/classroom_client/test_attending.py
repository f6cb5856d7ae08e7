"""Lines from a pipe, each said in its turn: none is lost, whatever comes between."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from hikergame.classroom.client.connection import Changed, Happening, Walked
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.walking import Flag, Move, Refused, Why
from hikergame.cli.plain.attending import _type
from hikergame.cli.plain.classroom import ClassTalk
from hikergame.hikers import Outing
from hikergame.level import parse_level

from .rooms import GROUND
from .silence import ADA, ROOM, Silent, walk_of

Hear = Callable[[Happening], Awaitable[None]]


def room(phase: Phase, number: int = 1) -> Changed:
    return Changed(ROOM.model_copy(update={"phase": phase, "round": number}), ADA)


@asynccontextmanager
async def piped(talk: ClassTalk, line: Silent, *said: str | None) -> AsyncIterator[Hear]:
    """Have lines said in a round that has begun, and yield what lets the room say something."""
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    for one in said:
        lines.put_nowait(one)
    turn = asyncio.Event()

    async def hear(happening: Happening) -> None:
        talk.happen(happening)
        turn.set()
        for _ in range(5):  # all that can be said by now is said
            await asyncio.sleep(0)

    line.walk = walk_of(Outing(parse_level(GROUND)))
    talk.happen(room(Phase.WALKING))
    talk.happen(Walked(line.walk))
    typing = asyncio.create_task(_type(lines, talk, line, turn, person=False))
    await asyncio.sleep(0)
    yield hear
    typing.cancel()
    (end,) = await asyncio.gather(typing, return_exceptions=True)
    assert end is None or isinstance(end, asyncio.CancelledError)


def refused(line: Silent, text: str = "The round is paused.") -> Refused:
    """Let the server refuse what was sent last."""
    line._pending = None
    return Refused(why=Why.NOT_WALKING, text=text, round=1, step=0)


@pytest.mark.parametrize("late", [False, True], ids=["pause-first", "refusal-first"])
async def test_a_line_that_a_pause_refuses_is_said_again_when_the_round_goes_on(
    talk: ClassTalk, line: Silent, late: bool
) -> None:
    async with piped(talk, line, "90 1", "flag") as hear:
        (step,) = line.sent
        if late:
            await hear(refused(line))
            await hear(room(Phase.PAUSED))
        else:
            await hear(room(Phase.PAUSED))
            await hear(refused(line))
        assert line.sent == [step]
        await hear(room(Phase.WALKING))
        assert line.sent == [step, step]
        assert isinstance(step, Move)


async def test_a_flag_that_a_pause_refuses_is_planted_when_the_round_goes_on(
    talk: ClassTalk, line: Silent
) -> None:
    async with piped(talk, line, None) as hear:
        (flag,) = line.sent
        assert isinstance(flag, Flag)
        await hear(room(Phase.PAUSED))
        await hear(refused(line))
        await hear(room(Phase.WALKING))
        assert line.sent == [flag, flag]
        line._pending = None
        await hear(Walked(replace(line.walk, over=True, flag=True)))
        assert len(line.sent) == 2


async def test_a_line_that_the_rounds_end_refuses_is_not_kept_for_the_next_round(
    talk: ClassTalk, line: Silent
) -> None:
    async with piped(talk, line, "90 1", "180 1") as hear:
        await hear(room(Phase.CLOSED))
        await hear(refused(line, "The round is over."))
        await hear(room(Phase.LOBBY))
        line.walk = walk_of(Outing(parse_level(GROUND)), 2)
        await hear(Walked(line.walk))
        await hear(room(Phase.WALKING, 2))
        first, second = line.sent
        assert (first.round, second.round) == (1, 2)
        assert second.displacement[1] == pytest.approx(-1.0)


async def test_who_comes_back_when_the_next_round_is_near_may_say_what_he_likes(
    talk: ClassTalk, line: Silent
) -> None:
    """The round that he has walked in is past, and the line does not know of it any more."""
    line.walk = walk_of(Outing(parse_level(GROUND)))
    talk.happen(room(Phase.WALKING))
    talk.happen(Walked(line.walk))
    line.walk = None
    talk.happen(room(Phase.COUNTDOWN, 2))
    assert "No round is on" in talk.hear("90 1")[0]
    assert talk.part()
    assert line.sent == []
