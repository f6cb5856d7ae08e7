"""Every question that may be asked over HTTP: one table for the routes and their description.

The description that is served is made of this and of the messages' own models, so that what
it says is what is answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from hikergame.classroom.messages.base import Answer, Message, RoomView
from hikergame.classroom.messages.teaching import Command, Done, TeacherView
from hikergame.classroom.messages.walking import (
    Felt,
    Flag,
    FlagStands,
    Join,
    Move,
    Ready,
    Recover,
    Results,
    RoomChanged,
    Seat,
    Welcome,
    Why,
)
from hikergame.classroom.messages.watching import BoardChanged, RevealView

JSON = "application/json"
ROOT = "/api/v1"


class Who(Enum):
    """Who may ask."""

    ANYBODY = "anybody"
    HIKER = "hiker"
    """With a seat's token: `Authorization: Bearer TOKEN`."""
    TEACHER = "teacher"
    """With the teacher's token."""
    CLASS = "class"
    """With the room code (`?code=`), a seat's token, or the teacher's."""


@dataclass(frozen=True)
class Endpoint:
    """One question; `name` is also that of the function that answers it."""

    name: str
    method: str
    path: str
    """Under `ROOT`; a part in braces is a parameter of the path."""
    who: Who
    summary: str
    takes: type[Message] | None
    gives: Mapping[str, type[Answer] | None]
    """By media type, what is answered; None where that is no JSON message."""
    refusals: tuple[Why, ...] = ()
    """Beside those that anybody may meet who asks like that."""
    parameters: Mapping[str, tuple[str, Mapping[str, object]]] | None = None
    """Of the path, by name: what it is, and its JSON Schema."""

    @property
    def every_refusal(self) -> tuple[Why, ...]:
        """All the reasons with which it may be refused."""
        common = [Why.MISTAKE]
        if self.takes is not None:
            common += [Why.MALFORMED]
        if self.method == "POST":
            common += [Why.STORAGE]
        if self.who in (Who.HIKER, Who.TEACHER, Who.CLASS):
            common += [Why.WRONG_TOKEN]
        if self.who is Who.CLASS:
            common += [Why.WRONG_CODE, Why.TOO_MANY]
        return tuple(dict.fromkeys((*self.refusals, *common)))


_CODES = (Why.WRONG_CODE, Why.TOO_MANY)
_WALKING = (Why.NOT_WALKING, Why.OTHER_ROUND, Why.OUT_OF_TURN, Why.HIKE_OVER)
_ROUND = {"number": ("The round's number, from 1.", {"type": "integer", "minimum": 1})}
_FORMAT = {"format": ("How the results are written.", {"enum": ["csv", "jsonl", "html"]})}

ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "join",
        "POST",
        "/join",
        Who.ANYBODY,
        "Take a seat in the room. Without a name, one is made up; with a key it may be sent again.",
        Join,
        {JSON: Seat},
        (*_CODES, Why.LOCKED, Why.BAD_NAME, Why.FULL, Why.KEY_USED, Why.NOT_FOUND, Why.NOT_NOW),
    ),
    Endpoint(
        "recover",
        "POST",
        "/recover",
        Who.ANYBODY,
        "Take a seat again with its recovery code; the tokens of before are worth nothing then.",
        Recover,
        {JSON: Seat},
        _CODES,
    ),
    Endpoint("room", "GET", "/room", Who.CLASS, "See how the room stands.", None, {JSON: RoomView}),
    Endpoint(
        "walk",
        "GET",
        "/walk",
        Who.HIKER,
        "See how you stand: the room, your seat, and your walk from its first readout.",
        None,
        {JSON: Welcome},
    ),
    Endpoint(
        "move",
        "POST",
        "/move",
        Who.HIKER,
        "Take a step. It may be sent again with the same number: the answer is the same.",
        Move,
        {JSON: Felt},
        (*_WALKING, Why.BAD_MOVE),
    ),
    Endpoint(
        "flag",
        "POST",
        "/flag",
        Who.HIKER,
        "Plant your flag: the hike ends where you stand.",
        Flag,
        {JSON: FlagStands},
        _WALKING,
    ),
    Endpoint(
        "ready",
        "POST",
        "/ready",
        Who.HIKER,
        "Say that you are ready for the next round.",
        Ready,
        {JSON: RoomChanged},
        (Why.NOT_NOW,),
    ),
    Endpoint(
        "outcomes",
        "GET",
        "/results",
        Who.HIKER,
        "See what your walks came to, of all rounds that have been revealed.",
        None,
        {JSON: Results},
    ),
    Endpoint("board", "GET", "/board", Who.CLASS, "See the board.", None, {JSON: BoardChanged}),
    Endpoint(
        "reveal",
        "GET",
        "/rounds/{number}/reveal",
        Who.CLASS,
        "See a round with open eyes, once the teacher has revealed it.",
        None,
        {JSON: RevealView},
        (Why.NOT_FOUND, Why.FORBIDDEN, Why.NOT_NOW),
        _ROUND,
    ),
    Endpoint(
        "command",
        "POST",
        "/teacher/command",
        Who.TEACHER,
        "Do what only a teacher may.",
        Command,
        {JSON: Done},
        (Why.NOT_NOW, Why.NOT_FOUND, Why.BAD_NAME, Why.FORBIDDEN),
    ),
    Endpoint(
        "view",
        "GET",
        "/teacher/view",
        Who.TEACHER,
        "See everything that a console shows.",
        None,
        {JSON: TeacherView},
    ),
    Endpoint(
        "results",
        "GET",
        "/teacher/results/{format}",
        Who.TEACHER,
        "Take the results home.",
        None,
        {"text/csv": None, "application/jsonl": None, "text/html": None},
        (Why.NOT_FOUND, Why.NOT_NOW, Why.STORAGE),
        _FORMAT,
    ),
)
