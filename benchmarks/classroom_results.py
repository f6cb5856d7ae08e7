"""How long a teacher waits for a lesson's results: a large class and a long lesson.

    python benchmarks/classroom_results.py [--pupils 300] [--keep FILE]

A log of so many pupils and five rounds is made as a room would make it: people walk down the
slope, each with a stride and a temper of his own, some bots among them, and the board is
frozen in each round. Then everything is written that can be, each by itself from the log
on, and the log is audited. `--keep` leaves the log for `hikergame results --store FILE`.
"""

import argparse
import csv
import io
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from classroom_table import Table

from hikergame.classroom.log.events import Draft, Kept, Kind
from hikergame.classroom.log.opening import open_store
from hikergame.classroom.log.store import Store
from hikergame.classroom.messages.base import EntrantKind, Mode
from hikergame.classroom.messages.teaching import Command, Do
from hikergame.classroom.results.audit import audit
from hikergame.classroom.results.forms import FORMS, exporter
from hikergame.classroom.results.gradebook.filling import fill
from hikergame.classroom.results.gradebook.layouts import Book
from hikergame.classroom.results.session import results_of
from hikergame.classroom.room import codes, commands, rules
from hikergame.classroom.room.settings import Settings
from hikergame.classroom.room.sources import level_data
from hikergame.classroom.room.state import Room
from hikergame.hike import Hike

LEVELS = ("two-valleys", "the-open-bowl", "a-comfortable-trap", "the-long-ravine", "four-valleys")
ROUNDS = len(LEVELS)
BUDGET_S = 30.0
"""For each form of results."""
NAMES = (
    "=1+1", "+49 170", "-5", "@SUM(1+1)", "\uff1d2+2", "=cmd|' /C calc'!A0", '"=1+1"', "a;=1+1",
    "Zoë \U0001f3bf", "王小明", "O'Neill", "007", "3-4", "1e5", "May 5", "<b>Bo</b>",
    "Ada, Lovelace", "Ünal \U0001f680",
)  # fmt: skip
"""Names that a spreadsheet or a page might take for something else."""

T = TypeVar("T")


def main() -> int:
    """Make the log, write everything; return 1 where a budget was not kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pupils", type=int, default=300)
    parser.add_argument("--keep", type=Path, help="where the log is left")
    asked = parser.parse_args()
    table = Table(f"Results of {asked.pupils} pupils and {ROUNDS} rounds")
    with tempfile.TemporaryDirectory() as folder:
        where = asked.keep or Path(folder) / "classroom.sqlite3"
        with closing(open_store(where)) as store:
            lesson = Lesson(store)
            lesson.play(asked.pupils)
            measure(table, store, lesson.id)
    table.show()
    return 0 if table.ok else 1


class Lesson:
    """A room that plays itself, by the rules, as fast as it can."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._chance = random.Random(5)  # noqa: S311 - a lesson that can be played again
        self.id = codes.identifier(self._chance)
        self.room = Room()
        settings = Settings(name="7b 🏔", teams=("Red", "Blue"), mode=Mode.TEAMS)
        opened = rules.open_room(codes.room_code(self._chance), "0" * 64, settings)
        self.room.apply(store.create(self.id, opened))
        levels = enumerate(LEVELS, 1)
        self._keep([rules.add_round(n, level_data(name), n, f"nonce {n}") for n, name in levels])

    def play(self, pupils: int) -> None:
        """Let everybody join, and walk all rounds."""
        hikers = [self._join(number) for number in range(pupils)]
        for _ in LEVELS:
            self._do(Do.COUNT_DOWN, seconds=0)
            time.sleep(0.002)  # a countdown of no time ends in the next millisecond
            self._keep(rules.due(self.room, self.room.countdown[1] if self.room.countdown else 0))
            for hiker in hikers[: pupils // 2]:
                self._walk(hiker)
            self._do(Do.FREEZE)
            for hiker in hikers[pupils // 2 :]:
                self._walk(hiker)
            self._do(Do.CLOSE)
            self._do(Do.REVEAL)
        self._do(Do.FINISH)

    def _join(self, number: int) -> str:
        hiker = codes.identifier(self._chance)
        draft = rules.join(
            self.room,
            hiker=hiker,
            kind=EntrantKind.BOT if number % 10 == 9 else EntrantKind.PERSON,
            name=NAMES[number] if number < len(NAMES) else None,
            team=None,
            token_hash=codes.hash_of(hiker),
            recovery_hash=codes.hash_of(f"recovery of {hiker}"),
            chance=self._chance,
        )
        self._keep([draft])
        return hiker

    def _walk(self, hiker: str) -> None:
        """Walk down the slope with a stride of one's own, and plant the flag where it is flat."""
        here, gate = self.room.rounds[self.room.on - 1], self.room.gate
        hike = Hike(here.level, seed=here.seed, hiker=hiker)
        tilt, stride = self._chance.uniform(-0.7, 0.7), self._chance.uniform(0.1, 0.9)
        turn = np.array([[np.cos(tilt), -np.sin(tilt)], [np.sin(tilt), np.cos(tilt)]])
        longest = here.level.step_length.max
        drafts: list[Draft] = []
        while not hike.over:
            slope = hike.readout.slope
            steep = float(np.linalg.norm(slope))
            step, data = hike.steps, {"round": here.number, "step": hike.steps}
            if step and steep < 1e-3:
                key = f"{hiker}:{here.number}:flag:{step}"
                drafts.append(Draft(Kind.FLAG_PLANTED, data, hiker, key, gate))
                break
            way = -slope / max(steep, 1e-9) * longest * stride * 0.97**step
            move = (turn @ way if here.dims == 2 else way).tolist()
            hike.step(move)
            key = f"{hiker}:{here.number}:{step}"
            drafts.append(Draft(Kind.MOVED, {**data, "move": move}, hiker, key, gate))
        self._keep(drafts)

    def _do(self, do: Do, **fields: int) -> None:
        wish = Command.model_validate({"id": 1, "do": do, **fields}, strict=False)
        self._keep(commands.command(self.room, wish))

    def _keep(self, drafts: Sequence[Draft]) -> None:
        for kept in self._store.append(self.id, drafts):
            if isinstance(kept, Kept):
                self.room.apply(kept.event)


def measure(table: Table, store: Store, room: str) -> None:
    """Write everything, each by itself from the log on."""
    events = store.read(room)
    table.add("events", f"{len(events):,}")
    export = exporter(store, room)
    for form in FORMS:
        seconds, content = timed(partial(export, form))
        table.at_most(f"{form}, {len(content) / 1e6:.1f} MB", seconds, BUDGET_S, "s")
    results = results_of(events)
    names = [row.name for row in results.rows]
    for book, lines in ((Book.CANVAS, canvas(names)), (Book.MOODLE, moodle(names))):
        seconds, filled = timed(partial(fill, lines, book, results))
        table.at_most(f"{book.value}, from the results on", seconds, BUDGET_S, "s")
        table.all(f"{book.value}: students found", len(filled.matching.matches), len(names))
    seconds, found = timed(partial(audit, events))
    table.at_most("audit", seconds, BUDGET_S, "s")
    table.none("disagreements", len(found.disagreements))
    for one in found.disagreements[:5]:
        print(one, file=sys.stderr)


def timed(act: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds that something took, and what it returned."""
    begun = time.perf_counter()
    made = act()
    return time.perf_counter() - begun, made


def canvas(names: Sequence[str]) -> bytes:
    """Return a gradebook as Canvas exports it, with a line for each name."""
    head = ["Student", "ID", "SIS Login ID", "Section", "Essay (7)", "Final Score"]
    lines = [[name, str(1000 + n), f"u{n}", "7b", "9.5", "95"] for n, name in enumerate(names)]
    possible = ["    Points Possible", "", "", "", "10", "(read only)"]
    return as_table([head, possible, *lines], ",")


def moodle(names: Sequence[str]) -> bytes:
    """Return grades as Moodle exports them, with a line for each name."""
    head = ["First name", "Last name", "ID number", "Email address", "Last downloaded from here"]
    lines = [[name, "", str(n), f"{n}@school.example", "170"] for n, name in enumerate(names)]
    return as_table([head, *lines], ";")


def as_table(rows: Sequence[Sequence[str]], separator: str) -> bytes:
    """Return rows as somebody else's program writes them, nothing guarded."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return ("\ufeff" + text.getvalue()).encode()


if __name__ == "__main__":
    sys.exit(main())
