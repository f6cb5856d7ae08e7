"""A class in memory: wishes become drafts, drafts become events, events make the room."""

import random
from collections.abc import Sequence

import pytest

from hikergame.classroom.log.events import Draft, Event, Kind
from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.messages.teaching import Command, Do
from hikergame.classroom.room import codes, commands, rules
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.room.sources import text_data
from hikergame.classroom.room.state import Room

from .levels import BLUNT, COARSE, HILL, LINE, SPACE

NOON = 1_700_000_000_000
TEACHER = codes.hash_of("the teacher's token")


class Class:
    """A room, its log, and somebody to ask the rules."""

    def __init__(self, levels: Sequence[str] = (HILL,), **settings: object) -> None:
        self.chance = random.Random(7)
        self.now = NOON
        self.events: list[Event] = []
        self.room = Room()
        self.tokens: dict[str, str] = {}
        self.recoveries: dict[str, str] = {}
        self._known: dict[str, Event] = {}
        asked = Settings(**{"entrants": ("gradient-descent", "adam"), **settings})
        self.keep(rules.open_room("BCDFGH", TEACHER, asked))
        for number, text in enumerate(levels, 1):
            data = text_data(text, f"{number:02}-secret-file.yaml")
            self.keep(rules.add_round(number, data, 4242_000 + number, f"nonce-{number}"))

    def keep(self, drafts: Draft | Sequence[Draft] | None) -> list[Event]:
        """Do what a store and a server do: number, keep and apply."""
        kept = []
        for draft in [drafts] if isinstance(drafts, Draft) else drafts or ():
            if draft.key in self._known:
                kept.append(self._known[draft.key])
                continue
            assert draft.gate is None or draft.gate == self.room.gate
            kept.append(self.happen(draft.kind, draft.data, draft.hiker, draft.key))
        return kept

    def happen(self, kind: Kind, data=None, hiker=None, key=None) -> Event:
        """Let an event happen, whatever the rules say."""
        self.now += 10
        event = Event(self.room.number + 1, self.now, kind, data or {}, hiker, key)
        self.events.append(event)
        if key is not None:
            self._known[key] = event
        self.counted = self.room.apply(event)
        return event

    def join(self, name: str | None = None, *, kind=EntrantKind.PERSON, team=None) -> str:
        """Let somebody join; return the id."""
        hiker, token, recovery = (
            codes.identifier(self.chance),
            codes.token(self.chance),
            codes.recovery_code(self.chance),
        )
        self.tokens[hiker], self.recoveries[hiker] = token, recovery
        self.keep(
            rules.join(
                self.room,
                hiker=hiker,
                kind=kind,
                name=name,
                team=team,
                token_hash=codes.hash_of(token),
                recovery_hash=codes.hash_of(codes.canonical(recovery)),
                chance=self.chance,
            )
        )
        return hiker

    def do(self, do: Do, **fields: object) -> list[Event]:
        """Let the teacher do something."""
        return self.keep(commands.command(self.room, Command(id=1, do=do, **fields)))

    def start(self) -> None:
        """Count down, and start the round."""
        self.do(Do.COUNT_DOWN, seconds=3)
        self.now += 3000
        self.keep(rules.due(self.room, self.now))

    def step(self, hiker: str, *move: float) -> None:
        """Let a hiker take his next step."""
        here = self.room.round
        self.keep(rules.move(self.room, hiker, here.number, here.taken(hiker), move))

    def plant(self, hiker: str) -> None:
        """Let a hiker plant his flag."""
        here = self.room.round
        self.keep(rules.flag(self.room, hiker, here.number, here.taken(hiker)))

    def walk(self, hiker: str, steps: int | None = None) -> None:
        """Let a hiker wander for so many steps, or until his hike is over."""
        here = self.room.round
        for _ in range(here.steps if steps is None else steps):
            if not here.is_over(hiker):
                self.step(hiker, *(self.chance.uniform(-1.5, 1.5) for _ in range(here.dims)))

    def play(self, hikers: Sequence[str]) -> None:
        """Play a round from countdown to reveal."""
        self.start()
        for hiker in hikers:
            self.walk(hiker)
        if not self.room.round.closed and not self.keep(rules.due(self.room, self.now)):
            self.do(Do.CLOSE)
        self.do(Do.REVEAL)


@pytest.fixture
def lesson() -> Class:
    """A room with one round to come and nobody in it."""
    return Class()


@pytest.fixture
def make_class() -> type[Class]:
    """A maker of rooms."""
    return Class


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """Level files: a map, a noisy line, a space, and the map felt in other ways."""
    return {"hill": HILL, "line": LINE, "space": SPACE, "blunt": BLUNT, "coarse": COARSE}
