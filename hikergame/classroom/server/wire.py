"""From values to what travels, and the other way: JSON, refusals, and their status codes."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from hikergame.classroom.errors import ClassroomError
from hikergame.classroom.messages.base import MAX_TEXT
from hikergame.classroom.messages.walking import Refused, Why

T = TypeVar("T")

MISTAKE = "The server has made a mistake. What was asked for may not have happened: ask again."
"""Said for a mistake of ours."""
_LONGEST_PLACE = 60
_LONGEST_REASON = 120

STATUS: Mapping[Why, int] = {
    Why.MALFORMED: 400,
    Why.PROTOCOL: 400,
    Why.WRONG_TOKEN: 401,
    Why.NOT_WALKING: 409,
    Why.OTHER_ROUND: 409,
    Why.OUT_OF_TURN: 409,
    Why.HIKE_OVER: 409,
    Why.BAD_MOVE: 422,
    Why.TOO_MANY: 429,
    Why.STORAGE: 503,
    Why.LOCKED: 403,
    Why.WRONG_CODE: 403,
    Why.BAD_NAME: 422,
    Why.FULL: 409,
    Why.KEY_USED: 409,
    Why.FORBIDDEN: 403,
    Why.NOT_NOW: 409,
    Why.NOT_FOUND: 404,
    Why.MISTAKE: 500,
}
"""The status code that answers each refusal over HTTP."""


class Refusal(ClassroomError):  # noqa: N818 - it is told to the one who wished
    """A wish that is not granted; `answer` is what the one who wished is told."""

    def __init__(
        self,
        why: Why,
        text: str,
        *,
        round: int | None = None,  # noqa: A002 - the message's word
        step: int | None = None,
        expected: int | None = None,
    ) -> None:
        super().__init__(text)
        self.answer = Refused(
            why=why, text=shortened(text), round=round, step=step, expected=expected
        )


def shortened(text: str, longest: int = MAX_TEXT) -> str:
    """Return a text on one line, of printable characters, cut where it is too long."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def encode(answer: BaseModel) -> str:
    """Return a message as JSON."""
    return answer.model_dump_json()


def parse(adapter: TypeAdapter[T], text: str | bytes) -> T:
    """Return the message that a text is; Refusal says briefly why it is none."""
    try:
        return adapter.validate_json(text)
    except ValidationError as error:
        raise malformed(error) from None


def malformed(error: ValidationError) -> Refusal:
    """Return the refusal of what is no message: all that it lacks, or what is wrong first."""
    problems = error.errors(include_url=False, include_input=False)
    problem = problems[0]
    if problem["type"] == "union_tag_not_found":
        return Refusal(Why.MALFORMED, "A message is a JSON object that says its type.")
    if problem["type"] == "union_tag_invalid":
        known = problem["ctx"]["expected_tags"]
        return Refusal(Why.MALFORMED, f"The type of a message here is one of {known}.")
    alike = [one for one in problems if one["type"] == "missing"]
    if problem not in alike:
        alike = [problem]
    place = ", ".join(".".join(str(part) for part in one["loc"]) for one in alike)
    reason = shortened(problem["msg"], _LONGEST_REASON)
    more = len(problems) - len(alike)
    text = f"{shortened(place, _LONGEST_PLACE)}: {reason}" if place else reason
    return Refusal(Why.MALFORMED, text + (f", and {more} more" if more else ""))
