"""What stays of a hike: the player's progress, and the record that was asked for.

The game goes on when progress cannot be stored; the player hears of it once. A record
that was asked for and cannot be written ends the command, and is printed instead.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from hikergame.cli.guard import say
from hikergame.cli.plain.prose import counted
from hikergame.cli.plain.walking import Walking
from hikergame.cli.text import one_line
from hikergame.files import FileError, write_whole
from hikergame.level import Level, library
from hikergame.profile import FinishedHike, Profile, ProfileError, Progress, Settings, UnderWay
from hikergame.profile.keeping import finished, own_path, under_way

T = TypeVar("T")


class Shelf:
    """The player's profile, from which a failure takes nothing but what it would have kept."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._said: set[str] = set()

    def settings(self) -> Settings:
        """Return the player's choices."""
        return self._ask(self._profile.settings, Settings())

    def medals(self) -> Mapping[str, tuple[str, ...]]:
        """Return the medals won on each shipped level that was walked, by level id."""
        nothing: dict[str, tuple[Progress, ...]] = {}
        progress = self._ask(self._profile.progress, nothing)
        return {
            level_id: tuple(sorted(grounds[0].medals)) for level_id, grounds in progress.items()
        }

    def won(self, level: Level) -> tuple[str, ...]:
        """Return the medals that this very ground has given the player so far."""
        none: tuple[FinishedHike, ...] = ()
        path = own_path(level, library())
        hikes = self._ask(lambda: self._profile.finished(level.id, path), none)
        here = [hike.medals for hike in hikes if hike.level_hash == level.hash]
        return tuple(sorted(set().union(*here)))

    def kept(self, level: Level) -> UnderWay | None:
        """Return the latest hike on this very ground that was begun and not ended."""
        none: tuple[UnderWay, ...] = ()
        hikes = self._ask(self._profile.under_way, none)
        return next((hike for hike in hikes if hike.level_hash == level.hash and hike.step), None)

    def keep(self, hike: UnderWay) -> bool:
        """Store a hike under way; return whether that worked."""
        return self._attempt(lambda: self._profile.keep_under_way(hike))

    def finish(self, hike: FinishedHike, token: str) -> None:
        """Store a hike that is over."""
        self._attempt(lambda: self._profile.finish(hike, token))

    def _ask(self, question: Callable[[], T], otherwise: T) -> T:
        """Return an answer of the profile, or what holds where it has none."""
        answer = otherwise

        def ask() -> None:
            nonlocal answer
            answer = question()

        self._attempt(ask)
        return answer

    def _attempt(self, action: Callable[[], None]) -> bool:
        """Do something with the profile; say once what is wrong with it."""
        try:
            action()
        except ProfileError as error:
            self._say_once(str(error))
            return False
        finally:
            for notice in self._profile.take_notices():
                self._say_once(notice)
        return True

    def _say_once(self, sentence: str) -> None:
        if sentence not in self._said:
            self._said.add(sentence)
            say(sentence)


class HikeKeeper:
    """Keeps the hikes of one sitting."""

    def __init__(self, shelf: Shelf, record: Path | None) -> None:
        self._shelf = shelf
        self._record = record

    @property
    def goes_on(self) -> bool:
        """A sitting that was asked for one record ends with it."""
        return self._record is None

    def step(self, walking: Walking) -> None:
        """Keep a hike as it stands."""
        self._shelf.keep(_under_way(walking))

    def leave(self, walking: Walking) -> str:
        """Keep a hike that is left, and return what became of it."""
        unwritten = "" if self._record is None else " No record was written."
        if not self._shelf.keep(_under_way(walking)):
            return f"The hike could not be kept.{unwritten}"
        step = walking.outing.readout.step
        source = _source(walking.outing.level)
        return (
            f"The hike is kept after {counted(step, 'step')}.{unwritten} To go on with it: "
            f"hikergame play {one_line(source)} --plain, and then say resume."
        )

    def end(self, walking: Walking) -> None:
        """Store a hike that is over, and write its record if one was asked for.

        Raises FileError after printing a record that cannot be written.
        """
        reveal = walking.outing.reveal()
        self._shelf.finish(finished(reveal, own_path(reveal.level, library())), walking.token)
        if self._record is None:
            return
        record = walking.outing.record().to_json()
        try:
            write_whole(self._record, record)
        except FileError:
            say(f"Here is the record, so that it is not lost:\n{record}")
            raise
        say(f"The record is in {self._record}.")


def _under_way(walking: Walking) -> UnderWay:
    outing = walking.outing
    return under_way(outing, walking.token, own_path(outing.level, library()))


def _source(level: Level) -> str:
    """Return how `play` may be told to open the level again."""
    return level.id if own_path(level, library()) is None else str(level.path)
