"""A browser for the whole folder, and a room of its own for each test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from . import story
from .browser import Browser, Page, axe_source
from .chromium import find_chromium
from .fake import FakeRoom
from .house import House
from .pupil import Open, joined, set_out


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running Chromium; skip where there is none."""
    command = find_chromium()
    if command is None:
        pytest.skip("no Chromium is installed here (Debian: apt-get install chromium)")
    running = Browser(command)
    yield running
    running.close()


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """Return a server that is up, and has no room yet."""
    served = House()
    yield served
    served.close()


@pytest.fixture
def room(house: House) -> Iterator[FakeRoom]:
    """Return a room that is served."""
    served = FakeRoom(house)
    yield served
    served.close()


@pytest.fixture
def opened(browser: Browser, room: FakeRoom) -> Iterator[Callable[..., Page]]:
    """Return what opens a page of the room; no page may have thrown or logged an error."""
    stack: list[tuple[Any, Page]] = []

    def open_page(path: str, **looks: Any) -> Page:
        context = browser.page(**looks)
        page = context.__enter__()
        stack.append((context, page))
        page.open(room.address + path)
        return page

    yield open_page
    for context, _ in reversed(stack):
        context.__exit__(None, None, None)
    assert [problem for _, page in stack for problem in page.problems] == []


@pytest.fixture
def walking(opened: Open, room: FakeRoom) -> Page:
    """Return a page on which a round is walked."""
    page = joined(opened)
    set_out(page, room, story.level())
    return page


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the text of axe-core."""
    return axe_source()
