"""Rooms to walk in, and a talk about one of which only words are known."""

from collections.abc import Iterator

import pytest

from hikergame.cli.plain.classroom import ClassTalk
from hikergame.cli.plain.walking import Setup, Walking
from hikergame.level import load_level

from .rooms import Room
from .silence import Silent


@pytest.fixture
def room() -> Iterator[Room]:
    """A room of two rounds, served while the test lasts."""
    served = Room()
    yield served
    served.close()


@pytest.fixture
def line() -> Silent:
    """A line that keeps what it is asked to send."""
    return Silent()


@pytest.fixture
def talk(line: Silent) -> ClassTalk:
    """What a pupil says on that line, and hears."""
    return ClassTalk(line, lambda: Walking(Setup(load_level("a-gentle-slope"))))
