"""`play --plain`: the stages put together with the level library and the profile."""

import secrets
from collections.abc import Callable
from pathlib import Path

from hikergame.cli.plain.around import Afterwards, Choosing
from hikergame.cli.plain.console import converse, is_person
from hikergame.cli.plain.keeping import HikeKeeper, Shelf
from hikergame.cli.plain.stage import Stage
from hikergame.cli.plain.walking import Setup, Walking
from hikergame.errors import ExitCode
from hikergame.hikers import Reveal
from hikergame.hikers.naming import company
from hikergame.level import Library, library, load_level
from hikergame.profile import Profile
from hikergame.profile.settings import clean_name

_SEEDS = 1_000_000
"""How many seeds are drawn from: short enough to be said."""


def play_plain(
    source: str | None,
    *,
    rival: str | None,
    seed: int | None,
    record: Path | None,
    levels: Library | None = None,
    name: str | None = None,
) -> ExitCode:
    """Play on standard input and output, from a level or from the list of levels.

    `levels` are those of a pack, instead of the game's own; `name` is who walks. Raises
    LevelError, what is wrong with the rival, and whatever else keeps a hike from beginning.
    """
    draw = (lambda: seed) if seed is not None else _draw_seed
    table = _Table(rival, draw, levels, clean_name(name or ""))
    stage = table.choosing() if source is None else table.walking(source)
    return converse(stage, HikeKeeper(table.shelf, record))


def _draw_seed() -> int:
    """Return a new seed for a person, who is to meet new noise; 0 for a pipe, to be repeatable."""
    return secrets.randbelow(_SEEDS) if is_person() else 0


class _Table:
    """Makes the stages, each able to call for the others."""

    def __init__(
        self,
        rival: str | None,
        draw_seed: Callable[[], int],
        pack: Library | None,
        name: str,
    ) -> None:
        self.shelf = Shelf(Profile())
        self._rival = rival
        self._name = name
        self._draw_seed = draw_seed
        self._pack = pack
        self._levels = pack or library()

    def choosing(self) -> Choosing:
        """Make the list of levels."""
        # A pack's levels may have the ids of others, whose medals they must not show.
        medals = self.shelf.medals if self._pack is None else dict[str, tuple[str, ...]]
        return Choosing(self._levels, self.walking, medals)

    def walking(self, source: str) -> Walking:
        """Make a hike on a level of the list, by its id, or on any other."""
        listed = {entry.id: entry.path for entry in self._levels.entries}
        level = load_level(listed.get(source, source))
        settings = self.shelf.settings()
        setup = Setup(
            level,
            rival=company(level, self._rival),
            seed=self._draw_seed(),
            hiker=self._name or settings.name or "player",
            guide=settings.guide,
            kept=self.shelf.kept(level),
            won=self.shelf.won(level),
        )
        return Walking(setup, self.afterwards)

    def afterwards(self, reveal: Reveal) -> Stage:
        """Make what follows a hike."""
        return Afterwards(reveal, self._levels, self.walking, self.choosing())
