"""The term `formula`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hikergame.faults import Fault
from hikergame.landscape.errors import FormulaError
from hikergame.landscape.expression import Expr, coordinate, substitute
from hikergame.landscape.formula import parse
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.fields import Kind, described
from hikergame.landscape.terms.registry import term

_LETTERS = ("x", "y", "z")
_NUMBERED = re.compile(r"\bx[0-9]", re.ASCII)


@term(
    "formula",
    example={"text": "0.6*sin(2*x)*cos(1.5*y)"},
    shorthand="text",
)
class Formula(Term):
    """The height as a formula of the coordinates, measured from its place.

    They are called x, y and z, or x0, x1, ...; the latter always where there are more than three.
    """

    text: str = described(
        "The formula, such as 0.5*x^2 + sin(3*y): numbers, coordinates, pi, e, + - * / ^ and "
        "functions.",
        kind=Kind.TEXT,
    )

    def expression(self, local: Sequence[Expr]) -> Expr:
        """Return the formula as a function of `local`; FormulaError when it makes no sense."""
        return substitute(parse(self.text, self._names(len(local))), local)

    def _misfits(self, dims: int) -> Iterator[Fault]:
        try:
            self.expression([coordinate(i) for i in range(dims)])
        except FormulaError as first:
            for error in (first, *first.also):
                yield Fault(("text",), error.message, error.hint, error.position)
        yield from super()._misfits(dims)

    def _names(self, dims: int) -> Sequence[str]:
        if dims > len(_LETTERS) or _NUMBERED.search(self.text):
            return [f"x{i}" for i in range(dims)]
        return _LETTERS[:dims]
