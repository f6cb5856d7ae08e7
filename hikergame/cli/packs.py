"""What a command line names: one level, or a pack of them."""

from pathlib import Path
from typing import TYPE_CHECKING

from hikergame.cli.guard import say

if TYPE_CHECKING:
    from hikergame.level import Library, Pack


def named_pack(source: str) -> "Pack | None":
    """Return the pack at a path; None where `source` is, or should be, one level.

    Raises PackError for a pack that is refused.
    """
    from hikergame.level import library, open_pack
    from hikergame.level.pack import is_pack

    path = Path(source)
    if not is_pack(path) or any(entry.id == source for entry in library().entries):
        return None
    return open_pack(path)


def library_of(pack: "Pack") -> "Library":
    """Return the list of a pack's levels, and say what is left out of it.

    Raises PackError when there is nothing to list.
    """
    from hikergame.level import PackError, Problem

    found = pack.library()
    if not found.entries:
        message, cure = "there is no level in it", "a level is a file that ends with .yaml"
        nothing = Problem(str(pack.path), 1, 1, message, cure)
        raise PackError((*found.problems, nothing))
    for problem in found.problems:
        say(str(problem))
    return found
