"""What each kind of event does to a room.

One function for each kind, which changes the room and returns True, or, where the rules
forbid the event or it makes no sense, changes nothing and returns False. None raises.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from hikergame.classroom.errors import BadNameError, RoomError
from hikergame.classroom.log.events import Event, Kind
from hikergame.classroom.messages.base import MAX_DIMS, EntrantKind, Phase
from hikergame.classroom.room import reading
from hikergame.classroom.room.names import check_name
from hikergame.classroom.room.rounds import Round
from hikergame.classroom.room.seats import Seat
from hikergame.classroom.room.settings import Settings
from hikergame.hike.hike import MAX_NAME, MAX_SEED

if TYPE_CHECKING:
    from hikergame.classroom.room.state import Room

MOST_ROUNDS: Final = 1000
_MOST_STEPS: Final = 100_000
_MOST_COUNTDOWN: Final = 3600

BETWEEN: Final = (Phase.LOBBY, Phase.REVEALED)
"""A round may be started in these."""
ON: Final = (Phase.WALKING, Phase.PAUSED)
"""A round is on in these."""

# The room


def _opened(room: "Room", event: Event) -> bool:
    code, teacher = reading.text(event.data, "code", 32), reading.digest(event.data, "teacher")
    settings = _settings(event)
    if not code or teacher is None or settings is None:
        return False
    room.opened, room.opened_at = True, event.at
    room.code, room.teacher, room.settings = code, teacher, settings
    room.engine = reading.text(event.data, "engine") or ""
    return True


def _settings_changed(room: "Room", event: Event) -> bool:
    settings = _settings(event)
    room.settings = settings or room.settings
    return settings is not None


def _locked(room: "Room", event: Event) -> bool:
    room.locked = event.kind is Kind.ROOM_LOCKED
    return True


def _code_hidden(room: "Room", event: Event) -> bool:
    room.code_hidden = event.kind is Kind.CODE_HIDDEN
    return True


def _frozen(room: "Room", _: Event) -> bool:
    if room.frozen is not None:
        return False
    room.frozen = room.now(frozen=True)
    return True


def _thawed(room: "Room", _: Event) -> bool:
    was_frozen, room.frozen = room.frozen is not None, None
    return was_frozen


# Seats


def _joined(room: "Room", event: Event) -> bool:
    data, hiker = event.data, event.hiker
    name = _name(event)
    token, recovery = reading.digest(data, "token"), reading.digest(data, "recovery")
    kind = _KINDS.get(reading.text(data, "kind") or "")
    if hiker is None or name is None or token is None or recovery is None or kind is None:
        return False
    if not (0 < len(hiker) <= MAX_NAME and hiker.isprintable()) or hiker in room.seats:
        return False
    if not room.takes_more or room.seat_of_token(token) is not None:
        return False
    team = reading.text(data, "team")
    room.seats.take(
        Seat(
            id=hiker,
            name=room.seats.free_name(name),
            kind=kind,
            team=team if team in room.settings.teams else None,
            token_hash=token,
            recovery_hash=recovery,
            joined=event.number,
        )
    )
    return True


def _renamed(room: "Room", event: Event) -> bool:
    hiker, name = _present(room, event), _name(event)
    if hiker is None or name is None:
        return False
    room.seats.rename(hiker, room.seats.free_name(name, but=hiker))
    _mend_frozen(room, hiker)
    return True


def _removed(room: "Room", event: Event) -> bool:
    hiker = _present(room, event)
    if hiker is None:
        return False
    room.seats.remove(hiker)
    _mend_frozen(room, hiker)
    return True


def _mend_frozen(room: "Room", hiker: str) -> None:
    """Let a frozen board forget a name: a rude one must not stand there until it thaws."""
    if room.frozen is None or hiker not in room.frozen.seats:
        return
    seats, seat = dict(room.frozen.seats), room.seats[hiker]
    if seat.removed:
        del seats[hiker]
    else:
        seats[hiker] = replace(seats[hiker], name=seat.name)
    room.frozen = replace(room.frozen, seats=seats)


def _moved_team(room: "Room", event: Event) -> bool:
    hiker, team = _present(room, event), event.data.get("team")
    if hiker is None or not (team is None or team in room.settings.teams):
        return False
    room.seats.change(hiker, team=team)
    return True


def _ready(room: "Room", event: Event) -> bool:
    hiker = _present(room, event)
    if hiker is None or room.phase in ON or room.phase is Phase.FINISHED:
        return False
    room.seats.change(hiker, ready=True)
    return True


def _seat_offered(room: "Room", event: Event) -> bool:
    hiker, recovery = _present(room, event), reading.digest(event.data, "recovery")
    if hiker is None or recovery is None or room.seat_of_recovery(recovery) is not None:
        return False
    room.seats.offer(hiker, recovery)
    return True


def _seat_taken(room: "Room", event: Event) -> bool:
    hiker, token = _present(room, event), reading.digest(event.data, "token")
    if hiker is None or token is None or room.seat_of_token(token) is not None:
        return False
    room.seats.hand_over(hiker, token)
    return True


def _present(room: "Room", event: Event) -> str | None:
    """Return the hiker whom an event is about, if he is in the room."""
    seat = None if event.hiker is None else room.seats.get(event.hiker)
    return None if seat is None or seat.removed else seat.id


# Rounds


def _round_added(room: "Room", event: Event) -> bool:
    data = event.data
    number = reading.whole(data, "round", 1, MOST_ROUNDS)
    source = reading.mapping(data, "level")
    seed = reading.whole(data, "seed", 0, MAX_SEED)
    nonce = reading.text(data, "nonce")
    if number != len(room.rounds) + 1 or source is None or seed is None or nonce is None:
        return False
    dims = reading.whole(source, "dims", 1, MAX_DIMS)
    steps = reading.whole(source, "steps", 1, _MOST_STEPS)
    if room.phase is Phase.FINISHED or dims is None or steps is None:
        return False
    if reading.digest(source, "hash") is None:
        return False
    room.rounds.append(Round(number, source, seed, nonce, (dims, steps)))
    return True


def _counted_down(room: "Room", event: Event) -> bool:
    following = room.next_round
    seconds = reading.whole(event.data, "seconds", 0, _MOST_COUNTDOWN)
    if room.phase not in BETWEEN or seconds is None or not _is_of(event, following):
        return False
    room.on += following is not room.round
    room.countdown = (event.at, event.at + 1000 * seconds)
    room.phase = Phase.COUNTDOWN
    return True


def _started(room: "Room", event: Event) -> bool:
    here = room.round
    if here is None or room.phase is not Phase.COUNTDOWN or not _is_of(event, here):
        return False
    for before in room.rounds[: room.on - 1]:
        before.forget_walks()
    here.run(event.at)
    for seat in list(room.seats.values()):
        if seat.ready:
            room.seats.change(seat.id, ready=False)
    room.countdown = None
    room.phase = Phase.WALKING
    return True


def _paused(room: "Room", event: Event) -> bool:
    """Stop the clock; a countdown is called off, and the round waits."""
    here = room.round
    if here is None or not _is_of(event, here):
        return False
    if room.phase is Phase.COUNTDOWN:
        room.countdown, room.phase = None, Phase.LOBBY
        return True
    if room.phase is not Phase.WALKING:
        return False
    since = reading.whole(event.data, "since", 0, event.at)
    here.halt(event.at if since is None else since)
    room.pause = reading.text(event.data, "why") or ""
    room.phase = Phase.PAUSED
    return True


def _resumed(room: "Room", event: Event) -> bool:
    here = room.round
    if here is None or room.phase is not Phase.PAUSED or not _is_of(event, here):
        return False
    here.run(event.at)
    room.pause, room.phase = None, Phase.WALKING
    return True


def _closed(room: "Room", event: Event) -> bool:
    here = room.round
    if here is None or room.phase not in ON or not _is_of(event, here):
        return False
    here.close(event.at)
    room.pause, room.phase = None, Phase.CLOSED
    return True


def _revealed(room: "Room", event: Event) -> bool:
    here = room.round
    if here is None or room.phase is not Phase.CLOSED or not _is_of(event, here):
        return False
    here.revealed = True
    room.frozen, room.phase = None, Phase.REVEALED
    return True


def _lobby_opened(room: "Room", event: Event) -> bool:
    between = room.phase in (Phase.CLOSED, Phase.REVEALED)
    if not between or not _is_of(event, room.next_round):
        return False
    room.phase = Phase.LOBBY
    return True


def _finished(room: "Room", _: Event) -> bool:
    """End the room: nothing is a secret any more."""
    if room.phase in ON or room.phase in (Phase.COUNTDOWN, Phase.FINISHED):
        return False
    for one in room.rounds:
        one.revealed = one.closed
    room.frozen, room.phase = None, Phase.FINISHED
    return True


# Walking


def _moved(room: "Room", event: Event) -> bool:
    here, hiker = room.round, _present(room, event)
    if here is None or hiker is None or room.phase is not Phase.WALKING:
        return False
    if not _is_of(event, here) or here.is_over(hiker):
        return False
    move = reading.displacement(event.data.get("move"), here.dims)
    if move is None or event.data.get("step") != here.taken(hiker):
        return False
    here.step(hiker, move)
    return True


def _flag_planted(room: "Room", event: Event) -> bool:
    here, hiker = room.round, _present(room, event)
    if here is None or hiker is None or room.phase is not Phase.WALKING:
        return False
    if not _is_of(event, here) or here.is_over(hiker):
        return False
    if event.data.get("step") != here.taken(hiker):
        return False
    here.flags[hiker] = here.taken(hiker)
    return True


def _is_of(event: Event, one: Round | None) -> bool:
    return one is not None and event.data.get("round") == one.number


def _name(event: Event) -> str | None:
    name = event.data.get("name")
    try:
        return check_name(name) if isinstance(name, str) else None
    except BadNameError:
        return None


def _settings(event: Event) -> Settings | None:
    try:
        return Settings.of(reading.mapping(event.data, "settings") or {})
    except RoomError:
        return None


_KINDS: Final = {one.value: one for one in (EntrantKind.PERSON, EntrantKind.BOT)}

ACTS: Final[Mapping[Kind, Callable[["Room", Event], bool]]] = {
    Kind.ROOM_OPENED: _opened,
    Kind.ROOM_LOCKED: _locked,
    Kind.ROOM_UNLOCKED: _locked,
    Kind.CODE_HIDDEN: _code_hidden,
    Kind.CODE_SHOWN: _code_hidden,
    Kind.SETTINGS_CHANGED: _settings_changed,
    Kind.ROUND_ADDED: _round_added,
    Kind.HIKER_JOINED: _joined,
    Kind.HIKER_RENAMED: _renamed,
    Kind.HIKER_MOVED_TEAM: _moved_team,
    Kind.HIKER_READY: _ready,
    Kind.HIKER_REMOVED: _removed,
    Kind.SEAT_OFFERED: _seat_offered,
    Kind.SEAT_TAKEN: _seat_taken,
    Kind.ROUND_COUNTED_DOWN: _counted_down,
    Kind.ROUND_STARTED: _started,
    Kind.ROUND_PAUSED: _paused,
    Kind.ROUND_RESUMED: _resumed,
    Kind.ROUND_CLOSED: _closed,
    Kind.ROUND_REVEALED: _revealed,
    Kind.LOBBY_OPENED: _lobby_opened,
    Kind.ROOM_FINISHED: _finished,
    Kind.BOARD_FROZEN: _frozen,
    Kind.BOARD_THAWED: _thawed,
    Kind.MOVED: _moved,
    Kind.FLAG_PLANTED: _flag_planted,
}
