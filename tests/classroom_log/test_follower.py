"""Reading on in a log: every event once, in order, and before what it comes before."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.classroom.errors import ClassroomError, StoreError
from hikergame.classroom.log import follower as followers
from hikergame.classroom.log.events import Draft, Event, Kept, Kind, Stale
from hikergame.classroom.log.follower import Follower
from hikergame.classroom.log.memory import MemoryStore

from .conftest import move, opened


class FailingStore(MemoryStore):
    """A store that cannot be read for a while."""

    def __init__(self) -> None:
        super().__init__()
        self.fails = False
        self.create("r", opened())

    def read(self, room: str, after: int = 0, limit: int | None = None) -> list[Event]:
        if self.fails:
            raise StoreError("the disk is gone")
        return super().read(room, after, limit)


class Reader:
    """Has a log followed from its first event on, and notes what it is handed."""

    def __init__(self, store: MemoryStore) -> None:
        self.store = store
        self.events: list[Event] = []
        self.troubles: list[str] = []
        self.follower = Follower(store, "r", 1, self._hear, self._fail)

    def _hear(self, events: Sequence[Event]) -> None:
        self.events += events

    def _fail(self, error: ClassroomError) -> None:
        self.troubles.append(str(error))

    def keep(self, *drafts: Draft) -> list[Kept | Stale]:
        """Keep drafts as a writer does, and take what is new of them last."""
        results = self.store.append("r", drafts)
        self.follower.reach(results)
        for one in results:
            if isinstance(one, Kept) and one.event not in self.events:
                self.events.append(one.event)
        return results


@pytest.fixture
def store() -> FailingStore:
    return FailingStore()


ACTS = st.lists(
    st.tuples(st.sampled_from("old"), st.lists(st.integers(0, 9), min_size=1, max_size=3)),
    max_size=30,
)


@given(acts=ACTS)
def test_whoever_keeps_and_whenever_one_looks_all_is_handed_out_once_and_in_order(
    acts: list[tuple[str, list[int]]],
) -> None:
    store = FailingStore()
    reader = Reader(store)
    for act, steps in acts:
        if act == "o":
            reader.keep(*(move("ours", step) for step in steps))
        elif act == "d":
            store.append("r", [move("theirs", step) for step in steps])
        else:
            reader.follower.look()
    reader.follower.look()
    assert reader.events == store.read("r", after=1)
    assert reader.follower.seen == len(store.read("r"))


def test_nothing_is_read_where_nobody_else_keeps_anything(store: FailingStore) -> None:
    reader = Reader(store)
    store.fails = True
    reader.keep(move("ada", 0), move("bob", 0))
    reader.keep(move("ada", 0))
    assert reader.troubles == []
    assert reader.follower.seen == 3


def test_the_gate_that_made_a_draft_stale_is_handed_out_with_it(store: FailingStore) -> None:
    reader = Reader(store)
    store.append("r", [Draft(Kind.ROUND_CLOSED, {"round": 1})])
    assert reader.keep(move("ada", 0, gate=1)) == [Stale(gate=2)]
    assert [event.kind for event in reader.events] == [Kind.ROUND_CLOSED]


def test_what_cannot_be_read_is_told_and_read_later(store: FailingStore) -> None:
    reader = Reader(store)
    store.append("r", [move("bob", 0)])
    store.fails = True
    (result,) = store.append("r", [move("ada", 0)])
    reader.follower.reach([result])
    reader.follower.look()
    assert reader.troubles == ["the disk is gone"] * 2
    assert reader.events == []
    store.fails = False
    reader.follower.look()
    assert reader.events == store.read("r", after=1)


def test_a_long_log_is_handed_out_in_parts(
    store: FailingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(followers, "AT_ONCE", 4)
    parts: list[int] = []
    follower = Follower(store, "r", 0, lambda events: parts.append(len(events)), pytest.fail)
    store.append("r", [move("ada", step) for step in range(8)])
    follower.look()
    assert parts == [4, 4, 1]
