"""Where a list of levels takes its files from: our own folder, or a pack from a stranger."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from hikergame.level.source import read_bytes

SUFFIXES = (".yaml", ".yml")
"""What a level file's name ends with."""


class Files(Protocol):
    """Files by name, such as `first-steps/01-a.yaml`: forward slashes, none at either end.

    What is not among the names cannot be read.
    """

    @property
    def root(self) -> Path:
        """The folder or archive; a name added to it tells people where a file is."""

    @property
    def names(self) -> Sequence[str]:
        """The names of all files, in order."""

    def read(self, name: str, most: int) -> bytes:
        """Return a file's first `most` + 1 bytes; raise LevelError where it cannot be read."""


class OwnFolder:
    """The files of a folder that is trusted, such as that of the shipped levels.

    Links in it are followed: some installers put them where files were.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        found = (*root.glob("*"), *root.glob("*/*"))
        self.names = sorted(path.relative_to(root).as_posix() for path in found if path.is_file())

    def read(self, name: str, most: int) -> bytes:
        """Return a file's first `most` + 1 bytes; raise LevelError where it cannot be read."""
        return read_bytes(self.root / name, most)
