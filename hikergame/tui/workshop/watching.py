"""Watching a file that others write: when to look at it again.

It is asked for every few hundredths of a second and says what a glance at the file's time,
size and number tells. Asking works alike on all systems and on network drives, and follows
a name: an editor that writes a new file and gives it the old one's name is no riddle.

Nothing of this reads the file; a name that leads into an archive stands for the archive.
"""

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from time import monotonic
from typing import Final, NamedTuple

from hikergame.level.pack import archive_above

INTERVAL: Final = 0.03
"""Seconds between two glances."""
SETTLED: Final = 0.25
"""Seconds after which a file that was left alone is taken for written to its end."""
SURE: Final = 2.5
"""Seconds after which a change must have changed the time as well: some file systems count it
in steps of two seconds, and two saves of one size within a step would look alike."""


class Stamp(NamedTuple):
    """What a glance at a file tells."""

    changed: int
    """When it was written to, nanoseconds."""
    size: int
    number: int
    """Its number on the disk: another file of the same name has another one."""


class Glance(Enum):
    """What there is to do."""

    CHANGED = auto()
    """Something has changed just now; it may not be written to its end."""
    AT_REST = auto()
    """Nothing has changed for a while: what is there now is what was meant."""


def stamp_of(path: Path) -> Stamp | None:
    """Return what a glance at a file tells; None where there is none."""
    try:
        found = (archive_above(path) or path).stat()
    except (OSError, ValueError):  # no such file, or a name that none can have
        return None
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)


class Watch:
    """Watches one file."""

    def __init__(self, path: Path, clock: Callable[[], float] = monotonic) -> None:
        """Begin to watch; the first glance finds a change."""
        self._path = path
        self._clock = clock
        self._stamp: Stamp | None = None
        self._begun = False
        self._since = 0.0
        self._rests: list[float] = []
        """After how many seconds of rest it is still to be said that there was one."""

    def glance(self) -> Glance | None:
        """Look at the file; return what there is to do, None for nothing."""
        stamp, now = stamp_of(self._path), self._clock()
        if stamp != self._stamp or not self._begun:
            self._begun, self._stamp, self._since = True, stamp, now
            self._rests = [SETTLED, SURE]
            return Glance.CHANGED
        if self._rests and now - self._since >= self._rests[0]:
            self._rests.pop(0)
            return Glance.AT_REST
        return None
