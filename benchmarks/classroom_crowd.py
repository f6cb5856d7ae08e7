"""A crowd of simulated pupils in another process, directed from this one."""

import asyncio
import gc
import multiprocessing
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from classroom_pupils import BROKEN, Place, Pupil, Report, said
from websockets.asyncio.client import connect

_ANSWER_SECONDS = 120


@dataclass(frozen=True)
class Standing:
    """How the crowd stands at one moment."""

    connected: int
    of: int
    moves: int
    """Acknowledged, by all."""
    welcomed: list[float]
    """When each came in last, in seconds since 1970."""
    answered: list[float]
    """When each had its last move answered."""
    refused: Counter[str]
    """What was refused so far, by reason."""

    def back(self, since: float) -> int:
        """Return how many have come in since a moment, and are there."""
        return sum(at > since for at in self.welcomed)


class Crowd:
    """The other process."""

    def __init__(self, places: Sequence[Place], code: str, count: int) -> None:
        """Have `count` pupils, who go to the places in turn."""
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_run, args=(theirs, list(places), code, count), daemon=True
        )
        self._process.start()

    def join(self, within: float) -> list[tuple[float, str]]:
        """Have everybody take a seat, evenly in so many seconds; return what `Pupil.join` does."""
        joined: list[tuple[float, str]] = self._ask("join", within)
        return joined

    def walk(self) -> None:
        """Have everybody come in, and walk whenever the round is on."""
        self._ask("walk", None)

    def settle(self, patience: float = 60.0) -> None:
        """Wait until everybody is in."""
        end = time.monotonic() + patience
        while (standing := self.standing()).connected < standing.of:
            if time.monotonic() > end:
                raise RuntimeError(f"only {standing.connected} of {standing.of} came in")
            time.sleep(0.1)

    def watch(self, place: Place, code: str, teacher: str | None) -> None:
        """Open a board, and with a teacher's token a console; they read what they are sent."""
        self._ask("watch", (place, code, teacher))

    def standing(self) -> Standing:
        """Return how all stand."""
        found: Standing = self._ask("standing", None)
        return found

    def stop(self) -> list[Report]:
        """Have everybody hang up once the move under way is answered; return what they lived."""
        reports: list[Report] = self._ask("stop", None)
        self._process.join(_ANSWER_SECONDS)
        return reports

    def _ask(self, what: str, argument: Any) -> Any:
        self._pipe.send((what, argument))
        if not self._pipe.poll(_ANSWER_SECONDS):
            raise RuntimeError(f"the pupils do not answer: {what}")
        return self._pipe.recv()


def _run(pipe: Connection, places: list[Place], code: str, count: int) -> None:
    # A search for garbage among all that is remembered would be measured as the server's.
    gc.disable()
    asyncio.run(_direct(pipe, places, code, count))


async def _direct(pipe: Connection, places: list[Place], code: str, count: int) -> None:
    """Do what the other process asks for."""
    pupils = [Pupil(number, places[number % len(places)], code) for number in range(count)]
    tasks: list[asyncio.Task[None]] = []
    while True:
        what, argument = await asyncio.to_thread(pipe.recv)
        if what == "join":
            pipe.send(await _join(pupils, argument))
        elif what == "walk":
            tasks += [asyncio.create_task(pupil.live()) for pupil in pupils]
            pipe.send(None)
        elif what == "watch":
            place, own_code, teacher = argument
            tasks.append(asyncio.create_task(_look_on(place, "watch", own_code)))
            if teacher is not None:
                tasks.append(asyncio.create_task(_look_on(place, "teach", teacher)))
            pipe.send(None)
        elif what == "standing":
            pipe.send(_standing(pupils))
        else:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            pipe.send([pupil.report for pupil in pupils])
            return


async def _join(pupils: Sequence[Pupil], within: float) -> list[tuple[float, str]]:
    async def join(pupil: Pupil, after: float) -> tuple[float, str]:
        await asyncio.sleep(after)
        try:
            return await pupil.join()
        except BROKEN as error:
            return float("inf"), str(error) or type(error).__name__

    spread = within / len(pupils)
    return await asyncio.gather(
        *(join(pupil, number * spread) for number, pupil in enumerate(pupils))
    )


async def _look_on(place: Place, channel: str, token: str) -> None:
    """Read what a board or a console is sent, for ever."""
    while True:
        try:
            uri = f"ws://{place[0]}:{place[1]}/api/v1/{channel}"
            async with connect(uri, max_size=2**24, compression=None, proxy=None) as line:
                await line.send(said("hello", protocol=1, token=token))
                async for _ in line:
                    pass
        except BROKEN:
            pass
        await asyncio.sleep(0.5)


def _standing(pupils: Sequence[Pupil]) -> Standing:
    reports = [pupil.report for pupil in pupils]
    return Standing(
        connected=sum(report.connected for report in reports),
        of=len(reports),
        moves=sum(len(report.kept) for report in reports),
        welcomed=[report.welcomed_at if report.connected else 0.0 for report in reports],
        refused=sum((report.refusals for report in reports), Counter()),
        answered=[report.waits[-1][0] if report.waits else 0.0 for report in reports],
    )
