"""The trail as values: chapters, levels, what was won on each, and what is next.

Pure and light: no widget, no numpy, no engine. A level's best and medals are those of
the ground as it is now, where its hash is known; what was won on an earlier ground is
shown as such, and counts for nothing more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from hikergame.level import Entry, Library
from hikergame.profile import Progress, UnderWay

if TYPE_CHECKING:
    from hikergame.level import Pack

MEDALS = ("valley", "rival", "deepest")
"""A level's medals, in the order in which they are shown."""

MEDAL_SENTENCES = {
    "valley": "flag in a valley",
    "rival": "beat the rival",
    "deepest": "find the deepest",
}


@dataclass(frozen=True, slots=True)
class PackTrail:
    """What tells the trail of a pack from the game's own."""

    title: str
    """What the pack is called."""
    library: Library
    paths: Mapping[str, str]
    """The file of each level, by its id: what a profile knows its hikes by."""

    @classmethod
    def of(cls, pack: "Pack") -> Self:
        """Return the trail of a pack, whose files are looked over."""
        library = pack.library()
        paths = {entry.id: str(entry.path.resolve()) for entry in library.entries}
        return cls(pack.title, library, paths)


@dataclass(frozen=True, slots=True)
class Stop:
    """One level on the trail."""

    entry: Entry
    path: str | None
    """The level's file where it is one of a pack; None for a shipped level."""
    progress: Progress | None
    """The best on this ground, or, where `earlier`, on the ground before it."""
    earlier: bool
    """The level has changed since: what was won belongs to an earlier ground."""
    under_way: UnderWay | None
    """A hike on it that was begun and not ended."""

    @property
    def walked(self) -> bool:
        """Whether a hike on this ground has ended."""
        return self.progress is not None and not self.earlier

    @property
    def medals(self) -> frozenset[str]:
        """The medals won on this ground."""
        return self.progress.medals if self.progress and self.walked else frozenset()


@dataclass(frozen=True, slots=True)
class Stage:
    """A chapter of the trail and its levels."""

    title: str
    summary: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """All that the home screen shows."""

    stages: tuple[Stage, ...]
    resumable: UnderWay | None
    """The hike that a launch offers to go on with."""
    pack: str | None = None
    """What the pack is called whose levels these are; None for the shipped ones."""

    @property
    def stops(self) -> tuple[Stop, ...]:
        """All levels in their order."""
        return tuple(stop for stage in self.stages for stop in stage.stops)

    @property
    def next(self) -> int:
        """The stop to play next: the first not walked, else the first short of a medal."""
        stops = self.stops
        unwalked = (number for number, stop in enumerate(stops) if not stop.walked)
        short = (number for number, stop in enumerate(stops) if len(stop.medals) < len(MEDALS))
        return next(unwalked, next(short, 0))

    @property
    def walked(self) -> int:
        """How many levels were walked."""
        return sum(stop.walked for stop in self.stops)

    @property
    def medals(self) -> int:
        """How many medals were won."""
        return sum(len(stop.medals) for stop in self.stops)

    def number_of(self, level_id: str, path: str | None = None) -> int | None:
        """Return the place of a level among `stops`, None for one that is not on the trail.

        `path` is the level's file, None for a shipped level.
        """
        stops = [(stop.entry.id, stop.path) for stop in self.stops]
        return stops.index((level_id, path)) if (level_id, path) in stops else None

    def after(self, level_id: str, path: str | None = None) -> Entry | None:
        """Return the level that follows one on the trail; None after the last."""
        number = self.number_of(level_id, path)
        stops = self.stops
        if number is None or number + 1 == len(stops):
            return None
        return stops[number + 1].entry


def lay_out(
    library: Library,
    progress: Mapping[str, Iterable[Progress]],
    under_way: Iterable[UnderWay],
    hashes: Mapping[str, str],
    pack: PackTrail | None = None,
) -> Trail:
    """Put together the trail from the list of levels and what the profile remembers.

    `progress` gives a level's grounds, the last walked first; `hashes` the ground of each
    level as it is now, for as many as were loaded so far. In a `pack` only hikes on its
    own levels are offered to be gone on with.
    """
    paths: Mapping[str, str] = {} if pack is None else pack.paths
    kept = tuple(hike for hike in under_way if pack is None or hike.path in paths.values())
    begun: dict[str, UnderWay] = {}
    for hike in kept:
        if hike.path == paths.get(hike.level_id):
            begun.setdefault(hike.level_id, hike)

    def stop(entry: Entry) -> Stop:
        known = hashes.get(entry.id)
        grounds = tuple(progress.get(entry.id, ()))
        now = next((one for one in grounds if known in (None, one.level_hash)), None)
        before = grounds[0] if grounds else None
        earlier = before is not None and now is None
        return Stop(entry, paths.get(entry.id), now or before, earlier, begun.get(entry.id))

    stages = tuple(
        Stage(chapter.title, chapter.summary, tuple(stop(entry) for entry in chapter.entries))
        for chapter in library.chapters
    )
    return Trail(stages, kept[0] if kept else None, None if pack is None else pack.title)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the drawn trail."""

    path: str
    """The trail itself, at the left; always `PATH_WIDTH` cells."""
    stage: Stage | None = None
    """The chapter that begins here."""
    stop: int | None = None
    """The number, among all stops, of the level that stands here."""


PATH_WIDTH = 9

_BENDS = (0, 1, 2, 3, 3, 2, 1, 0, 0, 1, 2, 2, 1)
"""How far to the right the trail swings at each level; neighbours differ by one at most."""

HERE, WALKED, AHEAD = "◉", "●", "○"


def rows(trail: Trail, *, tall: bool) -> Iterator[Row]:
    """Yield the lines of the trail, winding down; `tall` gives each level two of them."""
    number = 0
    following = trail.next
    for stage in trail.stages:
        # Between chapters the trail is only dotted.
        dots = _at(_column(number - 1, tall=tall), "┊") if number else " " * PATH_WIDTH
        if number:
            yield Row(dots)
        yield Row(dots, stage=stage)
        if tall:
            yield Row(_at(_column(number, tall=tall), "┊") if number else " " * PATH_WIDTH)
        for place, stop in enumerate(stage.stops):
            if place and tall:
                yield Row(_link(_column(number - 1, tall=tall), _column(number, tall=tall)))
            mark = HERE if number == following else WALKED if stop.walked else AHEAD
            yield Row(_at(_column(number, tall=tall), mark), stop=number)
            number += 1


def _column(number: int, *, tall: bool) -> int:
    return 1 + _BENDS[number % len(_BENDS)] * (2 if tall else 1)


def _at(column: int, glyph: str) -> str:
    return (" " * column + glyph).ljust(PATH_WIDTH)


def _link(above: int, below: int) -> str:
    """Return the stretch of trail between two levels, one above the other."""
    glyph = "│" if above == below else "╲" if above < below else "╱"
    return _at((above + below) // 2, glyph)
