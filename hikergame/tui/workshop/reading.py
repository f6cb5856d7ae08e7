"""Reading a level while it is being written: editions worth showing, and no half of one.

A sound level is an edition as soon as it is there. What is wrong with a file is told once
the file has been left alone for a moment: an editor that empties a file before it writes it,
or that takes it away for an instant, shall not be heard to have made a mistake.
"""

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from hikergame.level import Level, LevelError, LevelNotFound, parse_level
from hikergame.level.loading import contents_of
from hikergame.tui.workshop.watching import Glance, Watch


@dataclass(frozen=True)
class Edition:
    """What a file holds."""

    level: Level | None
    """The level; None where there is something wrong with it."""
    problems: tuple[str, ...] = ()
    """All that is wrong, word for word as `hikergame check` says it."""
    missing: bool = False
    """There is no such file; `problems` says so."""


class Reader:
    """Reads a file whenever it has changed. All of it may wait for a disk."""

    def __init__(self, path: Path, watch: Watch | None = None) -> None:
        """Read that file, whether it is there yet or not."""
        self.path = path
        self._watch = watch or Watch(path)
        self._told: bytes | None = None
        """A digest of the contents told last: empty for no file, None for nothing yet."""

    def look(self) -> Edition | None:
        """Return what the file holds if it is something new that is worth telling."""
        glance = self._watch.glance()
        return None if glance is None else self._read(glance)

    def _read(self, glance: Glance) -> Edition | None:
        try:
            data = contents_of(self.path)
        except LevelNotFound as error:
            digest, edition = b"", Edition(None, _said(error), missing=True)
        except LevelError as error:
            # No contents: what keeps them from being read stands for them.
            edition = Edition(None, _said(error))
            digest = "\n".join(edition.problems).encode("utf-8", "replace")
        else:
            digest = sha256(data).digest()
            if digest == self._told:
                return None
            edition = _edition(data, self.path)
        waits = glance is Glance.CHANGED and self._told is not None
        if digest == self._told or (waits and edition.level is None):
            return None
        self._told = digest
        return edition


def _edition(data: bytes, path: Path) -> Edition:
    """Return what the contents of a file are."""
    try:
        return Edition(replace(parse_level(data, file=str(path)), path=path))
    except LevelError as error:
        return Edition(None, _said(error))


def _said(error: LevelError) -> tuple[str, ...]:
    return tuple(str(error).splitlines())
