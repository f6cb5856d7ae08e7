"""What values a setting may have: checked, made canonical, told to editors.

Every kind reads what a caller or a level file gave, says what is wrong with it in words
that name the range, and gives the JSON Schema of the same.
"""

import math
import reprlib
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

import numpy as np

from hikergame.faults import Fault, Path
from hikergame.spelling import did_you_mean


class Kind(ABC):
    """What values a setting may have."""

    @abstractmethod
    def read(self, value: object, path: Path, faults: list[Fault]) -> Any:
        """Return `value` in canonical form; what is wrong with it goes to `faults`.

        After a fault the value returned means nothing.
        """

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the allowed values."""


@dataclass(frozen=True)
class Number(Kind):
    """A finite number in a range; `above` and `below` exclude their end."""

    above: float | None = None
    at_least: float | None = None
    below: float | None = None
    at_most: float | None = None

    @property
    def range_words(self) -> str:
        """Say the range, as in "above 0 and at most 1"; empty if there is none."""
        ends = (
            ("above", self.above),
            ("at least", self.at_least),
            ("below", self.below),
            ("at most", self.at_most),
        )
        return " and ".join(f"{word} {end:g}" for word, end in ends if end is not None)

    def holds(self, value: float) -> bool:
        """Tell whether `value` is finite and in the range."""
        return (
            math.isfinite(value)
            and (self.above is None or value > self.above)
            and (self.at_least is None or value >= self.at_least)
            and (self.below is None or value < self.below)
            and (self.at_most is None or value <= self.at_most)
        )

    def read(self, value: object, path: Path, faults: list[Fault]) -> float:
        """Accept a real number in the range, whatever its type."""
        if isinstance(value, bool | np.bool_) or not isinstance(value, Real):
            faults.append(Fault(path, f"{name_of(path)} must be a number, not {shown(value)}"))
            return math.nan
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not self.holds(number):
            demand = self.range_words or "finite"
            faults.append(Fault(path, f"{name_of(path)} must be {demand}, not {number:g}"))
        return number

    def schema(self) -> dict[str, Any]:
        """Return a number with the range's ends."""
        ends = {
            "exclusiveMinimum": self.above,
            "minimum": self.at_least,
            "exclusiveMaximum": self.below,
            "maximum": self.at_most,
        }
        return {"type": "number"} | {key: end for key, end in ends.items() if end is not None}


@dataclass(frozen=True)
class PerHiker(Number):
    """A number, or in Python an array of them: one per hiker, the last axis of length 1."""

    def read(self, value: object, path: Path, faults: list[Fault]) -> Any:
        """Accept a number, or an array (..., 1) whose copy cannot be written to."""
        if not isinstance(value, np.ndarray) or value.ndim == 0:
            bare = value.item() if isinstance(value, np.ndarray) else value
            return super().read(bare, path, faults)
        if value.dtype.kind not in "iuf":
            faults.append(Fault(path, f"{name_of(path)} must hold numbers, not {value.dtype}"))
        elif value.shape[-1] != 1:
            message = (
                f"an array for {name_of(path)} has one number per hiker and a last axis of "
                f"length 1, as in rates[:, None]; this one has shape {value.shape}"
            )
            faults.append(Fault(path, message))
        else:
            numbers = np.array(value, dtype=np.float64)
            wrong = [number for number in numbers.ravel().tolist() if not self.holds(number)]
            if wrong:
                super().read(wrong[0], path, faults)
            numbers.flags.writeable = False
            return numbers
        return math.nan


@dataclass(frozen=True)
class Whole(Kind):
    """A whole number, at least `at_least`."""

    at_least: int

    def read(self, value: object, path: Path, faults: list[Fault]) -> int:
        """Accept a whole number, but no 3.0."""
        if isinstance(value, bool) or not isinstance(value, Integral) or value < self.at_least:
            message = (
                f"{name_of(path)} must be a whole number, at least {self.at_least}, "
                f"not {shown(value)}"
            )
            faults.append(Fault(path, message))
            return self.at_least
        return int(value)

    def schema(self) -> dict[str, Any]:
        """Return an integer with its least value."""
        return {"type": "integer", "minimum": self.at_least}


@dataclass(frozen=True)
class Flag(Kind):
    """True or false."""

    def read(self, value: object, path: Path, faults: list[Fault]) -> bool:
        """Accept a truth value, but no 0 or "yes"."""
        if not isinstance(value, bool | np.bool_):
            faults.append(Fault(path, f"{name_of(path)} must be true or false, not {shown(value)}"))
        return bool(value)

    def schema(self) -> dict[str, Any]:
        """Return a boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, value: object, path: Path, faults: list[Fault]) -> str:
        """Accept one of the words as it is spelt."""
        if not isinstance(value, str) or value not in self.words:
            listed = ", ".join(self.words)
            message = f"{name_of(path)} must be one of {listed}, not {shown(value)}"
            faults.append(Fault(path, message, did_you_mean(str(value), self.words)))
        return str(value)

    def schema(self) -> dict[str, Any]:
        """Return the words."""
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class Pair(Kind):
    """Two numbers, each with its own range, the first not above the second if `ordered`."""

    first: Number
    second: Number
    ordered: bool = False

    def read(self, value: object, path: Path, faults: list[Fault]) -> tuple[float, float]:
        """Accept a list or tuple of two numbers."""
        if isinstance(value, str | bytes) or not isinstance(value, Sequence) or len(value) != 2:
            message = f"{name_of(path)} must be a list of two numbers, not {shown(value)}"
            faults.append(Fault(path, message))
            return (math.nan, math.nan)
        first = self.first.read(value[0], (*path, 0), faults)
        second = self.second.read(value[1], (*path, 1), faults)
        if self.ordered and first > second:
            message = (
                f"{name_of(path)} must go from small to large, not from {first:g} to {second:g}"
            )
            faults.append(Fault(path, message))
        return (first, second)

    def schema(self) -> dict[str, Any]:
        """Return an array of two."""
        items = [self.first.schema(), self.second.schema()]
        return {"type": "array", "prefixItems": items, "minItems": 2, "maxItems": 2}


def name_of(path: Path) -> str:
    """Say where a path leads, as in `betas[1]` or `schedule.cosine.total`."""
    words = ""
    for step in path:
        words += f"[{step}]" if isinstance(step, int) else f".{step}"
    return words.lstrip(".")


def shown(value: object) -> str:
    """Return `value` as a message quotes it: short, and never an error of its own."""
    try:
        return reprlib.repr(value)
    except ValueError:  # Python refuses to spell out whole numbers of thousands of digits
        return "a number of very many digits"
