"""The names that a formula may use, beside those of the coordinates."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from types import MappingProxyType

from hikergame.landscape import expression as ex
from hikergame.landscape.expression import Expr


@dataclass(frozen=True, slots=True)
class Function:
    """A function of a formula: how many arguments it takes, and what it builds."""

    build: Callable[..., Expr]
    fewest: int = 1
    most: int | None = 1
    """None when there is no upper limit."""

    @property
    def arity(self) -> str:
        """How many arguments it takes, in words."""
        if self.most is None:
            return f"{self.fewest} or more arguments"
        return "1 argument" if self.most == 1 else f"{self.most} arguments"


def _least(*args: Expr) -> Expr:
    return reduce(ex.minimum, args)


def _greatest(*args: Expr) -> Expr:
    return reduce(ex.maximum, args)


def _hypot(*args: Expr) -> Expr:
    return ex.sqrt(ex.total(map(ex.square, args)))


FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        "sin": Function(ex.sin),
        "cos": Function(ex.cos),
        "tan": Function(ex.tan),
        "asin": Function(ex.asin),
        "acos": Function(ex.acos),
        "atan": Function(ex.atan),
        "atan2": Function(ex.atan2, 2, 2),
        "sinh": Function(ex.sinh),
        "cosh": Function(ex.cosh),
        "tanh": Function(ex.tanh),
        "exp": Function(ex.exp),
        "log": Function(ex.log),
        "sqrt": Function(ex.sqrt),
        "abs": Function(ex.absolute),
        "sign": Function(ex.sign),
        "min": Function(_least, 2, None),
        "max": Function(_greatest, 2, None),
        "hypot": Function(_hypot, 2, None),
    }
)
"""The functions, by name. Angles are in radians; `log` is the natural logarithm."""

CONSTANTS: Mapping[str, float] = MappingProxyType({"pi": math.pi, "e": math.e})
"""The constants, by name."""

ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        "ln": "the natural logarithm is log",
        "log10": "write log(x)/log(10)",
        "log2": "write log(x)/log(2)",
        "pow": "write x^y",
        "fabs": "did you mean abs?",
        "arcsin": "did you mean asin?",
        "arccos": "did you mean acos?",
        "arctan": "did you mean atan?",
        "arctan2": "did you mean atan2?",
        "sgn": "did you mean sign?",
        "floor": "a ground needs a slope everywhere, and a staircase has none",
        "ceil": "a ground needs a slope everywhere, and a staircase has none",
        "round": "a ground needs a slope everywhere, and a staircase has none",
    }
)
"""Names that other languages use, and what to write here."""
