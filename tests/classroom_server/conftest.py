"""Rooms that are served while a test lasts."""

from collections.abc import Iterator

import pytest

from hikergame.classroom.log.memory import MemoryStore

from ..classroom_log.conftest import postgres_server, postgres_url
from ..classroom_room.levels import HILL, LINE
from .classroom import Classroom, classroom


@pytest.fixture
def store() -> MemoryStore:
    """A store that forgets."""
    return MemoryStore()


@pytest.fixture
def room(store: MemoryStore) -> Iterator[Classroom]:
    """A room of two rounds, served."""
    with classroom(store, HILL, LINE) as served:
        yield served


__all__ = ["postgres_server", "postgres_url"]
