"""Seats: who is in a room, and by which secrets they are known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from hikergame.classroom.messages.base import EntrantKind
from hikergame.classroom.room.names import WIDEST, columns, skeleton


@dataclass(frozen=True)
class Seat:
    """One seat. The id is for the machine, and keys the noise that its holder meets."""

    id: str
    name: str
    kind: EntrantKind
    """A person or a bot."""
    team: str | None
    token_hash: str
    """Of the token that holds it; empty once the seat is removed."""
    recovery_hash: str
    """Of the recovery code, canonical; empty once the seat is removed."""
    ready: bool = False
    """Its holder waits for the next round to start."""
    removed: bool = False
    joined: int = 0
    """The number of the event with which it was taken."""


class Seats(Mapping[str, Seat]):
    """All seats of a room by id, in the order in which they were taken."""

    def __init__(self) -> None:
        self._seats: dict[str, Seat] = {}
        self._tokens: dict[str, str] = {}
        self._recoveries: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def __getitem__(self, hiker: str) -> Seat:
        return self._seats[hiker]

    def __iter__(self) -> Iterator[str]:
        return iter(self._seats)

    def __len__(self) -> int:
        return len(self._seats)

    @property
    def present(self) -> list[Seat]:
        """The seats that are not removed."""
        # A copy at once: a reveal is worked out in a thread while others join.
        return [seat for seat in list(self._seats.values()) if not seat.removed]

    def of_token(self, token_hash: str) -> Seat | None:
        """Return the seat that a token holds, by the token's hash."""
        hiker = self._tokens.get(token_hash)
        return None if hiker is None else self._seats[hiker]

    def of_recovery(self, recovery_hash: str) -> Seat | None:
        """Return the seat that a recovery code is for, by the hash of the canonical code."""
        hiker = self._recoveries.get(recovery_hash)
        return None if hiker is None else self._seats[hiker]

    def is_taken(self, name: str, *, but: str | None = None) -> bool:
        """Tell whether a name is that of a seat, other than that of the hiker `but`."""
        return self._names.get(skeleton(name), but) != but

    def free_name(self, name: str, *, but: str | None = None) -> str:
        """Return a name as it is, or with the first number that makes it nobody else's."""
        free, number = name, 1
        while self.is_taken(free, but=but):
            number += 1
            ending = f" {number}"
            stem = name
            while columns(stem) + len(ending) > WIDEST:
                stem = stem[:-1]
            free = stem.rstrip() + ending
        return free

    def take(self, seat: Seat) -> None:
        """Add a seat whose id and token nobody has yet."""
        self._tokens[seat.token_hash] = seat.id
        self._recoveries.setdefault(seat.recovery_hash, seat.id)
        self._names[skeleton(seat.name)] = seat.id
        self._seats[seat.id] = seat

    def rename(self, hiker: str, name: str) -> None:
        """Give a hiker another name, which is free."""
        self._forget_name(hiker)
        self._names[skeleton(name)] = hiker
        self.change(hiker, name=name)

    def hand_over(self, hiker: str, token_hash: str) -> None:
        """Let another token hold a seat; the one of before is worth nothing any more."""
        self._tokens.pop(self._seats[hiker].token_hash, None)
        self._tokens[token_hash] = hiker
        self.change(hiker, token_hash=token_hash)

    def offer(self, hiker: str, recovery_hash: str) -> None:
        """Give a seat another recovery code; the one of before is worth nothing any more."""
        self._forget_recovery(hiker)
        self._recoveries[recovery_hash] = hiker
        self.change(hiker, recovery_hash=recovery_hash)

    def remove(self, hiker: str) -> None:
        """Remove a seat; its name is free, its secrets are worth nothing any more."""
        self._forget_name(hiker)
        self._forget_recovery(hiker)
        self._tokens.pop(self._seats[hiker].token_hash, None)
        self.change(hiker, removed=True, ready=False, token_hash="", recovery_hash="")

    def change(self, hiker: str, **changes: object) -> None:
        """Change what no index is kept of: `ready`, `team`."""
        self._seats[hiker] = replace(self._seats[hiker], **changes)  # type: ignore[arg-type]

    def _forget_name(self, hiker: str) -> None:
        self._forget(self._names, skeleton(self._seats[hiker].name), hiker)

    def _forget_recovery(self, hiker: str) -> None:
        self._forget(self._recoveries, self._seats[hiker].recovery_hash, hiker)

    @staticmethod
    def _forget(index: dict[str, str], key: str, hiker: str) -> None:
        if index.get(key) == hiker:
            del index[key]
