"""What the log says afterwards, beside what pupils were told: nothing lost, nothing twice."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from classroom_pupils import Report
from classroom_table import Table

from hikergame.classroom.log.events import Event, Kind
from hikergame.classroom.log.opening import open_store


@dataclass(frozen=True)
class Audit:
    """What came of a comparison."""

    events: int
    gaps: int
    acknowledged: int
    lost: int
    """Acknowledged moves that are not in the log as they were."""
    twice: int
    """Steps that are in the log more than once, or out of order."""
    wrong: Counter[str]
    """What pupils were told that cannot be."""


def audit(store: str, code: str, reports: Sequence[Report]) -> Audit:
    """Compare a room's log with what its pupils remember."""
    with closing(open_store(store)) as opened:
        (room, *_) = [entry.room for entry in opened.rooms() if entry.code == code]
        events = opened.read(room)
    walks = _walks(events)
    lost = twice = 0
    for report in reports:
        walk = walks[report.hiker]
        moves = dict(walk)
        twice += sum(step != place for place, (step, _) in enumerate(walk))
        lost += sum(moves.get(step) != move for step, move in report.kept.items())
        # One more may have been kept, whose answer never came.
        twice += max(0, len(walk) - len(report.kept) - 1)
    return Audit(
        events=len(events),
        gaps=sum(event.number != number for number, event in enumerate(events, 1)),
        acknowledged=sum(len(report.kept) for report in reports),
        lost=lost,
        twice=twice,
        wrong=Counter(wrong for report in reports for wrong in report.wrong),
    )


def tell(table: Table, found: Audit) -> None:
    """Add to a table what has to be zero."""
    table.none(f"acknowledged moves lost, of {found.acknowledged:,}", found.lost)
    table.none(f"gaps in {found.events:,} events", found.gaps)
    table.none("steps counted twice", found.twice)
    table.none("answers that cannot be", found.wrong.total())
    for wrong, count in found.wrong.most_common(5):
        print(f"        {count} x {wrong}")


def _walks(events: Sequence[Event]) -> dict[str, list[tuple[int, tuple[float, ...]]]]:
    walks: dict[str, list[tuple[int, tuple[float, ...]]]] = defaultdict(list)
    for event in events:
        if event.kind is Kind.MOVED and event.hiker is not None:
            step, move = event.data["step"], event.data["move"]
            assert isinstance(step, int)
            assert isinstance(move, list)
            walks[event.hiker].append((step, tuple(float(str(number)) for number in move)))
    return walks
