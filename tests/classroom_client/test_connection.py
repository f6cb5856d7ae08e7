"""A line to a real server: walked to the end, broken, and taken over."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest

from hikergame.classroom.client.address import Address
from hikergame.classroom.client.connection import (
    Changed,
    Connection,
    Ended,
    Offline,
    Online,
    Walked,
)
from hikergame.classroom.client.http import is_valid, join, look, recover, reveal
from hikergame.classroom.errors import RefusedError, ServerError
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.teaching import Do
from hikergame.classroom.messages.walking import Refused, Result, Why
from hikergame.hikers import Outing
from hikergame.level import parse_level

from .rooms import GROUND, Ear, Room

WALK = [(1.0, 0.5), (2.0, 1.0), (0.5, 0.5)]


def in_phase(phase: Phase) -> object:
    return lambda one: isinstance(one, Changed) and one.room.phase is phase


def after(step: int) -> object:
    return lambda one: isinstance(one, Walked) and one.walk.step == step


@asynccontextmanager
async def walking(room: Room, name: str = "Ada") -> AsyncIterator[tuple[Connection, Ear]]:
    """Yield a connection whose round has begun, and an ear for it."""
    connection = Connection(room.address, join(room.address, room.code, name).token)
    async with aclosing(Ear(connection)) as ear:
        await ear.until(lambda one: isinstance(one, Changed))
        await asyncio.to_thread(room.teach, Do.COUNT_DOWN)
        await ear.until(in_phase(Phase.WALKING))
        if connection.walk is None:
            await ear.until(after(0))
        yield connection, ear
    await connection.close()


async def test_walk_over_the_network_feels_what_a_walk_at_home_feels(room: Room) -> None:
    async with walking(room) as (connection, ear):
        outing = Outing(parse_level(GROUND), seed=3)
        for number, move in enumerate(WALK, 1):
            connection.step(move)
            await ear.until(after(number))
            outing.step(move)
        walk = connection.walk
        assert walk is not None
        assert walk.notebook.track.tolist() == outing.notebook.track.tolist()
        assert walk.notebook.slopes.tolist() == outing.notebook.slopes.tolist()
        assert walk.rival is not None
        assert outing.rival is not None
        assert walk.rival.steepness == outing.rival.steepness
        assert walk.rival.step_lengths == outing.rival.step_lengths
        connection.plant_flag()
        seen = await ear.until(lambda one: isinstance(one, Walked) and one.walk.over)
        assert connection.walk is not None
        assert connection.walk.flag
        await asyncio.to_thread(room.until, Phase.CLOSED)
        await asyncio.to_thread(room.teach, Do.REVEAL)
        seen = await ear.until(lambda one: isinstance(one, Result))
        outing.plant_flag()
        assert isinstance(seen[-1], Result)
        assert seen[-1].points == pytest.approx(outing.reveal().score.points)


def test_what_a_walk_came_to_is_told_once_though_every_line_tells_it() -> None:
    connection = Connection(Address("127.0.0.1", 1), "token")
    first, second = (
        Result(round=number, points=1.0, halvings=1.0, medals=(), headline="", story=(),
               level_title="")
        for number in (1, 2)
    )  # fmt: skip
    for result in (first, second):
        assert connection.hear(result.model_dump_json()) == [result]
        assert connection.hear(first.model_dump_json()) == []


async def test_restart_of_the_server_loses_no_step(room: Room) -> None:
    async with walking(room) as (connection, ear):
        connection.step(WALK[0])
        await ear.until(after(1))
        await asyncio.to_thread(room.restart)
        seen = await ear.until(in_phase(Phase.PAUSED))
        assert any(isinstance(one, Offline) for one in seen)
        assert any(isinstance(one, Online) for one in seen)
        await asyncio.to_thread(room.teach, Do.RESUME)
        await ear.until(in_phase(Phase.WALKING))
        assert connection.walk is not None
        assert connection.walk.step == 1
        connection.step(WALK[1])
        await ear.until(after(2))


async def test_step_that_was_under_way_when_the_line_broke_is_taken_once(room: Room) -> None:
    async with walking(room) as (connection, ear):
        assert connection._line is not None
        connection.step(WALK[0])  # queued, and the line breaks before or after it left
        await connection._line.close()
        await ear.until(after(1))
        connection.step(WALK[1])
        await ear.until(after(2))
        assert connection.walk is not None
        assert connection.walk.notebook.moves.tolist() == [list(move) for move in WALK[:2]]


async def test_newest_connection_wins_and_the_older_one_stays_away(room: Room) -> None:
    seat = join(room.address, room.code)
    older, newer = (Connection(room.address, seat.token) for _ in range(2))
    async with aclosing(Ear(older)) as first, aclosing(Ear(newer)) as second:
        await first.until(lambda one: isinstance(one, Changed))
        await second.until(lambda one: isinstance(one, Changed))
        seen = await first.until(lambda one: isinstance(one, Ended))
    assert isinstance(seen[-1], Ended)
    assert seen[-1].replaced


async def test_recovered_seat_goes_on_where_it_was(room: Room) -> None:
    async with walking(room) as (connection, ear):
        connection.step(WALK[0])
        await ear.until(after(1))
        seat = join(room.address, room.code, "Grace")
        again = await asyncio.to_thread(recover, room.address, room.code, seat.recovery)
        assert again.you.hiker == seat.you.hiker
        assert not is_valid(room.address, seat.token)
        assert is_valid(room.address, again.token)


async def test_wrong_token_ends_the_connection(room: Room) -> None:
    async with aclosing(Ear(Connection(room.address, "no such token"))) as ear:
        seen = await ear.until(lambda one: isinstance(one, Ended))
    assert isinstance(seen[-2], Refused)
    assert seen[-2].why is Why.WRONG_TOKEN


async def test_bad_step_is_refused_and_the_walk_goes_on(room: Room) -> None:
    async with walking(room) as (connection, ear):
        connection.step((1.0,))
        seen = await ear.until(lambda one: isinstance(one, Refused))
        assert isinstance(seen[-1], Refused)
        assert seen[-1].why is Why.BAD_MOVE
        assert not connection.waiting
        connection.step(WALK[0])
        await ear.until(after(1))


def test_refusals_are_said_with_the_servers_words(room: Room) -> None:
    with pytest.raises(RefusedError) as refused:
        join(room.address, "AAAAAA", "Ada")
    assert refused.value.why is Why.WRONG_CODE
    with pytest.raises(RefusedError) as refused:
        join(room.address, room.code, "\x1b[31m")
    assert refused.value.why is Why.BAD_NAME
    with pytest.raises(RefusedError):
        reveal(room.address, 1, join(room.address, room.code).token)
    assert look(room.address, room.code).people == 1


def test_nobody_there_is_said() -> None:
    from hikergame.classroom.client.address import Address

    with pytest.raises(ServerError, match=r"nobody answers at 127\.0\.0\.1:9"):
        look(Address("127.0.0.1", 9), "AAAAAA")


def test_step_without_a_walk_is_a_mistake_of_the_caller(room: Room) -> None:
    with pytest.raises(RuntimeError):
        Connection(room.address, "12345678").step((1.0, 0.0))
