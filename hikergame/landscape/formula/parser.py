"""The parser: precedence climbing over tokens, straight into an expression.

    expression = operand { operator operand }      + - below * / below sign below ^
    operand    = [ "+" | "-" ] ( number | name | function "(" expression { "," expression } ")"
                                 | "(" expression ")" )

Constants are folded as they are met, so that every constant of the result is finite and
every constant exponent within its limit.
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

    Raises FormulaError, which says what is wrong and at which character, and ValueError
    when a coordinate's name is already that of a function or a constant.
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

    def formula(self) -> Expr:
        if len(self.tokens) == 1:
            raise FormulaError("the formula is empty", 0, self.text)
        result = self.expression(_SUM)
        if self.token.kind is not Kind.END:
            raise self.unexpected()
        return result

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
                right = self.nested(_POWER, sign)
                self.check_exponent(right, start)
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
        if self.at("(") and name.text not in self.coordinates and name.text not in CONSTANTS:
            raise self.unknown(name, "function", list(FUNCTIONS))
        if name.text in self.coordinates:
            return self.coordinates[name.text]
        if name.text in CONSTANTS:
            return ex.constant(CONSTANTS[name.text])
        known = [*self.coordinates, *CONSTANTS, *FUNCTIONS]
        raise self.unknown(name, "name", known)

    def call(self, name: Token) -> Expr:
        function = FUNCTIONS[name.text]
        if not self.at("("):
            raise self.error(
                f"{name.text} is a function", name, f"write {name.text}(...) with parentheses"
            )
        opener = self.advance()
        args = []
        if not self.at(")"):
            args.append(self.nested(_SUM, opener))
            while self.at(","):
                args.append(self.nested(_SUM, self.advance()))
        self.close(opener)
        if len(args) < function.fewest or (function.most and len(args) > function.most):
            raise self.error(f"{name.text} takes {function.arity}, not {len(args)}", name)
        return self.folded(function.build(*args), args, name)

    def check_exponent(self, exponent: Expr, start: Token) -> None:
        most = self.limits.exponent
        if exponent.op == "constant" and abs(exponent.number) > most:
            raise self.error(
                f"the exponent {exponent.number:.6g} is too large", start, f"at most {most:g}"
            )

    def folded(self, expr: Expr, args: Sequence[Expr], sign: Token) -> Expr:
        """Return `expr`, computed if all its `args` are constant; refuse what is not finite."""
        if any(arg.op != "constant" for arg in args):
            return expr
        graph = Graph()
        value = graph.value_of(graph.lower(expr))
        if value is None or not math.isfinite(value):
            infinite = value is not None and math.isinf(value)
            problem = "is infinite or too large" if infinite else "has no value"
            raise self.error(f"what {sign.text!r} computes here {problem}", sign)
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
