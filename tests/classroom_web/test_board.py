"""The projector's page, from the lobby to the last standings."""

import pytest

from hikergame.classroom.messages.base import Phase

from . import story
from .fake import FakeRoom
from .pupil import Open

BOARD = f"/board#{story.CODE}"


def test_the_lobby_shows_the_way_in_and_who_has_come(opened: Open, room: FakeRoom) -> None:
    page = opened(BOARD)
    page.shows("#address", story.ADDRESS)
    assert page.text("#letters .unseen") == " ".join(story.CODE)
    page.shows("#names", "Brisk Marmot")
    page.shows(".tally", "23 here")
    page.shows(".tally", "18 ready")
    assert page.run("document.querySelectorAll('#qr path').length") == 1


def test_of_how_many_the_ready_ones_are_is_said_where_there_are_bots(
    opened: Open, room: FakeRoom
) -> None:
    room.stands(people=4, bots=2, ready=4)
    page = opened(BOARD)
    page.shows(".tally", "4 here, and 2 bots · 4 of 6 ready")


def test_names_arrive(opened: Open, room: FakeRoom) -> None:
    room.shows(names=story.NAMES[:2])
    page = opened(BOARD)
    page.shows("#names", "Ada")
    room.stands(people=3)
    room.shows(names=("Zoë", *story.NAMES[:2]))
    page.shows("#names", "Zoë")
    page.shows(".tally", "3 here")


def test_a_name_is_text_whatever_is_in_it(opened: Open, room: FakeRoom) -> None:
    room.shows(names=("<img src=x onerror=alert(1)>", "&lt;b&gt;"))
    page = opened(BOARD)
    page.shows("#names", "<img src=x onerror=alert(1)>")
    page.shows("#names", "&lt;b&gt;")
    assert page.run("document.querySelectorAll('#names img, #names b').length") == 0


def test_a_hidden_code_is_nowhere(opened: Open, room: FakeRoom) -> None:
    page = opened(BOARD)
    page.shows("#letters", "K")
    room.stands(code=None)
    room.shows()
    page.shows("#code-hidden", "hidden")
    assert page.run("document.querySelector('#qr').checkVisibility()") is False
    assert story.CODE not in page.run("document.documentElement.outerHTML")


def test_what_opens_the_board_leaves_the_address(opened: Open, room: FakeRoom) -> None:
    page = opened(BOARD)
    page.shows("#lobby")
    assert page.run("location.href").endswith("/board")
    page.reload()
    page.shows("#lobby")


def test_a_wrong_code_is_said(opened: Open, room: FakeRoom) -> None:
    page = opened("/board")
    page.shows("#enter")
    page.type("#code", "WRONG1")
    page.click("#enter-form button")
    page.shows("#enter-problem", "There is no room with that code.")
    page.run("document.querySelector('#code').value = ''")
    page.type("#code", story.CODE)
    page.press("Enter")
    page.shows("#lobby")


def test_the_countdown_counts(opened: Open, room: FakeRoom) -> None:
    page = opened(BOARD)
    page.shows("#lobby")
    room.stands(phase=Phase.COUNTDOWN, round=1, countdown_ms=600_000)
    page.wait("Number(document.querySelector('#tick').textContent) > 0")
    first = int(page.text("#tick"))
    page.wait(f"Number(document.querySelector('#tick').textContent) < {first}")


def test_a_round_shows_the_class_against_the_algorithms(opened: Open, room: FakeRoom) -> None:
    room.stands(phase=Phase.WALKING, round=1, people=30, done=11, clock_ms=7_199_000)
    page = opened(BOARD)
    told = story.board()
    page.shows("#headline", told.headline)
    beaten = told.algorithms[0]
    page.shows("#algorithms", f"{beaten.beaten_by} of {beaten.of} ahead")
    page.shows("#clock", "119:")
    page.shows("#clock", "11 of 30 done")
    rows = page.run(
        "[...document.querySelectorAll('#ladder .person .name')].map((n) => n.textContent)"
    )
    assert [row.split(" ")[0] for row in rows] == [one.name.split(" ")[0] for one in told.top]
    last = min(story.walks(30), key=lambda one: one.row.points).row.name
    assert last not in page.text("#live")
    assert page.run("document.querySelectorAll('#histogram .marker').length") == 2
    page.shows("#ladder", "bot 1")


def test_few_people_are_counted_in_words_that_fit(opened: Open, room: FakeRoom) -> None:
    room.stands(phase=Phase.WALKING, round=1, people=1)
    room.shows(board=story.board(1))
    page = opened(BOARD)
    page.shows("#histogram", "Points of 1 person: 1 from")
    nobody = story.board(1).distribution.model_copy(update={"counts": (0,) * 10})
    room.shows(board=story.board(1).model_copy(update={"distribution": nobody}))
    page.shows("#histogram", "Nobody stands here yet.")


def test_the_full_board_names_everybody(opened: Open, room: FakeRoom) -> None:
    room.stands(phase=Phase.CLOSED, round=1, people=30)
    room.shows(board=story.board(full=True))
    page = opened(BOARD)
    page.shows("#ladder", "everybody")
    assert page.run("document.querySelectorAll('#ladder .person').length") == 30
    page.shows("#state", "The round is over")


def test_teams_have_lines_of_their_own(opened: Open, room: FakeRoom) -> None:
    room.stands(phase=Phase.WALKING, round=1)
    room.shows(board=story.board(teams=True))
    page = opened(BOARD)
    page.shows("#teams", "Red")
    assert page.run("document.querySelectorAll('#teams .row').length") == 3


def test_points_that_are_kept_back_are_not_shown(opened: Open, room: FakeRoom) -> None:
    hidden = story.board().model_copy(update={"by_steps": True, "algorithms": ()})
    room.stands(phase=Phase.WALKING, round=1)
    room.shows(board=hidden)
    page = opened(BOARD)
    page.shows("#spread-words", "steps taken")
    points = page.run("[...document.querySelectorAll('#ladder .points')].map((n) => n.textContent)")
    rows = [*hidden.top, *hidden.bots]
    assert points == [str(one.step) for one in rows]


def test_freezing_and_pausing_are_said(opened: Open, room: FakeRoom) -> None:
    page = opened(BOARD)
    room.stands(phase=Phase.WALKING, round=1, frozen=True)
    page.shows("#badges", "The board stands still")
    room.stands(phase=Phase.PAUSED, frozen=False, pause="The server was away for 40 seconds.")
    page.shows("#state", "Paused. The server was away for 40 seconds.")
    room.stands(phase=Phase.WALKING, pause=None)
    page.wait("document.querySelector('#state').hidden")


def test_between_rounds_and_at_the_end_all_rounds_count(opened: Open, room: FakeRoom) -> None:
    room.stands(round=2)
    room.shows(overall=story.board(teams=True))
    page = opened(BOARD)
    page.shows("#standing", "So far")
    page.shows("#lead", "Latecomers join here")
    room.stands(phase=Phase.FINISHED, round=3)
    page.shows("#final", "Final standings")


def test_a_lost_connection_comes_back_by_itself(opened: Open, room: FakeRoom) -> None:
    page = opened(BOARD)
    page.shows("#lobby")
    room.drops()
    room.stands(people=29)
    page.shows(".tally", "29 here")
    page.wait("document.querySelector('#line').hidden")


SCREENS = {
    Phase.LOBBY: "#lobby",
    Phase.WALKING: "#live",
    Phase.REVEALED: "#reveal .stage",
    Phase.FINISHED: "#final",
}


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)], ids=["720p", "1080p"])
def test_everything_fits_on_a_projector(
    opened: Open, room: FakeRoom, size: tuple[int, int]
) -> None:
    """Nobody scrolls a projector, and words are large enough for the last row."""
    room.reveal = story.reveal()
    page = opened(BOARD, size=size, motion=False)
    for phase, selector in SCREENS.items():
        room.stands(phase=phase, round=0 if phase is Phase.LOBBY else 1, people=30)
        page.shows(selector)
        over = page.run(
            "[document.documentElement.scrollHeight - innerHeight,"
            "document.documentElement.scrollWidth - innerWidth]"
        )
        assert over == [0, 0], phase
        smallest = page.run(
            "Math.min(...[...document.querySelectorAll('main *')]"
            ".filter((one) => one.checkVisibility()"
            "&& [...one.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))"
            ".map((one) => parseFloat(getComputedStyle(one).fontSize)))"
        )
        assert smallest >= 0.017 * size[1], phase
