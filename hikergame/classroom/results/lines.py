"""A room as JSON lines: all its events, and what they come to, for programs and for an audit.

One object a line, in UTF-8; `type` says what it is. Fields are added in later versions and
never change their meaning; a reader overlooks what it does not know.

    room    format (1), name, code, mode, engine, opened_at, up_to, frozen, events, erased
    event   number, at, kind, hiker, key, data: every event of the log, in order
    round   round, title, level_id, level_hash, dims, steps, seed, nonce, commitment
    score   round, hiker, name, kind, team, rank, points, step, over; and once the round is
            over halvings, flag, medals, ended
    board   round (0: all rounds), up_to, frozen, rows: a list of rank, hiker and points; one
            for each moment at which the board was frozen, and those of the room now

Times are milliseconds since 1970 in UTC; numbers are written so that they read back the same
to the last bit. What events keep of tokens and recovery codes is replaced by digests of
nothing, the same for the same secret, so that the file opens nobody's seat.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from hikergame.classroom.errors import LinesError
from hikergame.classroom.log.events import Event, Kind
from hikergame.classroom.messages.watching import BoardView
from hikergame.classroom.results.session import ClassResults, RoundResults
from hikergame.classroom.room.board import board, overall
from hikergame.classroom.room.state import Room

FORMAT: Final = 1
WHEN_OVER: Final = ("halvings", "flag", "medals", "ended")
"""What a score says besides once its round is over."""
_SECRETS: Final = ("teacher", "token", "recovery")
_MOST: Final = 4 * 2**20
"""Characters of the longest line that is read."""

Line = dict[str, Any]


def as_lines(results: ClassResults, events: Iterable[Event] = ()) -> bytes:
    """Return results, and the events that they are made of, as JSON lines."""
    kept = list(without_secrets(events))
    head, *others = claims_of(results, kept)
    written = [head, *map(_event, kept), *others]
    return "".join(f"{_dumps(line)}\n" for line in written).encode("utf-8")


def claims_of(results: ClassResults, events: Sequence[Event]) -> list[Line]:
    """Return all lines of a file but its events: what it says that they come to."""
    lines = [_head(results, events)]
    for one in results.rounds:
        lines += [_round(one), *_scores(one)]
    return [*lines, *boards_of(events)]


def without_secrets(events: Iterable[Event]) -> Iterator[Event]:
    """Yield events with digests of nothing in the place of those of secrets."""
    known: dict[str, str] = {}
    for event in events:
        held = [name for name in _SECRETS if isinstance(event.data.get(name), str)]
        data = dict(event.data)
        for name in held:
            nothing = f"hidden {len(known)}".encode()
            secret = str(data[name])
            data[name] = known.setdefault(secret, hashlib.sha256(nothing).hexdigest())
        # The key of a seat that was taken again bears a part of its token's hash.
        hides = "token" in held and event.kind is Kind.SEAT_TAKEN
        key = f"taken:{str(data['token'])[:32]}" if hides else event.key
        yield replace(event, data=data, key=key) if held else event


def boards_of(events: Sequence[Event]) -> list[Line]:
    """Return the boards of a log: those at each freeze, and those of the room at its end."""
    room, found = Room(), []
    for event in events:
        counted = room.apply(event)
        if event.kind is Kind.BOARD_FROZEN and counted:
            found += boards_in(room)
    return [*found, *boards_in(room)]


def boards_in(room: Room) -> list[Line]:
    """Return the boards that a room shows."""
    if room.round is None:
        return []
    started = [one.number for one in room.rounds[: room.on] if one.started_at is not None]
    shown = [board(room, number, everybody=True) for number in started]
    whole = overall(room, everybody=True)
    return [_board(one) for one in (*shown, *([] if whole is None else [whole]))]


def read_lines(text: str, where: str) -> tuple[list[Event], list[Line]]:
    """Return the events of a file of JSON lines, and its other lines.

    Raises LinesError, with the line, for what is not as `as_lines` writes it.
    """
    events, others = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        found = _object(line, f"{where}:{number}")
        if found.get("type") == "event":
            events.append(_as_event(found, f"{where}:{number}"))
        else:
            others.append(found)
    first = others[0] if others else {}
    if first.get("type") != "room" or first.get("format") != FORMAT:
        raise LinesError(
            f"{where}: this is no log of a room; `hikergame results CODE --jsonl FILE` writes one"
        )
    if not events and first.get("events") == 0:
        raise LinesError(f"{where}: it tells of hand-ins, not of a room: verify the records")
    return events, others


def _object(line: str, where: str) -> Line:
    if len(line) > _MOST:
        raise LinesError(f"{where}: the line is too long for a log of a room")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LinesError(f"{where}: not JSON: {error}") from error
    if not isinstance(found, dict) or not isinstance(found.get("type"), str):
        raise LinesError(f"{where}: not an object with a type")
    return found


def _as_event(line: Line, where: str) -> Event:
    try:
        number, at, data = line["number"], line["at"], line["data"]
        hiker, key = line["hiker"], line["key"]
        kind = Kind(line["kind"])
    except (KeyError, ValueError) as error:
        raise LinesError(f"{where}: not an event: {error}") from error
    whole = all(isinstance(one, int) and not isinstance(one, bool) for one in (number, at))
    words = all(one is None or isinstance(one, str) for one in (hiker, key))
    if not whole or not words or not isinstance(data, dict):
        raise LinesError(f"{where}: not an event: a field is of another kind")
    return Event(number, at, kind, data, hiker, key)


def _head(results: ClassResults, events: Sequence[Event]) -> Line:
    opened = next((one.data for one in events if one.kind is Kind.ROOM_OPENED), {})
    return {
        "type": "room",
        "format": FORMAT,
        "name": results.name,
        "code": results.code,
        "mode": results.mode.value,
        "engine": opened.get("engine"),
        "opened_at": results.opened_at,
        "up_to": results.up_to,
        "frozen": results.frozen,
        "events": results.events,
        "erased": results.erased,
    }


def _event(event: Event) -> Line:
    return {
        "type": "event",
        "number": event.number,
        "at": event.at,
        "kind": event.kind.value,
        "hiker": event.hiker,
        "key": event.key,
        "data": event.data,
    }


def _round(one: RoundResults) -> Line:
    return {
        "type": "round",
        "round": one.number,
        "title": one.level.title,
        "level_id": one.level.id,
        "level_hash": one.level.hash,
        "dims": one.level.dims,
        "steps": one.level.steps,
        "seed": one.seed,
        "nonce": one.nonce,
        "commitment": one.commitment,
    }


def _scores(one: RoundResults) -> Iterator[Line]:
    walks = one.walks
    for row in (*one.rows, *one.algorithms):
        line: Line = {
            "type": "score",
            "round": one.number,
            "hiker": row.hiker,
            "name": row.name,
            "kind": row.kind.value,
            "team": row.team,
            "rank": row.rank,
            "points": None if one.board.by_steps else row.points,
            "step": row.step,
            "over": row.over,
        }
        walk = walks.get(row.hiker)
        if walk is not None:
            found = (walk.halvings[-1], walk.flag, list(walk.medals), walk.fate)
            line |= zip(WHEN_OVER, found, strict=True)
        yield line


def _board(shown: BoardView) -> Line:
    rows = (*shown.top, *shown.bots, *(one.row for one in shown.algorithms))
    return {
        "type": "board",
        "round": shown.round,
        "up_to": shown.up_to,
        "frozen": shown.frozen,
        "rows": [[row.rank, row.hiker, row.points] for row in rows],
    }


def _dumps(line: Mapping[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
