"""The stores under test, each at a place where it can be opened again."""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hikergame.classroom.log.events import Draft, Kind
from hikergame.classroom.log.memory import MemoryStore
from hikergame.classroom.log.opening import open_store
from hikergame.classroom.log.store import Store

from .postgres_server import VARIABLE, PostgresServer, started


@dataclass
class Place:
    """Where a store is; all that is opened here is closed in the end."""

    name: str
    where: str | Path
    opened: list[Store] = field(default_factory=list)

    def open(self) -> Store:
        """Return another store on the same logs."""
        self.opened.append(MemoryStore() if self.name == "memory" else open_store(self.where))
        return self.opened[-1]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A server of our own, which tests may stop and start; left running by each."""
    try:
        server = started()
    except RuntimeError as error:
        pytest.skip(str(error))
    yield server
    server.remove()


@pytest.fixture(scope="session")
def postgres_url(request: pytest.FixtureRequest) -> str:
    """A database that may be written to."""
    named = os.environ.get(VARIABLE)
    if named:
        return named
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.url()


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A place of each kind."""
    yield from _place(request, tmp_path)


@pytest.fixture(params=["sqlite", "postgres"])
def lasting(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A place of each kind that outlives a process."""
    yield from _place(request, tmp_path)


def _place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    where: str | Path = tmp_path / "classroom.sqlite3"
    if request.param == "postgres":
        where = request.getfixturevalue("postgres_url")
    place = Place(request.param, where)
    yield place
    for store in place.opened:
        store.close()


@pytest.fixture
def store(place: Place) -> Store:
    """A store of each kind."""
    return place.open()


@pytest.fixture
def room() -> str:
    """The id of a room that nobody has used."""
    return secrets.token_hex(8)


def opened(name: str = "7b", code: str = "K7QMXP") -> Draft:
    """The first event of a room."""
    return Draft(Kind.ROOM_OPENED, {"code": code, "settings": {"name": name}})


def move(hiker: str, step: int, gate: int | None = 1) -> Draft:
    """A move of the first round."""
    data = {"round": 1, "step": step, "move": [0.1 * step, -1.5]}
    return Draft(Kind.MOVED, data, hiker=hiker, key=f"{hiker}:1:{step}", gate=gate)
