"""A class at work on one server: joins from one address, moves, memory, and what was kept.

    python benchmarks/classroom_load.py [--headless | --console] [--quick] [--pupils N]
        [--seconds N] [--store URL]

A real server, and in another process as many pupils as real WebSockets: all take a seat
within five seconds from one address, come in, and move twice a second each, every move
durable before it is answered. A board looks on, and a console: first `hikergame host
--headless` with a simulated one, then `hikergame host` as a teacher types it, whose console
is drawn in the same process, on a terminal of 140 by 40 that nobody looks at (this takes
POSIX; `--headless` and `--console` measure one of the two). Then the server ends, and its
log is compared with what the pupils were told. Before and after, the same traffic goes to a
server that only says it again: what is slow there is the computer.

Bounded: 300 pupils, 5 minutes each way; `--quick` 5 seconds. Memory is read from /proc.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from classroom_audit import audit, tell
from classroom_crowd import Crowd
from classroom_echo import echo_waits_ms
from classroom_pupils import PACE_SECONDS, Report, waits_ms
from classroom_server import STEPS, Server
from classroom_table import Table, percentile

JOIN_SECONDS = 5.0
ECHO_SECONDS = (4.0, 1.0)
"""Before the class and after it, each; the second when it has to be quick."""
BUDGET_P99_MS = 50.0
BUDGET_MB = 150.0


def main() -> int:
    """Measure; return 1 where a budget was not kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--headless", action="store_true", help="a server without a console alone")
    ways.add_argument("--console", action="store_true", help="a server with its console alone")
    parser.add_argument("--quick", action="store_true", help="five seconds of moves")
    parser.add_argument("--pupils", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=300.0, help="how long they move")
    parser.add_argument("--store", help="another store than a temporary SQLite file")
    asked = parser.parse_args()
    seconds = min(5.0 if asked.quick else asked.seconds, (STEPS - 20) * PACE_SECONDS)
    table = Table(f"{asked.pupils} pupils, 2 moves a second each for {seconds:.0f} s")
    bare = echo_waits_ms(asked.pupils, ECHO_SECONDS[asked.quick])
    if not asked.console:
        measure(table, asked.store, asked.pupils, seconds, console=False)
    if asked.console or not (asked.headless or os.name != "posix"):
        measure(table, asked.store, asked.pupils, seconds, console=True)
    bare += echo_waits_ms(asked.pupils, ECHO_SECONDS[asked.quick])
    table.add("peer: a bare echo of the same traffic, median", f"{percentile(bare, 50):.1f} ms")
    table.add("peer: a bare echo of the same traffic, p99", f"{percentile(bare, 99):.1f} ms")
    table.show()
    return 0 if table.ok else 1


def measure(table: Table, store: str | None, count: int, seconds: float, *, console: bool) -> None:
    """Put a server and a class to work, and the figures into the table."""
    table.add("with its console" if console else "headless", "")
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), store=store, console=console)
        server.open()
        try:
            reports = lesson(table, server, count, seconds, console=console)
            table.add("the server ends with", f"exit code {server.stop()}")
        finally:
            server.kill()
        tell(table, audit(server.store, server.code, reports))
        if "Traceback" in server.said:
            table.add("the server printed a traceback", server.said[-1500:], "none", kept=False)


def lesson(
    table: Table, server: Server, count: int, seconds: float, *, console: bool
) -> list[Report]:
    """Have a class join and walk, and put the figures into the table."""
    place = ("127.0.0.1", server.port)
    crowd = Crowd([place], server.code, count)
    start = time.perf_counter()
    joined = crowd.join(JOIN_SECONDS * 0.9)
    spent = time.perf_counter() - start
    table.at_most(f"{count} joins from one address", spent, JOIN_SECONDS, "s")
    table.none("joins refused", sum(bool(why) for _, why in joined))
    table.add("a join, p99", f"{1000 * percentile([one for one, _ in joined], 99):.0f} ms")
    crowd.watch(place, server.code, None if console else server.teacher)
    crowd.walk()
    crowd.settle()
    server.start_round()
    server.await_board()
    begun, used, (first, _) = time.time(), server.cpu_seconds(), server.memory()
    time.sleep(seconds)
    used = server.cpu_seconds() - used
    now, most = server.memory()
    server.teach("pause")
    time.sleep(1.0)
    reports = crowd.stop()
    waits, lags = waits_ms(reports, begun), waits_ms(reports, begun, due=True)
    table.at_least("moves answered", len(waits), 0.98 * count * seconds / PACE_SECONDS)
    errors = sum(report.drops + bool(report.turned_away) + refused(report) for report in reports)
    table.none("errors: refusals, lost lines", errors)
    table.add("a move, median", f"{percentile(waits, 50):.1f} ms")
    table.at_most("a move, p99", percentile(waits, 99), BUDGET_P99_MS, "ms")
    table.at_most("a move, p99, from when it was due", percentile(lags, 99), BUDGET_P99_MS, "ms")
    table.add("a move, the slowest", f"{max(waits, default=0):.0f} ms")
    table.at_most("resident memory of the server, highest", most, BUDGET_MB, "MB")
    table.add("resident memory when all were in, and at the end", f"{first:.0f} and {now:.0f} MB")
    table.add("the server's share of one core", f"{100 * used / seconds:.0f} %")
    table.add("processor time of a move, all else included", f"{_each_ms(used, waits):.2f} ms")
    return reports


def _each_ms(seconds: float, moves: Sequence[float]) -> float:
    return 1000 * seconds / len(moves) if moves else float("nan")


def refused(report: Report) -> int:
    """Return how many refusals a pupil had that it should not have had."""
    # The pause at the end may meet a move on its way.
    return sum(report.refusals.values()) - min(1, report.refusals["not-walking"])


if __name__ == "__main__":
    sys.exit(main())
