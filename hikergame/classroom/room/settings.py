"""How a room is set up: values, and plain data as events bear them."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, ValidationError

from hikergame.classroom.errors import BadNameError, RoomError
from hikergame.classroom.messages.base import Mode
from hikergame.classroom.room.names import check_name, skeleton


def _named(text: str) -> str:
    try:
        return check_name(text)
    except BadNameError as error:
        raise ValueError(str(error)) from error


def _told_apart(names: tuple[str, ...]) -> tuple[str, ...]:
    if len({skeleton(name) for name in names}) < len(names):
        raise ValueError("two teams have names that cannot be told apart")
    return names


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


_Name = Annotated[str, Field(max_length=200), AfterValidator(_named)]
_Entrant = Annotated[str, Field(min_length=1, max_length=64)]


class Settings(BaseModel):
    """How a room is set up. A value; `of` reads it from plain data, `data` returns that."""

    model_config = ConfigDict(frozen=True, strict=True, allow_inf_nan=False)

    name: _Name = "Class"
    """What the room is called."""
    mode: Annotated[Mode, Field(strict=False)] = Mode.ALONE
    clock_s: Annotated[int, Field(ge=5, le=24 * 3600)] | None = None
    """Seconds that a round lasts; None where it lasts until everybody has ended."""
    teams: Annotated[
        tuple[_Name, ...], Field(max_length=30, strict=False), AfterValidator(_told_apart)
    ] = ()
    """Their names; they count in the mode of teams alone."""
    entrants: Annotated[
        tuple[_Entrant, ...], Field(max_length=12, strict=False), AfterValidator(_distinct)
    ] = ("gradient-descent", "adam", "scout")
    """The algorithms on the board, by name: optimizers, and blind hikers."""
    top: Annotated[int, Field(ge=1, le=50)] = 5
    """How many people a board names."""
    full_board: bool = False
    """The board names everybody."""
    countdown_s: Annotated[int, Field(ge=0, le=600)] = 5
    live: Literal["points", "steps"] = "points"
    """What the board shows while a round is on. Points tell those who watch how low they are."""

    @classmethod
    def of(cls, data: Mapping[str, JsonValue]) -> "Settings":
        """Return the settings that plain data means; what is not known is overlooked.

        Raises RoomError with all that is wrong.
        """
        try:
            return cls.model_validate(dict(data))
        except ValidationError as error:
            problems = error.errors(include_url=False, include_context=False, include_input=False)
            said = "; ".join(
                f"{'.'.join(map(str, one['loc']))}: {one['msg'].removeprefix('Value error, ')}"
                for one in problems
            )
            raise RoomError(f"these settings make no room: {said}") from error

    def data(self) -> dict[str, JsonValue]:
        """Return the settings as plain data."""
        return self.model_dump(mode="json")
