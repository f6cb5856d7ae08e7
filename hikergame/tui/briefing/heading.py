"""What is known of a level before its file is read: from the trail and the profile."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hikergame.profile import FinishedHike, UnderWay
from hikergame.tui.home.trail import MEDALS, Trail

if TYPE_CHECKING:
    from hikergame.tui.ground import Ground


@dataclass(frozen=True, slots=True)
class Heading:
    """A level, as its briefing introduces it."""

    level_id: str
    path: str | None
    """The level's file where it is the player's own, or of a pack; None for a shipped level."""
    caption: str
    """Where it stands: its chapter and number, or its file."""
    title: str
    summary: str
    best: str
    """What was reached on it, in words; empty if nothing."""
    begun: UnderWay | None
    """A hike on it that was begun and not ended."""


def trail_heading(trail: Trail, number: int) -> Heading:
    """Return the heading of a level of the trail."""
    stop = trail.stops[number]
    stage = next(stage for stage in trail.stages if stop in stage.stops)
    progress = stop.progress
    return Heading(
        level_id=stop.entry.id,
        path=stop.path,
        caption=f"{stage.title} · level {stop.entry.number}",
        title=stop.entry.title,
        summary=stop.entry.summary,
        best="" if progress is None else _best(progress.points, progress.medals),
        begun=stop.under_way,
    )


def own_heading(ground: "Ground", past: Sequence[FinishedHike], begun: UnderWay | None) -> Heading:
    """Return the heading of a level of the player's own."""
    level = ground.level
    medals = frozenset(medal for hike in past for medal in hike.medals)
    points = max((hike.points for hike in past), default=0.0)
    return Heading(
        level_id=level.id,
        path=ground.path,
        caption=ground.path or "",
        title=level.title,
        summary=level.summary,
        best=_best(points, medals) if past else "",
        begun=begun,
    )


def _best(points: float, medals: frozenset[str]) -> str:
    stars = "".join("★" if medal in medals else "☆" for medal in MEDALS)
    return f"{points:.1f}  {stars}"
