"""The term `classic`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hikergame.faults import Fault
from hikergame.landscape.classics import CLASSICS, find_classic
from hikergame.landscape.expression import Expr
from hikergame.landscape.terms.base import Term
from hikergame.landscape.terms.fields import Kind, described
from hikergame.landscape.terms.registry import term


@term(
    "classic",
    example={"name": "himmelblau", "at": [0.4, -0.3], "rotate": 25, "weight": 0.04},
    shorthand="name",
)
class ClassicTerm(Term):
    """A named test function of the optimisation literature, in the coordinates it is known by.

    Its place is where the origin of those coordinates comes to stand, not its lowest point.
    """

    name: str = described(
        "Which one; some exist in two dimensions only.", kind=Kind.TEXT, choices=sorted(CLASSICS)
    )

    def expression(self, local: Sequence[Expr]) -> Expr:
        """Return the classic as a function of `local`."""
        return find_classic(self.name).expression(local)

    def _misfits(self, dims: int) -> Iterator[Fault]:
        known = CLASSICS[self.name].dims
        if dims not in known:
            message = f"{self.name} is a function of {known}, but the ground has {dims}"
            yield Fault(("name",), message)
        yield from super()._misfits(dims)
