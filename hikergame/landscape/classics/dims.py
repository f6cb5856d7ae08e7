"""How many dimensions a ground may have."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dims:
    """The numbers of dimensions from `least` to `most`; no upper end where `most` is None."""

    least: int
    most: int | None = None

    def __contains__(self, dims: int) -> bool:
        return self.least <= dims and (self.most is None or dims <= self.most)

    def __str__(self) -> str:
        if self.most is None:
            return (
                "any number of dimensions"
                if self.least == 1
                else f"{self.least} or more dimensions"
            )
        if self.least == self.most:
            return "1 dimension" if self.least == 1 else f"{self.least} dimensions"
        return f"{self.least} to {self.most} dimensions"


ANY = Dims(1)
TWO_OR_MORE = Dims(2)
TWO = Dims(2, 2)
