"""What a teacher may do: each `Do` as drafts, or a refusal."""

from collections.abc import Callable, Container, Mapping
from typing import Final, NoReturn

from hikergame.classroom.errors import RefusedWish, RoomError
from hikergame.classroom.log.events import Draft, Kind
from hikergame.classroom.messages.base import Phase
from hikergame.classroom.messages.teaching import PAUSED, Command, Do
from hikergame.classroom.messages.walking import Why
from hikergame.classroom.room import rules
from hikergame.classroom.room.folding import BETWEEN, ON
from hikergame.classroom.room.rounds import Round
from hikergame.classroom.room.seats import Seat
from hikergame.classroom.room.state import Room


def command(room: Room, wish: Command, *, recovery_hash: str = "") -> list[Draft]:
    """Return the drafts that do what a teacher wishes; none where it is so already.

    `recovery_hash` is that of a new recovery code, for `Do.HAND_BACK`. Raises RefusedWish.
    """
    if wish.do is Do.HAND_BACK:
        seat = _seat(room, wish)
        return [Draft(Kind.SEAT_OFFERED, {"recovery": recovery_hash}, hiker=seat.id)]
    return _COMMANDS[wish.do](room, wish)


def _count_down(room: Room, wish: Command) -> list[Draft]:
    following = room.next_round
    if room.phase not in BETWEEN:
        _refuse(_UNFIT[room.phase])
    if following is None:
        _refuse("All rounds have been walked. Finish the room, or add a round.")
    try:
        following.level  # noqa: B018 - a level that cannot be read is to be told now
    except RoomError:
        _refuse("The level of this round cannot be read by this version of hikergame.")
    seconds = room.settings.countdown_s if wish.seconds is None else wish.seconds
    return [rules.passing(room, Kind.ROUND_COUNTED_DOWN, following, {"seconds": seconds})]


def _pause(room: Room, _: Command) -> list[Draft]:
    return [rules.pause(room, PAUSED)]


def _resume(room: Room, _: Command) -> list[Draft]:
    here = _round_in(room, (Phase.PAUSED,), "No round is paused.")
    return [rules.passing(room, Kind.ROUND_RESUMED, here)]


def _close(room: Room, _: Command) -> list[Draft]:
    here = _round_in(room, ON, "No round is on.")
    return [
        rules.passing(room, Kind.ROUND_CLOSED, here, {"why": "The teacher has ended the round."})
    ]


def _reveal(room: Room, _: Command) -> list[Draft]:
    here = _round_in(room, (Phase.CLOSED,), "End the round first; then the map can be uncovered.")
    return [rules.passing(room, Kind.ROUND_REVEALED, here)]


def _next(room: Room, _: Command) -> list[Draft]:
    if room.phase not in (Phase.CLOSED, Phase.REVEALED):
        _refuse("The next round can wait until this one is over.")
    following = room.next_round
    if following is None:
        _refuse("This was the last round.")
    return [rules.passing(room, Kind.LOBBY_OPENED, following)]


def _finish(room: Room, _: Command) -> list[Draft]:
    if room.phase is Phase.FINISHED:
        return []
    if room.phase in ON or room.phase is Phase.COUNTDOWN:
        _refuse("End the round first.")
    return [Draft(Kind.ROOM_FINISHED, key="finished", gate=room.gate)]


def _freeze(room: Room, _: Command) -> list[Draft]:
    return [] if room.frozen else [Draft(Kind.BOARD_FROZEN)]


def _thaw(room: Room, _: Command) -> list[Draft]:
    return [Draft(Kind.BOARD_THAWED)] if room.frozen else []


def _lock(room: Room, _: Command) -> list[Draft]:
    return [] if room.locked else [Draft(Kind.ROOM_LOCKED)]


def _unlock(room: Room, _: Command) -> list[Draft]:
    return [Draft(Kind.ROOM_UNLOCKED)] if room.locked else []


def _hide_code(room: Room, _: Command) -> list[Draft]:
    return [] if room.code_hidden else [Draft(Kind.CODE_HIDDEN)]


def _show_code(room: Room, _: Command) -> list[Draft]:
    return [Draft(Kind.CODE_SHOWN)] if room.code_hidden else []


def _full_board(room: Room, _: Command) -> list[Draft]:
    return _with_full_board(room, full=True)


def _short_board(room: Room, _: Command) -> list[Draft]:
    return _with_full_board(room, full=False)


def _with_full_board(room: Room, *, full: bool) -> list[Draft]:
    if room.frozen is not None:
        _refuse("The board is frozen. Let it go on first.")
    if room.settings.full_board == full:
        return []
    settings = room.settings.model_copy(update={"full_board": full})
    return [Draft(Kind.SETTINGS_CHANGED, {"settings": settings.data()})]


def _rename(room: Room, wish: Command) -> list[Draft]:
    seat = _seat(room, wish)
    if wish.name is None:
        raise RefusedWish(Why.BAD_NAME, "Give the new name.")
    name = rules.free_name(room, wish.name, but=seat.id)
    return [] if name == seat.name else [Draft(Kind.HIKER_RENAMED, {"name": name}, hiker=seat.id)]


def _remove(room: Room, wish: Command) -> list[Draft]:
    seat = _seat(room, wish)
    return [Draft(Kind.HIKER_REMOVED, hiker=seat.id, key=f"removed:{seat.id}")]


def _set_team(room: Room, wish: Command) -> list[Draft]:
    seat = _seat(room, wish)
    team = None if wish.team is None else rules.known_team(room, wish.team)
    return [] if team == seat.team else [Draft(Kind.HIKER_MOVED_TEAM, {"team": team}, seat.id)]


def _seat(room: Room, wish: Command) -> Seat:
    seat = None if wish.hiker is None else room.seats.get(wish.hiker)
    if seat is None or seat.removed:
        raise RefusedWish(Why.NOT_FOUND, "Nobody with this id is in the room.")
    return seat


def _round_in(room: Room, phases: Container[Phase], text: str) -> Round:
    here = room.round
    if here is None or room.phase not in phases:
        _refuse(text)
    return here


def _refuse(text: str) -> NoReturn:
    raise RefusedWish(Why.NOT_NOW, text)


_UNFIT: Final = {
    Phase.COUNTDOWN: "The countdown is on already.",
    Phase.WALKING: "A round is on already.",
    Phase.PAUSED: "A round is on already: let it go on, or end it.",
    Phase.CLOSED: "Uncover the map first, or go on to the next round.",
    Phase.FINISHED: "This room is finished.",
}

_COMMANDS: Final[Mapping[Do, Callable[[Room, Command], list[Draft]]]] = {
    Do.COUNT_DOWN: _count_down,
    Do.PAUSE: _pause,
    Do.RESUME: _resume,
    Do.CLOSE: _close,
    Do.REVEAL: _reveal,
    Do.NEXT: _next,
    Do.FINISH: _finish,
    Do.FREEZE: _freeze,
    Do.THAW: _thaw,
    Do.LOCK: _lock,
    Do.UNLOCK: _unlock,
    Do.HIDE_CODE: _hide_code,
    Do.SHOW_CODE: _show_code,
    Do.FULL_BOARD: _full_board,
    Do.SHORT_BOARD: _short_board,
    Do.RENAME: _rename,
    Do.REMOVE: _remove,
    Do.SET_TEAM: _set_team,
}
