"""Packs: levels that somebody hands to others, as a folder or as a zip archive of one.

A pack comes from a stranger. Nothing is read but the regular files inside it, an archive
is never unpacked to the disk, and what a file, a name or a size might do to the reader is
bounded before anything is read. An archive that breaks a rule is refused as a whole; in a
folder, which is on the reader's own disk already, only the files at fault are left out.

A file in an archive has a path as if the archive were a folder: `class.zip/week-1/01-a.yaml`.
Where one folder holds all of the archive, it may be left out of the path.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hikergame.level.errors import PackError, Problem
from hikergame.level.files import SUFFIXES, Files
from hikergame.level.listing import Library, common_folder, read_pack_library
from hikergame.level.pack.archive import Archive
from hikergame.level.pack.folder import Folder
from hikergame.level.text import printable

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
"""What an archive begins with, one without files included."""


@dataclass(frozen=True)
class Pack:
    """A pack that may be read."""

    files: Files
    problems: tuple[Problem, ...]
    """What was left out of a folder, and why."""

    @property
    def path(self) -> Path:
        """The folder or the archive."""
        return self.files.root

    @property
    def title(self) -> str:
        """What the pack is called: the name of its file or folder."""
        path = self.path.resolve()
        return printable(path.name if isinstance(self.files, Folder) else path.stem)

    @property
    def level_names(self) -> tuple[str, ...]:
        """The names of all its level files, however deep they lie."""
        return tuple(name for name in self.files.names if name.endswith(SUFFIXES))

    def library(self) -> Library:
        """Return the list of its levels, with all that keeps others off the list."""
        return read_pack_library(self.files, self.title, self.problems)


def is_pack(path: Path) -> bool:
    """Tell whether a path is to be read as a pack: a folder, or a file that is a zip archive."""
    try:
        return path.is_dir() or _is_archive(path)
    except (OSError, ValueError):  # a name that no file can have
        return False


def archive_above(path: Path) -> Path | None:
    """Return the archive that a path leads into; None for every other path."""
    try:
        above = next((one for one in (path, *path.parents) if one.exists()), path)
        return above if above != path and _is_archive(above) else None
    except (OSError, ValueError):
        return None


def packed_file(path: Path) -> tuple[Archive, str] | None:
    """Return the archive that a path leads into and the name of the file that is meant there.

    The name need not be one of the archive's. None for a path that leads into no archive.
    Raises PackError for an archive that is refused.
    """
    above = archive_above(path)
    if above is None:
        return None
    archive, name = open_archive(above), path.relative_to(above).as_posix()
    whole = common_folder(archive.names) + name
    return archive, whole if name not in archive.names and whole in archive.names else name


def _is_archive(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return path.suffix.lower() == ".zip" or file.read(4) in _MAGIC


def open_pack(path: Path) -> Pack:
    """Return the pack at a path; raise PackError, with all that is wrong, for a bad one."""
    if path.is_dir():
        folder = Folder(path)
        return Pack(folder, folder.problems)
    if path.exists() and not is_pack(path):
        message = "it is no pack of levels, which is a folder or a zip archive"
        raise PackError((Problem(str(path), 1, 1, message),))
    return Pack(open_archive(path), ())


def open_archive(path: Path) -> Archive:
    """Return an archive; the latest one stays open for as long as its file does not change."""
    try:
        stat = path.stat()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"the file cannot be read: {reason}"
        raise PackError((Problem(str(path), 1, 1, message),)) from error
    return _opened(path, stat.st_ino, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=1)
def _opened(path: Path, _inode: int, _changed: int, _size: int) -> Archive:
    return Archive(path)
