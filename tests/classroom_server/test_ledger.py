"""The fold of a room that others write to as well: nothing is shown out of order, or twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from hikergame.classroom.errors import StoreError
from hikergame.classroom.log.events import Draft, Event, Kept, Kind
from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.server.ledger import Ledger

from .classroom import new_room

SETTLED = Draft(Kind.BOARD_FROZEN)


class BlindStore(MemoryStore):
    """A store that cannot be read for a while."""

    def __init__(self) -> None:
        super().__init__()
        self.blind = False
        self.looked_for = 0

    def read(self, room: str, after: int = 0, limit: int | None = None) -> list[Event]:
        if self.blind:
            self.looked_for += 1
            raise StoreError("the cable is out")
        return super().read(room, after, limit)


@asynccontextmanager
async def followed(store: MemoryStore, room: str) -> AsyncIterator[tuple[Ledger, list[int]]]:
    """Have a room followed, and note the numbers of the events that are told."""
    told: list[int] = []
    ledger = Ledger(store, room, lambda event: told.append(event.number))
    await ledger.open()
    yield ledger, told
    await ledger.close()


def id_of(store: MemoryStore) -> str:
    """The id of a room that has just been opened."""
    new_room(store)
    return store.rooms()[0].room


async def test_all_who_follow_a_room_are_told_everything_once_and_in_order() -> None:
    store = MemoryStore()
    room = id_of(store)
    first = len(store.read(room))
    async with followed(store, room) as (one, here), followed(store, room) as (other, there):
        for _ in range(5):
            await asyncio.gather(*(each.keep([SETTLED]) for each in (one, other, one)))
        last = first + 15
        await asyncio.gather(one.reach(last), other.reach(last))
        assert here == there == list(range(first + 1, last + 1))


async def test_what_was_kept_is_answered_when_what_comes_before_it_can_be_read(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = BlindStore()
    room = id_of(store)
    first = len(store.read(room))
    async with followed(store, room) as (ledger, told):
        store.blind = True
        store.append(room, [SETTLED])
        keeping = asyncio.create_task(ledger.keep([SETTLED]))
        while not store.looked_for or len(store._events[room]) < first + 2:
            await asyncio.sleep(0.01)
        assert not keeping.done()
        store.blind = False
        (result,) = await keeping
        assert isinstance(result, Kept)
        assert told == [first + 1, first + 2]
    assert "the cable is out" in caplog.text
