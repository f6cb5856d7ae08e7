"""A class, line by line, at a standard input and output.

At a terminal the end of the input means to leave, and the seat stays; from a pipe it plants
the flag, and what the walk came to is waited for.
"""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import aclosing, suppress
from io import BufferedReader
from threading import Thread

from hikergame.classroom.client.connection import Changed, Connection, Happening
from hikergame.classroom.client.promise import examined
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.walking import Result
from hikergame.cli.plain.classroom import ClassTalk
from hikergame.cli.plain.console import is_person, piped
from hikergame.cli.plain.lesson import Lines
from hikergame.cli.plain.stage import Stage
from hikergame.cli.text import clean, fitted
from hikergame.errors import ExitCode

__all__ = ["attend"]


def attend(connection: Connection, practice: Callable[[], Stage]) -> ExitCode:
    """Talk until the room finishes or the pupil leaves."""
    return asyncio.run(_attend(connection, ClassTalk(connection, practice), is_person()))


async def _attend(connection: Connection, talk: ClassTalk, person: bool) -> ExitCode:
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        with suppress(RuntimeError):  # the loop has closed meanwhile
            for _, line in _typed():
                loop.call_soon_threadsafe(lines.put_nowait, line)
            loop.call_soon_threadsafe(lines.put_nowait, None)

    # A daemon: a read from a terminal cannot be called off.
    Thread(target=read, daemon=True).start()
    turn = asyncio.Event()
    typing = asyncio.create_task(_type(lines, talk, connection, turn, person=person))
    try:
        async with aclosing(aiter(connection)) as happenings:
            async for happening in happenings:
                await _tell(talk, connection, happening)
                if isinstance(happening, Changed) and happening.room.phase is Phase.FINISHED:
                    for result in await connection.untold():
                        await _tell(talk, connection, result)
                turn.set()
                if talk.over:
                    break
    finally:
        typing.cancel()
        await connection.close()
    return ExitCode.OK


async def _tell(talk: ClassTalk, connection: Connection, happening: Happening) -> None:
    """Say what has happened, and of a round that is revealed whether it was the promised one."""
    _say(talk.happen(happening))
    if isinstance(happening, Result):
        found = await examined(connection, happening.round)
        _say(() if found is None else (found.says,))


def _typed() -> Iterator[tuple[int, str]]:
    """Read lines past the buffer, whose lock a thread that waits would still hold at the end."""
    if sys.stdin is None:
        return iter(())
    buffer = sys.stdin.buffer
    return piped(buffer.raw if isinstance(buffer, BufferedReader) else buffer)


async def _type(
    lines: "asyncio.Queue[str | None]",
    talk: ClassTalk,
    connection: Connection,
    turn: asyncio.Event,
    *,
    person: bool,
) -> None:
    """Answer line after line; lines from a pipe wait for their turn."""
    while not talk.over:
        line = await lines.get()
        while not person and talk.waits(line) and not talk.over:
            turn.clear()
            await turn.wait()
        if line is None:
            if person or not await _part(talk, turn):
                break
            return
        said = line.partition("#")[0].strip()
        if said:
            _say(talk.hear(said))
            while not person and await _held_up(talk, turn):
                _say(talk.hear(said))
    await connection.close()


async def _part(talk: ClassTalk, turn: asyncio.Event) -> bool:
    """End the hike as the pipe has ended; return whether there is anything to wait for."""
    waits = talk.part()
    while await _held_up(talk, turn):
        waits = talk.part()
    return waits


async def _held_up(talk: ClassTalk, turn: asyncio.Event) -> bool:
    """Wait for the answer to a line; tell whether a pause refused it, and is over."""
    while (again := talk.again()) is None and not talk.over:
        turn.clear()
        await turn.wait()
    return bool(again)


def _say(lines: Lines) -> None:
    for line in lines:
        print(fitted(clean(line), sys.stdout))
    sys.stdout.flush()
