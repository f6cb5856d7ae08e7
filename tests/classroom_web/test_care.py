"""For everybody: axe finds nothing, targets are large, focus shows, nothing comes from afar."""

import gzip
import re
from pathlib import Path

import pytest

from hikergame.classroom.messages.base import Phase

from . import story
from .browser import Page, looks
from .fake import WEB, FakeRoom
from .pupil import Open, joined, set_out

BOARD = f"/board#{story.CODE}"
FILES = sorted(path for path in WEB.rglob("*") if path.suffix in (".html", ".js", ".css", ".svg"))


CROSSED = (("dark", "phone"), ("light", "desk"))
ALL = (*CROSSED, ("dark", "desk"), ("light", "phone"))


def blameless(
    page: Page, axe: str, what: object, ways: tuple[tuple[str, str], ...] = CROSSED
) -> None:
    """Assert that axe finds nothing and nothing is wider than the screen, in these looks."""
    for theme, size in ways:
        page.look(**looks(size), theme=theme, motion=False)
        assert page.blame(axe) == [], f"{what}: {theme}, {size}"
        wide = page.run("Math.max(innerWidth, document.documentElement.scrollWidth)")
        assert wide <= looks(size)["size"][0], f"{what}: {theme}, {size}: wider than the screen"


@pytest.mark.parametrize("path", ["/", "/board", PLAY := f"/play#{story.CODE}", "/docs"])
def test_the_ways_in(opened: Open, room: FakeRoom, axe: str, path: str) -> None:
    page = opened(path)
    page.shows({"/docs": ".schema", PLAY: "#join"}.get(path, "form"))
    if path == "/docs":  # all are made alike: some are enough
        page.click("#route-move summary")
        page.run("document.querySelectorAll('.schema:nth-child(n + 6)').forEach((n) => n.remove())")
    if path == PLAY:
        page.click("#recover-box summary")
    blameless(page, axe, path)


BOARDS = {
    Phase.LOBBY: "#lobby",
    Phase.COUNTDOWN: "#countdown",
    Phase.WALKING: "#live",
    Phase.PAUSED: "#live[data-phase=paused] .state",
    Phase.CLOSED: "#live[data-phase=closed] .state",
    Phase.FINISHED: "#final",
}


def test_the_board(opened: Open, room: FakeRoom, axe: str) -> None:
    page = opened(BOARD)
    for phase, selector in BOARDS.items():
        room.room = story.room(
            phase=phase, round=2, frozen=True, locked=True, people=30, countdown_ms=90_000, bots=2,
            pause="The server was away.", clock_ms=90_000, commitment=story.commitment(),
        )  # fmt: skip
        standing = story.board(full=phase is Phase.CLOSED, teams=True)
        room.shows(board=standing, overall=story.board(teams=True))
        page.shows(selector)
        blameless(page, axe, phase, ALL if phase is Phase.WALKING else CROSSED)


def test_the_reveal(opened: Open, room: FakeRoom, axe: str) -> None:
    room.reveal = story.reveal()
    room.stands(phase=Phase.REVEALED, round=1, people=30)
    page = opened(BOARD, motion=False)
    page.shows(".stage")
    for tab in ("walk", "praise", "met", "about", "standing"):
        page.click(f"#tab-{tab}")
        if tab == "praise":
            page.click("#panel-praise button")
        blameless(page, axe, tab, ALL if tab == "praise" else CROSSED)


def test_before_the_hike(opened: Open, room: FakeRoom, axe: str) -> None:
    room.walk_door.shut()
    room.stands(phase=Phase.WALKING, round=1)
    page = joined(opened)
    page.shows("#wait")
    blameless(page, axe, "waiting")
    room.stands(phase=Phase.LOBBY, round=0)
    room.walk_door.open()
    page.shows("#lobby")
    blameless(page, axe, "lobby")
    room.stands(phase=Phase.COUNTDOWN, round=1, countdown_ms=90_000, commitment="0f" * 32)
    page.shows("#countdown")
    blameless(page, axe, "countdown")


def test_the_hike(opened: Open, room: FakeRoom, axe: str) -> None:
    page = joined(opened)
    set_out(page, room, story.level())
    page.shows("#race")
    page.click("#downhill")
    page.click("#step")
    page.shows("#step-count", "Step 1 of")
    page.click("#entries-box summary")
    blameless(page, axe, "walking", ALL)
    for button in ("#seat-button", "#flag"):
        page.click(button)
        page.shows("dialog[open]")
        blameless(page, axe, button)
        page.press("Escape")
        page.wait("!document.querySelector('dialog[open]')")
    room.stands(phase=Phase.PAUSED, pause="The server was away.")
    page.shows("#state", "away")
    blameless(page, axe, "paused")
    room.begins(story.level("deep"), 2)
    page.shows("#axes", "z")
    blameless(page, axe, "deep")


SMALL = """
[...document.querySelectorAll('button, input, select, summary, [role=tab], a.button')]
    .filter((one) => one.checkVisibility() && !one.classList.contains('unseen'))
    .map((one) => [one, (one.closest('label') ?? one).getBoundingClientRect()])
    .filter(([, box]) => box.width < 44 || box.height < 44)
    .map(([one, box]) => `${one.id || one.className} ${box.width}x${box.height}`)
"""


def test_targets_are_large_enough_for_a_thumb(opened: Open, room: FakeRoom) -> None:
    page = joined(opened, **looks("phone"))
    assert page.run(SMALL) == []
    set_out(page, room, story.level())
    assert page.run(SMALL) == []
    height = page.run("document.querySelector('#hike .buttons').getBoundingClientRect().bottom")
    assert height <= 844
    page.click("#seat-button")
    assert page.run(SMALL) == []
    page.click("#seat-close")
    room.reveal = story.reveal()
    room.stands(phase=Phase.REVEALED)
    page.shows(".stage")
    assert page.run(SMALL) == []


def test_the_step_is_in_reach_without_scrolling(opened: Open, room: FakeRoom) -> None:
    page = joined(opened, **looks("phone"))
    set_out(page, room, story.level())
    for size in ("phone", "desk"):
        page.look(**looks(size))
        bottom = page.run("document.querySelector('#step').getBoundingClientRect().bottom")
        assert bottom <= looks(size)["size"][1]


def test_the_tab_key_reaches_everything_and_shows_where_it_is(opened: Open, room: FakeRoom) -> None:
    page = joined(opened)
    set_out(page, room, story.level())
    page.run("document.activeElement.blur()")
    seen = []
    for _ in range(20):
        page.press("Tab")
        if page.run("document.activeElement === document.body"):
            break
        told = page.run(
            "(() => { const one = document.activeElement; const at = one.id === 'heading'"
            "? document.querySelector('#compass') : one;"
            "return [one.id || one.className, getComputedStyle(at).outlineStyle]; })()"
        )
        seen.append(told[0])
        assert told[1] == "solid", told[0]
    assert {"heading", "stride", "downhill", "about", "flag", "step"} <= set(seen)


# Files


def test_there_are_pages() -> None:
    assert len(FILES) > 20


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_nothing_comes_from_another_host_or_stands_in_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", _without_names(text)) == []
    assert not re.search(
        r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b", text
    )
    if path.suffix == ".html":
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script>(?!</)", text)
        assert re.search(r'<html lang="en">', text)


def _without_names(text: str) -> str:
    """Return the text without the names of XML dialects, which are no addresses."""
    return text.replace("http://www.w3.org/2000/svg", "")


def test_files_are_packed_on_their_way(opened: Open, room: FakeRoom) -> None:
    page = opened("/play")
    page.wait("document.readyState === 'complete'")
    told = page.run(
        "performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.js'))"
        ".map((one) => [one.encodedBodySize, one.decodedBodySize])"
    )
    assert len(told) > 20
    assert sum(packed for packed, _ in told) < 0.5 * sum(whole for _, whole in told)


@pytest.mark.parametrize(("path", "most"), [("/board", 45_000), ("/play", 70_000), ("/", 10_000)])
def test_a_page_is_light(opened: Open, room: FakeRoom, path: str, most: int) -> None:
    """All files of a page together, as a line that packs them would bring them."""
    page = opened(path)
    page.wait("document.readyState === 'complete'")
    names = page.run(
        "performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)"
    )
    loaded = [WEB / name.removeprefix("/static/") for name in names if name.startswith("/static/")]
    page_file = {"/": "index.html"}.get(path, f"{path[1:]}/index.html")
    weight = sum(len(gzip.compress(one.read_bytes())) for one in [*loaded, WEB / page_file])
    assert len(loaded) > 3
    assert weight < most
