"""Pictures of lobby, round and reveal, small and large, and without colours."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from hikergame.classroom.client.address import Address
from hikergame.classroom.client.http import RevealWords
from hikergame.classroom.messages.base import EntrantKind, Phase
from hikergame.classroom.messages.teaching import TeacherView
from hikergame.classroom.messages.watching import MetView, PraiseView
from hikergame.profile import Profile
from hikergame.tui.console.app import ConsoleApp, Post

from .lesson import press
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
