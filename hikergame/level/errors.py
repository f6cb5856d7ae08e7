"""What is wrong with a level, in words for the person who wrote it.

A `Problem` names a place in a file, one-based, what is wrong there, and, where that can
be told, the cure. `LevelError` carries every problem of a file at once, in the order of
their places. Texts quoted from a file are made harmless first, so that a problem can be
printed to a terminal as it is; a displayer that interprets markup must escape it.
"""

from dataclasses import dataclass
from typing import ClassVar

from hikergame.errors import ExitCode, HikergameError
from hikergame.level.text import printable

MOST_PROBLEMS = 100
"""A file with more problems than this is told the first ones and how many are left."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong at one place of a level file."""

    file: str | None
    """The file's name as the caller gave it; None for a text without a file."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    message: str
    """What is wrong: one line, without the place."""
    hint: str | None = None
    """What to do about it, such as "did you mean 'radius'?"."""

    def __str__(self) -> str:
        file = "<text>" if self.file is None else printable(self.file)
        return f"{file}:{self.line}:{self.column}: {self.words}"

    @property
    def words(self) -> str:
        """The message and its cure, without the place."""
        return self.message if self.hint is None else f"{self.message}; {self.hint}"


class ScaffoldError(HikergameError, ValueError):
    """A level to begin with is asked for that cannot be written."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


class LevelError(HikergameError):
    """A level file that cannot be played; its text is one line for each problem."""

    exit_code: ClassVar[ExitCode] = ExitCode.BAD_LEVEL

    problems: tuple[Problem, ...]
    """At least one, sorted by place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class LevelNotFound(LevelError):  # noqa: N818 - it reads as what happened
    """No level has that id, or no file stands at that path.

    Its one problem has the place 1:1, because there is no other.
    """

    def __init__(self, wanted: str, message: str, hint: str | None) -> None:
        super().__init__((Problem(wanted, 1, 1, message, hint),))
        self.wanted = wanted

    def __str__(self) -> str:
        return self.problems[0].words


class GroundError(LevelError):
    """A level cannot be made of a landscape and the settings that were given with it.

    No file is at fault: its problems have the place 1:1, and its text tells none.
    """

    def __str__(self) -> str:
        return "\n".join(problem.words for problem in self.problems)


class PackError(LevelError):
    """A pack of levels that is refused; its text is one line for each file at fault.

    Files have no place in them that could be told: the problems have the place 1:1.
    """

    def __str__(self) -> str:
        return "\n".join(f"{printable(p.file or '')}: {p.words}" for p in self.problems)
