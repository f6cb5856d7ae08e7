"""The keys of rooms that were opened on this computer, so that their teacher can come back.

Kept in the user's data folder, in a file that is its owner's alone: a teacher's token is as
good as the room.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hikergame.files import FileError, write_whole
from hikergame.profile import data_folder

_MOST = 50
"""Rooms that are remembered; the oldest are forgotten."""


@dataclass(frozen=True)
class Key:
    """What opens a room for its teacher, and where it was served last."""

    room: str
    """Its id in the store."""
    code: str
    token: str
    port: int
    address: str = ""
    """What people were told to type."""


class Keys:
    """The file of keys; missing or damaged, it is as good as empty."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use the user's data folder unless told otherwise."""
        self.path = (folder or data_folder()) / "rooms.json"

    def of_room(self, room: str) -> Key | None:
        """Return the key of a room, by its id in the store."""
        return next((key for key in self.all() if key.room == room), None)

    def of_port(self, port: int) -> Key | None:
        """Return the key of the room that was served last on a port of this computer."""
        return next((key for key in self.all() if key.port == port), None)

    def all(self) -> list[Key]:
        """Return all keys, those used last first."""
        try:
            held = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        read = (_key(one) for one in held) if isinstance(held, list) else ()
        return [key for key in read if key is not None]

    def keep(self, key: Key, *, beside: bool = False) -> None:
        """Remember a key as the one used last. Raises FileError where it cannot be written.

        `beside` another process that serves the room, it comes after that one's: the room is
        opened again, and taught, where it was opened first.
        """
        others = [one for one in self.all() if one.room != key.room]
        first = [one for one in self.all() if one.room == key.room and one.port != key.port]
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(f"{self.path.parent} cannot be made: {error.strerror}") from error
        kept = [asdict(one) for one in (*(first if beside else ()), key, *others)][:_MOST]
        write_whole(self.path, json.dumps(kept, indent=1), private=True)


def _key(held: Mapping[str, Any]) -> Key | None:
    """Return a key as it was written; None for what is none."""
    try:
        return Key(**held)
    except TypeError:
        return None
