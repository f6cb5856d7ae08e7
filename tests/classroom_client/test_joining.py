"""`hikergame join` before anything is drawn: which seat is taken, and what is said of none."""

from pathlib import Path

import pytest
import typer

from hikergame.classroom.client import http
from hikergame.classroom.client.address import Address
from hikergame.classroom.client.http import look, recover
from hikergame.classroom.client.joining import take_seat
from hikergame.classroom.client.seats import HeldSeat, Seats
from hikergame.classroom.errors import RefusedError, ServerError
from hikergame.classroom.room.codes import canonical
from hikergame.cli.bot import _whither
from hikergame.cli.join import Wish, _seat, cures, join

from .rooms import Room


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("HIKERGAME_HOME", str(tmp_path))
    return tmp_path


def seat(room: Room, **wish: object) -> HeldSeat:
    return _seat(room.address, room.code, Wish(**wish))  # type: ignore[arg-type]


def test_the_same_command_goes_on_where_it_was_a_name_in_it_or_not(room: Room) -> None:
    first = seat(room, name="Ada L")
    assert seat(room, name="Ada L") == first
    assert seat(room, name=" ada l") == first
    assert seat(room) == first
    assert Seats().find(room.address, room.code) == first


def test_another_name_or_a_wish_for_a_new_seat_takes_another(room: Room) -> None:
    first = seat(room, name="Ada")
    second = seat(room, name="Bo")
    third = seat(room, new=True)
    assert len({first.token, second.token, third.token}) == 3


def test_a_seat_that_another_device_has_taken_is_told_to_be_lost(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    first = seat(room)
    recover(room.address, room.code, first.recovery)
    second = seat(room)
    assert second.name != first.name
    assert "walked on another device" in capsys.readouterr().err


def test_a_name_that_is_taken_names_the_ways_out(room: Room, home: Path) -> None:
    seat(room, name="Ada")
    (home / "seats.json").unlink()
    with (
        pytest.raises(RefusedError, match=r"has this name.*--name says another.*--recover"),
        cures(),
    ):
        seat(room, name="Ada")


def test_a_team_where_there_are_none_is_told(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    seat(room, team="Red")
    assert "has no teams" in capsys.readouterr().err


def test_a_recovery_code_that_is_none_names_who_has_one(room: Room) -> None:
    with pytest.raises(RefusedError, match="Your teacher can make a new one"), cures():
        seat(room, recovery="ABCD-EFGH")


def test_a_server_that_is_not_there_says_what_to_compare() -> None:
    with pytest.raises(ServerError, match=r"nobody answers at .*one network\.$"), cures():
        _seat(Address("127.0.0.1", 9), "K7MPXW", Wish())


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The line dies whenever there is something in the list: what was asked for arrives."""
    reasons: list[str] = []
    fetch = http._fetch

    def losing(*args: object, **options: object) -> bytes:
        answer = fetch(*args, **options)  # type: ignore[arg-type]
        if reasons:
            raise ServerError(reasons.pop())
        return answer

    monkeypatch.setattr(http, "_fetch", losing)
    return reasons


def test_a_seat_whose_answer_was_lost_is_taken_once(room: Room, lost: list[str]) -> None:
    for wish in ({"name": "Ada"}, {}):
        lost += ["the line is dead"] * 2
        for _ in range(2):
            with pytest.raises(ServerError):
                seat(room, new=True, **wish)
        assert seat(room, new=True, **wish).token
    assert look(room.address, room.code).people == 2
    seat(room, new=True)
    assert look(room.address, room.code).people == 3  # an answered key is used no more


def test_another_wish_is_not_made_with_the_key_of_one_that_was_lost(
    room: Room, lost: list[str]
) -> None:
    lost.append("the line is dead")
    with pytest.raises(ServerError):
        seat(room, name="Ada")
    assert seat(room, name="Bo").name == "Bo"


def test_a_bot_whose_answer_was_lost_has_one_seat(room: Room, lost: list[str]) -> None:
    lost.append("the line is dead")
    with pytest.raises(ServerError):
        take_seat(room.address, room.code, "Robot", kind="bot")
    assert take_seat(room.address, room.code, "Robot", kind="bot").you.name == "Robot"
    assert look(room.address, room.code).bots == 1


def test_a_refusal_is_an_answer(room: Room, home: Path) -> None:
    seat(room, name="Ada")
    with pytest.raises(RefusedError):
        seat(room, new=True, name="Ada")
    assert not (home / "keys.json").exists()


def test_a_key_that_cannot_be_kept_spoils_no_seat(room: Room, home: Path) -> None:
    (home / "keys.json").mkdir()
    assert take_seat(room.address, room.code).token


def test_a_code_before_its_address_is_put_right() -> None:
    with pytest.raises(typer.BadParameter, match=r"hikergame join 10\.0\.0\.1:8750 K7MPXW"):
        join("K7MPXW", "10.0.0.1:8750")
    with pytest.raises(typer.BadParameter, match="room code is missing"):
        join("10.0.0.1:8750")


@pytest.mark.parametrize(
    "words",
    [
        ["10.0.0.1:8750", "K7MPXW", "python3", "my_bot.py"],
        ["http://10.0.0.1:8750/play", "k7m-pxw", "python3", "my_bot.py"],
        ["http://10.0.0.1:8750/play#code=K7MPXW", "python3", "my_bot.py"],
        ["http://10.0.0.1:8750/board#K7MPXW", "K7MPXW", "python3", "my_bot.py"],
    ],
)
def test_a_bot_is_sent_where_a_link_or_an_address_and_a_code_say(words: list[str]) -> None:
    address, code, command = _whither(words)
    assert (address, command) == (words[0], ["python3", "my_bot.py"])
    assert canonical(code) == "K7MPXW"


def test_a_bot_without_a_code_is_told_so_before_it_is_started() -> None:
    with pytest.raises(typer.BadParameter, match=r"'python3' is no room code.*ADDRESS CODE -- "):
        _whither(["10.0.0.1:8750", "python3", "my_bot.py"])
    assert _whither(["10.0.0.1:8750"]) == ("10.0.0.1:8750", "", [])
    with pytest.raises(ServerError, match="no address"):
        _whither(["my bot.py"])
