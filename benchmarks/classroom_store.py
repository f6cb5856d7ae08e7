"""What it costs to keep a classroom's log, beside plain SQLite on the same disk.

    python benchmarks/classroom_store.py [--quick] [--postgres URL] [--folder FOLDER]

Moves of 300 hikers: one commit each, from one thread; through the writer, which shares
commits, as fast as it takes them; and at 600 a second, two of each hiker, from the wish to
the answer after the commit. Then a log of a long lesson is read, and somebody who waits
is woken. The peer is one table, one INSERT and one commit a move, without numbers or keys.

PostgreSQL is measured where its programs are found, or in the database that is named.
"""

import argparse
import asyncio
import secrets
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from classroom_table import Table, percentile
from pydantic import JsonValue

from hikergame.classroom.log.events import Draft, Kept, Kind
from hikergame.classroom.log.opening import open_store
from hikergame.classroom.log.store import Store
from hikergame.classroom.log.writer import Writer

if TYPE_CHECKING:
    from tests.classroom_log.postgres_server import PostgresServer

HIKERS = 300
PACE_SECONDS = 0.5
"""From move to move of one hiker, at 600 a second."""
SILENCE_SECONDS = 0.15
"""Before somebody is woken: who has only just been told something is told more a little later."""
BUDGET_TOTAL = 6000
BUDGET_P99_MS = 25.0
"""Half of what a move may take from the pupil and back."""


def main() -> int:
    """Measure every store; return 1 where a budget was not kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="about ten seconds")
    parser.add_argument("--postgres", metavar="URL", help="a database that may be written to")
    parser.add_argument("--folder", type=Path, help="where files are written (a temporary one)")
    asked = parser.parse_args()
    seconds = 1.0 if asked.quick else 10.0
    table = Table(f"The log: {HIKERS} hikers")
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        peer(table, Path(folder) / "plain.sqlite3", seconds / 5)
        measure(table, "SQLite", str(Path(folder) / "classroom.sqlite3"), seconds)
    with postgres(asked.postgres) as url:
        if url is not None:
            measure(table, "PostgreSQL", url, seconds)
    table.show()
    return 0 if table.ok else 1


@contextmanager
def postgres(named: str | None) -> Iterator[str | None]:
    """Give the URL of a database: the one that is named, or one of our own; None without."""
    if named is not None:
        yield named
        return
    with own_postgres() as server:
        yield None if server is None else server.url()


@contextmanager
def own_postgres() -> "Iterator[PostgresServer | None]":
    """Start a PostgreSQL of our own; None where its programs are not found."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from tests.classroom_log.postgres_server import started

    try:
        server = started()
    except RuntimeError as error:
        print(f"PostgreSQL is not measured. {error}")
        yield None
        return
    try:
        yield server
    finally:
        server.remove()


def peer(table: Table, path: Path, seconds: float) -> None:
    """Measure one commit a move in plain SQLite."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("CREATE TABLE move (id INTEGER PRIMARY KEY, data TEXT)")
        text = '{"round":1,"step":17,"move":[0.25,-1.5]}'

        def insert() -> None:
            db.execute("INSERT INTO move (data) VALUES (?)", (text,))

        table.add("plain SQLite, one commit each", f"{rate(insert, seconds):,.0f} moves/s")


def measure(table: Table, name: str, where: str, seconds: float) -> None:
    """Measure one store."""
    room = secrets.token_hex(8)
    with closing(open_store(where)) as store:
        store.create(room, Draft(Kind.ROOM_OPENED, {"code": "K7QMXP"}))
        steps = iter(range(10**9))
        alone = rate(lambda: store.append(room, [move(0, next(steps))]), seconds / 5)
        table.add(f"{name}, one commit each", f"{alone:,.0f} moves/s")
        total = asyncio.run(flat_out(store, room, seconds))
        table.at_least(f"{name}, shared commits", total, BUDGET_TOTAL, "moves/s")
        waits = asyncio.run(paced(store, room, seconds))
        table.add(f"{name}, a move at 600/s, median", f"{1000 * percentile(waits, 50):.1f} ms")
        table.at_most(
            f"{name}, a move at 600/s, p99", 1000 * percentile(waits, 99), BUDGET_P99_MS, "ms"
        )
        start = time.perf_counter()
        count = len(store.read(room))
        per_event = (time.perf_counter() - start) / count
        table.add(f"{name}, reading 180,000 events", f"{180_000 * per_event:.2f} s")
        woken = 1000 * percentile([wake_up(where, store, room, count + n) for n in range(20)], 50)
        table.add(f"{name}, waking another process's store", f"{woken:.2f} ms")
        store.erase_room(room)


def rate(act: Callable[[], object], seconds: float) -> float:
    """Return how often a second something can be done."""
    start = time.perf_counter()
    count = 0
    while (spent := time.perf_counter() - start) < seconds:
        act()
        count += 1
    return count / spent


def move(hiker: int, step: int, part: str = "a") -> Draft:
    """Return a move as a room drafts it."""
    data: dict[str, JsonValue] = {"round": 1, "step": step, "move": [0.123456789012345, -1.5]}
    name = f"{part}{hiker:07x}"
    return Draft(Kind.MOVED, data, hiker=name, key=f"{name}:1:{step}", gate=1)


async def flat_out(store: Store, room: str, seconds: float) -> float:
    """Let every hiker move as soon as its last move was answered; return moves a second."""
    writer = Writer(store, room)
    end = time.perf_counter() + seconds

    async def walk(hiker: int) -> int:
        step = 0
        while time.perf_counter() < end:
            assert isinstance(await writer.submit(move(hiker, step, "b")), Kept)
            step += 1
        return step

    counts = await asyncio.gather(*(walk(hiker) for hiker in range(HIKERS)))
    writer.close()
    return sum(counts) / seconds


async def paced(store: Store, room: str, seconds: float) -> list[float]:
    """Let every hiker move twice a second; return the seconds of each move."""
    writer = Writer(store, room)
    waits: list[float] = []
    start = time.perf_counter()

    async def walk(hiker: int) -> None:
        for step in range(round(seconds / PACE_SECONDS)):
            due = start + (step + hiker / HIKERS) * PACE_SECONDS
            await asyncio.sleep(max(due - time.perf_counter(), 0))
            begun = time.perf_counter()
            assert isinstance(await writer.submit(move(hiker, step, "c")), Kept)
            waits.append(time.perf_counter() - begun)

    await asyncio.gather(*(walk(hiker) for hiker in range(HIKERS)))
    writer.close()
    return waits


def wake_up(where: str, store: Store, room: str, last: int) -> float:
    """Return the seconds from the event after `last` to the waking of another store."""
    woken = threading.Event()
    ready = threading.Event()
    with closing(open_store(where)) as other:

        def wait() -> None:
            # The first wake-up of a listener may be for its own beginning.
            other.wait(room, last, 0.05)
            ready.set()
            while not other.wait(room, last, 5):
                pass
            woken.set()

        thread = threading.Thread(target=wait)
        thread.start()
        ready.wait()
        time.sleep(SILENCE_SECONDS)
        start = time.perf_counter()
        store.append(room, [Draft(Kind.HIKER_READY)])
        woken.wait()
        spent = time.perf_counter() - start
        thread.join()
    return spent


if __name__ == "__main__":
    sys.exit(main())
