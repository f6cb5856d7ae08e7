"""A pupil's page around the hike: the way in, the lobby, what the room decides, the way out."""

from hikergame.classroom.messages.base import Phase

from . import story
from .browser import Page
from .fake import RECOVERY, FakeRoom
from .pupil import PLAY, Open, joined

KEPT = "JSON.parse(localStorage.getItem('hikergame.seat'))"


# The way in


def test_the_front_door_leads_to_the_hike(opened: Open, room: FakeRoom) -> None:
    page = opened("/")
    page.type("#code", "k7mpxw")
    page.press("Enter")
    page.shows("#join")
    page.wait("document.querySelector('#code').value === 'k7mpxw'")


def test_a_name_is_given_to_who_has_none(opened: Open, room: FakeRoom) -> None:
    page = joined(opened)
    page.shows("#lobby-title", "You are in, Brisk Marmot")
    assert page.run(KEPT)["recovery"] == RECOVERY


def test_a_refused_name_is_said_and_may_be_changed(opened: Open, room: FakeRoom) -> None:
    page = opened(PLAY)
    page.shows("#join")
    page.type("#nickname", "taken")
    page.click("#join-form button.primary")
    page.shows("#join-problem", "Somebody here has that name.")
    page.run("document.querySelector('#nickname').value = ''")
    page.type("#nickname", "<b>Zoë</b>")
    page.press("Enter")
    page.shows("#who", "<b>Zoë</b>")


def test_a_team_is_chosen_where_there_are_teams(opened: Open, room: FakeRoom) -> None:
    room.room = story.room(teams=story.TEAMS)
    page = opened(PLAY)
    page.shows("#team-box")
    page.run("document.querySelector('#team').value = 'Blue'")
    page.click("#join-form button.primary")
    page.shows("#who", "the Alps, Blue")


def test_a_seat_is_taken_again_on_another_device(opened: Open, room: FakeRoom) -> None:
    page = opened(PLAY)
    page.shows("#join")
    page.click("#recover-box summary")
    page.type("#recovery", "wrong")
    page.press("Enter")
    page.shows("#join-problem", "not known")
    page.run("document.querySelector('#recovery').value = ''")
    page.type("#recovery", "hjkm 34pq")
    page.click("#recover")
    page.shows("#lobby")


def test_a_reload_keeps_the_seat_and_the_walk(walking: Page, room: FakeRoom) -> None:
    walking.press("d", " ")
    walking.shows("#step-count", "Step 1 of 40")
    walking.reload()
    walking.shows("#step-count", "Step 1 of 40")


def test_the_recovery_code_is_to_be_seen(walking: Page, room: FakeRoom) -> None:
    walking.click("#seat-button")
    walking.shows("#seat-recovery", RECOVERY)
    walking.press("Escape")
    walking.wait("!document.querySelector('#seat').open")


# The lobby


def test_practice_ground_is_walked_while_waiting(opened: Open, room: FakeRoom) -> None:
    page = joined(opened)
    page.shows("#step-count", "Step 0 of 25")
    page.press("d", " ", "d", " ")
    page.shows("#step-count", "Step 2 of 25")
    page.press("f")
    page.click("#flag-yes")
    page.shows("#said", "of the way down was left")
    page.click("#another")
    page.shows("#step-count", "Step 0 of 25")
    assert room.taken == []


def test_being_ready_is_told(opened: Open, room: FakeRoom) -> None:
    page = joined(opened)
    page.click("#ready")
    page.shows("#lobby-title", "You are ready")
    assert room.you.ready


def test_of_how_many_the_ready_ones_are_is_said(opened: Open, room: FakeRoom) -> None:
    room.stands(people=4, ready=2)
    page = joined(opened)
    page.shows("#lobby-text", "4 are here, 2 ready.")
    room.stands(bots=2, ready=4)
    page.shows("#lobby-text", "4 are here and 2 bots, 4 of 6 ready.")


def test_being_ready_is_told_once_there_is_a_line(opened: Open, room: FakeRoom) -> None:
    room.walk_door.shut()
    page = joined(opened)
    page.click("#ready")
    room.walk_door.open()
    page.shows("#lobby-title", "You are ready")
    assert room.you.ready


def test_the_round_takes_over_from_the_practice(opened: Open, room: FakeRoom) -> None:
    page = joined(opened)
    page.press("f")
    room.stands(phase=Phase.COUNTDOWN, round=1, countdown_ms=3000)
    page.shows("#countdown", "Blindfold on")
    room.begins(story.level())
    page.shows("#step-count", "Step 0 of 40")
    page.wait("!document.querySelector('#ask-flag').open")


# Phases


def test_a_pause_holds_the_controls_and_says_why(walking: Page, room: FakeRoom) -> None:
    room.stands(phase=Phase.PAUSED, pause="The server was away.")
    walking.shows("#state", "Paused. The server was away.")
    walking.press("d", " ")
    room.stands(phase=Phase.WALKING, pause=None)
    walking.wait("document.querySelector('#state').hidden")
    walking.press("d", " ")
    walking.shows("#step-count", "Step 1 of 40")
    assert room.taken == [0]


def test_the_reveal_shows_the_own_walk_first(walking: Page, room: FakeRoom) -> None:
    walking.press("d", " ")
    walking.shows("#step-count", "Step 1 of 40")
    assert room.walker is not None
    room.walker.outing.plant_flag()
    room.stands(phase=Phase.CLOSED)
    walking.shows("#state", "The round is over")
    room.reveal = story.reveal()
    room.tells(room.walker.result())
    room.stands(phase=Phase.REVEALED)
    walking.shows("#reveal", "Four Valleys")
    walking.shows("#panel-you", "You came to")
    walking.shows(".legend", "you")
    room.stands(phase=Phase.LOBBY)
    walking.shows("#lobby", "Round 2 of 3 comes next")
    walking.shows("#step-count", "Step 0 of 25")


def test_the_end_of_the_session_is_said(walking: Page, room: FakeRoom) -> None:
    room.stands(phase=Phase.FINISHED)
    walking.shows("#stop-title", "The session is over")
    walking.click("#stop-button")
    walking.shows("#join")
