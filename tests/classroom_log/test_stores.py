"""What every store promises, held against each of them."""

import math
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random

import pytest

from hikergame.classroom.errors import RoomError, StoreError
from hikergame.classroom.log.events import Draft, Event, Kept, Kind, Stale
from hikergame.classroom.log.store import Store

from .conftest import Place, move, opened


def kept(results: list[Kept | Stale]) -> list[Event]:
    """The events of results that are all kept and fresh."""
    assert all(isinstance(result, Kept) and result.fresh for result in results)
    return [result.event for result in results if isinstance(result, Kept)]


def test_a_room_begins_with_event_one(store: Store, room: str) -> None:
    first = store.create(room, opened())
    assert (first.number, first.kind, first.data["code"]) == (1, Kind.ROOM_OPENED, "K7QMXP")
    assert store.read(room) == [first]


def test_a_room_is_created_once(store: Store, room: str) -> None:
    store.create(room, opened())
    with pytest.raises(RoomError, match=room):
        store.create(room, opened())
    assert len(store.read(room)) == 1


def test_events_are_numbered_in_the_order_of_their_drafts(store: Store, room: str) -> None:
    store.create(room, opened())
    events = kept(store.append(room, [move("ada", step) for step in range(5)]))
    assert [event.number for event in events] == [2, 3, 4, 5, 6]
    assert store.read(room, after=1) == events
    assert store.append(room, []) == []


def test_rooms_are_numbered_apart(store: Store, room: str) -> None:
    other = room[::-1] + "x"
    for name in (room, other):
        store.create(name, opened())
        assert kept(store.append(name, [move("ada", 0)]))[0].number == 2


def test_data_comes_back_as_it_was(store: Store, room: str) -> None:
    store.create(room, opened())
    data = {
        "floats": [0.1 + 0.2, -0.0, 5e-324, 1.7976931348623157e308],
        "words": "Zoë 🥾 \u202e \x00 \\ ' \" %s $1 \ud83d",
        "nested": {"": [None, True, 2**53, []]},
    }
    (event,) = kept(store.append(room, [Draft(Kind.SETTINGS_CHANGED, data)]))
    (read,) = store.read(room, after=1)
    assert read == event
    assert read.data == data
    assert math.copysign(1, read.data["floats"][1]) == -1


def test_what_is_no_json_is_refused_and_keeps_nothing(store: Store, room: str) -> None:
    store.create(room, opened())
    for value in (math.nan, {1, 2}):
        with pytest.raises(ValueError, match="JSON"):
            store.append(room, [move("ada", 0), Draft(Kind.MOVED, {"move": value})])
    assert len(store.read(room)) == 1


def test_a_key_is_kept_once(store: Store, room: str) -> None:
    store.create(room, opened())
    first, again = store.append(room, [move("ada", 0), move("ada", 0)])
    (later,) = store.append(room, [replace(move("ada", 0), data={"another": "move"})])
    assert isinstance(first, Kept)
    assert first.fresh
    assert again == later == Kept(first.event, fresh=False)
    assert len(store.read(room)) == 2


def test_a_known_key_is_answered_after_its_gate_has_passed(store: Store, room: str) -> None:
    store.create(room, opened())
    (first,) = kept(store.append(room, [move("ada", 0)]))
    store.append(room, [Draft(Kind.ROUND_CLOSED, {"round": 1})])
    assert store.append(room, [move("ada", 0)]) == [Kept(first, fresh=False)]


def test_many_keys_are_looked_up_at_once(store: Store, room: str) -> None:
    store.create(room, opened())
    drafts = [move(f"hiker{number}", 0) for number in range(1200)]
    events = kept(store.append(room, drafts))
    assert store.append(room, drafts) == [Kept(event, fresh=False) for event in events]


def test_a_draft_is_stale_once_the_gate_has_passed(store: Store, room: str) -> None:
    store.create(room, opened())
    started, kept_move, closed, stale, free = store.append(
        room,
        [
            Draft(Kind.ROUND_STARTED, {"round": 1}, gate=1),
            move("ada", 0, gate=2),
            Draft(Kind.ROUND_CLOSED, {"round": 1}, gate=2),
            move("ada", 1, gate=2),
            move("ada", 1, gate=None),
        ],
    )
    assert isinstance(closed, Kept)
    assert stale == Stale(gate=closed.event.number)
    assert [type(result) for result in (started, kept_move, free)] == [Kept] * 3
    assert [event.number for event in store.read(room)] == [1, 2, 3, 4, 5]
    assert store.append(room, [move("ada", 2, gate=1)]) == [Stale(gate=4)]


def test_reading_goes_on_from_a_number(store: Store, room: str) -> None:
    store.create(room, opened())
    store.append(room, [move("ada", step) for step in range(9)])
    every = store.read(room)
    assert [event.number for event in every] == list(range(1, 11))
    assert store.read(room, after=4, limit=3) == every[4:7]
    assert store.read(room, after=10) == []
    assert store.read(room, after=99) == []


def test_a_room_that_is_not_there_is_said_to_be_so(store: Store, room: str) -> None:
    for use in (
        lambda: store.read(room),
        lambda: store.append(room, [move("ada", 0)]),
        lambda: store.beat(room, "me"),
        lambda: store.erase(room, ["ada"]),
        lambda: store.erase_room(room),
    ):
        with pytest.raises(RoomError, match=f"no room '{room}'"):
            use()
    assert not all(store.wait(room, 0, timeout=0.2) for _ in range(5))


def test_the_list_of_rooms_follows_their_events(store: Store, room: str) -> None:
    other = room[::-1] + "x"
    store.create(room, opened("7b"))
    store.create(other, opened("8a ⛰", code="ABCDEF"))
    store.append(room, [Draft(Kind.SETTINGS_CHANGED, {"settings": {"name": "7c"}})])
    (last,) = kept(store.append(room, [Draft(Kind.ROOM_FINISHED)]))
    entries = {entry.room: entry for entry in store.rooms()}
    mine = entries[room]
    assert (mine.name, mine.code, mine.events, mine.finished) == ("7c", "K7QMXP", 3, True)
    assert mine.last_at == last.at >= mine.opened_at > 1_600_000_000_000
    assert (entries[other].name, entries[other].finished) == ("8a ⛰", False)
    times = [entry.opened_at for entry in store.rooms()]
    assert times == sorted(times, reverse=True)


def test_times_never_run_back(place: Place, room: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if place.name == "postgres":
        pytest.skip("its clock is the server's")
    store = place.open()
    first = store.create(room, opened())
    monkeypatch.setattr("time.time_ns", lambda: 10**18)
    (event,) = kept(store.append(room, [move("ada", 0)]))
    assert event.at == first.at


def test_a_wait_ends_at_once_where_there_is_something(store: Store, room: str) -> None:
    store.create(room, opened())
    assert store.wait(room, after=0, timeout=0)
    # A store may wake for nothing now and then, but not for ever.
    assert not all(store.wait(room, after=1, timeout=0.2) for _ in range(5))


def test_a_wait_is_woken_by_an_event(store: Store, room: str) -> None:
    store.create(room, opened())
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(wait_for_event, store, room, 1)
        store.append(room, [move("ada", 0)])
        assert waiting.result(timeout=240)


def test_another_store_on_the_same_log_is_woken_too(lasting: Place, room: str) -> None:
    ours, theirs = lasting.open(), lasting.open()
    ours.create(room, opened())
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(wait_for_event, theirs, room, 1)
        ours.append(room, [move("ada", 0)])
        assert waiting.result(timeout=240)
    assert theirs.read(room) == ours.read(room)


def wait_for_event(store: Store, room: str, after: int) -> bool:
    """Wait as servers do: what wakes is looked at, and waited for again."""
    while not store.read(room, after):
        store.wait(room, after, timeout=5)
    return True


def test_servers_know_of_each_other_while_they_live(store: Store, room: str) -> None:
    store.create(room, opened())
    assert store.others(room, "one", within_s=60) == 0
    store.beat(room, "one")
    store.beat(room, "one")
    assert store.others(room, "one", within_s=60) == 0
    assert store.others(room, "two", within_s=60) == 1
    store.beat(room, "two")
    assert store.others(room, "one", within_s=60) == 1
    assert store.others(room, "one", within_s=-60) == 0
    assert store.others("another room", "one", within_s=60) == 0


def test_erasing_somebody_leaves_number_and_time(store: Store, room: str) -> None:
    store.create(room, opened())
    joined = Draft(Kind.HIKER_JOINED, {"name": "Zoë"}, hiker="zoe", key="join:zoe")
    store.append(room, [joined, move("zoe", 0), move("ada", 0)])
    before = store.read(room)
    assert store.erase(room, ["zoe", "nobody"]) == 2
    after = store.read(room)
    assert after[0] == before[0]
    assert after[1:3] == [Event(event.number, event.at, Kind.ERASED, {}) for event in before[1:3]]
    assert after[3] == before[3]
    assert store.erase(room, ["zoe"]) == 0
    assert kept(store.append(room, [move("ada", 1)]))[0].number == 5


def test_erasing_a_room_removes_it(store: Store, room: str) -> None:
    store.create(room, opened())
    store.append(room, [move("ada", 0)])
    store.beat(room, "one")
    store.erase_room(room)
    assert room not in {entry.room for entry in store.rooms()}
    assert store.create(room, opened()).number == 1
    assert store.others(room, "two", within_s=60) == 0


def test_a_closed_store_says_so(store: Store, room: str) -> None:
    store.create(room, opened())
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.append(room, [move("ada", 0)])
    with pytest.raises(StoreError, match="closed"):
        store.read(room)


def test_closing_lets_go_whoever_waits(store: Store, room: str) -> None:
    store.create(room, opened())
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(waits_to_the_end, store, room)
        store.close()
        assert waiting.result(timeout=240)


def waits_to_the_end(store: Store, room: str) -> bool:
    """Wait until nothing wakes any more, which without a close takes two minutes."""
    while True:
        try:
            if not store.wait(room, after=1, timeout=120):
                return True
        except StoreError:
            return True


def test_threads_share_a_log_without_gap_or_latecomer(store: Store, room: str) -> None:
    store.create(room, opened())
    writers, each = 6, 25
    done = threading.Event()
    seen: list[Event] = []

    def write(writer: int) -> None:
        rng = Random(writer)
        step = 0
        while step < each:
            some = [move(f"w{writer}", step + n) for n in range(rng.randint(1, 4))]
            store.append(room, [*some, move("all", step)])
            step += len(some)

    def follow() -> None:
        while not done.is_set() or store.wait(room, len(seen), 0):
            seen.extend(store.read(room, after=len(seen)))

    with ThreadPoolExecutor(writers + 1) as pool:
        following = pool.submit(follow)
        for writing in [pool.submit(write, writer) for writer in range(writers)]:
            writing.result()
        done.set()
        following.result()
    everything = store.read(room)
    assert seen[: len(everything)] == everything
    assert [event.number for event in everything] == list(range(1, len(everything) + 1))
    keys = [event.key for event in everything[1:]]
    assert len(set(keys)) == len(keys)
    assert {f"w{writer}:1:{step}" for writer in range(writers) for step in range(each)} <= set(keys)
    times = [event.at for event in everything]
    assert times == sorted(times)
