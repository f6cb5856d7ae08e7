"""Seats that this player holds: where, and the token that proves it.

Kept in the player's data folder, so that whoever comes back after a crash sits where he
sat. A token is as good as a password for its room: the file is its owner's alone.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hikergame.classroom.client.address import Address
from hikergame.files import FileError, write_whole
from hikergame.profile import data_folder

_MOST = 50
"""Seats that are remembered; the oldest are forgotten."""


@dataclass(frozen=True)
class HeldSeat:
    """A seat in a room."""

    token: str
    recovery: str
    name: str


class Seats:
    """The file of seats; missing or damaged, it is as good as empty."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use the player's data folder unless told otherwise."""
        self._path = (folder or data_folder()) / "seats.json"

    def find(self, address: Address, code: str) -> HeldSeat | None:
        """Return the seat held in a room, if any."""
        try:
            return HeldSeat(**self._read()[_key(address, code)])
        except (KeyError, TypeError):  # none, or not written by this version
            return None

    def keep(self, address: Address, code: str, seat: HeldSeat) -> None:
        """Remember a seat. Raises FileError where the folder cannot be written."""
        key = _key(address, code)
        kept = {one: held for one, held in self._read().items() if one != key}
        latest = dict([*kept.items()][-_MOST + 1 :])
        self._write({**latest, key: asdict(seat)})

    def forget(self, address: Address, code: str) -> None:
        """Forget a seat that is worth nothing any more."""
        seats = self._read()
        if seats.pop(_key(address, code), None) is not None:
            self._write(seats)

    def _read(self) -> dict[str, Any]:
        try:
            held = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return dict(held) if isinstance(held, dict) else {}

    def _write(self, seats: Mapping[str, Any]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(f"{self._path.parent} cannot be made: {error.strerror}") from error
        write_whole(self._path, json.dumps(seats, indent=1, ensure_ascii=False), private=True)


def _key(address: Address, code: str) -> str:
    return f"{address} {''.join(filter(str.isalnum, code)).upper()}"
