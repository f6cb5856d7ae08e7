"""Opening a room: its first events, with secrets that nobody can guess."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from hikergame.classroom.log.store import Store
from hikergame.classroom.room import rules
from hikergame.classroom.room.codes import hash_of, identifier, room_code, token
from hikergame.classroom.room.settings import Settings
from hikergame.hike.hike import MAX_SEED

_NONCE_BYTES = 16


@dataclass(frozen=True)
class Opened:
    """A room that has just been opened."""

    room: str
    """Its id in the store."""
    code: str
    teacher: str
    """The teacher's token; the store has nothing but its hash."""


def open_room(
    store: Store,
    settings: Settings,
    levels: Sequence[Mapping[str, JsonValue]],
    *,
    seed: int | None = None,
) -> Opened:
    """Open a room with a round for each level, as `sources.level_data` makes them.

    With a `seed` the rounds have that one and those after it; otherwise each has one that
    nobody can know. Raises StoreError.
    """
    taken = {entry.code for entry in store.rooms() if not entry.finished}
    code = next(one for one in iter(room_code, "") if one not in taken)
    opened = Opened(identifier(), code, token())
    store.create(opened.room, rules.open_room(code, hash_of(opened.teacher), settings))
    rounds = []
    for number, level in enumerate(levels, 1):
        chosen = secrets.randbelow(MAX_SEED) if seed is None else (seed + number - 1) % MAX_SEED
        rounds.append(rules.add_round(number, level, chosen, secrets.token_hex(_NONCE_BYTES)))
    store.append(opened.room, rounds)
    return opened
