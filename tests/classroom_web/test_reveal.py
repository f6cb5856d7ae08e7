"""The reveal's picture: the ground in true colours, every path, and nobody's motion forced."""

import numpy as np
import pytest

from hikergame.classroom.messages.base import EntrantKind, Phase

from . import story
from .browser import Page
from .fake import FakeRoom
from .pupil import Open

BOARD = f"/board#{story.CODE}"


def revealed(opened: Open, room: FakeRoom, name: str = "four-valleys", **looks: object) -> Page:
    """Return a board that shows a reveal, at its end where nothing moves."""
    room.reveal = story.reveal(30, name)
    room.stands(phase=Phase.REVEALED, round=1, people=30)
    page = opened(BOARD, **({"motion": False} | looks))
    page.shows(".stage")
    return page


def test_without_motion_the_end_is_shown_at_once(opened: Open, room: FakeRoom) -> None:
    page = revealed(opened, room)
    page.shows(".controls output", "40 / 40")
    assert page.run("document.querySelector('.reveal').dataset.state") == "still"
    page.run("document.querySelector('.controls input').focus()")
    page.press("ArrowLeft")
    page.shows(".controls output", "39 / 40")


def test_with_motion_all_walk_until_they_are_held(opened: Open, room: FakeRoom) -> None:
    page = revealed(opened, room, motion=True)
    # Held from within the page, for all may have arrived before a hand gets there.
    page.wait(
        "document.querySelector('.reveal').dataset.state === 'playing'"
        " && document.querySelector('.controls input').value >= 3"
        " && (document.querySelector('.play').click(), true)"
    )
    assert page.run("document.querySelector('.fog').style.visibility") == "hidden"
    assert page.run("document.querySelector('.reveal').dataset.state") == "still"
    step = page.text(".controls output")
    page.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.text(".controls output") == step
    page.press("Tab")
    page.run("document.querySelector('#reveal').focus()")
    page.press("ArrowRight")
    page.shows(".controls output", f"{int(step.split('/')[0]) + 1} / 40")


def test_the_map_is_lighter_the_higher_the_ground(opened: Open, room: FakeRoom) -> None:
    page = revealed(opened, room)
    light = np.array(
        page.run(
            "(() => { const canvas = document.querySelector('canvas.ground');"
            "const context = canvas.getContext('2d'); const found = [];"
            "for (let row = 0; row < 12; row += 1) for (let column = 0; column < 12; column += 1) {"
            "const x = Math.floor((column + 0.5) / 12 * canvas.width);"
            "const y = Math.floor((row + 0.5) / 12 * canvas.height);"
            "const [r, g, b] = context.getImageData(x, y, 1, 1).data;"
            "found.push(0.2126 * r + 0.7152 * g + 0.0722 * b); } return found; })()"
        )
    )
    ground = story.level().landscape
    (west, east), (south, north) = ground.bounds
    share = (np.arange(12) + 0.5) / 12
    places = [[west + x * (east - west), north - y * (north - south)] for y in share for x in share]
    heights = ground.value(np.array(places))
    order = np.argsort(heights)
    low, middle, high = (light[part].mean() for part in np.array_split(order, 3))
    assert low + 15.0 < middle < high - 15.0


def test_every_path_is_on_the_map(opened: Open, room: FakeRoom) -> None:
    """The ink at each walk's places is on the trails' canvas, and nothing far from them."""
    page = revealed(opened, room)
    told = story.reveal()
    (west, east), (south, north) = told.ground.bounds
    shares = [
        [(x - west) / (east - west), (north - y) / (north - south)]
        for walk in told.walks
        if walk.kind is EntrantKind.PERSON
        for x, y in walk.track[1:-1:6]
    ]
    inked = page.run(
        "((shares) => { const canvas = document.querySelector('canvas.trails');"
        "const context = canvas.getContext('2d'); return shares.filter(([x, y]) => {"
        "const at = [Math.round(x * canvas.width), Math.round(y * canvas.height)];"
        "const around = context.getImageData(at[0] - 2, at[1] - 2, 5, 5).data;"
        "return around.some((part, index) => index % 4 === 3 && part > 0); }).length; })"
        f"({shares})"
    )
    assert inked == len(shares)


def test_the_slider_takes_paths_back(opened: Open, room: FakeRoom) -> None:
    page = revealed(opened, room)
    count = (
        "(() => { const one = document.querySelector('canvas.trails');"
        "return one.getContext('2d').getImageData(0, 0, one.width, one.height).data"
        ".filter((part, index) => index % 4 === 3 && part > 0).length; })()"
    )
    slide = (
        "((step) => { const one = document.querySelector('.controls input'); one.value = step;"
        "one.dispatchEvent(new Event('input')); })"
    )
    whole = page.run(count)
    page.run(f"{slide}(10)")
    some = page.run(count)
    page.run(f"{slide}(0)")
    assert page.run(count) == 0 < some < whole
    page.run(f"{slide}(40)")
    assert page.run(count) == pytest.approx(whole, rel=0.02)


def test_who_stands_lower_is_counted_as_it_is(opened: Open, room: FakeRoom) -> None:
    page = revealed(opened, room)
    walks = story.reveal().walks
    rival = next(walk for walk in walks if walk.kind is EntrantKind.ALGORITHM)
    people = [walk for walk in walks if walk.kind is EntrantKind.PERSON]
    lower = sum(walk.values[-1] < rival.values[-1] for walk in people)
    page.shows(".beats .count", f"{lower} of 30 stand lower")
    best = min(people, key=lambda walk: walk.values[-1])
    page.shows(".lowest li .name", best.name)


def test_praise_lights_the_path_that_is_meant(opened: Open, room: FakeRoom) -> None:
    page = revealed(opened, room)
    page.click("#tab-praise")
    page.shows("#panel-praise", story.reveal().praise[0].sentence)
    gold = (
        "(() => { const one = document.querySelector('canvas.heads');"
        "const data = one.getContext('2d').getImageData(0, 0, one.width, one.height).data;"
        "let count = 0; for (let at = 0; at < data.length; at += 4)"
        "count += data[at] === 255 && data[at + 1] === 210 && data[at + 2] === 74;"
        "return count; })()"
    )
    before = page.run(gold)
    page.click("#panel-praise li:nth-child(2) button")
    assert page.run("document.querySelectorAll('[aria-pressed=true]').length") == 1
    assert page.run(gold) > before + 200
    page.click("#tab-met")
    page.shows("#panel-met", story.reveal().met.question)
    assert page.run(gold) < before + 20


def test_tabs_are_walked_with_arrows(opened: Open, room: FakeRoom) -> None:
    page = revealed(opened, room)
    page.run("document.querySelector('#tab-walk').focus()")
    page.press("ArrowRight", "ArrowRight")
    assert page.run("document.activeElement.id") == "tab-met"
    page.shows("#panel-met")
    page.press("ArrowLeft", "ArrowLeft", "ArrowLeft")
    page.shows("#panel-standing", "This round")


def test_what_was_promised_is_shown_to_be_kept(opened: Open, room: FakeRoom) -> None:
    room.room = story.room(phase=Phase.WALKING, round=1, commitment=story.commitment())
    page = opened(BOARD, motion=False)
    page.shows("#live")
    room.reveal = story.reveal()
    room.stands(phase=Phase.REVEALED)
    page.shows(".stage")
    page.click("#tab-about")
    page.shows("#panel-about .fair", "It is the ground that was promised before the start")
    page.click("#panel-about summary")
    page.shows("#panel-about", story.reveal().level_hash)


@pytest.mark.parametrize("name", ["two-valleys", "deep"])
def test_a_line_and_many_dimensions_are_drawn_too(opened: Open, room: FakeRoom, name: str) -> None:
    page = revealed(opened, room, name)
    told = "Profile of the ground" if name == "two-valleys" else "Heights by steps"
    label = page.run("document.querySelector('.stage').getAttribute('aria-label')")
    assert label.startswith(told)
    colours = page.run(
        "(() => { const one = document.querySelector('canvas.ground');"
        "const data = one.getContext('2d').getImageData(0, 0, one.width, one.height).data;"
        "const found = new Set(); for (let at = 0; at < data.length; at += 4)"
        "found.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]); return found.size; })()"
    )
    assert colours > 10


def test_the_next_round_closes_the_reveal(opened: Open, room: FakeRoom) -> None:
    page = revealed(opened, room)
    room.stands(phase=Phase.LOBBY)
    page.shows("#lobby")
    assert page.run("document.querySelector('#reveal').childElementCount") == 0


COUNT_CLOCKS = """
window.clocks = new Set();
const [begin, end] = [window.setInterval.bind(window), window.clearInterval.bind(window)];
window.setInterval = (...given) => {
  const clock = begin(...given);
  window.clocks.add(clock);
  return clock;
};
window.clearInterval = (clock) => {
  window.clocks.delete(clock);
  end(clock);
};
true
"""


def test_a_reveal_that_is_closed_turns_no_more_pages(opened: Open, room: FakeRoom) -> None:
    page = opened(BOARD)
    page.shows("#lobby")
    page.run(COUNT_CLOCKS)
    room.reveal = story.reveal(30, "two-valleys")
    room.stands(phase=Phase.REVEALED, round=1, people=30)
    page.wait("document.querySelector('.play')?.textContent === '↻'")
    room.stands(phase=Phase.LOBBY)
    page.wait("document.querySelector('#reveal').childElementCount === 0")
    assert page.run("window.clocks.size") == 0
