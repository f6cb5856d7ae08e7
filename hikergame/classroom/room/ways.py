"""Ways: the moves of one hiker on one round, as they were asked for.

They are kept as plain numbers, eight bytes each. A class that walks far takes hundreds of
thousands of steps, and as Python's own tuples those would take seven times the memory.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

Move = tuple[float, ...]
"""A displacement (d,), in metres."""


class Way(Sequence[Move]):
    """Moves in order; they grow at the end, and nothing is ever taken back."""

    __slots__ = ("_dims", "_numbers")

    def __init__(self, dims: int, moves: Iterable[Move] = ()) -> None:
        """Begin with some moves of so many numbers each, or with none."""
        self._dims = dims
        self._numbers = array("d")
        for move in moves:
            self.append(move)

    def append(self, move: Move) -> None:
        """Add a move. ValueError where it has another dimension."""
        if len(move) != self._dims:
            raise ValueError(f"{len(move)} numbers are no move in {self._dims} dimensions")
        self._numbers.extend(move)

    def __len__(self) -> int:
        return len(self._numbers) // self._dims

    @overload
    def __getitem__(self, index: int) -> Move: ...

    @overload
    def __getitem__(self, index: slice) -> list[Move]: ...

    def __getitem__(self, index: int | slice) -> Move | list[Move]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        size = len(self)
        at = index + size if index < 0 else index
        if not 0 <= at < size:
            raise IndexError(f"there is no move {index} among {size}")
        return tuple(self._numbers[at * self._dims : (at + 1) * self._dims])

    def __iter__(self) -> Iterator[Move]:
        return zip(*[iter(self._numbers)] * self._dims, strict=True)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Way) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Way({self._dims}, {list(self)!r})"
