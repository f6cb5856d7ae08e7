"""What may happen now: a wish in, a draft or a refusal out.

Each function looks at the room as it is and changes nothing. What it returns has not
happened: it is drafted, kept, and then applied, and the room may have moved on by then, so
drafts rest on the room's gate and bear keys. `Room.apply` has the last word. The room has
been opened: before that, nothing that is drafted counts.

`RefusedWish` has a reason for machines and a sentence for people. Secrets come in as
hashes, chance as an argument, times in milliseconds since 1970.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from pydantic import JsonValue

from hikergame.classroom.errors import BadNameError, RefusedWish
from hikergame.classroom.log.events import Draft, Kind
from hikergame.classroom.messages.base import EntrantKind, Mode, Phase
from hikergame.classroom.messages.teaching import PAUSED
from hikergame.classroom.messages.walking import Why
from hikergame.classroom.room import reading
from hikergame.classroom.room.codes import nickname
from hikergame.classroom.room.folding import ON
from hikergame.classroom.room.names import check_name
from hikergame.classroom.room.rounds import Round
from hikergame.classroom.room.seats import Seat
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.room.state import MOST_SEATS, Room
from hikergame.version import __version__

KEY_USED: Final = "This was asked for before, and otherwise. Ask once more, or recover your seat."
"""Said to whoever asks for a seat with a key that has served for another wish."""


def open_room(code: str, teacher_hash: str, settings: Settings) -> Draft:
    """Return a room's first draft."""
    data: dict[str, JsonValue] = {
        "code": code,
        "teacher": teacher_hash,
        "settings": settings.data(),
        "engine": __version__,
    }
    return Draft(Kind.ROOM_OPENED, data, key="opened")


def add_round(number: int, level: Mapping[str, JsonValue], seed: int, nonce: str) -> Draft:
    """Return the draft of round `number`, 1 for the first; `level` from `sources.level_data`.

    Seed and nonce are to be drawn so that nobody can guess them.
    """
    data: dict[str, JsonValue] = {
        "round": number,
        "level": dict(level),
        "seed": seed,
        "nonce": nonce,
    }
    return Draft(Kind.ROUND_ADDED, data, key=f"added:{number}")


# Seats


def admit(room: Room, code: str) -> None:
    """Refuse whoever does not know the room code."""
    if not room.is_code(code):
        raise RefusedWish(Why.WRONG_CODE, "There is no room with this code. Look at it again.")


def join(
    room: Room,
    *,
    hiker: str,
    kind: EntrantKind,
    name: str | None,
    team: str | None,
    token_hash: str,
    recovery_hash: str,
    chance: random.Random,
) -> Draft:
    """Return the draft with which somebody takes a seat under a new id.

    Without a name he gets a nickname; without a team, where there are teams, he goes to
    one of the smallest.
    """
    if room.phase is Phase.FINISHED:
        raise RefusedWish(Why.NOT_NOW, "This room is finished.")
    if room.locked:
        raise RefusedWish(Why.LOCKED, "The teacher has locked this room.")
    if not room.takes_more:
        raise RefusedWish(Why.FULL, f"This room is full: it has {MOST_SEATS} seats.")
    if room.seat_of_recovery(recovery_hash) is not None:
        raise RefusedWish(Why.NOT_NOW, "Please try again.")
    if name is None or not name.strip():
        called = nickname(room.seats.is_taken, chance)
    else:
        called = free_name(room, name)
    data: dict[str, JsonValue] = {
        "name": called,
        "kind": kind.value,
        "team": _team_for(room, kind, team),
        "token": token_hash,
        "recovery": recovery_hash,
    }
    return Draft(Kind.HIKER_JOINED, data, hiker=hiker, key=f"joined:{hiker}")


def has_joined(room: Room, hiker: str, hashes: tuple[str, str]) -> bool:
    """Tell whether a wish that is made again has taken its seat before.

    `hashes` are those of its token and recovery code. Refuses it where the seat under its id
    is held with others: it was another wish, or the seat has changed hands since.
    """
    seat = room.seats.get(hiker)
    if seat is None:
        return False
    if (seat.token_hash, seat.recovery_hash) != hashes:
        raise RefusedWish(Why.KEY_USED, KEY_USED)
    return True


def recover(room: Room, *, recovery_hash: str, token_hash: str) -> Draft:
    """Return the draft with which a new token takes a seat; the old one is dead then."""
    seat = room.seat_of_recovery(recovery_hash)
    if seat is None:
        raise RefusedWish(
            Why.NOT_FOUND, "Nobody here has this recovery code. Your teacher can make a new one."
        )
    return Draft(
        Kind.SEAT_TAKEN, {"token": token_hash}, hiker=seat.id, key=f"taken:{token_hash[:32]}"
    )


def ready(room: Room, hiker: str) -> Draft:
    """Return the draft with which a hiker says that he is ready."""
    _seated(room, hiker)
    following = room.next_round
    if room.phase in ON or room.phase is Phase.FINISHED or following is None:
        raise RefusedWish(Why.NOT_NOW, "No round is about to start.")
    return Draft(Kind.HIKER_READY, hiker=hiker, key=f"ready:{hiker}:{following.number}")


# Walking


def move(
    room: Room, hiker: str, round_number: int, step: int, displacement: Sequence[float]
) -> Draft | None:
    """Return the draft of a hiker's step number `step`, 0 for the first.

    None where that step has been kept before: whatever it was then, `views.felt` answers it.
    """
    here = _round_of(room, hiker, round_number)
    taken = here.taken(hiker)
    if 0 <= step < taken:
        return None
    _require_walking(room, here, hiker)
    if step != taken:
        raise RefusedWish(Why.OUT_OF_TURN, f"Your next step is number {taken + 1}.", taken)
    going = reading.displacement(displacement, here.dims)
    if going is None:
        raise RefusedWish(Why.BAD_MOVE, f"A step here is {_numbers(here.dims)}.", taken)
    return Draft(
        Kind.MOVED,
        {"round": here.number, "step": step, "move": list(going)},
        hiker=hiker,
        key=f"{hiker}:{here.number}:{step}",
        gate=room.gate,
    )


def flag(room: Room, hiker: str, round_number: int, step: int) -> Draft | None:
    """Return the draft of a hiker's flag after `step` steps; None where it stands there already."""
    here = _round_of(room, hiker, round_number)
    if here.flags.get(hiker) == step:
        return None
    _require_walking(room, here, hiker)
    taken = here.taken(hiker)
    if step != taken:
        raise RefusedWish(Why.OUT_OF_TURN, f"You have taken {taken} steps, not {step}.", taken)
    return Draft(
        Kind.FLAG_PLANTED,
        {"round": here.number, "step": step},
        hiker=hiker,
        key=f"{hiker}:{here.number}:flag:{step}",
        gate=room.gate,
    )


# Rounds, as time passes


def pause(room: Room, why: str, since: int | None = None) -> Draft:
    """Return the draft of a pause; in a countdown, of calling it off.

    `since` is when the round stood still already, where nobody was there to say so.
    """
    here = room.round
    if here is None or room.phase not in (Phase.WALKING, Phase.COUNTDOWN):
        raise RefusedWish(Why.NOT_NOW, "No round is on.")
    data: dict[str, JsonValue] = {"why": why[:200]}
    return passing(
        room, Kind.ROUND_PAUSED, here, data if since is None else {**data, "since": since}
    )


def interrupted(room: Room, why: str, since: int | None = None) -> list[Draft]:
    """Return the draft of a pause where something runs; none where nothing does."""
    running = room.phase in (Phase.WALKING, Phase.COUNTDOWN)
    return [pause(room, why, since)] if running else []


def due(room: Room, now: int) -> list[Draft]:
    """Return what is to happen by itself by now: a round starts or closes.

    A round closes when its clock has run out, and when everybody in the room has ended it.
    Any number of servers may draft it: it happens once.
    """
    here, at = room.round, due_at(room)
    if here is None:
        return []
    if room.phase is Phase.COUNTDOWN and at is not None and now >= at:
        return [passing(room, Kind.ROUND_STARTED, here)]
    if room.phase is not Phase.WALKING:
        return []
    if at is not None and now >= at:
        return [passing(room, Kind.ROUND_CLOSED, here, {"why": "The time is up."})]
    walkers = [seat.id for seat in room.seats.present]
    if walkers and all(here.is_over(hiker) for hiker in walkers):
        return [passing(room, Kind.ROUND_CLOSED, here, {"why": "All hikes have ended."})]
    return []


def due_at(room: Room) -> int | None:
    """Return when something happens by itself at the latest, None where nothing does."""
    if room.phase is Phase.COUNTDOWN and room.countdown is not None:
        return room.countdown[1]
    here, seconds = room.round, room.settings.clock_s
    if room.phase is not Phase.WALKING or here is None or seconds is None:
        return None
    return here.ends_at(1000 * seconds)


# What several of them share


def passing(
    room: Room, kind: Kind, one: Round, data: Mapping[str, JsonValue] | None = None
) -> Draft:
    """Return a draft about a round that passes the gate: from where the room is now, once."""
    return Draft(
        kind,
        {"round": one.number, **(data or {})},
        key=f"{kind.value}:{one.number}:{room.gate}",
        gate=room.gate,
    )


def _seated(room: Room, hiker: str) -> Seat:
    seat = room.seats.get(hiker)
    if seat is None or seat.removed:
        raise RefusedWish(Why.WRONG_TOKEN, "You have no seat in this room.")
    return seat


def _round_of(room: Room, hiker: str, number: int) -> Round:
    """Return the round that is on or was last, if it has that number."""
    _seated(room, hiker)
    here = room.round
    if here is None or here.started_at is None:
        raise RefusedWish(Why.NOT_WALKING, "No round has started yet.")
    if here.number != number:
        raise RefusedWish(Why.OTHER_ROUND, f"This is round {here.number}, not {number}.")
    return here


def _require_walking(room: Room, here: Round, hiker: str) -> None:
    if room.phase is Phase.PAUSED:
        why = room.pause or ""
        told = why if why == PAUSED else f"The round is paused. {why}".rstrip()
        raise RefusedWish(Why.NOT_WALKING, told, here.taken(hiker))
    if room.phase is not Phase.WALKING:
        raise RefusedWish(Why.NOT_WALKING, "The round is over.", here.taken(hiker))
    if here.is_over(hiker):
        how = "your flag is planted" if hiker in here.flags else "all your steps are taken"
        raise RefusedWish(Why.HIKE_OVER, f"Your hike is over: {how}.")


def free_name(room: Room, name: str, *, but: str | None = None) -> str:
    """Return a name as it may be borne by somebody new, or by the hiker `but`; or refuse it."""
    try:
        called = check_name(name)
    except BadNameError as error:
        raise RefusedWish(Why.BAD_NAME, str(error)) from error
    if room.seats.is_taken(called, but=but):
        raise RefusedWish(Why.BAD_NAME, "Somebody here has this name, or one that looks like it.")
    return called


def _team_for(room: Room, kind: EntrantKind, team: str | None) -> str | None:
    """Return the team that was asked for, or one of the smallest; bots walk for themselves."""
    teams = room.settings.teams
    if room.settings.mode is not Mode.TEAMS or kind is not EntrantKind.PERSON or not teams:
        return None
    if team is not None:
        return known_team(room, team)
    members = Counter(seat.team for seat in room.seats.present)
    return min(teams, key=lambda one: members[one])


def known_team(room: Room, team: str) -> str:
    """Return the team that is meant, however its letters are cased; or refuse it."""
    found = next((one for one in room.settings.teams if one.casefold() == team.casefold()), None)
    if found is None:
        teams = ", ".join(room.settings.teams)
        told = f"The teams of this room are {teams}." if teams else "This room has no teams."
        raise RefusedWish(Why.NOT_FOUND, told)
    return found


def _numbers(dims: int) -> str:
    return "one finite number" if dims == 1 else f"{dims} finite numbers"
