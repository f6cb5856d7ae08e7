"""Seats that this player holds: where, and the token that proves it.

Kept in the player's data folder, so that whoever comes back after a crash sits where he
sat. A token is as good as a password for its room: the file is its owner's alone, and so is
that of the keys with which seats were asked for that have not been answered.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hikergame.classroom.client.address import Address
from hikergame.files import FileError, write_whole
from hikergame.profile import data_folder

_MOST = 50
"""Rooms that are remembered in a file; the oldest are forgotten."""


@dataclass(frozen=True)
class HeldSeat:
    """A seat in a room."""

    token: str
    recovery: str
    name: str


class _Book:
    """A file of what is known of rooms; missing or damaged, it is as good as empty."""

    def __init__(self, name: str, folder: Path | None) -> None:
        self._path = (folder or data_folder()) / name

    def find(self, address: Address, code: str) -> Any:
        """Return what is known of a room, None for nothing."""
        return self._read().get(_key(address, code))

    def keep(self, address: Address, code: str, known: Mapping[str, Any]) -> None:
        """Remember it. Raises FileError where the folder cannot be written."""
        key = _key(address, code)
        kept = {one: held for one, held in self._read().items() if one != key}
        latest = dict([*kept.items()][-_MOST + 1 :])
        self._write({**latest, key: known})

    def forget(self, address: Address, code: str) -> None:
        """Forget what is known of a room. Raises what `keep` raises."""
        kept = self._read()
        if kept.pop(_key(address, code), None) is not None:
            self._write(kept)

    def _read(self) -> dict[str, Any]:
        try:
            held = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return dict(held) if isinstance(held, dict) else {}

    def _write(self, kept: Mapping[str, Any]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(f"{self._path.parent} cannot be made: {error.strerror}") from error
        write_whole(self._path, json.dumps(kept, indent=1, ensure_ascii=False), private=True)


class Seats:
    """The seats that are held."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use the player's data folder unless told otherwise."""
        self._book = _Book("seats.json", folder)

    def find(self, address: Address, code: str) -> HeldSeat | None:
        """Return the seat held in a room, if any."""
        try:
            return HeldSeat(**self._book.find(address, code))
        except TypeError:  # none, or not written by this version
            return None

    def keep(self, address: Address, code: str, seat: HeldSeat) -> None:
        """Remember a seat. Raises FileError where the folder cannot be written."""
        self._book.keep(address, code, asdict(seat))

    def forget(self, address: Address, code: str) -> None:
        """Forget a seat that is worth nothing any more."""
        self._book.forget(address, code)


class Keys:
    """The keys of wishes for a seat whose answer was lost: the same wish is made with it again."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use the player's data folder unless told otherwise."""
        self._book = _Book("keys.json", folder)

    def take(self, address: Address, code: str, wish: Sequence[str | None]) -> str | None:
        """Return the key of a wish, if one is kept, and forget what was kept for the room.

        So no other program on this computer makes the same wish at the same time. Raises
        FileError where the file cannot be written.
        """
        kept = self._book.find(address, code)
        self._book.forget(address, code)
        if not isinstance(kept, dict) or kept.get("wish") != list(wish):
            return None
        key = kept.get("key")
        return key if isinstance(key, str) else None

    def keep(self, address: Address, code: str, wish: Sequence[str | None], key: str) -> None:
        """Remember the key of a wish. Raises FileError where the folder cannot be written."""
        self._book.keep(address, code, {"wish": list(wish), "key": key})


def _key(address: Address, code: str) -> str:
    return f"{address} {''.join(filter(str.isalnum, code)).upper()}"
