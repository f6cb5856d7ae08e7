"""What is late, lost, twice or out of order: nothing that somebody does is lost or doubled.

Nothing here depends on who is quicker: answers are held back behind doors until they are to come.
"""

import numpy as np
import pytest

from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.walking import Refused, Replaced, RoomChanged, Why

from . import story
from .browser import Page
from .fake import FakeRoom
from .pupil import PLAY, Open, joined

BOARD = f"/board#{story.CODE}"
HURRY = 30.0


# The way in


def test_who_joins_a_round_that_is_on_waits_elsewhere_than_in_the_form(
    opened: Open, room: FakeRoom
) -> None:
    """A second press would take a second seat."""
    room.begins(story.level())
    room.walk_door.shut()
    page = joined(opened)
    page.shows("#wait", "You are in, Brisk Marmot")
    assert page.run("document.querySelector('#join').hidden")
    room.walk_door.open()
    page.shows("#step-count", "Step 0 of 40")
    assert room.seat_door.knocks == 1


def test_a_seat_is_asked_for_once_however_often_enter_is_pressed(
    opened: Open, room: FakeRoom
) -> None:
    room.seat_door.shut()
    page = opened(PLAY)
    page.shows("#join")
    page.click("#recover-box summary")
    page.type("#recovery", "hjkm 34pq")
    page.press("Enter", "Enter")
    page.click("#join-title")
    page.run("document.querySelector('#join-form').requestSubmit()")
    room.seat_door.open()
    page.shows("#lobby")
    assert room.seat_door.knocks == 1


def test_the_teams_are_those_of_the_code_that_was_written_last(
    opened: Open, room: FakeRoom
) -> None:
    room.room = story.room(teams=story.TEAMS)
    page = opened("/play")
    page.shows("#join")
    page.run(
        "(() => { const real = window.fetch; window.fetch = (...asked) => {"
        "window.fetch = real; return new Promise((go) => { window.go = go; })"
        ".then(() => real(...asked)); }; })()"
    )
    page.type("#code", "WRONG7")
    page.wait("typeof window.go === 'function'")
    page.run("document.querySelector('#code').value = ''")
    page.type("#code", story.CODE)
    page.shows("#team-box")
    page.run("document.querySelector('#team').value = 'Blue'")
    page.run("window.go()")
    page.type("#code", " ")  # asks once more, after the answer that was held back
    page.wait(
        "performance.getEntriesByType('resource').filter((one) => one.name.includes('/room?'))"
        ".length === 3"
    )
    page.shows("#team-box")
    assert page.run("document.querySelector('#team').value") == "Blue"


def test_a_percent_sign_in_the_address_stops_nothing(opened: Open, room: FakeRoom) -> None:
    page = opened("/play#50%")
    page.shows("#join")
    assert page.run("document.querySelector('#code').value") == "50%"


def test_being_ready_is_told_until_it_is_kept(opened: Open, room: FakeRoom) -> None:
    room.ready_refusals.append(Refused(why=Why.STORAGE, text="Not kept."))
    page = joined(opened)
    page.shows("#lobby")
    page.click("#ready")
    page.shows("#lobby-title", "You are ready")
    assert not room.ready_refusals


# On the way


def test_what_is_pressed_while_a_step_is_on_its_way_is_done_where_it_leads(
    walking: Page, room: FakeRoom
) -> None:
    room.deaf = True
    walking.press("d", " ")
    walking.shows("#step", "…")
    walking.press("d", " ")
    room.deaf = False
    room.drops()
    walking.shows("#step-count", "Step 2 of 40")
    assert room.walker is not None
    slopes, moves = room.walker.outing.notebook.slopes, room.walker.view.moves
    for slope, move in zip(slopes, moves, strict=False):
        assert float(-slope @ move) == pytest.approx(
            np.linalg.norm(slope) * float(np.linalg.norm(move))
        )


def test_who_is_impatient_takes_one_step(walking: Page, room: FakeRoom) -> None:
    room.deaf = True
    walking.press("d", " ", " ", " ")
    walking.click("#step")
    walking.shows("#step", "…")
    room.deaf = False
    room.drops()
    walking.shows("#step-count", "Step 1 of 40")
    walking.shows("#step", "Step")
    assert set(room.taken) == {0}


def test_a_key_that_is_held_down_takes_no_steps(walking: Page, room: FakeRoom) -> None:
    held = "new KeyboardEvent('keydown', {key: ' ', repeat: true, bubbles: true})"
    walking.press("d")
    walking.run(f"document.body.dispatchEvent({held})")
    walking.shows("#step", "Step")
    walking.press(" ")
    walking.shows("#step-count", "Step 1 of 40")
    assert room.taken == [0]


def test_the_heading_stays_as_it_was_meant_when_the_line_comes_back(
    walking: Page, room: FakeRoom
) -> None:
    room.deaf = True
    walking.press("d", " ")
    walking.shows("#step", "…")
    walking.drag("#compass", (0.0, 0.35))
    walking.shows("#heading-words", "180° S")
    assert room.walker is not None
    room.walker.step((0.2, 0.3))
    room.drops()
    walking.shows("#step-count", "Step 1 of 40")
    walking.shows("#heading-words", "180° S")


def test_a_refusal_of_an_answered_move_frees_no_other(walking: Page, room: FakeRoom) -> None:
    walking.press("d", " ")
    walking.shows("#step-count", "Step 1 of 40")
    room.deaf = True
    walking.press("d", " ")
    walking.shows("#step", "…")
    room.tells(Refused(why=Why.NOT_WALKING, text="Too late.", round=1, step=0))
    has_heard_all(walking, room)
    assert "…" in walking.text("#step")
    assert "Too late." not in walking.text("#said")
    room.deaf = False
    room.drops()
    walking.shows("#step-count", "Step 2 of 40")


def test_a_refusal_of_being_ready_frees_no_step(walking: Page, room: FakeRoom) -> None:
    """It comes when the round has begun meanwhile, and the pupil has set out."""
    room.deaf = True
    walking.press("d", " ")
    walking.shows("#step", "…")
    room.tells(Refused(why=Why.NOT_NOW, text="No round is about to start."))
    has_heard_all(walking, room)
    assert "…" in walking.text("#step")
    room.deaf = False
    room.drops()
    walking.shows("#step-count", "Step 1 of 40")


def has_heard_all(page: Page, room: FakeRoom) -> None:
    """Wait until the page has heard what was sent up to now."""
    room.stands(name="Class 7c")
    page.wait("document.title.startsWith('Class 7c')")


def test_a_pause_takes_a_question_away(walking: Page, room: FakeRoom) -> None:
    walking.press("f")
    walking.shows("#ask-flag")
    room.stands(phase=Phase.PAUSED, pause="The teacher talks.")
    walking.wait("!document.querySelector('#ask-flag').open")
    walking.shows("#state", "The teacher talks.")
    room.stands(phase=Phase.WALKING, pause=None)
    walking.wait("document.querySelector('#state').hidden")
    walking.press("d", " ")
    walking.shows("#step-count", "Step 1 of 40")


def test_a_round_that_began_elsewhere_is_gone_on_with_here(opened: Open, room: FakeRoom) -> None:
    page = joined(opened)
    page.shows("#lobby")
    room.tells(Replaced())
    page.shows("#stop-title", "Your seat is open elsewhere")
    room.begins(story.level())
    room.walk_door.shut()
    page.click("#stop-button")
    page.shows("#wait")  # and no button to press again
    room.walk_door.open()
    page.shows("#step-count", "Step 0 of 40")


def test_going_back_to_the_page_finds_the_walk(walking: Page, room: FakeRoom) -> None:
    walking.press("d", " ")
    walking.shows("#step-count", "Step 1 of 40")
    walking.run("window.location.assign('/docs')")
    walking.wait("location.pathname === '/docs' && document.readyState === 'complete'")
    walking.run("history.back()")
    walking.shows("#step-count", "Step 1 of 40")
    walking.press("d", " ")
    walking.shows("#step-count", "Step 2 of 40")


# Lines that are dead


def test_a_line_that_nobody_answers_is_given_up(opened: Open, room: FakeRoom) -> None:
    room.walk_door.shut()
    page = joined(opened)
    page.hurries(HURRY)
    page.shows("#line", "No connection")
    room.walk_door.await_knocks(2)
    page.hurries(1)
    room.walk_door.open()
    page.shows("#step-count", "Step 0 of 25")
    page.wait("document.querySelector('#line').hidden")


def test_a_line_that_has_died_without_a_word_is_found_out(opened: Open, room: FakeRoom) -> None:
    page = joined(opened)
    room.tells(RoomChanged(room=room.room, you=room.you))
    page.shows("#lobby")
    room.look_door.shut()
    looks = room.look_door.knocks
    room.mute = True
    room.begins(story.level())
    page.hurries(HURRY)
    room.look_door.await_knocks(looks + 1)
    page.hurries(1)
    room.look_door.open()
    page.shows("#step-count", "Step 0 of 40")


# With open eyes


@pytest.mark.parametrize("path", [PLAY, BOARD])
def test_a_map_that_comes_too_late_is_let_go(opened: Open, room: FakeRoom, path: str) -> None:
    page = joined(opened) if path == PLAY else opened(path, motion=False)
    page.shows("#lobby")
    room.reveal = story.reveal()
    room.reveal_door.shut()
    room.stands(phase=Phase.REVEALED, round=1)
    page.shows("#reveal", "on its way")
    room.stands(phase=Phase.LOBBY, round=1)
    page.shows("#lobby")
    room.reveal = story.reveal(30, "two-valleys")
    room.stands(phase=Phase.REVEALED, round=2)
    page.shows("#reveal", "on its way")
    room.reveal_door.open()
    page.shows("#reveal h2", room.reveal.title)
    assert page.run("document.querySelectorAll('#reveal .stage').length") == 1


def test_a_map_that_was_not_to_be_had_comes_by_itself(opened: Open, room: FakeRoom) -> None:
    """It is asked for again and again; after a while, the room's own words are shown."""
    page = opened(BOARD, motion=False)
    page.shows("#lobby")
    page.run(  # the time between two questions, not the time that an answer is given
        "(() => { const wait = window.setTimeout;"
        "window.setTimeout = (act, time) => wait(act, time > 5000 ? time : 5); })()"
    )
    room.stands(phase=Phase.REVEALED, round=1)
    page.shows("#reveal", "The round has not been revealed.")
    room.reveal = story.reveal()
    page.shows("#reveal .stage")


def test_each_map_has_its_own_keys(opened: Open, room: FakeRoom) -> None:
    """Those of the round before would throw, for their map is gone."""
    room.reveal = story.reveal()
    page = opened(BOARD, motion=False)
    for number in (1, 2):
        room.stands(phase=Phase.REVEALED, round=number)
        page.shows(".controls output", "40 / 40")
        page.run("document.querySelector('#reveal').focus()")
        page.press("ArrowLeft")
        page.shows(".controls output", "39 / 40")
        room.stands(phase=Phase.LOBBY)
        page.shows("#lobby")


def test_a_session_that_ends_leaves_the_map_that_is_on_its_way(
    opened: Open, room: FakeRoom
) -> None:
    page = joined(opened, motion=False)
    page.shows("#lobby")
    room.reveal = story.reveal()
    room.reveal_door.shut()
    room.stands(phase=Phase.REVEALED, round=1)
    page.shows("#reveal", "on its way")
    room.stands(phase=Phase.FINISHED)
    page.shows("#line", "The session is over")
    room.reveal_door.open()
    page.shows("#reveal .stage")
    room.away = True
    room.drops()
    page.shows("#line", "The session is over")


def test_points_that_come_after_the_end_are_told(walking: Page, room: FakeRoom) -> None:
    assert room.walker is not None
    room.walker.outing.plant_flag()
    room.stands(phase=Phase.FINISHED)
    walking.shows("#stop-title", "The session is over")
    room.tells(room.walker.result())
    walking.shows("#stop-text", "Round 1: ")


def test_praise_that_is_pointed_at_stays(opened: Open, room: FakeRoom) -> None:
    """The clock that turns to the next line is in our hands, and is stopped by a click."""
    told = story.reveal()
    short = [one.model_copy(update={"track": one.track[:2]}) for one in told.walks]
    room.reveal = told.model_copy(update={"walks": tuple(short)})
    page = opened(BOARD)
    page.shows("#lobby")
    page.run(
        "(() => { const [set, clear] = [setInterval, clearInterval].map((one) => one.bind(window));"
        "window.setInterval = (act, time) => { if (time !== 5000) return set(act, time);"
        "window.turn = act; return -7; };"
        "window.clearInterval = (id) => { if (id !== -7) clear(id); else window.turn = null; };"
        "return true; })()"
    )
    page.front()
    room.stands(phase=Phase.REVEALED, round=1)
    page.wait("window.turn")
    page.run("window.turn()")
    page.shows("#panel-praise li:first-child [aria-pressed=true]")
    page.click("#panel-praise li:nth-child(4) button")
    page.shows("#panel-praise li:nth-child(4) [aria-pressed=true]")
    assert page.run("window.turn") is None


# Boards


def test_a_board_whose_room_is_gone_asks_for_another(opened: Open, room: FakeRoom) -> None:
    page = opened(BOARD)
    page.shows("#lobby")
    room.code = "N4QRTV"
    room.drops()
    page.shows("#enter-problem", "There is no room with that code.")
    page.type("#code", room.code)
    page.press("Enter")
    page.shows("#lobby")


def test_a_board_needs_nothing_kept(opened: Open, room: FakeRoom) -> None:
    page = opened("/docs")
    page.call(
        "Page.addScriptToEvaluateOnNewDocument",
        source="for (const shelf of ['localStorage', 'sessionStorage']) Object.defineProperty("
        "window, shelf, { get() { throw new Error('Nothing is kept here.'); } });",
    )
    page.open(room.address + BOARD)
    page.shows("#lobby")
