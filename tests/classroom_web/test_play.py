"""A pupil's page: the way in, the hike, what goes wrong with networks, the way out."""

from collections.abc import Callable

import numpy as np
import pytest

from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.walking import Refused, Removed, Replaced, Why

from . import story
from .browser import Page
from .fake import RECOVERY, FakeRoom

Open = Callable[..., Page]
PLAY = f"/play#code={story.CODE}"
KEPT = "JSON.parse(localStorage.getItem('hikergame.seat'))"


def joined(opened: Open, **looks: object) -> Page:
    """Return a page on which a pupil has taken a seat."""
    page = opened(PLAY, **looks)
    page.shows("#join")
    page.click("#join-form button.primary")
    page.shows("#who", "Brisk Marmot")
    return page


@pytest.fixture
def walking(opened: Open, room: FakeRoom) -> Page:
    """Return a page on which a round is walked."""
    page = joined(opened)
    room.begins(story.level())
    page.shows("#step-count", "Step 0 of 40")
    return page


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


# The hike


def test_keys_are_those_of_the_terminal(walking: Page, room: FakeRoom) -> None:
    walking.press("ArrowRight")
    walking.shows("#heading-words", "15° N")
    walking.press("Shift+ArrowRight")
    walking.shows("#heading-words", "16° N")
    walking.press("ArrowLeft", "ArrowLeft")
    walking.shows("#heading-words", "346° N")
    walking.press("a")
    walking.shows("#heading-words", "166° S")
    walking.press("ArrowUp")
    walking.shows("#stride-words", "1.25 m")
    walking.press("ArrowDown", "ArrowDown")
    walking.shows("#stride-words", "0.8 m")
    walking.press("d")
    walking.shows("#heading-words", "20° N ▼ falls 1.41")
    walking.press(" ")
    walking.shows("#step-count", "Step 1 of 40")
    assert room.walker is not None
    moved = room.walker.view.moves[0]
    downhill = -room.walker.outing.notebook.slopes[0]
    assert moved == pytest.approx(0.8 * downhill / np.linalg.norm(downhill))


def test_what_is_felt_is_said_to_those_who_listen(walking: Page, room: FakeRoom) -> None:
    walking.press("d", " ")
    walking.shows("#said", "Step 1 of 40.")
    walking.shows("#said", "By your slopes you went")
    walking.shows("#said", "Gradient descent went")
    assert walking.run("document.querySelector('#said').getAttribute('aria-live')") == "polite"
    walking.press("ArrowRight")
    walking.wait("/degrees, .*: (falls|rises)/.test(document.querySelector('#aim').textContent)")
    value = walking.run("document.querySelector('#heading').getAttribute('aria-valuetext')")
    assert "degrees" in value


def test_a_finger_on_the_ring_sets_the_heading(walking: Page, room: FakeRoom) -> None:
    walking.drag("#compass", (0.35, 0.0))
    walking.shows("#heading-words", "90° E")
    walking.drag("#compass", (0.0, 0.35))
    walking.shows("#heading-words", "180° S")


def test_buttons_and_sliders_do_all_that_keys_do(walking: Page, room: FakeRoom) -> None:
    walking.run(
        "(() => { const one = document.querySelector('#stride'); one.value = 100;"
        "one.dispatchEvent(new Event('input')); })()"
    )
    walking.shows("#stride-words", "3 m")
    walking.click("#downhill")
    walking.click("#about")
    walking.shows("#heading-words", "200° S ▲ rises")
    walking.click("#step")
    walking.shows("#step-count", "Step 1 of 40")
    walking.shows("#notebook-words", "height")
    walking.click("#entries-box summary")
    walking.shows("#entries", "3 m 200° S")


def test_single_keys_can_be_switched_off(walking: Page, room: FakeRoom) -> None:
    walking.click("#seat-button")
    walking.click("#single-keys")
    walking.click("#seat-close")
    walking.press("d", "f")
    walking.press("ArrowRight")
    walking.shows("#heading-words", "15° N")
    assert walking.run("document.querySelector('#ask-flag').open") is False


def test_a_flag_is_asked_for_twice(walking: Page, room: FakeRoom) -> None:
    walking.press("f")
    walking.shows("#ask-flag", "the bottom, or a bottom?")
    walking.click("#flag-no")
    walking.wait("!document.querySelector('#ask-flag').open")
    walking.press("d", " ")
    walking.shows("#step-count", "Step 1 of 40")
    walking.press("f")
    walking.click("#flag-yes")
    walking.shows("#state", "Your hike is over")
    assert room.walker is not None
    assert room.walker.outing.over
    walking.press(" ")
    assert room.taken == [0]


def test_a_closed_dialog_that_keeps_the_focus_is_not_pressed(walking: Page, room: FakeRoom) -> None:
    pressed = "new KeyboardEvent('keydown', {key: ' ', bubbles: true, cancelable: true})"
    walking.press("d")
    walking.run(f"document.querySelector('#flag-no').dispatchEvent({pressed})")
    walking.shows("#step-count", "Step 1 of 40")


def test_the_end_of_the_steps_ends_the_hike(opened: Open, room: FakeRoom) -> None:
    page = joined(opened)
    room.begins(story.level("a-gentle-slope"))
    page.shows("#step-count", "Step 0 of")
    steps = room.walker.outing.facts.steps if room.walker else 0
    for number in range(1, steps + 1):
        page.press("d", " ")
        page.shows("#step-count", f"Step {number} of {steps}")
    page.shows("#state", "Your hike is over")


# Networks


def test_a_step_is_sent_again_until_it_is_felt(walking: Page, room: FakeRoom) -> None:
    room.deaf = True
    walking.press("d", " ")
    walking.shows("#step", "…")
    room.drops()
    room.deaf = False
    walking.shows("#step-count", "Step 1 of 40")
    assert set(room.taken) == {0}
    assert room.walker is not None
    assert room.walker.outing.readout.step == 1


def test_an_answer_that_was_lost_is_not_asked_for_twice(walking: Page, room: FakeRoom) -> None:
    """The step was taken, only its answer went astray: coming back, the page knows."""
    room.deaf = True
    walking.press("d", " ")
    walking.shows("#step", "…")
    assert room.walker is not None
    room.walker.step((0.2, 0.3))
    room.drops()
    walking.shows("#step-count", "Step 1 of 40")
    walking.shows("#step", "Step")
    room.deaf = False
    walking.press(" ")
    walking.shows("#step-count", "Step 2 of 40")


def test_being_offline_is_said_plainly(walking: Page, room: FakeRoom) -> None:
    room.away = True
    room.drops()
    walking.shows("#line", "No connection. This page comes back by itself; nothing is lost.")
    room.away = False
    walking.press("d", " ")
    walking.shows("#step-count", "Step 1 of 40")
    walking.wait("document.querySelector('#line').hidden")


@pytest.mark.parametrize("why", [Why.STORAGE, Why.OUT_OF_TURN])
def test_what_can_be_mended_is_tried_again(walking: Page, room: FakeRoom, why: Why) -> None:
    room.refusals.append(Refused(why=why, text="Not now.", round=1, step=0))
    walking.press("d", " ")
    walking.shows("#step-count", "Step 1 of 40")


def test_a_refusal_is_said_and_the_step_is_free_again(walking: Page, room: FakeRoom) -> None:
    room.refusals.append(Refused(why=Why.BAD_MOVE, text="That is no step.", round=1, step=0))
    walking.press("d", " ")
    walking.shows("#said", "That is no step.")
    walking.press(" ")
    walking.shows("#step-count", "Step 1 of 40")


def test_another_window_takes_the_seat(walking: Page, room: FakeRoom) -> None:
    room.tells(Replaced())
    walking.shows("#stop-title", "Your seat is open elsewhere")
    walking.click("#stop-button")
    walking.shows("#step-count", "Step 0 of 40")


def test_a_step_too_many_does_not_take_the_seat_back(walking: Page, room: FakeRoom) -> None:
    room.tells(Replaced())
    walking.shows("#stop-title", "Your seat is open elsewhere")
    walking.press("d", " ", "Enter", " ")
    walking.shows("#stop-title", "Your seat is open elsewhere")
    assert walking.run("document.activeElement.id") == "stop-title"
    walking.press("Tab", "Enter")
    walking.shows("#step-count", "Step 0 of 40")


def test_who_is_removed_is_told_so(walking: Page, room: FakeRoom) -> None:
    room.tells(Removed())
    walking.shows("#stop-title", "You have left the room")
    assert walking.run("localStorage.getItem('hikergame.seat')") is None


def test_a_seat_of_another_day_is_forgotten(opened: Open, room: FakeRoom) -> None:
    page = opened("/")
    page.run(
        "localStorage.setItem('hikergame.seat', JSON.stringify("
        f"{{code: '{story.CODE}', token: 'a-token-of-yesterday', recovery: '', name: 'x'}}))"
    )
    page.open(room.address + PLAY)
    page.shows("#join-problem", "not known here any more")


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


# Other grounds


def test_a_line_has_two_ways(opened: Open, room: FakeRoom) -> None:
    page = joined(opened)
    room.begins(story.level("two-valleys"))
    page.shows("#step-count", "Step 0 of 24")
    page.press("ArrowLeft", " ")
    page.shows("#step-count", "Step 1 of")
    assert room.walker is not None
    assert room.walker.view.moves[0][0] < 0
    page.press("ArrowRight", " ")
    page.shows("#step-count", "Step 2 of")
    assert room.walker.view.moves[1][0] > 0


def test_beyond_a_map_each_axis_has_a_part(opened: Open, room: FakeRoom) -> None:
    page = joined(opened)
    room.begins(story.deep_level())
    page.shows("#axes", "z")
    page.click("#step")
    page.shows("#said", "Choose a way first")
    page.click("#downhill")
    page.click("#step")
    page.shows("#step-count", "Step 1 of")
    page.shows("#said", "along x")
    assert room.walker is not None
    slope = room.walker.outing.notebook.slopes[0]
    assert float(slope @ room.walker.view.moves[0]) < 0.0
