"""Several processes on one log, and processes that are killed while they write."""

import subprocess
import sys
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from .conftest import Place, opened

WRITING = Path(__file__).with_name("writing.py")


def start(place: Place, room: str, name: str, tasks: int, count: int) -> "subprocess.Popen[str]":
    """Start a process that writes, and prints what was acknowledged."""
    arguments = [str(place.where), room, name, str(tasks), str(count)]
    return subprocess.Popen(
        [sys.executable, str(WRITING), *arguments], stdout=subprocess.PIPE, text=True
    )


def test_processes_share_a_log_without_gap_and_keep_each_key_once(
    lasting: Place, room: str
) -> None:
    store = lasting.open()
    store.create(room, opened())
    processes = [start(lasting, room, name, tasks=2, count=30) for name in "abc"]
    told = [line.split() for process in processes for line in process.communicate()[0].splitlines()]
    assert [process.returncode for process in processes] == [0, 0, 0]
    events = store.read(room)
    assert [event.number for event in events] == list(range(1, 6 * 30 + 30 + 2))
    assert {(event.key, str(event.number)) for event in events[1:]} == {
        (key, number) for key, number, _ in told
    }
    fresh = [key for key, _, is_fresh in told if is_fresh == "1"]
    assert len(fresh) == len(set(fresh)) == len(events) - 1


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_was_acknowledged_outlives_a_kill_at_any_moment(lasting: Place, room: str) -> None:
    store = lasting.open()
    store.create(room, opened())
    acknowledged: dict[str, str] = {}
    rng = Random(room)
    for attempt in range(6):
        process = start(lasting, room, f"p{attempt}", tasks=8, count=10_000)
        with process:
            assert process.stdout is not None
            lines = list(islice(process.stdout, rng.randint(1, 400)))
            process.kill()
            lines += [line for line in process.stdout if line.endswith("\n")]
        for line in lines:
            key, number, _ = line.split()
            assert acknowledged.setdefault(key, number) == number
    events = store.read(room)
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    kept = {event.key: str(event.number) for event in events[1:]}
    assert len(kept) == len(events) - 1
    assert acknowledged.items() <= kept.items()
