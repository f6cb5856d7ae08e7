"""A finished round seen with open eyes: each walk, what it came to, and what became of it."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hikergame.arrays import FloatArray
from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.room.rounds import Round
from hikergame.classroom.room.state import Room
from hikergame.hike import Outcome
from hikergame.hikers import Walk
from hikergame.hikers.fates import (
    Course,
    Fate,
    course_of,
    fate_of,
    first_floor_of,
    strode_on,
)
from hikergame.hikers.resting import restings
from hikergame.hikers.scores import score_beside
from hikergame.level import Level

_OUT_OF_STEPS: Final = (Fate.UNDER_WAY, Fate.CREPT, Fate.CRAWLED)
"""Fates that say of a walk that its steps were too few or too short."""
_AT_REST: Final = (Fate.TRAPPED, Fate.FENCED)
"""Fates that say of a walk that it came to rest."""


@dataclass(frozen=True, eq=False)
class Walked:
    """One walk of a round, and who walked it."""

    id: str
    name: str
    kind: EntrantKind
    team: str | None
    walk: Walk
    course: Course
    fate: Fate
    unfinished: bool = False
    """The round ended before it did: no flag was planted, and steps were left."""

    @property
    def was_on_the_way(self) -> bool:
        """The round's end cut it short.

        Of a whole walk it would be said that steps ran out, or that it had come to rest, though
        it strode on and was passing.
        """
        passing = self.fate in _AT_REST and strode_on(self.course)
        return self.unfinished and (self.fate in _OUT_OF_STEPS or passing)

    @property
    def points(self) -> float:
        """What the walk is worth."""
        return self.walk.score.points


@dataclass(frozen=True, eq=False)
class _Track:
    """A walk of which no more is known than its track."""

    level: Level
    track: FloatArray
    heights: FloatArray
    outcome: Outcome

    @property
    def steps(self) -> int:
        return len(self.track) - 1


def walked(room: Room, one: Round) -> tuple[Walked, ...]:
    """Return the walks of the people and bots who set out in a round, in order of joining.

    Their medals are those of a hike beside the level's first rival. Who was still under way
    when the round was closed ended where he stood.
    """
    seats = [seat for seat in room.seats.present if one.has_set_out(seat.id)]
    if not seats:
        return ()
    level, first_floor = one.level, first_floor_of(one.level)
    tracks = one.tracks.of([seat.id for seat in seats])
    rival = one.entrant(level.rivals[0].name) if level.rivals else None
    beside = None if rival is None else rival.score.points
    ends = restings(level.landscape, level.start, np.array([track[-1] for track, _ in tracks]))
    found = []
    for seat, (track, heights), rest in zip(seats, tracks, ends, strict=True):
        ended = Outcome.TERMINATED if seat.id in one.flags else Outcome.TRUNCATED
        trodden = _Track(level, track, heights, ended)
        walk = Walk.of(trodden, score_beside(trodden, beside, rest=rest), title=seat.name)
        course = course_of(level, walk, first_floor=first_floor)
        found.append(
            Walked(
                seat.id,
                seat.name,
                seat.kind,
                seat.team,
                walk,
                course,
                fate_of(course),
                unfinished=not one.is_over(seat.id),
            )
        )
    return tuple(found)


def algorithms(room: Room, one: Round) -> tuple[Walked, ...]:
    """Return the walks of the room's algorithms, in the order of its settings."""
    found = ((name, one.entrant(name)) for name in room.settings.entrants)
    return tuple(_algorithm(one.level, name, walk) for name, walk in found if walk is not None)


def _algorithm(level: Level, name: str, walk: Walk) -> Walked:
    course = course_of(level, walk)
    kind = EntrantKind.ALGORITHM
    return Walked(name, walk.title, kind, None, walk, course, fate_of(course))
