"""Simulated pupils, in a process of their own: real connections, a walk each, and a memory.

A pupil takes a seat once, and from then on only ever comes back with its token. It moves
at its own times, waits for the answer, sends again what was not answered, and remembers
every move that was acknowledged. What it finds wrong, a step too many or too few in what
the server says of its walk, it counts. Knows the messages, and nothing of this package.
"""

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

PACE_SECONDS = 0.5
"""From move to move of one pupil."""
LONGEST_STEP = 0.4
ANSWER_PATIENCE = 5.0
"""Seconds without any answer after which a pupil hangs up and comes back."""
FIRST_WAIT, LONGEST_WAIT = 0.2, 2.0
BROKEN = (OSError, WebSocketException, TimeoutError, EOFError)

Place = tuple[str, int]


@dataclass
class Report:
    """What one pupil has lived through; plain values, which another process can read."""

    hiker: str = ""
    kept: dict[int, tuple[float, float]] = field(default_factory=dict)
    """Step -> the displacement that was acknowledged."""
    waits: list[tuple[float, float, float]] = field(default_factory=list)
    """Of each answer: when it came, the seconds since the move was sent, and since it was due."""
    welcomed_at: float = 0.0
    """When the pupil came in last, in seconds since 1970, as all times here."""
    connected: bool = False
    drops: int = 0
    wrong: list[str] = field(default_factory=list)
    """What the server said that cannot be."""
    refusals: Counter[str] = field(default_factory=Counter)
    turned_away: str = ""
    """Why the pupil is out for good."""


class Pupil:
    """One pupil."""

    def __init__(self, number: int, place: Place, code: str) -> None:
        self.number = number
        self.report = Report()
        self._place = place
        self._code = code
        self._token = ""
        self._chance = random.Random(number)  # noqa: S311 - no secret
        self._phase = ""
        self._round = 0
        self._step = 0
        self._pending: tuple[int, tuple[float, float]] | None = None
        self._again = False
        """The move that is pending is to be sent once more."""
        self._sent = 0.0
        self._due = 0.0
        self._news = asyncio.Event()

    async def join(self) -> tuple[float, str]:
        """Take a seat; return the seconds it took, and why it was refused if it was."""
        start = time.perf_counter()
        wish = {"code": self._code, "name": f"Pupil {self.number}"}
        status, answer = await post(self._place, "/api/v1/join", wish)
        spent = time.perf_counter() - start
        if status != 200:
            return spent, str(answer.get("why", status))
        self._token = answer["token"]
        self.report.hiker = answer["you"]["hiker"]
        return spent, ""

    async def live(self) -> None:
        """Walk until cancelled, coming back whenever the line breaks."""
        wait = FIRST_WAIT
        while not self.report.turned_away:
            before = self.report.welcomed_at
            try:
                host, port = self._place
                async with connect(
                    f"ws://{host}:{port}/api/v1/walk",
                    open_timeout=4.0,
                    close_timeout=0.2,
                    ping_interval=ANSWER_PATIENCE,
                    ping_timeout=ANSWER_PATIENCE,
                    max_size=2**24,
                    compression=None,
                    proxy=None,
                ) as line:
                    await line.send(said("hello", protocol=1, token=self._token))
                    await self._converse(line)
            except BROKEN:
                self.report.drops += self.report.connected
            self.report.connected = False
            wait = FIRST_WAIT if self.report.welcomed_at > before else min(2 * wait, LONGEST_WAIT)
            await asyncio.sleep(wait * self._chance.uniform(0.5, 1.0))

    async def _converse(self, line: ClientConnection) -> None:
        moving = asyncio.create_task(self._move(line))
        try:
            async for frame in line:
                self._hear(json.loads(frame))
                if self.report.turned_away:
                    return
        finally:
            moving.cancel()

    async def _move(self, line: ClientConnection) -> None:
        """Send a move whenever one is due, the last is answered, and the round is on."""
        phase = self._chance.uniform(0, PACE_SECONDS)
        while True:
            while not self._may_send():
                self._news.clear()
                try:
                    await asyncio.wait_for(self._news.wait(), ANSWER_PATIENCE)
                except TimeoutError:
                    if self._pending is not None and not self._again:
                        await line.close()
                        return
            now = time.perf_counter()
            beat = (now - phase) // PACE_SECONDS
            due = max(self._due + PACE_SECONDS, phase + beat * PACE_SECONDS)
            await asyncio.sleep(max(0.0, due - now))
            if not self._may_send():
                continue
            self._due = due
            if self._pending is None:
                self._pending = (self._step, (self._some(), self._some()))
            self._again = False
            self._sent = time.perf_counter()
            await line.send(self._move_text())

    def _may_send(self) -> bool:
        waits = self._pending is not None and not self._again
        return self._phase == "walking" and self._round > 0 and not waits

    def _some(self) -> float:
        return self._chance.uniform(-LONGEST_STEP, LONGEST_STEP)

    def _move_text(self) -> str:
        assert self._pending is not None
        step, going = self._pending
        return said("move", round=self._round, step=step, displacement=going)

    def _hear(self, answer: dict[str, Any]) -> None:
        match answer["type"]:
            case "welcome":
                self._phase = answer["room"]["phase"]
                self._welcomed(answer["walk"])
                self.report.connected = True
                self.report.welcomed_at = time.time()
            case "room":
                self._phase = answer["room"]["phase"]
            case "begun":
                self._phase = "walking"
                self._welcomed(answer["walk"])
            case "felt":
                self._felt(answer)
            case "refused":
                self._refused(answer)
            case "replaced" | "removed":
                self.report.turned_away = answer["type"]
        self._news.set()

    def _welcomed(self, walk: dict[str, Any] | None) -> None:
        """Compare what the server says of the walk with what is remembered of it."""
        pending, self._pending, self._again = self._pending, None, False
        if walk is None:
            if self.report.kept:
                self.report.wrong.append("the walk is gone")
            return
        self._round = walk["round"]
        moves = [tuple(move) for move in walk["moves"]]
        kept = self.report.kept
        if [kept[step] for step in range(len(kept))] != moves[: len(kept)]:
            self.report.wrong.append(f"{len(kept)} moves were acknowledged, {len(moves)} are there")
        extra = moves[len(kept) :]
        if extra and (pending is None or extra != [pending[1]]):
            self.report.wrong.append(f"steps too many: {len(extra)}")
        if pending is not None and extra:
            kept[pending[0]] = pending[1]
        elif pending is not None and pending[0] == len(moves):
            self._pending, self._again = pending, True
        self._step = len(moves)

    def _felt(self, answer: dict[str, Any]) -> None:
        if self._pending is None or self._pending[0] != answer["step"]:
            # A move that was sent twice is answered twice.
            if answer["step"] not in self.report.kept:
                self.report.wrong.append("an answer to no question")
            return
        step, going = self._pending
        now = time.perf_counter()
        self._pending = None
        self.report.kept[step] = going
        self.report.waits.append((time.time(), now - self._sent, now - self._due))
        if answer["readout"]["step"] != step + 1:
            self.report.wrong.append(f"step {step + 1} is told as {answer['readout']['step']}")
        self._step = step + 1

    def _refused(self, answer: dict[str, Any]) -> None:
        why = answer["why"]
        self.report.refusals[why] += 1
        if why == "wrong-token":
            self.report.turned_away = why
        if self._pending is not None and answer.get("step") == self._pending[0]:
            if why == "not-walking":
                self._phase = "paused"
            # The same move, not another one: it may have been kept after all.
            self._again = True


def said(kind: str, **what: Any) -> str:
    """Return a message."""
    return json.dumps({"type": kind, **what})


async def post(place: Place, path: str, body: object) -> tuple[int, dict[str, Any]]:
    """Ask over HTTP on a connection of its own; return the status and the answer."""
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    reader, writer = await asyncio.open_connection(*place)
    try:
        writer.write(
            f"POST {path} HTTP/1.1\r\nhost: {place[0]}\r\ncontent-type: application/json\r\n"
            f"content-length: {len(text)}\r\nconnection: close\r\n\r\n".encode()
            + text
        )
        await writer.drain()
        head, _, content = (await reader.read()).partition(b"\r\n\r\n")
    finally:
        writer.close()
    status = int(head.split()[1]) if head else 0
    try:
        answer = json.loads(content)
    except ValueError:
        answer = {}
    return status, answer if isinstance(answer, dict) else {}


def waits_ms(
    reports: Sequence[Report], since: float = 0.0, until: float = 1e12, *, due: bool = False
) -> list[float]:
    """Return how long moves waited for answers that came in a span of time.

    From when they were sent, or, with `due`, from when they should have been.
    """
    return [
        1000 * (lag if due else wait)
        for report in reports
        for at, wait, lag in report.waits
        if since <= at <= until
    ]
