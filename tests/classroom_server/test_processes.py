"""Several servers of one room: they agree, and any of them may go."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hikergame.classroom.log.follower import Follower
from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.log.opening import open_store
from hikergame.classroom.log.store import Store

from .classroom import Classroom, new_room, served, wait_until


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """One log, opened twice."""
    if request.param == "memory":
        store = MemoryStore()
        yield store, store
        return
    where: str | Path = tmp_path / "classroom.sqlite3"
    if request.param == "postgres":
        where = request.getfixturevalue("postgres_url")
    one, other = open_store(where), open_store(where)
    yield one, other
    one.close()
    other.close()


@pytest.fixture
def pair(stores: tuple[Store, Store]) -> Iterator[tuple[Classroom, Classroom]]:
    """One room, served twice."""
    one = served(stores[0], new_room(stores[0]))
    other = served(stores[1], one.opened)
    yield one, other
    one.close()
    other.close()


def test_what_happens_at_one_is_told_at_the_other(pair: tuple[Classroom, Classroom]) -> None:
    one, other = pair
    here, there = one.pupil("Ada"), other.pupil("Grace")
    assert one.tell("count-down", seconds=0).status_code == 200
    assert here.until("begun")["walk"]["facts"] == there.until("begun")["walk"]["facts"]
    assert here.step(0, 1.0, 0.0)["type"] == "felt"
    assert there.step(0, 0.0, 1.0)["type"] == "felt"
    boards: list[dict[str, Any]] = []

    def are_drawn() -> bool:
        """A board is empty while the algorithms of its round are still on their way."""
        boards[:] = [room.view()["board"] for room in pair]
        return all(board["top"] for board in boards) and boards[0] == boards[1]

    wait_until(are_drawn)
    assert {row["name"] for row in boards[0]["top"]} == {"Ada", "Grace"}


def test_a_name_is_given_once(pair: tuple[Classroom, Classroom]) -> None:
    names = [pair[number % 2].join()["you"]["name"] for number in range(20)]
    assert len(set(names)) == 20


def test_a_seat_is_one_at_a_server_that_does_not_know_of_the_other_yet(
    pair: tuple[Classroom, Classroom], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pair
    monkeypatch.setattr(Follower, "look", lambda _: None)
    monkeypatch.setattr(other.store, "others", lambda *_: 0)
    other.serving.live.ledger.alone = True
    seat = one.join("Ada")
    assert other.greet(seat["token"]).until("welcome")["you"]["name"] == "Ada"
    seat = one.join("Bo")
    assert other.get("walk", token=seat["token"]).status_code == 200
    seat = one.join("Cleo")
    wish = {"code": one.code, "recovery": seat["recovery"]}
    assert other.post("recover", wish).json()["you"]["name"] == "Cleo"


def test_a_seat_goes_on_at_the_other_server(pair: tuple[Classroom, Classroom]) -> None:
    one, other = pair
    seat = one.join("Ada")
    pupil = one.greet(seat["token"])
    pupil.until("welcome")
    one.start_round()
    pupil.until("begun")
    felt = pupil.step(0, 1.0, 0.5)
    one.close()
    pupil = other.greet(seat["token"])
    welcome = pupil.until("welcome")
    assert welcome["room"]["phase"] == "walking"  # somebody was there all the time
    assert welcome["walk"]["readouts"][1] == felt["readout"]
    assert pupil.step(0, 1.0, 0.5) == felt
    assert pupil.step(1, 1.0, 0.5)["type"] == "felt"


def test_two_devices_of_one_pupil_take_no_step_twice(pair: tuple[Classroom, Classroom]) -> None:
    one, other = pair
    seat = one.join("Ada")
    here, there = one.greet(seat["token"]), other.greet(seat["token"])
    here.until("welcome")
    there.until("welcome")
    one.start_round()
    here.until("begun")
    there.until("begun")
    felt = here.step(0, 1.0, 0.5)
    assert there.until("welcome")["walk"]["readouts"][1] == felt["readout"]
    assert there.step(0, -1.0, -1.0) == felt
    assert there.step(1, 1.0, 0.0)["readout"]["step"] == 2


def test_a_server_that_joins_a_round_does_not_pause_it(pair: tuple[Classroom, Classroom]) -> None:
    one, other = pair
    pupil = one.pupil()
    one.start_round()
    pupil.until("begun")
    other.close()
    third = one.again()
    assert third.view()["room"]["phase"] == "walking"
    third.close()
