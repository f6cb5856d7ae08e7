"""The operations that a graph may hold, and the numpy function that computes each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: `ufunc(*args, out)` computes it elementwise."""

    arity: int
    ufunc: Callable[..., Any]
    commutative: bool = False


def _minimum(a: Any, b: Any, out: Any = None) -> Any:
    # numpy asks for `out` by name here, because a third array was often a mistake.
    return np.minimum(a, b, out=out)


def _maximum(a: Any, b: Any, out: Any = None) -> Any:
    return np.maximum(a, b, out=out)


OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        "add": Operation(2, np.add, commutative=True),
        "sub": Operation(2, np.subtract),
        "mul": Operation(2, np.multiply, commutative=True),
        "div": Operation(2, np.divide),
        "pow": Operation(2, np.power),
        "atan2": Operation(2, np.arctan2),
        "minimum": Operation(2, _minimum, commutative=True),
        "maximum": Operation(2, _maximum, commutative=True),
        "neg": Operation(1, np.negative),
        "square": Operation(1, np.square),
        "sqrt": Operation(1, np.sqrt),
        "exp": Operation(1, np.exp),
        "log": Operation(1, np.log),
        "sin": Operation(1, np.sin),
        "cos": Operation(1, np.cos),
        "tan": Operation(1, np.tan),
        "asin": Operation(1, np.arcsin),
        "acos": Operation(1, np.arccos),
        "atan": Operation(1, np.arctan),
        "sinh": Operation(1, np.sinh),
        "cosh": Operation(1, np.cosh),
        "tanh": Operation(1, np.tanh),
        "absolute": Operation(1, np.absolute),
        "sign": Operation(1, np.sign),
    }
)
