"""The box of a level: `{x: [-6, 6], y: [-4, 4]}`, or a list of pairs in order."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    TypeAdapter,
    ValidationError,
)

from hikergame.level.findings import Finding, refuse
from hikergame.level.text import quote

MOST_DIMS: Final = 64
FARTHEST: Final = 1e9
"""No bound may be farther from zero than this, metres."""

_COMPASS = ("x", "y", "z")
_INDEXED = re.compile(r"x(?:0|[1-9][0-9]*)")


@dataclass(frozen=True, slots=True)
class Frame:
    """The box of a level, which the rest of the level must fit."""

    axes: tuple[str, ...]
    """The names of the coordinates."""
    bounds: tuple[tuple[float, float], ...]
    """The lowest and the highest place along each, metres; none where they are no good."""

    @property
    def dims(self) -> int:
        """The number of coordinates."""
        return len(self.axes)


def _two(pair: object) -> object:
    if not isinstance(pair, list) or len(pair) != 2:
        refuse([Finding("must be two numbers, the lowest and the highest, as in [-6, 6]")])
    return pair


def _ascending(pair: list[float]) -> list[float]:
    if pair[0] >= pair[1]:
        refuse([Finding(f"must be the lower bound first: {pair[0]:g} is not below {pair[1]:g}")])
    return pair


_Place = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]
_Pair = Annotated[list[_Place], BeforeValidator(_two), AfterValidator(_ascending)]
_PAIRS: TypeAdapter[Any] = TypeAdapter(
    Annotated[
        Annotated[dict[str, _Pair], Field(min_length=1, max_length=MOST_DIMS), Tag("named")]
        | Annotated[list[_Pair], Field(min_length=1, max_length=MOST_DIMS), Tag("listed")],
        Discriminator(lambda value: "listed" if isinstance(value, list) else "named"),
    ],
    config=ConfigDict(strict=True, allow_inf_nan=False),
)

_PAIR_SCHEMA: Final = {
    "type": "array",
    "items": {"type": "number", "minimum": -FARTHEST, "maximum": FARTHEST},
    "minItems": 2,
    "maxItems": 2,
}
BOUNDS_SCHEMA: Final[dict[str, Any]] = {
    "anyOf": [
        {
            "type": "object",
            "properties": {
                name: {**_PAIR_SCHEMA, "description": f"Lowest and highest {name}, metres."}
                for name in _COMPASS
            },
            "patternProperties": {f"^{_INDEXED.pattern}$": _PAIR_SCHEMA},
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": MOST_DIMS,
        },
        {"type": "array", "items": _PAIR_SCHEMA, "minItems": 1, "maxItems": MOST_DIMS},
    ]
}
"""The JSON Schema of bounds."""


def read_frame(value: object) -> Frame:
    """Return the box that bounds mean, its coordinates in order.

    Raises what pydantic takes for errors of a validator.
    """
    pairs = _PAIRS.validate_python(value)
    if isinstance(pairs, list):
        return Frame(axis_names(len(pairs)), tuple((low, high) for low, high in pairs))
    indexed = tuple(f"x{i}" for i in range(len(pairs)))
    axes = indexed if set(pairs) == set(indexed) else _COMPASS[: len(pairs)]
    if set(pairs) != set(axes):
        refuse([_misnamed(pairs)])
    return Frame(axes, tuple((pairs[axis][0], pairs[axis][1]) for axis in axes))


def guess_frame(value: object) -> Frame | None:
    """Return the box as far as bounds tell it, which may be wrong; None if they tell nothing."""
    try:
        return read_frame(value)
    except ValidationError:
        counted = isinstance(value, dict | list) and 0 < len(value) <= MOST_DIMS
        return Frame(axis_names(len(value)), ()) if counted else None  # type: ignore[arg-type]


def axis_names(dims: int) -> tuple[str, ...]:
    """Return the names of coordinates that were given without names."""
    return _COMPASS[:dims] if dims <= len(_COMPASS) else tuple(f"x{i}" for i in range(dims))


def _misnamed(pairs: dict[str, list[float]]) -> Finding:
    cure = "they are x, then y, then z, or x0, x1, x2 and so on"
    for name in pairs:
        if name not in _COMPASS and not _INDEXED.fullmatch(name):
            return Finding(f"{quote(name)} is no coordinate", cure, (name,), on_key=True)
    return Finding("must name every coordinate, in one of two ways", cure)
