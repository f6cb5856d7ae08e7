"""The parser: precedence climbing over tokens, straight into an expression.

    expression = operand { operator operand }      + - below * / below sign below ^
    operand    = [ "+" | "-" ] ( number | name | function "(" expression { "," expression } ")"
                                 | "(" expression ")" )

Constants are folded as they are met, so that every constant of the result is finite and
every constant exponent within its limit.

A mistake that leaves no doubt how the text goes on (a name that is not known, too few
arguments) is noted, and reading goes on; one that does ends it, and what comes after it is
not judged.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hikergame.landscape import expression as ex
from hikergame.landscape.errors import FormulaError
from hikergame.landscape.expression import Expr
from hikergame.landscape.formula.functions import CONSTANTS, ELSEWHERE, FUNCTIONS
from hikergame.landscape.formula.limits import LIMITS, Limits
from hikergame.landscape.formula.tokens import Kind, Token, tokenize
from hikergame.landscape.graph import Graph
from hikergame.spelling import nearest

_SUM, _PRODUCT, _SIGNED, _POWER = 1, 2, 3, 4
_UNKNOWN = ex.coordinate(0)
"""Stands for a value that a mistake hides: whatever is computed from it is no constant."""


@dataclass(frozen=True, slots=True)
class _Operator:
    precedence: int
    build: Callable[[Expr, Expr], Expr]


_OPERATORS = {
    "+": _Operator(_SUM, lambda a, b: a + b),
    "-": _Operator(_SUM, lambda a, b: a - b),
    "*": _Operator(_PRODUCT, lambda a, b: a * b),
    "/": _Operator(_PRODUCT, lambda a, b: a / b),
    "^": _Operator(_POWER, lambda a, b: a**b),
    "**": _Operator(_POWER, lambda a, b: a**b),
}


def parse(text: str, names: Sequence[str], limits: Limits = LIMITS) -> Expr:
    """Return the expression that `text` writes, `names[i]` being coordinate number i.

    Raises FormulaError, which says what is wrong and at which character and holds on to
    all else that is wrong, and ValueError when a coordinate's name is already that of a
    function or a constant.
    """
    for name in names:
        if name in FUNCTIONS or name in CONSTANTS:
            raise ValueError(f"a coordinate cannot be called {name!r}: formulas use that name")
    return _Parser(text, names, limits).formula()


class _Parser:
    def __init__(self, text: str, names: Sequence[str], limits: Limits) -> None:
        self.text = text
        self.coordinates = {name: ex.coordinate(i) for i, name in enumerate(names)}
        self.limits = limits
        self.tokens = tokenize(text, limits)
        self.next = 0
        self.depth = 0
        self.mistakes: dict[str, FormulaError] = {}
        """By what they say: what is wrong many times over is told once."""

    def formula(self) -> Expr:
        if len(self.tokens) == 1:
            raise FormulaError("the formula is empty", 0, self.text)
        result = _UNKNOWN
        try:
            result = self.expression(_SUM)
            if self.token.kind is not Kind.END:
                raise self.unexpected()
        except FormulaError as end:
            self.note(end)
        if self.mistakes:
            first, *also = sorted(self.mistakes.values(), key=lambda one: one.position)
            first.also = tuple(also)
            raise first
        return result

    def note(self, mistake: FormulaError) -> Expr:
        """Keep a mistake for the end, and return what stands for the value that was meant."""
        self.mistakes.setdefault(mistake.message, mistake)
        return _UNKNOWN

    @property
    def token(self) -> Token:
        return self.tokens[self.next]

    def advance(self) -> Token:
        token = self.token
        self.next += 1
        return token

    def at(self, sign: str) -> bool:
        return self.token.kind is Kind.SIGN and self.token.text == sign

    def expression(self, floor: int) -> Expr:
        """Read operands joined by operators that bind at least as tightly as `floor`."""
        left = self.operand()
        while self.token.kind is Kind.SIGN and self.token.text in _OPERATORS:
            operator = _OPERATORS[self.token.text]
            if operator.precedence < floor:
                break
            sign = self.advance()
            start = self.token
            if operator.precedence == _POWER:
                right = self.within_limit(self.nested(_POWER, sign), start)
            else:
                right = self.expression(operator.precedence + 1)
            left = self.folded(operator.build(left, right), (left, right), sign)
        return left

    def nested(self, floor: int, opener: Token) -> Expr:
        """Read an expression one level deeper."""
        self.depth += 1
        if self.depth > self.limits.depth:
            raise self.error(f"nested more than {self.limits.depth} levels deep", opener)
        inner = self.expression(floor)
        self.depth -= 1
        return inner

    def operand(self) -> Expr:
        token = self.token
        if token.kind is Kind.NUMBER:
            return ex.constant(float(self.advance().text))
        if token.kind is Kind.NAME:
            return self.named(self.advance())
        if self.at("-") or self.at("+"):
            sign = self.advance()
            inner = self.nested(_SIGNED, sign)
            return inner if sign.text == "+" else self.folded(-inner, (inner,), sign)
        if self.at("("):
            return self.group(self.advance())
        if token.kind is Kind.END:
            raise self.error("the formula ends where a value should stand", token)
        raise self.error(f"a value should stand here, not {token.text!r}", token)

    def group(self, opener: Token) -> Expr:
        """Read what stands in parentheses, after the opening one."""
        inner = self.nested(_SUM, opener)
        self.close(opener)
        return inner

    def close(self, opener: Token) -> None:
        if self.at(")"):
            self.advance()
        elif self.token.kind is Kind.END:
            raise self.error("this parenthesis is never closed", opener)
        else:
            raise self.unexpected()

    def named(self, name: Token) -> Expr:
        if name.text in FUNCTIONS:
            return self.call(name)
        if name.text in self.coordinates:
            return self.coordinates[name.text]
        if name.text in CONSTANTS:
            return ex.constant(CONSTANTS[name.text])
        if self.at("("):
            unknown = self.note(self.unknown(name, "function", list(FUNCTIONS)))
            self.arguments()
            return unknown
        known = [*self.coordinates, *CONSTANTS, *FUNCTIONS]
        return self.note(self.unknown(name, "name", known))

    def call(self, name: Token) -> Expr:
        function = FUNCTIONS[name.text]
        if not self.at("("):
            raise self.error(
                f"{name.text} is a function", name, f"write {name.text}(...) with parentheses"
            )
        args = self.arguments()
        if len(args) < function.fewest or (function.most and len(args) > function.most):
            takes = f"{name.text} takes {function.arity}, not {len(args)}"
            return self.note(self.error(takes, name))
        return self.folded(function.build(*args), args, name)

    def arguments(self) -> list[Expr]:
        """Read what a function is given, its parentheses included."""
        opener = self.advance()
        args = []
        if not self.at(")"):
            args.append(self.nested(_SUM, opener))
            while self.at(","):
                args.append(self.nested(_SUM, self.advance()))
        self.close(opener)
        return args

    def within_limit(self, exponent: Expr, start: Token) -> Expr:
        most = self.limits.exponent
        if exponent.op != "constant" or abs(exponent.number) <= most:
            return exponent
        large = f"the exponent {exponent.number:.6g} is too large"
        return self.note(self.error(large, start, f"at most {most:g}"))

    def folded(self, expr: Expr, args: Sequence[Expr], sign: Token) -> Expr:
        """Return `expr`, computed if all its `args` are constant; refuse what is not finite."""
        if any(arg.op != "constant" for arg in args):
            return expr
        graph = Graph()
        value = graph.value_of(graph.lower(expr))
        if value is None or not math.isfinite(value):
            infinite = value is not None and math.isinf(value)
            problem = "is infinite or too large" if infinite else "has no value"
            return self.note(self.error(f"what {sign.text!r} computes here {problem}", sign))
        return ex.constant(value)

    def unexpected(self) -> FormulaError:
        """Return the error for a token that cannot follow the value before it."""
        token, before = self.token, self.tokens[self.next - 1]
        if self.at(")"):
            return self.error("this parenthesis was never opened", token)
        if self.at(","):
            return self.error("a comma can only part the arguments of a function", token)
        hint = "to multiply, write *"
        if token.kind in (Kind.NAME, Kind.NUMBER) and before.kind in (Kind.NAME, Kind.NUMBER):
            hint = f"to multiply, write {before.text}*{token.text}"
        return self.error(f"an operator should stand before {token.text!r}", token, hint)

    def unknown(self, name: Token, kind: str, known: Sequence[str]) -> FormulaError:
        close = nearest(name.text, known)
        hint = ELSEWHERE.get(name.text)
        if hint is None and close is not None:
            hint = f"did you mean {close}?"
        if hint is None and kind == "name":
            hint = f"the coordinates are {', '.join(self.coordinates)}"
        return self.error(f"unknown {kind} {name.text!r}", name, hint)

    def error(self, message: str, token: Token, hint: str | None = None) -> FormulaError:
        return FormulaError(message, token.position, self.text, hint)
