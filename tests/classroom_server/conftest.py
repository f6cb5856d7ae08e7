"""Rooms that are served while a test lasts."""

from collections.abc import Iterator

import pytest

from hikergame.classroom.log.memory import MemoryStore

from .classroom import HILL, LINE, Classroom, classroom


@pytest.fixture
def store() -> MemoryStore:
    """A store that forgets."""
    return MemoryStore()


@pytest.fixture
def room(store: MemoryStore) -> Iterator[Classroom]:
    """A room of two rounds, served."""
    with classroom(store, HILL, LINE) as served:
        yield served
