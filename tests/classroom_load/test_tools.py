"""The tools that load and harm a class's server, small: what they find is what counts here.

How long anything takes is their business when somebody runs them, and none of a test's.
"""

import sys
import time
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import pytest

pytest.importorskip("websockets")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tools send POSIX signals")

PUPILS = 5
PATIENCE = 240.0
"""Seconds that a busy machine is given."""


@pytest.fixture(autouse=True, scope="module")
def tools() -> Iterator[None]:
    """Let the tools import each other as they do when they are run.

    No algorithm walks beside the pupils: their long way takes a core for seconds.
    """
    folder = str(Path(__file__).parent.parent.parent / "benchmarks")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        import classroom_crowd
        import classroom_server

        patch.setattr(classroom_server, "PATIENCE", PATIENCE)
        patch.setattr(classroom_crowd.Crowd.settle, "__defaults__", (PATIENCE,))
        alone = partialmethod(classroom_server.Server.open, "--entrant", "none")
        patch.setattr(classroom_server.Server, "open", alone)
        yield


def until_all_moved(crowd, since: float) -> None:
    """Wait until everybody has had a move answered after a moment."""
    while min(crowd.standing().answered) < since:
        time.sleep(0.05)


def test_a_killed_server_is_come_back_to_and_has_lost_nothing() -> None:
    from classroom_table import Table
    from classroom_trial import come_back, trial

    table = Table("a kill")
    with trial(table, PUPILS) as here:
        until_all_moved(here.crowd, 0.001)
        killed = time.time()
        here.server.kill()
        here.server.reopen()
        assert come_back(here.crowd, killed, PATIENCE) < float("inf")
        here.server.resume_round()
        until_all_moved(here.crowd, time.time())
    assert table.ok
    assert len(here.reports) == PUPILS
    assert all(report.kept and report.drops for report in here.reports)


def test_who_was_cut_off_goes_on_without_joining_again() -> None:
    from classroom_proxy import Proxy
    from classroom_server import free_port
    from classroom_table import Table
    from classroom_trial import trial

    table = Table("a black hole")
    port = free_port()
    proxy = Proxy([("127.0.0.1", port)], ports=2)
    try:
        with trial(table, PUPILS, port=port, places=proxy.places) as here:
            until_all_moved(here.crowd, 0.001)
            proxy.freeze(0)
            seen = here.crowd.standing().answered[1]
            while here.crowd.standing().answered[1] < seen + 1.0:
                time.sleep(0.05)
            proxy.thaw(0)
            until_all_moved(here.crowd, time.time())
    finally:
        proxy.close()
    assert table.ok
    assert not [report.turned_away for report in here.reports if report.turned_away]


def test_a_server_with_its_console_serves_a_class_and_ends_in_good_order(tmp_path: Path) -> None:
    from classroom_audit import audit
    from classroom_crowd import Crowd
    from classroom_server import Server

    server = Server(tmp_path, console=True)
    try:
        server.open()
        place = ("127.0.0.1", server.port)
        crowd = Crowd([place], server.code, PUPILS)
        assert not [why for _, why in crowd.join(0.5) if why]
        crowd.watch(place, server.code, None)
        crowd.walk()
        crowd.settle()
        server.start_round()
        until_all_moved(crowd, 0.001)
        reports = crowd.stop()
        assert server.stop() == 130
    finally:
        server.kill()
    found = audit(server.store, server.code, reports)
    assert (found.lost, found.twice, found.gaps) == (0, 0, 0)
    assert "\x1b[?1049l" in server.said, "nothing was painted"
    assert f"hikergame host --resume {server.code}" in server.said


def test_an_audit_finds_what_was_lost_or_counted_twice(tmp_path: Path) -> None:
    from classroom_audit import audit
    from classroom_pupils import Report

    from hikergame.classroom.log.events import Draft, Kind
    from hikergame.classroom.log.opening import open_store

    where = str(tmp_path / "classroom.sqlite3")
    store = open_store(where)
    store.create("r", Draft(Kind.ROOM_OPENED, {"code": "ABC"}))
    steps = [(0, [1.0, 2.0]), (1, [3.0, 4.0]), (1, [3.0, 4.0])]
    store.append(
        "r",
        [Draft(Kind.MOVED, {"round": 1, "step": step, "move": to}, "ada") for step, to in steps],
    )
    store.close()
    fine = Report(hiker="ada", kept={0: (1.0, 2.0), 1: (3.0, 4.0)})
    changed = Report(hiker="ada", kept={0: (1.0, 2.0), 1: (9.0, 4.0), 2: (5.0, 6.0)})
    found = audit(where, "ABC", [fine])
    assert (found.lost, found.twice, found.gaps, found.events) == (0, 1, 0, 4)
    assert audit(where, "ABC", [changed]).lost == 2
