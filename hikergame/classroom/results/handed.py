"""Results of record files that were handed in, without a network: a room made of records.

Each level that somebody walked is a round, in the order in which levels first come. A person
is a name: who hands in several levels has one line, and a second record of the same name on
the same level is that of "Ada (2)". The algorithms beside them are those of any room.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from hikergame.classroom.messages.base import EntrantKind, Mode, Phase
from hikergame.classroom.results.session import ClassResults, results_in
from hikergame.classroom.room.rounds import Round
from hikergame.classroom.room.seats import Seat
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.room.sources import level_data
from hikergame.classroom.room.state import Room
from hikergame.classroom.room.ways import Way
from hikergame.hike import Record
from hikergame.level import Level

_NAME: Final = "Hand-ins"


def results_of_records(
    records: Sequence[tuple[Record, Level]],
    *,
    files: Sequence[str] = (),
    refused: Sequence[str] = (),
    name: str = _NAME,
) -> ClassResults:
    """Return what came of records, each with its level, which it is known to agree with.

    `files` names the file of each record, or is empty. `refused` says of others why they are
    left out, a line each. Raises RoomError for a level that has no file.
    """
    room = Room(opened=True, settings=Settings(name=name, mode=Mode.CLASS))
    rounds: dict[str, Round] = {}
    handed: dict[str, tuple[str, ...]] = {}
    for index, (record, level) in enumerate(records):
        one = rounds.get(record.level)
        if one is None:
            one = rounds[record.level] = _round(len(rounds) + 1, level, record.seed)
        hiker = _hiker(room, one, record.hiker)
        one.moves[hiker] = Way(one.dims, record.moves)
        handed[hiker] = (*handed.get(hiker, ()), *files[index : index + 1])
        if record.flag:
            one.flags[hiker] = len(record.moves)
    room.rounds = list(rounds.values())
    room.on, room.phase = len(rounds), Phase.FINISHED
    return replace(results_in(room, refused=refused), files=handed if files else {})


def _round(number: int, level: Level, seed: int) -> Round:
    one = Round(number, level_data(level), seed, "", (level.dims, level.steps))
    one.run(0)
    one.close(0)
    one.revealed = True
    return one


def _hiker(room: Room, one: Round, name: str) -> str:
    """Return the id of the first of a name who has not walked a round; seat him if need be."""
    hiker, number = name, 1
    while one.has_set_out(hiker):
        number += 1
        hiker = f"{name} ({number})"
    if hiker not in room.seats:
        room.seats.take(Seat(hiker, hiker, EntrantKind.PERSON, None, hiker, hiker))
    return hiker
