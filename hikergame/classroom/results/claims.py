"""What a file of JSON lines claims, held to what its own events come to.

Every line but the events is made anew, and compared field by field: who has which rank, what
somebody is called, each medal, how a walk ended, each board. Fields of later versions, and
lines of other types, are overlooked, as every reader does.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from hikergame.classroom.log.events import Event
from hikergame.classroom.results.lines import WHEN_OVER, Line, claims_of
from hikergame.classroom.results.session import results_of
from hikergame.classroom.room.state import Room

_PROMISED: Final = ("level_hash", "seed", "nonce", "commitment")
_LONGEST: Final = 40
"""Characters of a claim that are repeated."""


def against_log(
    claims: Sequence[Line], events: Sequence[Event], room: Room, *, trusted: bool
) -> list[str]:
    """Return what a file claims otherwise than its events, a sentence each.

    `room` is what the events come to. Unless they are `trusted`, only commitments and the
    number of events are compared: all else rests on levels and events that are in doubt.
    """
    found = []
    for line in claims:
        if line["type"] == "room" and not _same(line.get("events"), len(events)):
            found.append(f"{line.get('events')} events are claimed; {len(events)} are there.")
        if line["type"] == "round":
            found += _commitment(line, room)
    if found or not claims or not trusted:
        return found
    made = claims_of(results_of(events), events)
    found += _head(_of_type(claims, "room"), made[0])
    found += _rounds(_of_type(claims, "round"), _of_type(made, "round"))
    found += _scores(claims, _of_type(made, "score"))
    boards, ours = _of_type(claims, "board"), _of_type(made, "board")
    if boards != ours:
        found.append(_which(ours, boards))
    return found


def _commitment(line: Line, room: Room) -> list[str]:
    number = line.get("round")
    one = next((one for one in room.rounds if one.number == number), None)
    held = None if one is None else (one.level_hash, one.seed, one.nonce, one.commitment)
    said = tuple(line.get(name) for name in _PROMISED)
    return [] if said == held else [f"Round {number}: its commitment is not that of the events."]


def _head(claimed: Iterable[Line], made: Line) -> Iterator[str]:
    for line in claimed:
        for field, theirs, ours in _differences(line, made):
            yield f"The room's {field} is claimed to be {theirs}; by the events it is {ours}."


def _rounds(claimed: Iterable[Line], made: Iterable[Line]) -> Iterator[str]:
    by_number = {line["round"]: line for line in made}
    for line in claimed:
        number = line.get("round")
        if number not in by_number:
            yield f"Round {number} is claimed, and has not started."
            continue
        for field, theirs, ours in _differences(line, by_number[number]):
            yield f"Round {number} claims {field} {theirs}; by the events it is {ours}."


def _scores(claims: Sequence[Line], made: Iterable[Line]) -> Iterator[str]:
    """Compare scores; each round of the file has one of everybody who walked it, and no other."""
    waiting = {(line["round"], line["hiker"]): line for line in made}
    for line in _of_type(claims, "score"):
        number, hiker = line.get("round"), line.get("hiker")
        if not isinstance(number, int) or not isinstance(hiker, str):
            yield "A score is claimed for no round, or for nobody."
            continue
        ours = waiting.pop((number, hiker), None)
        if ours is None:
            name = _short(line.get("name"))
            yield f"Round {number}: a score of {name} is claimed that the events do not have."
            continue
        who = f"Round {number}: {ours['name']}"
        for field, theirs, own in _differences(line, ours, WHEN_OVER):
            yield f"{who} claims {field} {theirs}; the moves come to {own}."
    rounds = [line.get("round") for line in _of_type(claims, "round")]
    for (number, _), line in waiting.items():
        if number in rounds:
            yield f"Round {number}: the score of {line['name']} is missing."


def _differences(
    claimed: Line, made: Line, known: Sequence[str] = ()
) -> Iterator[tuple[str, str, str]]:
    """Yield fields of a line that are otherwise: their name, what is claimed, what it should be.

    A field that is `known`, or in the line that was made, may be in neither or in both.
    """
    for field in dict.fromkeys([*made, *known]):
        theirs, ours = claimed.get(field), made.get(field)
        if (field in claimed) != (field in made) or not _same(theirs, ours):
            yield field, _short(theirs), _short(ours)


def _same(claimed: object, made: object) -> bool:
    """Tell whether both are the same JSON: to the last bit, and true is not 1."""
    return json.dumps(claimed) == json.dumps(made)


def _short(value: object) -> str:
    said = "nothing" if value is None else repr(value)
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def _of_type(lines: Iterable[Line], kind: str) -> list[dict[str, Any]]:
    return [line for line in lines if line["type"] == kind]


def _which(made: Sequence[Line], claimed: Sequence[Line]) -> str:
    """Say which board of a file is not the one that its events make."""
    for ours, theirs in zip(made, claimed, strict=False):
        if ours != theirs:
            return (
                f"The board of round {theirs.get('round') or 'all'} up to event "
                f"{theirs.get('up_to')} is not the one that follows from the events."
            )
    return f"The file has {len(claimed)} boards; {len(made)} follow from its events."
