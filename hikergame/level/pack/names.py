"""What the files of a pack may be called, so that they are the same files everywhere.

A name is relative to the pack, with forward slashes. It may lead nowhere else on any
system: what Windows or a Mac would read otherwise is refused on all of them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from hikergame.level.text import name_character, printable, unsafe_characters

DEEPEST: Final = 8
"""How many folders a file may lie in, one in the other."""
MOST_FILES: Final = 1_000
"""How many files and folders a pack may hold."""
LONGEST: Final = 200
"""The most characters of a name, folders included."""
ARCHIVES: Final = (
    ".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".jar", ".npz",
)  # fmt: skip
"""Endings of what has files of its own inside, or unpacks to something else."""

_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DRIVE = re.compile(r"[A-Za-z]:")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_RENAME = "rename it"
_PACK_AGAIN = "pack the folder again, from inside it"


class Complaint(NamedTuple):
    """What is wrong with a file of a pack, and the cure."""

    message: str
    cure: str


def complaint_of(name: str) -> Complaint | None:
    """Return what keeps a file of this name out of a pack; None for a good name."""
    return _elsewhere(name) or _unlike_on_other_systems(name)


def clashes(names: Iterable[str]) -> Iterator[tuple[str, Complaint]]:
    """Yield the names that some system takes for one before them, or cannot put beside it.

    The name of a folder ends with a slash.
    """
    seen: dict[str, tuple[str, bool]] = {}
    for name in names:
        for path, is_file in _steps(name):
            known = _folded(path) in seen
            other, was_file = seen.setdefault(_folded(path), (path, is_file))
            if known and (is_file or was_file or path != other):
                yield name, _clash(path, is_file, other, was_file)
                break


def _steps(name: str) -> Iterator[tuple[str, bool]]:
    """Yield the folders on the way to a file and the file, each with whether it is the file."""
    parts = name.rstrip("/").split("/")
    for depth in range(1, len(parts) + 1):
        yield "/".join(parts[:depth]), depth == len(parts) and not name.endswith("/")


def _clash(path: str, is_file: bool, other: str, was_file: bool) -> Complaint:
    if is_file != was_file:
        return Complaint(f"{printable(path)} is a file and also a folder", _RENAME)
    if path == other:
        return Complaint("the archive has two files of this name", "keep one of them")
    alike = f"{printable(path)} and {printable(other)} are the same but for capitals or accents"
    return Complaint(alike, _RENAME)


def counts(name: str) -> bool:
    """Tell whether a file is part of a pack: hidden ones, and what a Mac adds, are not."""
    return not any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def _elsewhere(name: str) -> Complaint | None:
    """Return what makes a name lead out of the pack, on some system."""
    if "\\" in name:
        return Complaint("its name has a backslash, which parts folders on Windows", _PACK_AGAIN)
    if name.startswith("/"):
        return Complaint("its name is a path from the root of the disk", _PACK_AGAIN)
    if _DRIVE.match(name):
        return Complaint("its name begins with a drive's letter", _PACK_AGAIN)
    parts = name.split("/")
    if ".." in parts:
        return Complaint("its name leads out of the pack, by '..'", _PACK_AGAIN)
    if "" in parts or "." in parts:
        return Complaint("its name has an empty part", _PACK_AGAIN)
    if len(parts) > DEEPEST + 1:
        return Complaint(f"it lies more than {DEEPEST} folders deep", "use fewer folders")
    if len(name) > LONGEST:
        return Complaint(f"its name is longer than {LONGEST} characters", "shorten it")
    return None


def _unlike_on_other_systems(name: str) -> Complaint | None:
    """Return what makes a name impossible, or another one, on some system."""
    for index in unsafe_characters(name):
        character = name_character(name[index])
        return Complaint(f"its name has the character {character}", _RENAME)
    if not name.isprintable():
        return Complaint("its name has a character that cannot be seen", _RENAME)
    forbidden = _FORBIDDEN.search(name)
    if forbidden:
        return Complaint(f"its name has a {forbidden[0]}, which Windows does not allow", _RENAME)
    for part in name.split("/"):
        if part.endswith((".", " ")):
            return Complaint("its name has a part that ends with a dot or a space", _RENAME)
        if _DEVICE.fullmatch(part.partition(".")[0].rstrip()):
            return Complaint(f"on Windows, {part} is no file but a device", _RENAME)
    return None


def _folded(name: str) -> str:
    """Return what names have in common that some system takes for one another."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
