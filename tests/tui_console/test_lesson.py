"""A teacher at the console, by keys alone, in a room that is really served."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from hikergame.classroom.client import http
from hikergame.classroom.client.address import Address
from hikergame.classroom.errors import ServerError
from hikergame.classroom.messages.base import Phase
from hikergame.errors import ExitCode
from hikergame.tui.actions import Scope, actions_for
from hikergame.tui.console.app import ConsoleApp
from hikergame.tui.console.asking import AskScreen, RecoveryScreen
from tests.piloting import press, until, words

from .lesson import Room, read, told

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
Attend = Callable[..., ConsoleApp]


def taught(room: Room, token: str, number: int) -> None:
    room.walk(token, number, (1.0, 0.5), (1.0, 0.5))


@SIZES
async def test_a_lesson_from_lobby_to_end_by_one_key(
    room: Room, attend: Attend, size: tuple[int, int]
):
    """Enter starts, uncovers, goes on and ends; it asks only before what would hurt."""
    app = attend(room)
    async with app.run_test(size=size) as pilot:
        await read(pilot, "Class 7b", "before round 1 of 2", "Nobody is here yet")
        ada = await asyncio.to_thread(room.join, "Ada")
        await read(pilot, "Ada", "Start round 1 of 2", "1 person has joined")
        await press(pilot, "enter")
        await read(pilot, "round 1 of 2, walking", "Hikes ended: 0 of 1 person")
        await asyncio.to_thread(room.walk, ada, 1, (1.0, 0.5))
        await read(pilot, "1/2")
        await asyncio.to_thread(room.walk, ada, 1, (1.0, 0.5), first=1)
        await read(pilot, "Uncover the map of round 1")
        assert "The False Valley" not in words(pilot.app)
        await press(pilot, "enter")
        await read(pilot, "The False Valley", "WHAT THE CLASS MET", "Go on to round 2")
        await press(pilot, "enter")
        await read(pilot, "Start round 2 of 2")
        await press(pilot, "space")
        await read(pilot, "round 2 of 2, walking")
        await press(pilot, "enter")
        await read(pilot, "1 is still walking. End round 2 for everybody?")
        await press(pilot, "escape")
        assert room.settle(Phase.WALKING)
        await press(pilot, "enter", "y")
        await read(pilot, "Uncover the map of round 2")
        await press(pilot, "enter")
        await read(pilot, "That was the last round")
        await press(pilot, "enter")
        await read(pilot, "Finish the lesson? Nobody can join")
        await press(pilot, "y")
        await read(pilot, "The lesson is over", "All rounds together")
        assert room.settle(Phase.FINISHED)


async def test_nobody_there_is_asked_about(room: Room, attend: Attend):
    app = attend(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Nobody is here yet")
        await press(pilot, "enter")
        await read(pilot, "Start the round all the same?")
        await press(pilot, "n")
        assert room.settle(Phase.LOBBY)


async def test_a_question_takes_no_answer_from_a_key_held_down(room: Room, attend: Attend):
    app = attend(room)
    app._guard = 60.0
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Nobody is here yet")
        await press(pilot, "enter", "enter", "enter")
        assert isinstance(app.screen, AskScreen)
        assert room.settle(Phase.LOBBY)


async def test_pause_freeze_lock_code_and_board_are_keys_of_their_own(room: Room, attend: Attend):
    """Each is undone by the key that did it."""
    app = attend(room)
    await asyncio.to_thread(room.join, "Ada")
    async with app.run_test(size=(140, 40)) as pilot:
        live = room.serving.live
        await read(pilot, "Start round 1")
        await press(pilot, "l")
        await until(pilot, lambda: live.room.locked)
        await read(pilot, "l Unlock")
        await press(pilot, "c")
        await read(pilot, "locked", "code hidden", "The code is hidden")
        assert room.opened.code not in words(pilot.app)
        await press(pilot, "c")
        await until(pilot, lambda: "code hidden" not in words(pilot.app))
        await press(pilot, "l")
        await until(pilot, lambda: not live.room.locked)
        await read(pilot, "l Lock")
        await press(pilot, "b")
        await until(pilot, lambda: live.room.settings.full_board)
        await press(pilot, "enter")
        await read(pilot, "walking")
        await press(pilot, "f")
        await read(pilot, "board frozen", "Round 1, frozen")
        await press(pilot, "f")
        await until(pilot, lambda: "frozen" not in words(pilot.app))
        await press(pilot, "h")
        await read(pilot, "Let round 1 go on", "The teacher has paused the round.", "h Go on")
        await press(pilot, "h")
        await read(pilot, "End round 1 now")
        await press(pilot, "e")
        await read(pilot, "1 is still walking. End round 1 for everybody?")


async def test_a_round_that_has_only_just_ended_is_not_uncovered_unasked(
    room: Room, attend: Attend
):
    app = attend(room)
    await asyncio.to_thread(room.join, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Start round 1 of 2")
        await press(pilot, "enter")
        await read(pilot, "walking")
        app.lesson._guard = 60.0
        await asyncio.to_thread(
            room.post, "teacher/command", room.opened.teacher, type="command", id=1, do="close"
        )
        await read(pilot, "Uncover the map of round 1")
        app.lesson._deaf_until = 0.0
        await press(pilot, "enter", "enter")
        await read(pilot, "The round has only just ended.")
        await press(pilot, "escape")
        assert room.settle(Phase.CLOSED)
        app.lesson._hasty_until = 0.0
        await press(pilot, "enter")
        await read(pilot, "TO DISCUSS")


async def test_words_that_the_server_takes_its_time_over_are_asked_for_again(
    room: Room, attend: Attend, monkeypatch: pytest.MonkeyPatch
):
    asked: list[int] = []
    words_of = http.reveal_words

    def late(address: Address, number: int, token: str) -> http.RevealWords:
        asked.append(number)
        if len(asked) == 1:
            app._mind_reveal = lambda _: None  # no news of the room helps
            raise ServerError("nobody answers: no answer in time")
        return words_of(address, number, token)

    monkeypatch.setattr(http, "reveal_words", late)
    app = attend(room)
    ada = await asyncio.to_thread(room.join, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Start round 1 of 2")
        await press(pilot, "enter")
        await read(pilot, "walking")
        await asyncio.to_thread(taught, room, ada, 1)
        await read(pilot, "Uncover the map of round 1")
        await press(pilot, "enter")
        await read(pilot, "TO DISCUSS")
        assert asked == [1, 1]


async def test_a_pupil_is_renamed_and_removed(room: Room, attend: Attend):
    app = attend(room)
    for name in ("Ada", "[b]Bob[/b]", "李雷"):
        await asyncio.to_thread(room.join, name)
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Ada", "[b]Bob[/b]", "李雷")
        await press(pilot, "down", "r")
        await read(pilot, "Another name for [b]Bob[/b]", "enter rename", "esc leave it")
        assert "n leave it" not in words(pilot.app)
        await press(pilot, *"Bo by", "enter")
        await read(pilot, "Bo by")
        assert "Bob" not in words(pilot.app)
        await press(pilot, "r", *"Ada", "enter")
        await told(pilot, "Somebody here has this name")
        await press(pilot, "delete")
        await read(pilot, "Remove Bo by from the room?")
        await press(pilot, "y")
        await until(pilot, lambda: "Bo by" not in words(pilot.app))
        names = [seat.name for seat in room.serving.live.room.seats.present]
        assert names == ["Ada", "李雷"]


async def test_a_seat_is_handed_back_with_a_code_to_read_out(room: Room, attend: Attend):
    """The code on the screen opens the seat on another device."""
    app = attend(room)
    await asyncio.to_thread(room.join, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Ada")
        await press(pilot, "g")
        await read(pilot, "Read it out to Ada")
        screen = app.screen
        assert isinstance(screen, RecoveryScreen)
        assert screen.code in words(pilot.app)
        seat = await asyncio.to_thread(
            room.post, "recover", code=room.opened.code, recovery=screen.code
        )
        assert seat["you"]["name"] == "Ada"
        await press(pilot, "enter")
        await until(pilot, lambda: not isinstance(app.screen, RecoveryScreen))


async def test_teams_are_changed(attend: Attend):
    room = Room(mode="teams", teams=("Red", "Blue"))
    try:
        app = attend(room)
        await asyncio.to_thread(room.join, "Ada", team="Red")
        async with app.run_test(size=(140, 40)) as pilot:
            await read(pilot, "Ada", "Red")
            await press(pilot, "t")
            await read(pilot, "Blue")
            await press(pilot, "t")
            await read(pilot, "Red")
    finally:
        room.close()


async def test_a_room_that_was_closed_in_between_is_the_same_and_asks(room: Room, attend: Attend):
    """The console waits for a server that has ended; a round that was on is paused."""
    app = attend(room)
    ada = await asyncio.to_thread(room.join, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Start round 1")
        await press(pilot, "enter")
        await read(pilot, "walking")
        await asyncio.to_thread(room.stop)
        await read(pilot, "No line to the server")
        await press(pilot, "f")
        await told(pilot, "The line to the room is broken just now")
        await asyncio.to_thread(room.start)
        await read(pilot, "Let round 1 go on", "The server was started again.")
        await press(pilot, "enter")
        await read(pilot, "End round 1 now")
        await asyncio.to_thread(taught, room, ada, 1)
        await read(pilot, "Uncover the map")


async def test_a_console_comes_back_to_its_room(room: Room, attend: Attend):
    """A second console sees what the first one did; words of a reveal as well."""
    await asyncio.to_thread(room.join, "Ada")
    first = attend(room)
    async with first.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Start round 1")
        await press(pilot, "enter")
        await read(pilot, "walking")
        await press(pilot, "e", "y")
        await read(pilot, "Uncover the map")
        await press(pilot, "enter")
        await read(pilot, "TO DISCUSS")
    second = attend(room)
    async with second.run_test(size=(80, 24)) as pilot:
        await read(pilot, "TO DISCUSS", "Go on to round 2")


async def test_a_wrong_token_ends_the_console_with_a_word(room: Room, attend: Attend):
    app = attend(room, token="0" * 48)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.return_value is not None)
    assert app.return_value == ExitCode.BAD_INPUT
    assert app.take_untold() == ("Only the teacher of this room may do that.",)


@pytest.mark.parametrize(
    ("hosting", "question"), [(True, "Close the room?"), (False, "The room stays open")]
)
async def test_leaving_says_what_becomes_of_the_room(
    room: Room, attend: Attend, hosting: bool, question: str
):
    app = attend(room, hosting=hosting)
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Nobody is here yet")
        await press(pilot, "q")
        await read(pilot, question)
        await press(pilot, "n")
        assert app.is_running
        await press(pilot, "q", "y")
    assert app.return_value == ExitCode.OK


async def test_ctrl_c_ends_at_once(room: Room, attend: Attend):
    app = attend(room, hosting=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Nobody is here yet")
        await press(pilot, "ctrl+z")
        assert app.is_running
        await press(pilot, "ctrl+c")
    assert app.return_value == ExitCode.INTERRUPTED


async def test_results_are_saved_into_a_folder(room: Room, attend: Attend, tmp_path: Path):
    room.stop()
    room.export = lambda form: f"all in {form}".encode()
    room.start()
    app = attend(room)
    async with app.run_test(size=(140, 40)) as pilot:
        await read(pilot, "Nobody is here yet")
        await press(pilot, "s")
        await told(pilot, "results.csv, results.jsonl, results.html are in")
    folder = tmp_path / f"hikergame-{room.opened.code}"
    assert (folder / "results.csv").read_text() == "all in csv"
    assert len(list(folder.iterdir())) == 3


async def test_a_server_without_results_says_where_they_are(room: Room, attend: Attend):
    app = attend(room)
    async with app.run_test(size=(140, 40)) as pilot:
        await read(pilot, "Nobody is here yet")
        await press(pilot, "s")
        await told(pilot, "hikergame results")


async def test_somebody_is_found_by_a_part_of_the_name(room: Room, attend: Attend):
    app = attend(room)
    for number in range(30):
        await asyncio.to_thread(room.join, f"Pupil {number}")
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Pupil 5", "30 people", "of 30 ↓ as they came")
        assert "Pupil 29" not in words(pilot.app)
        await press(pilot, "slash", *"29", "enter")
        await read(pilot, "Pupil 29")
        desk = app.lesson.desk
        assert desk.seat is not None
        assert desk.seat.name == "Pupil 29"
        await press(pilot, "slash", *"zzz", "enter")
        await told(pilot, "Nobody here is called zzz.")
        await press(pilot, "home")
        await read(pilot, "Pupil 0")


async def test_titles_are_covered_until_they_are_asked_for(room: Room, attend: Attend):
    """A console may be on the projector."""
    app = attend(room)
    async with app.run_test(size=(140, 40)) as pilot:
        await read(pilot, "the title stays covered")
        assert "False Valley" not in words(pilot.app)
        await press(pilot, "i")
        await read(pilot, "The False Valley")


async def test_help_and_palette_know_the_keys(room: Room, attend: Attend):
    app = attend(room)
    async with app.run_test(size=(140, 40)) as pilot:
        await read(pilot, "Nobody is here yet")
        await press(pilot, "question_mark", "question_mark")
        await read(pilot, "TEACHING", "Let nobody else join")
        assert "Walk-through" not in words(pilot.app)
        await press(pilot, "escape", "escape", "p")
        await read(pilot, "Lock the room")


async def test_all_keys_are_on_one_page_of_the_smallest_terminal(room: Room, attend: Attend):
    """What does nothing just now says so; who is meant is named."""
    app = attend(room)
    await asyncio.to_thread(room.join, "Ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot, "Start round 1", "? Keys")
        await press(pilot, "question_mark")
        await read(pilot, "THE LESSON", "The one under the cursor: Ada")
        for entry in actions_for(Scope.CONSOLE):
            if entry.palette and entry.id != "console.next":
                assert entry.label in words(pilot.app), entry.id
        assert "enter  Start round 1 of 2" in words(pilot.app)
        assert "End the round, not now" in words(pilot.app)
        assert "Lock the room, not now" not in words(pilot.app)
        await press(pilot, "l", "escape")
        await read(pilot, "Start round 1")
        assert not room.serving.live.room.locked
