"""A pupil's page, brought to where a test begins."""

from collections.abc import Callable

from hikergame.level import Level

from . import story
from .browser import Page
from .fake import FakeRoom

Open = Callable[..., Page]
PLAY = f"/play#code={story.CODE}"


def joined(opened: Open, **looks: object) -> Page:
    """Return a page on which a pupil has taken a seat."""
    page = opened(PLAY, **looks)
    page.shows("#join")
    page.click("#join-form button.primary")
    page.shows("#who", "Brisk Marmot")
    return page


def set_out(page: Page, room: FakeRoom, ground: Level, number: int = 1) -> None:
    """Begin a round, and wait until this page walks it, and not its practice ground any more."""
    room.begins(ground, number)
    page.shows("body[data-screen=hike] #step-count", f"Step 0 of {ground.steps}")
