"""A class at work, to which something is done, and the log that is looked at afterwards."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from classroom_audit import audit, tell
from classroom_crowd import Crowd
from classroom_pupils import Place, Report
from classroom_server import Server
from classroom_table import Table

BUDGET_BACK = 5.0
"""Seconds after which everybody has to be back."""
BUDGET_P99_MS = 50.0
_JOINS_A_SECOND = 60.0


@dataclass
class Trial:
    """One class, walking."""

    server: Server
    crowd: Crowd
    reports: list[Report] = field(default_factory=list)
    """What the pupils lived through, once it is over."""


@contextmanager
def trial(
    table: Table,
    count: int,
    *,
    port: int | None = None,
    places: Sequence[Place] | None = None,
    folder: Path | None = None,
    store: str | None = None,
    beside: Callable[[Server], None] | None = None,
) -> Iterator[Trial]:
    """Have a class walk while the block lasts; then compare what was told with the log.

    The pupils go to `places` in turn, else to the server; `beside` is called when the
    server is up and nobody there yet. The log is in `folder` unless a store is named.
    """
    with tempfile.TemporaryDirectory(dir=folder) as own:
        server = Server(Path(own), store=store, port=port)
        try:
            server.open()
            if beside is not None:
                beside(server)
            crowd = Crowd(places or [("127.0.0.1", server.port)], server.code, count)
            crowd.join(count / _JOINS_A_SECOND)
            crowd.walk()
            crowd.settle()
            server.start_round()
            server.await_board()
            here = Trial(server, crowd)
            yield here
            with suppress(RuntimeError):
                server.teach("pause")
            time.sleep(1.0)
            here.reports = crowd.stop()
            server.stop()
            tell(table, audit(server.store, server.code, here.reports))
            table.none("tracebacks that the server printed", server.said.count("Traceback"))
        finally:
            server.kill()


def disk_waits_ms(seconds: float) -> list[float]:
    """Return how long the disk takes to keep a few hundred bytes, again and again."""
    waits: list[float] = []
    end = time.perf_counter() + seconds
    with tempfile.TemporaryFile(buffering=0) as file:
        while (start := time.perf_counter()) < end:
            file.write(bytes(512))
            os.fsync(file.fileno())
            waits.append(1000 * (time.perf_counter() - start))
    return waits


def come_back(crowd: Crowd, since: float, patience: float = 60.0) -> float:
    """Return the seconds until everybody has come in after a moment; infinity if that never is."""
    end = time.monotonic() + patience
    while (standing := crowd.standing()).back(since) < standing.of:
        if time.monotonic() > end:
            return float("inf")
        time.sleep(0.05)
    return max(standing.welcomed) - since
