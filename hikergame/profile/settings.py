"""What the player has chosen: a plain value that any stored text can be read into.

Settings come from a file that an older game, or a hand, may have written: a value that
makes no sense is its default again, never an error.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

LONGEST_NAME = 40
"""Characters in a player's name."""

THEMES = ("dark", "light")


def clean_name(text: str) -> str:
    """Return a name as it may be shown: printable, on one line, not too long."""
    printable = "".join(character for character in text if character.isprintable())
    return " ".join(printable.split())[:LONGEST_NAME].rstrip()


@dataclass(frozen=True, slots=True)
class Settings:
    """The player's choices; a fresh `Settings()` is what a first launch meets."""

    theme: str = "dark"
    """`dark` or `light`."""
    reduced_motion: bool = False
    """Whether anything that moves by itself stands still."""
    guide: bool = True
    """Whether the trail guide speaks during a hike."""
    name: str = ""
    """The player's name in records; empty for nobody in particular."""
    walkthrough_done: bool = False
    """Whether the walk-through was finished or skipped."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Own keys: action id -> keys. Actions that are absent keep their default."""

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> "Settings":
        """Read what a file holds, taking the default for whatever makes no sense."""
        values: dict[str, Any] = {
            name: read(stored[name]) for name, read in _READERS.items() if name in stored
        }
        return cls(**{name: value for name, value in values.items() if value is not None})

    def to_stored(self) -> dict[str, Any]:
        """Return the values as JSON can hold them, one per field."""
        values: dict[str, Any] = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        values["keys"] = {name: list(keys) for name, keys in self.keys.items()}
        return values


def _theme(value: object) -> str | None:
    return value if isinstance(value, str) and value in THEMES else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _name(value: object) -> str | None:
    return clean_name(value) if isinstance(value, str) else None


def _keys(value: object) -> Mapping[str, tuple[str, ...]] | None:
    if not isinstance(value, dict):
        return None
    return MappingProxyType(
        {
            name: tuple(keys)
            for name, keys in value.items()
            if isinstance(keys, list) and keys and all(isinstance(key, str) for key in keys)
        }
    )


_READERS: Mapping[str, Callable[[object], object]] = {
    "theme": _theme,
    "reduced_motion": _flag,
    "guide": _flag,
    "name": _name,
    "walkthrough_done": _flag,
    "keys": _keys,
}
