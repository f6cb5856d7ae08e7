"""What befalls a class: killed servers, dead Wi-Fi, clients that never read, hostile ones.

    python benchmarks/classroom_faults.py [--quick] [--pupils N] [TRIAL ...]

    kills      the server is killed (SIGKILL) at random moments, and started again; a
               teacher lets the paused round go on
    blackhole  nothing comes through for 30 % of the class for half a minute; some of the
               connections are dead afterwards, and nobody is told
    silent     ten clients send, and never read
    postgres   three servers on one PostgreSQL behind a round-robin proxy, each killed once;
               a board and a console look on. What the computer takes for the same traffic
               without a server, and its disk for a write, stands beside it
    hostile    long frames, malformed messages, guessed tokens and codes, names of all kinds
    disk       the disk is full for a while (Linux, as root: on a small tmpfs)
    locked     another program holds the log's file for longer than the server waits
    away       PostgreSQL stops for longer than the server waits

Each has a real server, 300 pupils on real WebSockets in another process, who move twice a
second and only ever come back with their tokens; the log is compared afterwards with what
they were told. All together about ten minutes; `--quick` has fewer of everything.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from classroom_crowd import Crowd
from classroom_disk import away, disk, locked
from classroom_echo import echo_waits_ms
from classroom_hostile import hostile, silent
from classroom_proxy import Proxy
from classroom_pupils import Place, waits_ms
from classroom_server import Server, free_port
from classroom_store import postgres as database
from classroom_table import Table, percentile
from classroom_trial import BUDGET_BACK, BUDGET_P99_MS, Trial, come_back, disk_waits_ms, trial

Trials = Mapping[str, Callable[[Table, bool, int], None]]


def kills(table: Table, quick: bool, count: int) -> None:
    """Kill the server at random moments."""
    times = 2 if quick else 20
    chance = random.Random()  # noqa: S311 - moments, no secrets
    backs: list[float] = []
    ups: list[float] = []
    with trial(table, count) as here:
        for _ in range(times):
            time.sleep(chance.uniform(0.5, 2.0 if quick else 4.0))
            killed = time.time()
            here.server.kill()
            here.server.reopen()
            ups.append(time.time() - killed)
            backs.append(come_back(here.crowd, killed))
            here.server.resume_round()
        time.sleep(2.0)
    table.add(f"{times} kills: server answers again, median", f"{percentile(ups, 50):.1f} s")
    table.add("everybody is back, from the kill, median", f"{percentile(backs, 50):.1f} s")
    table.at_most("everybody is back, from the kill, the slowest", max(backs), BUDGET_BACK, "s")


def blackhole(table: Table, quick: bool, count: int) -> None:
    """Let nothing through for 30 % of the class."""
    seconds = 6.0 if quick else 30.0
    port = free_port()
    proxy = Proxy([("127.0.0.1", port)], ports=10)
    try:
        with trial(table, count, port=port, places=proxy.places) as here:
            time.sleep(2.0)
            begun = time.time()
            for hole in range(3):
                proxy.freeze(hole)
            time.sleep(seconds)
            ended = time.time()
            for hole in range(3):
                proxy.thaw(hole)
            late = _moving_again(here, ended)
            time.sleep(2.0)
        near = [one for number, one in enumerate(here.reports) if number % 10 > 2]
        table.at_most(
            f"{seconds:.0f} s of nothing for 30 %: the others' moves, p99",
            percentile(waits_ms(near, begun, ended), 99),
            BUDGET_P99_MS,
            "ms",
        )
        table.at_most("everybody moves again, after it is over", late, 15.0, "s")
        again = sum(bool(report.turned_away) for report in here.reports)
        table.none("pupils who had to join again", again)
    finally:
        proxy.close()


def _moving_again(here: Trial, since: float) -> float:
    """Return the seconds until everybody has had a move answered after a moment."""
    end = time.monotonic() + 60
    while min(here.crowd.standing().answered) < since:
        if time.monotonic() > end:
            return float("inf")
        time.sleep(0.1)
    return time.time() - since


def postgres(table: Table, quick: bool, count: int) -> None:
    """Kill each of three servers of one database."""
    with database(None) as url:
        if url is None:
            table.add("PostgreSQL", "not measured: it is not installed")
            return
        ports = [free_port() for _ in range(3)]
        proxy = Proxy([("127.0.0.1", port) for port in ports])
        try:
            _three(table, quick, count, (url, ports, proxy.places))
        finally:
            proxy.close()


def _three(
    table: Table, quick: bool, count: int, where: tuple[str, Sequence[int], Sequence[Place]]
) -> None:
    url, ports, places = where
    others: list[Server] = []

    def start_others(first: Server) -> None:
        for port in ports[1:]:
            others.append(Server(first.folder, store=url, port=port))
            others[-1].share(first)

    bare, disk_bare = echo_waits_ms(count, 2.0), disk_waits_ms(1.0)
    try:
        with trial(
            table, count, port=ports[0], places=places, store=url, beside=start_others
        ) as here:
            for other in others:
                other.await_board()
            here.crowd.watch(("127.0.0.1", ports[0]), here.server.code, here.server.teacher)
            time.sleep(1.0)  # asking all of them for their boards was work of ours
            begun = time.time()
            time.sleep(2.0 if quick else 10.0)
            calm = time.time()
            backs = _kill_each(others[:1] if quick else [*others, here.server], here.crowd)
    finally:
        for other in others:
            other.kill()
    bare += echo_waits_ms(count, 2.0)
    disk_bare += disk_waits_ms(1.0)
    table.add("peer: a bare echo of the same traffic, p99", f"{percentile(bare, 99):.1f} ms")
    table.add("peer: a bare write to the disk, p99", f"{percentile(disk_bare, 99):.1f} ms")
    waits = waits_ms(here.reports, begun, calm)
    table.add("three servers: a move, median", f"{percentile(waits, 50):.1f} ms")
    table.at_most("three servers: a move, p99", percentile(waits, 99), BUDGET_P99_MS, "ms")
    table.at_most(
        f"{len(backs)} of them killed: everybody is back, the slowest", max(backs), BUDGET_BACK, "s"
    )


def _kill_each(servers: Sequence[Server], crowd: Crowd) -> list[float]:
    """Kill one server after the other; return the seconds until everybody was back, of each."""
    backs = []
    for server in servers:
        killed = time.time()
        server.kill()
        backs.append(_all_connected(crowd, killed))
        time.sleep(2.0)
        server.reopen()
        time.sleep(1.0)
    return backs


def _all_connected(crowd: Crowd, since: float) -> float:
    """Return the seconds until everybody is in, and has been for a moment."""
    end = time.monotonic() + 60
    calm = 0
    while calm < 3:
        standing = crowd.standing()
        calm = calm + 1 if standing.connected == standing.of else 0
        if calm == 1:
            back = time.time() - since
        if time.monotonic() > end:
            return float("inf")
        time.sleep(0.1)
    return back


TRIALS: Trials = {
    "kills": kills,
    "blackhole": blackhole,
    "silent": silent,
    "postgres": postgres,
    "hostile": hostile,
    "disk": disk,
    "locked": locked,
    "away": away,
}


def main() -> int:
    """Go through the trials; return 1 where anything was not kept."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="fewer pupils, fewer of everything")
    parser.add_argument("--pupils", type=int)
    parser.add_argument("trials", nargs="*", metavar="TRIAL", help=", ".join(TRIALS))
    asked = parser.parse_args()
    unknown = [name for name in asked.trials if name not in TRIALS]
    if unknown:
        parser.error(f"no trial is called {unknown[0]}: there are {', '.join(TRIALS)}")
    count = asked.pupils or (50 if asked.quick else 300)
    tables = []
    for name in asked.trials or TRIALS:
        tables.append(Table(f"{name}: {count} pupils"))
        print(name, flush=True)
        TRIALS[name](tables[-1], asked.quick, count)
    for table in tables:
        table.show()
    return 0 if all(table.ok for table in tables) else 1


if __name__ == "__main__":
    sys.exit(main())
