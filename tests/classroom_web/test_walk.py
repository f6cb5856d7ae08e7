"""A hike on a pupil's page: keys, fingers and buttons, networks that fail, grounds of all kinds."""

import numpy as np
import pytest

from hikergame.classroom.messages.walking import Refused, Removed, Replaced, Why

from . import story
from .browser import Page
from .fake import FakeRoom
from .pupil import PLAY, Open, joined, set_out

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


def test_where_the_needle_points_is_not_told_of_a_place_that_was_left(
    walking: Page, room: FakeRoom
) -> None:
    walking.press("d")
    walking.wait("document.querySelector('#aim').textContent.includes('falls')")
    walking.press(" ")
    walking.shows("#said", "Step 1 of 40.")
    assert walking.text("#aim") == ""


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
    ground = story.level("a-gentle-slope")
    set_out(page, room, ground)
    steps = ground.steps
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


# Other grounds


def test_a_line_has_two_ways(opened: Open, room: FakeRoom) -> None:
    page = joined(opened)
    set_out(page, room, story.level("two-valleys"))
    page.press("ArrowLeft", " ")
    page.shows("#step-count", "Step 1 of")
    assert room.walker is not None
    assert room.walker.view.moves[0][0] < 0
    page.press("ArrowRight", " ")
    page.shows("#step-count", "Step 2 of")
    assert room.walker.view.moves[1][0] > 0


def test_beyond_a_map_each_axis_has_a_part(opened: Open, room: FakeRoom) -> None:
    page = joined(opened)
    set_out(page, room, story.deep_level())
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
