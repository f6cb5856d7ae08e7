"""What a room costs: a move in the fold, a board, a replay, a reveal.

    python benchmarks/classroom_room.py [PUPILS]

A class plays five rounds on shipped levels without a server or a store: wishes become
drafts, drafts become events. Boards are made after every pupil has taken a step, which is
the worst that can happen between two of them. One core; medians and the slowest.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from typing import TypeVar

from hikergame.classroom.log.events import Draft, Event, Kind
from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.messages.teaching import Command, Do
from hikergame.classroom.room import codes, commands, rules, views
from hikergame.classroom.room.board import board, board_at, overall
from hikergame.classroom.room.reveal import result_views, reveal_view
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.room.sources import level_data
from hikergame.classroom.room.state import Room

PUPILS = 300
LEVELS = ("four-valleys", "the-long-ravine", "the-egg-box", "the-banana", "one-behind-the-other")
BUDGET_MOVE, BUDGET_REPLAY = 0.2, 2.0
"""Milliseconds of a move in the fold, and seconds of a replay of everything."""

T = TypeVar("T")


@dataclass
class Bench:
    """A room that grows, and how long its parts took, in milliseconds."""

    room: Room = field(default_factory=Room)
    events: list[Event] = field(default_factory=list)
    took: dict[str, list[float]] = field(default_factory=dict)
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 - the same class each time

    def timed(self, what: str, act: Callable[[], T]) -> T:
        """Do something, and note how long it took."""
        began = time.perf_counter()
        result = act()
        self.took.setdefault(what, []).append(1000.0 * (time.perf_counter() - began))
        return result

    def keep(self, drafts: Draft | Sequence[Draft] | None) -> None:
        """Let drafts become events, and note how long the fold takes."""
        for draft in [drafts] if isinstance(drafts, Draft) else drafts or ():
            at = self.events[-1].at + 1 if self.events else 0
            number = len(self.events) + 1
            event = Event(number, at, draft.kind, draft.data, draft.hiker, draft.key)
            self.events.append(event)
            what = "a move in the fold" if draft.kind is Kind.MOVED else "another event"
            assert self.timed(what, partial(self.room.apply, event))

    def command(self, do: Do) -> None:
        """Let the teacher do something."""
        self.keep(commands.command(self.room, Command(id=1, do=do, seconds=0)))

    def open(self, pupils: int) -> None:
        """Open the room, and let a class join."""
        self.keep(rules.open_room("BCDFGH", "0" * 64, Settings()))
        for number, level in enumerate(LEVELS, 1):
            seed = self.chance.getrandbits(62)
            self.keep(rules.add_round(number, level_data(level), seed, f"nonce {number}"))
        for _ in range(pupils):
            secret = codes.hash_of(codes.token(self.chance))
            recovery = codes.hash_of(codes.recovery_code(self.chance))
            self.keep(
                rules.join(
                    self.room,
                    hiker=codes.identifier(self.chance),
                    kind=EntrantKind.PERSON,
                    name=None,
                    team=None,
                    token_hash=secret,
                    recovery_hash=recovery,
                    chance=self.chance,
                )
            )

    def play(self) -> None:
        """Play a round to its reveal."""
        self.command(Do.COUNT_DOWN)
        here = self.room.round
        assert here is not None
        self.timed("warming a round", lambda: here.warm(self.room.settings.entrants))
        self.keep(rules.due(self.room, self.events[-1].at))
        for step in range(here.steps):
            for hiker in self.room.seats:
                self.step(here.number, hiker, step)
            self.timed("a board after a step of all", lambda: board(self.room))
            self.timed("a board once more", lambda: board(self.room))
            self.timed("the standings of all rounds", lambda: overall(self.room))
        self.keep(rules.due(self.room, self.events[-1].at))
        self.command(Do.REVEAL)

    def step(self, number: int, hiker: str, step: int) -> None:
        """Take one pupil's step, and feel."""
        here = self.room.rounds[number - 1]
        reach = here.level.step_length.max
        way = tuple(self.chance.gauss(0.0, 0.4) * reach for _ in range(here.dims))
        self.keep(
            self.timed(
                "a move by the rules", lambda: rules.move(self.room, hiker, number, step, way)
            )
        )
        self.timed("what a move felt", lambda: views.felt(self.room, hiker, number, step))


def main(pupils: int = PUPILS) -> int:
    """Print what a room costs; return 1 where a budget is passed."""
    bench = Bench()
    bench.open(pupils)
    for _ in LEVELS:
        bench.play()
    again = bench.timed("a replay of the log", lambda: Room.replay(bench.events))
    bench.timed("its last board from cold", lambda: board(again))
    bench.timed("its standings from cold", lambda: overall(again))
    middle = len(bench.events) // 2
    bench.timed("the board at half of the log", lambda: board_at(bench.events, middle))
    for number in range(1, len(LEVELS) + 1):
        reveal = bench.timed("a reveal", partial(reveal_view, bench.room, number))
        bench.timed("all results of a round", partial(result_views, bench.room, number))
    assert overall(again) == overall(bench.room)
    print(f"{pupils} pupils, {len(LEVELS)} rounds, {len(bench.events):,} events")
    print(f"the last reveal as JSON: {len(reveal.model_dump_json()) / 1e6:.2f} MB")
    print(f"{'':34}{'median ms':>12}{'slowest ms':>12}{'times':>9}")
    for what, took in bench.took.items():
        print(f"{what:34}{median(took):12.3f}{max(took):12.2f}{len(took):9,}")
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"resident at most: {resident:.0f} MiB (two rooms and all events)")
    move, replay = median(bench.took["a move in the fold"]), bench.took["a replay of the log"][0]
    within = move <= BUDGET_MOVE and replay <= 1000.0 * BUDGET_REPLAY
    print("within budget" if within else "over budget")
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
