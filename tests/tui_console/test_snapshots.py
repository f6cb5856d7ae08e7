"""Pictures of lobby, round and reveal, small and large, and without colours."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from hikergame.classroom.client.address import Address
from hikergame.classroom.client.http import RevealWords
from hikergame.classroom.messages.base import EntrantKind, Phase
from hikergame.classroom.messages.teaching import TeacherView
from hikergame.classroom.messages.watching import MetView, PraiseView
from hikergame.classroom.server.qr import qr_text
from hikergame.profile import Profile
from hikergame.tui.console import screen
from hikergame.tui.console.app import ConsoleApp, Post
from hikergame.tui.console.invitation import QrBoard, play_address
from tests.piloting import press, words

from .lesson import read
from .views import board, seat, view

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
CLASS = (
    seat("Ada", ready=True, step=12, points=41.3),
    seat("[b]Bob[/b]", step=30, over=True, points=55.0),
    seat("李雷", step=3, points=9.1, connected=False, away_s=5000),
    seat("Robo", kind=EntrantKind.BOT, step=30, over=True, points=70.2),
)
WORDS = RevealWords(
    round=1,
    title="The False Valley",
    level_hash="0" * 64,
    headline="17 of 30 beat gradient descent",
    praise=(PraiseView(hiker="1", name="Ada", title="Steady", sentence="Went down 12 times."),),
    met=MetView(counts={}, sentences=("12 of 30 came to rest in a trap.",), question="Why?"),
)


def stage(folder: Path) -> ConsoleApp:
    """Return a console that nobody talks to."""
    post = Post(Address("127.0.0.1", 9), "", hosting=True)
    app = ConsoleApp(post, profile=Profile(folder), guard=0.0)
    app._attend = lambda: None  # type: ignore[assignment]
    return app


@pytest.fixture(autouse=True)
def _no_time_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever is away be away no longer on a slow machine."""
    monkeypatch.setattr(screen, "monotonic", lambda: 0.0)


@pytest.fixture
def shown(snap_compare: Any, tmp_path: Path) -> Callable[..., bool]:
    def compare(size: tuple[int, int], room: TeacherView, *keys: str) -> bool:
        async def drive(pilot: Pilot[int]) -> None:
            app = pilot.app
            assert isinstance(app, ConsoleApp)
            app.lesson.see(room)
            app.lesson.read_out(WORDS)
            await press(pilot, *keys)

        return bool(snap_compare(stage(tmp_path), terminal_size=size, run_before=drive))

    return compare


@SIZES
def test_lobby(shown: Callable[..., bool], size: tuple[int, int]):
    """Code, QR code, addresses, names with ticks, the plan where there is room, the next step."""
    assert shown(size, view(Phase.LOBBY, *CLASS, people=3, bots=1, ready=1))


@SIZES
def test_round(shown: Callable[..., bool], size: tuple[int, int]):
    """The board at the left, everybody's steps at the right, one away; the cursor on Bob."""
    states = ("on", "to come")
    room = view(Phase.WALKING, *CLASS, people=3, bots=1, done=2, round=1, states=states)
    assert shown(size, room, "down")


@SIZES
def test_reveal(shown: Callable[..., bool], size: tuple[int, int]):
    """What the class met, the question, and praise beside the board."""
    states = ("revealed", "to come")
    assert shown(size, view(Phase.REVEALED, *CLASS, people=3, bots=1, round=1, states=states))


def test_round_without_colours(shown: Callable[..., bool], monkeypatch: pytest.MonkeyPatch):
    """Glyphs and words carry everything."""
    monkeypatch.setenv("NO_COLOR", "1")
    room = view(Phase.PAUSED, *CLASS, people=3, bots=1, round=1, pause="The server was asleep.")
    assert shown((80, 24), room)


def test_lobby_without_colours(shown: Callable[..., bool], monkeypatch: pytest.MonkeyPatch):
    """The QR code is drawn in light modules on a dark terminal."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert shown((80, 24), view(Phase.LOBBY, *CLASS, people=3, bots=1))


async def test_seats_that_do_not_fit_scroll_and_stay_quick(tmp_path: Path):
    """With 300 seats, a view repaints the lines that changed and no others."""

    app = stage(tmp_path)
    many = [seat(f"Pupil {number}", step=1) for number in range(300)]
    async with app.run_test(size=(140, 40)) as pilot:
        app.lesson.see(view(Phase.WALKING, *many, people=300, round=1, shown=board(people=300)))
        await pilot.pause()
        people = app.lesson._people[1]
        before = {row: people.render_line(row).text for row in range(people.rows)}
        await press(pilot, "end")
        assert "Pupil 299" in "".join(people.render_line(row).text for row in range(people.rows))
        await press(pilot, "home")
        assert before == {row: people.render_line(row).text for row in range(people.rows)}
        many[0] = seat("Pupil 0", step=2)
        refreshed: list[object] = []
        people.refresh = lambda *regions, **_: refreshed.extend(regions)  # type: ignore
        app.lesson.see(view(Phase.WALKING, *many, people=300, round=1, shown=board(people=300)))
        assert len(refreshed) == 1


async def test_time_passes_for_who_is_away_though_nothing_happens(tmp_path: Path):
    """How long somebody has been away goes on between two views of the room."""
    app = stage(tmp_path)
    gone = seat("Gone", connected=False, away_s=59, step=1)
    async with app.run_test(size=(80, 24)) as pilot:
        app.lesson.see(view(Phase.WALKING, gone, people=1, round=1))
        await read(pilot, "away 59 s")
        app.lesson.desk = replace(app.lesson.desk, seen_at=app.lesson.desk.seen_at - 90.0)
        await read(pilot, "away 2 min")


async def test_words_of_a_reveal_that_go_on_say_with_which_key(tmp_path: Path):
    """The frame tells that there is more, below and then above."""
    app = stage(tmp_path)
    praise = tuple(
        PraiseView(hiker=f"{number}", name=f"Pupil {number}", title="Steady", sentence="So.")
        for number in range(12)
    )
    async with app.run_test(size=(80, 24)) as pilot:
        app.lesson.see(view(Phase.REVEALED, round=1, states=("revealed", "to come")))
        app.lesson.read_out(WORDS)
        await read(pilot, "TRUE PRAISE")
        assert "more:" not in words(pilot.app)
        app.lesson.read_out(replace_praise(WORDS, praise))
        await read(pilot, "more: pgdn ↓")
        await press(pilot, "pagedown")
        await read(pilot, "more: pgup ↑, pgdn ↓")
        await press(pilot, "pagedown", "pagedown")
        await read(pilot, "Pupil 11", "more: pgup ↑")
        assert "pgdn" not in words(pilot.app)


def replace_praise(told: RevealWords, praise: tuple[PraiseView, ...]) -> RevealWords:
    return told.model_copy(update={"praise": praise})


QR_KINDS = pytest.mark.parametrize(
    ("no_color", "backdrop", "swap", "light_is_drawn"),
    [
        ("", "", False, False),
        ("", "0;15", False, False),
        ("1", "", False, True),
        ("1", "15;0", False, True),
        ("1", "0;15", False, False),
        ("1", "", True, False),
        ("1", "0;15", True, True),
    ],
)


@QR_KINDS
async def test_qr_code_is_dark_on_light_in_every_terminal(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    no_color: str,
    backdrop: str,
    swap: bool,
    light_is_drawn: bool,
):
    """With colours it is black on white; without, the terminal's lighter colour is its light."""
    if no_color:
        monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("COLORFGBG", backdrop)
    app = stage(tmp_path)
    room = view(Phase.LOBBY)
    async with app.run_test(size=(80, 24)) as pilot:
        app.lesson.see(room)
        await read(pilot, "Browser")
        if swap:
            await press(pilot, "d")
        board = app.lesson.query_one(QrBoard)
        drawn = [board.render_line(row).text.strip() for row in range(board.size.height)]
    text = f"{play_address(room)}#code={room.code}"
    wanted = qr_text(text, light_on_dark=light_is_drawn).splitlines()
    assert [row.strip() for row in wanted if row.strip()] == [
        row for row in drawn if row and "swaps" not in row
    ]


async def test_every_seat_is_reached_by_the_arrows(tmp_path: Path):
    """All seats can be reached with the arrows, and none twice."""

    app = stage(tmp_path)
    many = [seat(f"Pupil {number}") for number in range(50)]
    async with app.run_test(size=(80, 24)) as pilot:
        app.lesson.see(view(Phase.LOBBY, *many, people=50))
        seen = []
        for _ in many:
            assert app.lesson.desk.seat is not None
            seen.append(app.lesson.desk.seat.name)
            await press(pilot, "right")
        assert seen == [one.name for one in many]
