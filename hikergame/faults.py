"""One thing that is wrong with settings that somebody gave, and where in them.

What makes something of a person's settings (a term, an algorithm) collects these, so that
all that is wrong can be told at once, and each at its own place.
"""

from dataclasses import dataclass
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys, and indices from zero, that lead from the settings to what is wrong in them."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong."""

    path: Path
    """Where: `("radius",)`, `("at", 1)`; empty when the whole is at fault."""
    message: str
    """What is wrong: a sentence that names the setting, without a full stop."""
    hint: str | None = None
    """The cure, such as "did you mean 'radius'?"."""
    position: int | None = None
    """The character of a text, counted from zero, at which it goes wrong."""

    @property
    def field(self) -> str | None:
        """Return the name of the setting at fault, or None for the whole."""
        return str(self.path[0]) if self.path else None

    def __str__(self) -> str:
        return self.message if self.hint is None else f"{self.message}; {self.hint}"
