"""Group commit: who is answered, when, and what one batch's failure means for others."""

import asyncio
import queue
import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest

from hikergame.classroom.errors import RoomError, StoreError
from hikergame.classroom.log.events import Draft, Kept, Stale
from hikergame.classroom.log.follower import Follower
from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.log.writer import Writer

from .conftest import move, opened


class GatedStore(MemoryStore):
    """A store whose appends wait at a gate, and may fail."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived = threading.Semaphore(0)
        self.gate = threading.Semaphore(0)
        self.batches: list[int] = []
        self.failure: Exception | None = None
        self.create("r", opened())

    def append(self, room: str, drafts: Sequence[Draft]) -> list[Kept | Stale]:
        self.batches.append(len(drafts))
        self.arrived.release()
        self.gate.acquire()
        if self.failure is not None:
            failure, self.failure = self.failure, None
            raise failure
        return super().append(room, drafts)

    async def arrival(self) -> None:
        """Wait until a batch has arrived."""
        await asyncio.to_thread(self.arrived.acquire)

    def release(self, batches: int = 1) -> None:
        """Let batches pass."""
        self.gate.release(batches)


@pytest.fixture
def store() -> GatedStore:
    return GatedStore()


async def gathered(
    store: GatedStore, writer: Writer, count: int
) -> list[asyncio.Task[Kept | Stale]]:
    """Submit one draft that is held up, and more, which gather behind it."""
    tasks = [asyncio.create_task(writer.submit(move("first", 0)))]
    await store.arrival()
    tasks += [asyncio.create_task(writer.submit(move(f"h{n}", 0))) for n in range(count)]
    await asyncio.sleep(0)
    return tasks


async def test_what_gathers_during_a_commit_shares_the_next(store: GatedStore) -> None:
    writer = Writer(store, "r")
    tasks = await gathered(store, writer, 20)
    store.release(2)
    results = await asyncio.gather(*tasks)
    assert store.batches == [1, 20]
    assert [result.event.number for result in results] == list(range(2, 23))
    writer.close()


async def test_a_batch_is_bounded(store: GatedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hikergame.classroom.log.writer.MOST_DRAFTS", 8)
    writer = Writer(store, "r")
    tasks = await gathered(store, writer, 20)
    store.release(9)
    await asyncio.gather(*tasks)
    assert store.batches == [1, 8, 8, 4]
    writer.close()


class FakeTime:
    """A clock that stands still, and a sleep that lasts until it is let go."""

    def __init__(self) -> None:
        self.asleep: queue.SimpleQueue[float] = queue.SimpleQueue()
        self.wake = threading.Semaphore(0)

    def monotonic(self) -> float:
        return 1000.0

    def sleep(self, seconds: float) -> None:
        if seconds > 0.0:
            self.asleep.put(seconds)
            self.wake.acquire()


async def test_drafts_gather_for_as_long_as_the_pace_says(
    store: GatedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FakeTime()
    monkeypatch.setattr("hikergame.classroom.log.writer.time", clock)
    store.release(9)
    writer = Writer(store, "r", pace=0.25)
    assert isinstance(await writer.submit(move("first", 0)), Kept)
    assert await asyncio.to_thread(clock.asleep.get) == 0.25
    tasks = [asyncio.create_task(writer.submit(move(f"h{n}", 0))) for n in range(5)]
    await asyncio.sleep(0)
    clock.wake.release(9)
    await asyncio.gather(*tasks)
    assert store.batches == [1, 5]
    await asyncio.to_thread(writer.close)


async def test_before_an_answer_comes_what_others_have_kept_before(store: GatedStore) -> None:
    store.release(9)
    told: list[int] = []
    follower = Follower(
        store, "r", 1, lambda events: told.extend(one.number for one in events), pytest.fail
    )
    writer = Writer(store, "r", follower)
    store.append("r", [move("theirs", 0), move("theirs", 1)])
    result = await writer.submit(move("ours", 0))
    assert isinstance(result, Kept)
    assert (told, result.event.number) == ([2, 3], 4)
    store.append("r", [move("theirs", 2)])
    writer.look()
    await asyncio.to_thread(writer.close)
    assert told == [2, 3, 5]


async def test_drafts_that_belong_together_stay_together_and_in_order(store: GatedStore) -> None:
    store.release(9)
    writer = Writer(store, "r")
    results = await writer.submit_many([move("ada", 0), move("ada", 0), move("ada", 1, gate=7)])
    assert [type(result) for result in results] == [Kept, Kept, Stale]
    assert await writer.submit_many([]) == []
    writer.close()


async def test_a_failure_reaches_everybody_of_its_batch_and_nobody_else(store: GatedStore) -> None:
    writer = Writer(store, "r")
    tasks = await gathered(store, writer, 5)
    store.release()
    assert isinstance(await tasks[0], Kept)
    await store.arrival()
    store.failure = StoreError("the disk is full")
    store.release()
    failed = await asyncio.gather(*tasks[1:], return_exceptions=True)
    assert [str(error) for error in failed] == ["the disk is full"] * 5
    assert len(set(map(id, failed))) == 5
    store.release()
    assert isinstance(await writer.submit(move("h1", 0)), Kept)
    writer.close()


async def test_one_who_submits_nonsense_harms_nobody_else(store: GatedStore) -> None:
    store.release(99)
    writer = Writer(store, "r")
    nonsense = replace(move("eve", 0), data={"move": float("nan")})
    drafts = [move("ada", 0), nonsense, move("bob", 0)]
    ada, eve, bob = await asyncio.gather(
        *(writer.submit(draft) for draft in drafts), return_exceptions=True
    )
    assert isinstance(ada, Kept)
    assert isinstance(bob, Kept)
    assert isinstance(eve, ValueError)
    writer.close()


async def test_a_room_that_was_erased_is_told(store: GatedStore) -> None:
    store.release(9)
    writer = Writer(store, "r")
    store.erase_room("r")
    with pytest.raises(RoomError):
        await writer.submit(move("ada", 0))
    writer.close()


async def test_closing_answers_all_that_was_handed_in_and_takes_no_more(store: GatedStore) -> None:
    writer = Writer(store, "r")
    tasks = await gathered(store, writer, 5)
    closing = asyncio.create_task(asyncio.to_thread(writer.close))
    store.release(9)
    await closing
    assert all(isinstance(result, Kept) for result in await asyncio.gather(*tasks))
    with pytest.raises(StoreError, match="closed"):
        await writer.submit(move("late", 0))
    writer.close()


async def test_a_task_that_gives_up_holds_up_nobody(store: GatedStore) -> None:
    writer = Writer(store, "r")
    tasks = await gathered(store, writer, 2)
    tasks[1].cancel()
    store.release(2)
    assert isinstance(await tasks[2], Kept)
    assert tasks[1].cancelled() or tasks[1].cancelling()
    assert len(store.read("r")) == 4
    writer.close()


def test_several_loops_may_use_one_writer_and_one_may_end_early(store: GatedStore) -> None:
    writer = Writer(store, "r")

    async def give_up() -> None:
        task = asyncio.create_task(writer.submit(move("gone", 0)))
        await store.arrival()
        task.cancel()

    asyncio.run(give_up())
    store.release(9)
    for hiker in ("ada", "bob"):
        assert isinstance(asyncio.run(writer.submit(move(hiker, 0))), Kept)
    writer.close()
    assert [event.hiker for event in store.read("r", after=1)] == ["gone", "ada", "bob"]
