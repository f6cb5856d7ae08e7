"""The pages on the real server: a round from the lobby to the last standings."""

from collections.abc import Iterator

import pytest

from hikergame.classroom.log.memory import MemoryStore
from tests.classroom_room.levels import HILL, LINE
from tests.classroom_server.classroom import Classroom, classroom

from .browser import Browser, Page


@pytest.fixture
def lesson() -> Iterator[Classroom]:
    """Return a room of two rounds, served."""
    with classroom(MemoryStore(), HILL, LINE) as room:
        yield room


def do(room: Classroom, what: str) -> None:
    """Command, as the teacher."""
    answer = room.tell(what, seconds=0)
    assert answer.status_code == 200, answer.text


def walk(page: Page, steps: int) -> None:
    """Walk downhill, and wait for what is felt after each step."""
    total = page.text("#step-count").split()[-1]
    for number in range(1, steps + 1):
        page.press("d", " ")
        page.shows("#step-count", f"Step {number} of {total}")


def test_a_lesson(browser: Browser, lesson: Classroom) -> None:
    with browser.page(motion=False) as board, browser.page(motion=False) as pupil:
        board.open(f"{lesson.web}/board#{lesson.code}")
        board.shows("#lobby")
        board.shows("#qr")
        pupil.open(f"{lesson.web}/play#code={lesson.code}")
        pupil.shows("#join")
        pupil.type("#nickname", "Zoë")
        pupil.press("Enter")
        pupil.shows("#lobby-title", "You are in, Zoë")
        pupil.click("#ready")
        pupil.shows("#lobby-title", "You are ready")
        board.shows("#names", "Zoë")
        board.shows(".tally", "1 ready")

        do(lesson, "count-down")
        pupil.shows("#step-count", "Step 0 of 6")
        walk(pupil, 2)
        board.shows("#ladder", "Zoë")
        do(lesson, "pause")
        pupil.shows("#state", "Paused")
        board.shows("#state", "Paused")
        do(lesson, "resume")
        pupil.wait("document.querySelector('#state').hidden")
        pupil.press("f")
        pupil.shows("#ask-flag")
        pupil.click("#flag-yes")
        pupil.shows("#state", "The round is over")  # by itself: nobody else walks
        do(lesson, "reveal")
        pupil.shows("#reveal", "The Secret Hill")
        pupil.shows("#panel-you", "You came to")
        pupil.shows(".legend", "you")
        board.shows("#reveal", "The Secret Hill")
        board.shows(".beats", "gradient descent")
        board.click("#tab-about")
        board.shows("#panel-about", "What was hidden.")

        do(lesson, "next")
        pupil.shows("#lobby", "Round 2 of 2")
        do(lesson, "count-down")
        pupil.shows("#step-count", "Step 0 of 5")
        pupil.reload()
        pupil.shows("#step-count", "Step 0 of 5")
        walk(pupil, 5)
        pupil.shows("#state", "The round is over")
        do(lesson, "reveal")
        board.shows("#reveal", "The Secret Line")
        do(lesson, "finish")
        board.shows("#final", "Zoë")
        assert board.problems == []
        assert pupil.problems == []
