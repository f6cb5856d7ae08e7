"""From drafts to events: the one place that gives numbers, and knows keys and gates.

Pure. Every store takes a room's `Head` and the events of the keys that are in question,
under a lock of its own, has the drafts settled, and keeps what comes out.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from hikergame.classroom.errors import RoomError
from hikergame.classroom.log.events import GATES, Draft, Event, Kept, Kind, Stale
from hikergame.classroom.log.store import RoomEntry

_TURNING: Final = GATES | {Kind.SETTINGS_CHANGED}
"""What changes a head in more than its last number and time."""


@dataclass(frozen=True)
class Head:
    """What a store keeps of a room beside its events; all of it follows from them."""

    room: str
    name: str
    code: str
    opened_at: int
    last: int
    """The number of the last event."""
    last_at: int
    gate: int
    finished: bool

    def entry(self) -> RoomEntry:
        """Return the room as the list shows it."""
        return RoomEntry(
            self.room,
            self.name,
            self.code,
            self.opened_at,
            self.last,
            self.last_at,
            self.finished,
        )

    def after(self, event: Event) -> "Head":
        """Return the head with one event more."""
        name = self.name
        if event.kind in (Kind.ROOM_OPENED, Kind.SETTINGS_CHANGED):
            name = _name(event.data) or name
        return replace(
            self,
            name=name,
            last=event.number,
            last_at=event.at,
            gate=event.number if event.kind in GATES else self.gate,
            finished=self.finished or event.kind is Kind.ROOM_FINISHED,
        )


@dataclass(frozen=True)
class Settled:
    """What drafts come to."""

    head: Head
    results: list[Kept | Stale]
    fresh: list[Event]
    """What has to be kept."""
    texts: list[str]
    """The data of each fresh event, as JSON in ASCII."""


@dataclass(frozen=True)
class Plain:
    """Drafts of which no more is in question than whether their gate holds and keys are new.

    A store that can ask both while it keeps them need not settle them first.
    """

    drafts: Sequence[Draft]
    texts: list[str]
    """The data of each, as JSON in ASCII."""
    gate: int | None
    """The gate on which all rest that rest on one."""

    def kept(self, after: int, at: int) -> list[Kept | Stale]:
        """Return what they come to when they are kept after that number, at that time."""
        rows = enumerate(zip(self.drafts, self.texts, strict=True), after + 1)
        return [
            Kept(Event(number, at, one.kind, decode(text), one.hiker, one.key), fresh=True)
            for number, (one, text) in rows
        ]


def plain(drafts: Sequence[Draft]) -> Plain | None:
    """Return drafts as plain ones; None where more is in question.

    That is so where one of them has no key, two share one, gates differ, or a head would
    change in more than its last number and time. ValueError where data is no JSON.
    """
    gates = {draft.gate for draft in drafts if draft.gate is not None}
    keys = {draft.key for draft in drafts if draft.key is not None}
    turning = any(draft.kind in _TURNING for draft in drafts)
    if len(gates) > 1 or len(keys) != len(drafts) or turning:
        return None
    return Plain(drafts, [encode(draft.data) for draft in drafts], next(iter(gates), None))


def opening(room: str, draft: Draft, now: int) -> tuple[Head, Event, str]:
    """Return the head of a new room, its first event, and that event's data as JSON."""
    code = draft.data.get("code")
    empty = Head(room, "", code if isinstance(code, str) else "", now, 0, now, 0, False)
    settled = settle(empty, {}, [replace(draft, gate=None)], now)
    return settled.head, settled.fresh[0], settled.texts[0]


def settle(head: Head, known: Mapping[str, Event], drafts: Sequence[Draft], now: int) -> Settled:
    """Decide on drafts, in their order.

    `known` has the event of each of the drafts' keys that an event of the room bears;
    `now` is in milliseconds since 1970, and may lag behind the head. ValueError where
    data is no JSON.
    """
    results: list[Kept | Stale] = []
    fresh: list[Event] = []
    texts: list[str] = []
    here: dict[str, Event] = {}
    for draft in drafts:
        before = None
        if draft.key is not None:
            before = known.get(draft.key) or here.get(draft.key)
        if before is not None:
            results.append(Kept(before, fresh=False))
        elif draft.gate is not None and draft.gate != head.gate:
            results.append(Stale(head.gate))
        else:
            text = encode(draft.data)
            event = Event(
                number=head.last + 1,
                at=max(now, head.last_at),
                kind=draft.kind,
                data=decode(text),
                hiker=draft.hiker,
                key=draft.key,
            )
            head = head.after(event)
            fresh.append(event)
            texts.append(text)
            if draft.key is not None:
                here[draft.key] = event
            results.append(Kept(event, fresh=True))
    return Settled(head, results, fresh, texts)


def keys_of(drafts: Sequence[Draft]) -> list[str]:
    """Return the keys that have to be looked up, each once."""
    return list({draft.key: None for draft in drafts if draft.key is not None})


def encode(data: Mapping[str, Any]) -> str:
    """Return data as JSON in ASCII, which any file and database holds as it is."""
    try:
        return _dumps(data if isinstance(data, dict) else dict(data))
    except TypeError as error:
        raise ValueError(f"an event's data must be JSON: {error}") from error


def decode(text: str) -> dict[str, Any]:
    """Return what `encode` wrote; ValueError for anything else."""
    data = _loads(text)
    if not isinstance(data, dict):
        raise ValueError("an event's data must be a JSON object")
    return data


def unknown_room(room: str) -> RoomError:
    """Return the error for a room that is not there."""
    return RoomError(f"there is no room {room!r} in this store: `hikergame results` lists them")


def known_room(room: str) -> RoomError:
    """Return the error for a room that is there already."""
    return RoomError(f"the store has a room {room!r} already")


def _name(data: Mapping[str, Any]) -> str:
    settings = data.get("settings")
    name = settings.get("name") if isinstance(settings, dict) else None
    return name if isinstance(name, str) else ""


_dumps = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode
_loads = json.JSONDecoder().decode
