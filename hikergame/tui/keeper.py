"""Writes the profile behind the game's back: in order, in a thread of its own.

No key press waits for a disk. What cannot be kept is told once through `tell`, and the
game goes on; `close` waits until everything is written.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from hikergame.profile import Profile, ProfileError

T = TypeVar("T")

PATIENCE = 2.0
"""Seconds that a player is made to wait for what is still to be written."""


class Keeper:
    """A profile, read at once and written later."""

    def __init__(self, profile: Profile, tell: Callable[[str], None]) -> None:
        """Keep in that profile; `tell` is called, from any thread, with what went wrong."""
        self.profile = profile
        self._tell = tell
        self._told: set[str] = set()
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="profile")

    def read(self, query: Callable[[Profile], T], nothing: T) -> T:
        """Return what the profile holds, or `nothing` where it cannot be read."""
        try:
            return query(self.profile)
        except ProfileError as error:
            self._tell_once(str(error))
            return nothing
        finally:
            self._tell_notices()

    def write(self, change: Callable[[Profile], None]) -> None:
        """Make a change, after all that were asked for before."""
        self._writer.submit(self._change, change)

    def flush(self) -> None:
        """Wait until all that was asked for is written, but not for a disk that hangs."""
        with suppress(TimeoutError):
            self._writer.submit(int).result(timeout=PATIENCE)

    def close(self) -> None:
        """Wait until all is written, and take no more."""
        self._writer.shutdown(wait=True)

    def _change(self, change: Callable[[Profile], None]) -> None:
        try:
            change(self.profile)
        except ProfileError as error:
            self._tell_once(str(error))
        finally:
            self._tell_notices()

    def _tell_notices(self) -> None:
        for notice in self.profile.take_notices():
            self._tell_once(notice)

    def _tell_once(self, sentence: str) -> None:
        """Say it, unless it was said since the game began: each step would repeat it."""
        if sentence not in self._told:
            self._told.add(sentence)
            self._tell(sentence)
