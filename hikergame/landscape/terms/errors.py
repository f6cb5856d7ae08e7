"""What can be wrong with a term, told field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from hikergame.errors import ExitCode
from hikergame.landscape.errors import LandscapeError

Path: TypeAlias = tuple[str | int, ...]
"""A field's name, and within it the key or the index (from zero) of what is wrong."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with one term."""

    path: Path
    """Where: `("radius",)`, `("at", 1)`; empty when the whole term is at fault."""
    message: str
    """What is wrong: a sentence that names the field, without a full stop."""
    hint: str | None = None
    """The cure, such as "did you mean 'radius'?"."""
    position: int | None = None
    """The character of a text, counted from zero, at which it goes wrong."""

    @property
    def field(self) -> str | None:
        """Return the name of the field at fault, or None for the whole term."""
        return str(self.path[0]) if self.path else None

    def __str__(self) -> str:
        return self.message if self.hint is None else f"{self.message}; {self.hint}"


class TermError(LandscapeError):
    """A term that does not exist, or whose fields cannot be what they are given as."""

    exit_code: ClassVar[ExitCode] = ExitCode.BAD_LEVEL

    faults: tuple[Fault, ...]
    """At least one; every fault that could be found at once, in the order of the fields."""

    def __init__(self, keyword: str | None, faults: Iterable[Fault]) -> None:
        self.keyword = keyword
        self.faults = tuple(faults)
        prefix = "" if keyword is None else f"{keyword}: "
        super().__init__("\n".join(f"{prefix}{fault}" for fault in self.faults))

    @property
    def field(self) -> str | None:
        """Return the name of the first field at fault, or None for the whole term."""
        return self.faults[0].field
