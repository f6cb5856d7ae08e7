"""A pack that is a folder on the reader's disk."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from hikergame.level.errors import PackError, Problem
from hikergame.level.pack.names import (
    ARCHIVES,
    MOST_FILES,
    Complaint,
    clashes,
    complaint_of,
    counts,
)

_LINK = Complaint("it is a link, and may lead out of the pack", "put a copy in its place")
_DEVICE = Complaint("it is no ordinary file, but a device or a pipe", "remove it")
_ARCHIVE = Complaint("it is an archive inside a pack", "unpack it, or leave it out")
_REPARSE_POINT = getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0x400)


class Folder:
    """The regular files below a folder; links lead nowhere, hidden files do not count.

    Raises PackError for a folder that cannot be read, or that holds too much.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._told: list[Problem] = []
        self._seen = 0
        found = sorted(self._walk(""))
        for name, complaint in clashes(found):
            self._tell(name, complaint)
        bad = {problem.file for problem in self._told}
        self.names = [name for name in found if str(root / name) not in bad]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was left out, and why."""
        return tuple(self._told)

    def read(self, name: str, most: int) -> bytes:
        """Return a file's first `most` + 1 bytes; raise PackError where it cannot be read."""
        if name not in self.names:
            raise PackError((self._problem(name, Complaint("the pack has no such file", "")),))
        path = self.root / name
        # Whatever has come in the file's place since it was listed is not waited for.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
            with os.fdopen(handle, "rb") as file:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise PackError((self._problem(name, _DEVICE),))
                return file.read(most + 1)
        except OSError as error:
            raise PackError((self._problem(name, _unreadable(error)),)) from error

    def _walk(self, folder: str) -> Iterator[str]:
        """Yield the names of the good files in a folder and below it."""
        try:
            with os.scandir(self.root / folder) as entries:
                for entry in entries:
                    if counts(entry.name):
                        yield from self._look_at(entry, folder + entry.name)
        except OSError as error:
            if not folder:
                raise PackError((self._problem("", _unreadable(error)),)) from error
            self._tell(folder.rstrip("/"), _unreadable(error))

    def _look_at(self, entry: "os.DirEntry[str]", name: str) -> Iterator[str]:
        self._seen += 1
        if self._seen > MOST_FILES:
            message = f"there are more than {MOST_FILES:,} files in it, too many for a pack"
            raise PackError((self._problem("", Complaint(message, "name the levels' folder")),))
        found = entry.stat(follow_symlinks=False)
        complaint = complaint_of(name)
        if stat.S_ISLNK(found.st_mode) or _is_junction(found):
            complaint = _LINK
        elif stat.S_ISDIR(found.st_mode):
            complaint = complaint_of(name + "/file")
            if complaint is None:
                yield from self._walk(name + "/")
        elif not stat.S_ISREG(found.st_mode):
            complaint = _DEVICE
        elif name.lower().endswith(ARCHIVES):
            complaint = _ARCHIVE
        elif complaint is None:
            yield name
        if complaint is not None:
            self._tell(name, complaint)

    def _tell(self, name: str, complaint: Complaint) -> None:
        self._told.append(self._problem(name, complaint))

    def _problem(self, name: str, complaint: Complaint) -> Problem:
        return Problem(str(self.root / name), 1, 1, complaint.message, complaint.cure or None)


def _is_junction(found: os.stat_result) -> bool:
    """Tell whether a file is one of Windows' other kinds of link."""
    return bool(getattr(found, "st_file_attributes", 0) & _REPARSE_POINT)


def _unreadable(error: OSError) -> Complaint:
    return Complaint(f"it cannot be read: {(error.strerror or str(error)).lower()}", "")
