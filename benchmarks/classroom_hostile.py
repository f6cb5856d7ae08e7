"""Trials of a class's server by those who never read, and those who mean harm."""

import asyncio
import json
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress

from classroom_pupils import BROKEN, Place, post, said, waits_ms
from classroom_server import Server
from classroom_table import Table, percentile
from classroom_trial import BUDGET_P99_MS, trial
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

MOST_FRAME = 16 * 1024
GROWTH_MB = 10.0
SILENT = 10
_NAGS = 8
_ON_ONE_LINE = 20
"""Malformed messages after which the server ends a line."""

Verdict = tuple[str, str, bool]
"""The figure, its budget, and whether it was kept."""
NAMES = (
    "\x1b[31mred\x1b[0m",
    "\x07bell",
    "a\nb",
    "\u202egnirts",
    "zero\u200bwidth",
    "x" * 10_000,
    "😀" * 3_000,
    "",
    " ",
    "\u0000",
    '=HYPERLINK("http://x")',
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "Robert'); DROP TABLE event;--",
    "%s%s%n",
    "../../etc/passwd",
    "{{7*7}}",
    "[bold]markup[/bold]",
    "Zoë Müller",
    "名前",
)


def silent(table: Table, quick: bool, count: int) -> None:
    """Let ten clients send for ever and never read, five pupils and five boards."""
    seconds = 2.0 if quick else 10.0
    spans: list[tuple[float, float, float]] = []
    grown = 0.0
    with trial(table, count) as here:
        # In turns, for what else the computer does changes as well.
        for _ in range(3):
            begun = time.time()
            time.sleep(seconds)
            turned = time.time()
            before, _ = here.server.memory()
            with _beside(lambda: _never_read(here.server)):
                time.sleep(seconds)
                after, _ = here.server.memory()
            spans.append((begun, turned, time.time()))
            grown = max(grown, after - before)
    without = [wait for span in spans for wait in waits_ms(here.reports, span[0], span[1])]
    with_them = [wait for span in spans for wait in waits_ms(here.reports, span[1], span[2])]
    table.add("a move, p99, without them", f"{percentile(without, 99):.1f} ms")
    what = f"a move, p99, with {SILENT} who never read"
    table.at_most(what, percentile(with_them, 99), BUDGET_P99_MS, "ms")
    table.none("lines that others lost", sum(report.drops for report in here.reports))
    table.at_most("memory that they cost", grown, GROWTH_MB, "MB")


async def _never_read(server: Server) -> None:
    """Keep ten connections that send and do not read, for ever."""
    place = ("127.0.0.1", server.port)

    async def ignore(number: int) -> None:
        channel, token = "watch", server.code
        if number % 2:
            status, seat = await post(place, "/api/v1/join", {"code": server.code})
            assert status == 200
            channel, token = "walk", seat["token"]
        while True:
            with suppress(*BROKEN):
                await _talk_only(place, channel, token)
            await asyncio.sleep(0.2)

    await asyncio.gather(*(ignore(number) for number in range(SILENT)))


async def _talk_only(place: Place, channel: str, token: str) -> None:
    """Send messages by hand, with a buffer for answers that is soon full."""
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.setblocking(False)
    await asyncio.get_running_loop().sock_connect(raw, place)
    async with connect(
        f"ws://{place[0]}:{place[1]}/api/v1/{channel}",
        sock=raw,
        max_queue=1,
        ping_interval=None,
        close_timeout=0.1,
        compression=None,
        proxy=None,
    ) as line:
        await line.send(said("hello", protocol=1, token=token))
        while True:
            # Each is answered, by a refusal or the room.
            await line.send(said("ready"))
            await asyncio.sleep(0.2)


def hostile(table: Table, quick: bool, count: int) -> None:
    """Send what nobody should send."""
    with trial(table, count) as here:
        time.sleep(1.0)
        place = ("127.0.0.1", here.server.port)
        before, _ = here.server.memory()
        events = here.server.view()["events"]
        begun = time.time()
        asyncio.run(_harm(table, place, here.server.code, 5_000 if quick else 100_000))
        ended = time.time()
        after, _ = here.server.memory()
        grown = here.server.view()["events"] - events
    waits = waits_ms(here.reports, begun, ended)
    # No budget: whoever floods a server here takes the pupils' processor as well.
    table.add("a pupil's move meanwhile, p99", f"{percentile(waits, 99):.0f} ms")
    table.none("lines that pupils lost", sum(report.drops for report in here.reports))
    # The class's own moves stay in memory as well.
    table.at_most(
        f"memory after all this and {grown:,} events",
        after - before,
        GROWTH_MB + grown / 2000,
        "MB",
    )


async def _harm(table: Table, place: Place, code: str, malformed: int) -> None:
    bots = [await _seat(place, code) for _ in range(_NAGS)]
    start = time.perf_counter()
    each = malformed // len(bots)
    answered = sum(await asyncio.gather(*(_nag(place, token, each) for token in bots)))
    spent = time.perf_counter() - start
    what = f"malformed messages that were answered, in {spent:.0f} s"
    table.all(what, answered, each * len(bots))
    table.add("a frame over 16 KiB", *await _long_frame(place, bots[0]))
    table.add("a body over 16 KiB", *await _long_body(place, code))
    table.add("wrong tokens, 100 lines at once", *await _wrong_tokens(place))
    table.add("wrong codes, 400 at once", *await _wrong_codes(place, code))
    table.add(f"{len(NAMES)} hostile names", *await _names(place, code))


async def _seat(place: Place, code: str) -> str:
    status, seat = await post(place, "/api/v1/join", {"code": code, "kind": "bot"})
    if status != 200:
        raise RuntimeError(f"no seat for a bot: {seat}")
    return str(seat["token"])


_CHANCE = random.Random(7)  # noqa: S311 - nonsense, no secret
_NONSENSE: tuple[Callable[[], str | bytes], ...] = (
    lambda: "{",
    lambda: "null",
    lambda: "[" * 5000,
    lambda: json.dumps({"type": _CHANCE.choice(["move", "hello", "flag", "x", None, 7])}),
    lambda: said("move", round=1, step=_CHANCE.randint(-9, -1), displacement=[0.0, 0.0]),
    lambda: said("move", round=1, step=0, displacement=["a"]),
    lambda: '{"type":"move","round":1,"step":0,"displacement":[NaN,1e999]}',
    lambda: said("move", round=10**30, step=0, displacement=[0.0] * 65),
    lambda: said("ready", extra="x" * _CHANCE.randint(0, 9000)),
    lambda: bytes(_CHANCE.randrange(256) for _ in range(_CHANCE.randint(0, 99))),
    lambda: '{"type":"ready"}' + "\x00",
)


async def _nag(place: Place, token: str, count: int) -> int:
    """Send messages that are none, on as many lines as it takes; return how many were refused."""
    refused = lines = 0
    while refused < count and lines < count:
        lines += 1
        left = min(_ON_ONE_LINE, count - refused)
        with suppress(*BROKEN):
            async with _walking(place) as line:
                await line.send(said("hello", protocol=1, token=token))
                for _ in range(left):
                    await line.send(_CHANCE.choice(_NONSENSE)())
                while left:
                    answer = json.loads(await line.recv())
                    if answer["type"] == "refused" and answer["why"] == "malformed":
                        left -= 1
                        refused += 1
    return refused


async def _long_frame(place: Place, token: str) -> Verdict:
    """Send a frame that is too long: the line has to end with the code for that (1009)."""
    async with _walking(place) as line:
        await line.send(said("hello", protocol=1, token=token))
        try:
            await line.send(said("ready", extra="x" * (MOST_FRAME + 1)))
            while True:
                await line.recv()
        except ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd else 0
    return f"closed with {code}", "closed with 1009", code == 1009


async def _long_body(place: Place, code: str) -> Verdict:
    status, answer = await post(place, "/api/v1/join", {"code": code, "name": "x" * 2**20})
    told = f"{status} {answer.get('why')}"
    return told, "4xx, and why", 400 <= status < 500 and "why" in answer


async def _wrong_tokens(place: Place) -> Verdict:
    """Say hello with tokens that nobody has."""

    async def guess(number: int) -> str:
        async with _walking(place) as line:
            await line.send(said("hello", protocol=1, token=f"{number:048x}"))
            return str(json.loads(await line.recv()).get("why"))

    told = Counter(await asyncio.gather(*(guess(number) for number in range(100))))
    return f"{dict(told)}", "wrong-token", set(told) == {"wrong-token"}


async def _wrong_codes(place: Place, code: str) -> Verdict:
    """Guess codes as fast as can be; then, from the same address, join with the right one."""

    async def guess(number: int) -> str:
        status, answer = await post(place, "/api/v1/join", {"code": f"{number:06d}"})
        return str(answer.get("why", status))

    async def join() -> bool:
        await asyncio.sleep(0.5)
        return (await post(place, "/api/v1/join", {"code": code, "kind": "bot"}))[0] == 200

    guesses = asyncio.gather(*(guess(number) for number in range(400)))
    let_in = await join()
    told = Counter(await guesses)
    kept = let_in and set(told) <= {"wrong-code", "too-many"} and told["too-many"] > 0
    return f"{dict(told)}, a right one let in: {let_in}", "slowed down, and let in", kept


async def _names(place: Place, code: str) -> Verdict:
    """Ask for names that nobody should have: each is refused in words, or is shown as it is."""
    told: Counter[str] = Counter()
    kept = True
    for name in NAMES:
        wish = {"code": code, "kind": "bot", "name": name}
        status, answer = await post(place, "/api/v1/join", wish)
        if status == 200:
            shown = answer["you"]["name"]
            kept = kept and shown.isprintable() and len(shown) <= 24
            told["taken"] += 1
        else:
            kept = kept and status in (400, 422) and "text" in answer
            told[str(answer.get("why"))] += 1
    return f"{dict(told)}", "refused in words, or printable", kept


def _walking(place: Place) -> connect:
    return connect(
        f"ws://{place[0]}:{place[1]}/api/v1/walk",
        compression=None,
        proxy=None,
        close_timeout=0.2,
        max_size=2**24,
    )


@contextmanager
def _beside(act: Callable[[], Coroutine[None, None, None]]) -> Iterator[None]:
    """Do something in a thread and an event loop of its own while the block lasts."""
    loop = asyncio.new_event_loop()
    task = loop.create_task(act())

    def run() -> None:
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(task)
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()
