"""Rooms to walk in."""

from collections.abc import Iterator

import pytest

from .rooms import Room


@pytest.fixture
def room() -> Iterator[Room]:
    """A room of two rounds, served while the test lasts."""
    served = Room()
    yield served
    served.close()
