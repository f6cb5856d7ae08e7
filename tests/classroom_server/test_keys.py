"""A seat is taken once with a key, however often it is asked for, and by nobody else."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from hikergame.classroom.log.events import Draft, Kind
from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.log.opening import open_store
from hikergame.classroom.log.store import Store
from hikergame.classroom.room.codes import keyed_secrets

from .classroom import Classroom, new_room, served

KEY = "a-key-that-was-drawn_at-random-0"


def ask(room: Classroom, **wish: Any) -> Any:
    """Ask for a seat with the key, and return the answer."""
    return room.post("join", {"code": room.code, "name": "Ada", "key": KEY, **wish}).json()


def seated(room: Classroom) -> list[str]:
    return [seat["name"] for seat in room.view()["seats"]]


def test_the_same_wish_with_the_same_key_is_given_the_same_seat(room: Classroom) -> None:
    first = ask(room)
    room.tell("lock")
    again = ask(room, code=f" {room.code.lower()} ")
    for part in ("you", "token", "recovery"):
        assert again[part] == first[part]
    assert seated(room) == ["Ada"]
    assert room.get("walk", token=first["token"]).status_code == 200


def test_a_name_that_was_made_up_stays(room: Classroom) -> None:
    assert ask(room, name=None)["you"] == ask(room, name=None)["you"]
    other = ask(room, name=None, key=KEY + "1")
    assert other["you"]["name"] not in (None, ask(room, name=None)["you"]["name"])


@pytest.mark.parametrize("other", [{"name": "Bo"}, {"kind": "bot"}, {"name": None}])
def test_another_wish_with_the_key_is_given_nothing(room: Classroom, other: dict[str, Any]) -> None:
    first = ask(room)
    refused = ask(room, **other)
    assert refused["why"] == "key-used"
    assert first["token"] not in str(refused)
    assert seated(room) == ["Ada"]


def _recovered(room: Classroom, seat: dict[str, Any]) -> None:
    wish = {"code": room.code, "recovery": seat["recovery"]}
    assert room.post("recover", wish).status_code == 200


def _handed_back(room: Classroom, seat: dict[str, Any]) -> None:
    assert room.tell("hand-back", hiker=seat["you"]["hiker"]).status_code == 200


def _removed(room: Classroom, seat: dict[str, Any]) -> None:
    assert room.tell("remove", hiker=seat["you"]["hiker"]).status_code == 200


@pytest.mark.parametrize("change", [_recovered, _handed_back, _removed])
def test_a_key_opens_no_seat_that_has_changed_hands(
    room: Classroom, change: Callable[[Classroom, dict[str, Any]], None]
) -> None:
    change(room, ask(room))
    before = seated(room)
    assert ask(room)["why"] == "key-used"
    assert seated(room) == before


def test_a_key_is_none_without_the_room_code(room: Classroom) -> None:
    ask(room)
    assert ask(room, code="WRONG1")["why"] == "wrong-code"


@pytest.mark.parametrize("key", ["", "short", "x" * 129, "with spaces, and a comma...", 7])
def test_a_key_that_could_be_guessed_is_none(room: Classroom, key: object) -> None:
    assert ask(room, key=key)["why"] == "malformed"
    assert seated(room) == []


def test_a_key_is_not_kept_and_says_nothing_elsewhere(store: MemoryStore) -> None:
    one, other = served(store, new_room(store)), served(store, new_room(store))
    seat, elsewhere = ask(one), ask(other)
    assert len({seat["token"], elsewhere["token"]}) == 2
    assert seat["you"]["hiker"] != elsewhere["you"]["hiker"]
    (joined,) = [e for e in store.read(one.opened.room) if e.kind is Kind.HIKER_JOINED]
    for secret in (KEY, seat["token"], seat["recovery"]):
        assert secret not in repr(joined)
    one.close()
    other.close()


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    if request.param == "sqlite":
        return tmp_path / "classroom.sqlite3"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def stores(where: str | Path) -> Iterator[tuple[Store, Store]]:
    """One log, opened twice."""
    one, other = open_store(where), open_store(where)
    yield one, other
    one.close()
    other.close()


def test_a_key_holds_across_a_restart(stores: tuple[Store, Store]) -> None:
    room = served(stores[0], new_room(stores[0]))
    first = ask(room)
    room.serving.stop()
    again = served(stores[1], room.opened, port=room.serving.place.port)
    assert ask(again)["token"] == first["token"]
    assert seated(again) == ["Ada"]
    assert ask(again, name="Bo")["why"] == "key-used"
    again.close()
    room.close()


def test_servers_that_are_asked_at_once_give_one_seat(stores: tuple[Store, Store]) -> None:
    one = served(stores[0], new_room(stores[0]))
    pair = (one, served(stores[1], one.opened))
    with ThreadPoolExecutor(8) as crowd:
        seats = list(crowd.map(lambda number: ask(pair[number % 2]), range(16)))
        assert len({seat["token"] for seat in seats}) == 1
        wishes = [{"key": KEY + "2", "name": f"Bo {number % 4}"} for number in range(16)]
        told = list(crowd.map(lambda n: ask(pair[n % 2], **wishes[n]), range(16)))
    given = {answer["token"]: answer["you"]["name"] for answer in told if "token" in answer}
    assert len(given) == 1
    assert {answer["why"] for answer in told if "token" not in answer} == {"key-used"}
    assert seated(one) == ["Ada", *given.values()]
    for room in pair:
        room.close()


def test_a_key_whose_wish_did_not_count_takes_no_seat(store: MemoryStore) -> None:
    """As where another server had locked the room just before."""
    opened = new_room(store)
    hiker = keyed_secrets(opened.room, KEY, ("person", "Ada", None)).hiker
    late = Draft(Kind.HIKER_JOINED, {"name": "Ada"}, hiker=hiker, key=f"joined:{hiker}")
    store.append(opened.room, [Draft(Kind.ROOM_LOCKED), late, Draft(Kind.ROOM_UNLOCKED)])
    room = served(store, opened)
    assert ask(room)["why"] == "key-used"
    assert ask(room, key=KEY + "1")["you"]["name"] == "Ada"
    room.close()
