"""From a hike to what a profile keeps of it; whoever hosts a hike uses these.

Annotations apart, this touches no engine: it reads the values that a hike hands out.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hikergame.profile.values import FinishedHike, UnderWay

if TYPE_CHECKING:
    from hikergame.hikers import Outing, Reveal
    from hikergame.level import Level, Library


def own_path(level: "Level", library: "Library") -> str | None:
    """Return the file of a level that is the player's own; None for a shipped one."""
    if level.path is None:
        return None
    path = level.path.resolve()
    shipped = {entry.path.resolve() for entry in library.entries}
    return None if path in shipped else str(path)


def under_way(outing: "Outing", token: str, path: str | None) -> UnderWay:
    """Return what is kept of a hike as it stands; `path` as `own_path` tells it."""
    level = outing.level
    return UnderWay(
        token=token,
        level_id=level.id,
        level_hash=level.hash,
        path=path,
        title=level.title,
        step=outing.readout.step,
        steps=level.steps,
        record=outing.record().to_json(),
        saved_at=datetime.now(UTC),
    )


def finished(reveal: "Reveal", path: str | None) -> FinishedHike:
    """Return what is kept of a hike that is over; `path` as `own_path` tells it."""
    level, score = reveal.level, reveal.score
    return FinishedHike(
        level_id=level.id,
        level_hash=level.hash,
        path=path,
        finished_at=datetime.now(UTC),
        points=score.points,
        halvings=score.final_halvings,
        medals=tuple(medal.value for medal in score.medals),
        rival=None if reveal.rival is None else reveal.rival.title,
        rival_points=score.rival_points,
        steps=score.steps,
        record=reveal.record.to_json(),
    )
