"""A lesson in a store: wishes become drafts, the store makes events of them."""

import random
from collections.abc import Sequence

from hikergame.classroom.log.events import Draft, Kept
from hikergame.classroom.log.store import Store
from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.messages.teaching import Command, Do
from hikergame.classroom.room import codes, commands, rules
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.room.sources import text_data
from hikergame.classroom.room.state import Room

HILL = """\
hikergame: 1
title: The <b>Hidden</b> Hill
summary: Down & up.
concepts: [local minimum]
landscape:
  bounds: {x: [-6, 6], y: [-4, 4]}
  terms:
    - bowl: {at: [2.5, 1.0], radius: [3, 2], depth: 40}
    - pit: {at: [-3, -1], radius: 1.5, depth: 22}
start: [-4.5, -2.5]
steps: 6
step_length: {max: 3, initial: 0.5}
rivals:
  - gradient-descent: {learning_rate: 0.05}
debrief: |
  What was *hidden*.

  And why.
"""
LINE = """\
hikergame: 1
title: A Line
landscape:
  bounds: {x: [-10, 10]}
  terms:
    - bowl: {at: [3.7], radius: 6, depth: 9}
start: [-6.25]
steps: 5
step_length: {max: 2, initial: 0.5}
readout: {slope: {noise: 0.5}}
"""
SPACE = """\
hikergame: 1
title: A Space
landscape:
  bounds: {x: [-2, 3], y: [-2, 3], z: [-2, 3]}
  terms:
    - bowl: {at: [0.5, 1.25, -0.75], radius: 2, depth: 5}
start: [2.5, -1.5, 2.25]
steps: 4
step_length: {max: 1, initial: 0.5}
"""


class Lesson:
    """A room, and somebody to ask the rules."""

    def __init__(
        self, store: Store, levels: Sequence[str] = (HILL,), *, seed: int = 7, **settings: object
    ) -> None:
        self.store = store
        self.chance = random.Random(seed)
        self.id = codes.identifier(self.chance)
        self.room = Room()
        asked = Settings(**{"name": "7b", "entrants": ("gradient-descent",), **settings})
        self.code = codes.room_code(self.chance)
        self.room.apply(store.create(self.id, rules.open_room(self.code, "a" * 64, asked)))
        for number, text in enumerate(levels, 1):
            self.keep([rules.add_round(number, text_data(text), 4242 + number, f"n{number}")])

    @property
    def events(self):
        return self.store.read(self.id)

    def keep(self, drafts: Draft | Sequence[Draft]) -> None:
        drafts = [drafts] if isinstance(drafts, Draft) else drafts
        for kept in self.store.append(self.id, drafts):
            assert isinstance(kept, Kept)
            self.room.apply(kept.event)

    def join(self, name: str, kind=EntrantKind.PERSON, team: str | None = None) -> str:
        hiker = codes.identifier(self.chance)
        self.keep(
            rules.join(
                self.room,
                hiker=hiker,
                kind=kind,
                name=name,
                team=team,
                token_hash=codes.hash_of(f"token {hiker}"),
                recovery_hash=codes.hash_of(f"recovery {hiker}"),
                chance=self.chance,
            )
        )
        return hiker

    def do(self, do: Do, **fields: object) -> None:
        self.keep(commands.command(self.room, Command(id=1, do=do, **fields)))

    def start(self) -> None:
        self.do(Do.COUNT_DOWN, seconds=0)
        self.keep(rules.due(self.room, self.room.countdown[1]))

    def walk(self, hiker: str, steps: int | None = None) -> None:
        here = self.room.round
        for _ in range(here.steps if steps is None else steps):
            if not here.is_over(hiker):
                move = [self.chance.uniform(-1.5, 1.5) for _ in range(here.dims)]
                self.keep(rules.move(self.room, hiker, here.number, here.taken(hiker), move))

    def plant(self, hiker: str) -> None:
        here = self.room.round
        self.keep(rules.flag(self.room, hiker, here.number, here.taken(hiker)))

    def play(self, hikers: Sequence[str]) -> None:
        self.start()
        for hiker in hikers:
            self.walk(hiker)
        self.do(Do.CLOSE)
        self.do(Do.REVEAL)
