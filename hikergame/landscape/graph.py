"""Graphs: expressions numbered by value, simplified, and differentiated.

A `Graph` holds each distinct value once: equal operations on equal arguments get the
same number, an argument's number is always below that of its user, and the adjoint
nodes of reverse-mode differentiation join the same graph, so that a gradient shares
whatever the value has computed already.

Simplification moves finite results by no more than rounding (see `simplify`). Nothing here
recurses: a chain of any length is lowered and differentiated.

At kinks a gradient is one member of the subdifferential, and finite: the derivative of
`absolute` at 0 is 0, that of `sqrt` at 0 is 0, and `minimum` and `maximum` share a tie
equally.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from hikergame.landscape.derivatives import DERIVATIVES
from hikergame.landscape.expression import Expr
from hikergame.landscape.operations import OPERATIONS
from hikergame.landscape.simplify import RULES

__all__ = ["OPERATIONS", "Graph"]


class Graph:
    """Numbered values; see the module's docstring. Not for concurrent building."""

    def __init__(self) -> None:
        self.ops: list[str] = []
        """Of each node: its operation, or "constant" or "coordinate"."""
        self.args: list[tuple[int, ...]] = []
        """Of each node: the numbers of its arguments."""
        self.numbers: list[float] = []
        """Of each node: a constant's value, a coordinate's index, else zero."""
        self.depends: list[int] = []
        """Of each node: the coordinates that it depends on, as a bit set."""
        self._known: dict[tuple[str, tuple[int, ...], str], int] = {}

    def constant(self, value: float) -> int:
        """Return the node that is `value` everywhere; it need not be finite."""
        return self._intern("constant", (), float(value) + 0.0)

    def coordinate(self, index: int) -> int:
        """Return the node of coordinate `index`."""
        return self._intern("coordinate", (), float(index))

    def node(self, op: str, *args: int) -> int:
        """Return a node equal to `op` of `args`, simplified where a rule applies."""
        values = [self.value_of(arg) for arg in args]
        known = [value for value in values if value is not None]
        if len(known) == len(args):
            with np.errstate(all="ignore"):
                return self.constant(float(OPERATIONS[op].ufunc(*map(np.float64, known))))
        rule = RULES.get(op)
        simpler = rule(self, *args) if rule else None
        return self.intern(op, *args) if simpler is None else simpler

    def intern(self, op: str, *args: int) -> int:
        """Return the node that is `op` of `args` as it stands."""
        if OPERATIONS[op].commutative:
            args = tuple(sorted(args, key=lambda arg: (self.ops[arg] != "constant", arg)))
        return self._intern(op, args, 0.0)

    def value_of(self, node: int) -> float | None:
        """Return the value of a constant node; None for any other."""
        return self.numbers[node] if self.ops[node] == "constant" else None

    def lower(self, expr: Expr) -> int:
        """Add `expr` to the graph and return its node."""
        lowered: dict[int, int] = {}
        stack = [expr]
        while stack:
            top = stack[-1]
            missing = [arg for arg in top.args if id(arg) not in lowered]
            if id(top) in lowered:
                stack.pop()
            elif missing:
                stack.extend(reversed(missing))
            else:
                stack.pop()
                lowered[id(top)] = self._lower_one(top, [lowered[id(arg)] for arg in top.args])
        return lowered[id(expr)]

    def gradient(self, root: int, dims: int) -> tuple[int, ...]:
        """Add the partial derivatives of `root`; return one node for each of `dims` coordinates."""
        partials = [self.constant(0.0)] * dims
        pending: dict[int, list[int]] = {root: [self.constant(1.0)]}
        for node in range(root, -1, -1):
            if node not in pending:
                continue
            # Last come, first summed: sums then run in the order of the value's own
            # terms, and a term's values can be forgotten before the next begins.
            adjoint = self.total(reversed(pending.pop(node)))
            op = self.ops[node]
            if op == "coordinate":
                partials[int(self.numbers[node])] = adjoint
            elif op != "constant":
                self._pass_down(node, adjoint, pending)
        return tuple(partials)

    def total(self, nodes: Iterable[int]) -> int:
        """Return the sum of `nodes`, from left to right."""
        result = self.constant(0.0)
        for node in nodes:
            result = self.node("add", result, node)
        return result

    def reachable(self, roots: Iterable[int]) -> list[int]:
        """Return `roots` and all that they rest on, arguments before their users."""
        seen: set[int] = set()
        stack = list(roots)
        while stack:
            node = stack.pop()
            if node not in seen:
                seen.add(node)
                stack.extend(self.args[node])
        return sorted(seen)

    def _lower_one(self, expr: Expr, args: list[int]) -> int:
        if expr.op == "constant":
            return self.constant(expr.number)
        if expr.op == "coordinate":
            return self.coordinate(int(expr.number))
        return self.node(expr.op, *args)

    def _pass_down(self, node: int, adjoint: int, pending: dict[int, list[int]]) -> None:
        """Hand each argument of `node` its share of the node's adjoint."""
        args = self.args[node]
        for place, arg in enumerate(args):
            if not self.depends[arg]:
                continue
            share = DERIVATIVES[self.ops[node]][place](self, adjoint, node, *args)
            if self.value_of(share) != 0.0:
                pending.setdefault(arg, []).append(share)

    def _intern(self, op: str, args: tuple[int, ...], number: float) -> int:
        key = (op, args, number.hex())
        if key not in self._known:
            self._known[key] = len(self.ops)
            mask = 1 << int(number) if op == "coordinate" else 0
            for arg in args:
                mask |= self.depends[arg]
            self.ops.append(op)
            self.args.append(args)
            self.numbers.append(number)
            self.depends.append(mask)
        return self._known[key]
