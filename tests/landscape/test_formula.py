"""Formulas: what they mean, and what is refused where."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikergame.errors import ExitCode
from hikergame.landscape import FormulaError, Landscape
from hikergame.landscape.formula import Limits, parse

PLACE = (2.0, 3.0)


def evaluate(text, names=("x", "y"), place=PLACE):
    expression = parse(text, names)
    return float(Landscape.from_expression(expression, [[-9, 9]] * len(names)).value(place))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-x^2", -4),
        ("(-x)^2", 4),
        ("2^-1", 0.5),
        ("2^3^2", 512),
        ("(2^3)^2", 64),
        ("2^-x^2", 1 / 16),
        ("-2^2", -4),
        ("x**y", 8),
        ("x ** -y", 1 / 8),
        ("1-2-3", -4),
        ("8/4/2", 1),
        ("8/4*2", 4),
        ("2+3*4", 14),
        ("(2+3)*4", 20),
        ("2*-x", -4),
        ("2--x", 4),
        ("- -x", 2),
        ("+x", 2),
        ("x - -+-y", -1),
        ("min(x, y, 1)", 1),
        ("max(x, y)", 3),
        ("hypot(3, 4)", 5),
        ("hypot(1, 2, 2)", 3),
        ("atan2(1, 0)", math.pi / 2),
        ("sin(pi/2) + cos(0) + tan(0)", 2),
        ("asin(1) + acos(1) + atan(0)", math.pi / 2),
        ("sinh(0) + cosh(0) + tanh(0)", 1),
        ("exp(log(x))", 2),
        ("sqrt(x*2)", 2),
        ("abs(-y)", 3),
        ("sign(-y)", -1),
        ("e", math.e),
        ("1e3 + .5 + 1. + 2.5E-1", 1001.75),
        ("2e", None),
        ("\tx\n +\r\n y ", 5),
        ("x^0.5^2", 2**0.25),
        ("0.6*sin(2*x)*cos(1.5*y)", 0.6 * math.sin(4) * math.cos(4.5)),
    ],
)
def test_meaning(text, value):
    if value is None:
        with pytest.raises(FormulaError):
            evaluate(text)
    else:
        assert evaluate(text) == pytest.approx(value, rel=1e-14)


def test_names_are_those_of_the_coordinates():
    assert evaluate("x0 + 2*x1 + 3*x2", ("x0", "x1", "x2"), (1.0, 2.0, 3.0)) == 14
    assert evaluate("height", ("height",), (4.0,)) == 4
    with pytest.raises(ValueError, match="'e'"):
        parse("e", ["e"])


@pytest.mark.parametrize(
    ("text", "position", "message", "hint"),
    [
        ("", 0, "empty", None),
        (" \n ", 0, "empty", None),
        ("9^9^9^9", 4, "exponent 3.8742e+08", "at most 100"),
        ("x^1e9", 2, "exponent", None),
        ("x^-101", 2, "exponent", None),
        ("1e999", 0, "too large a number", None),
        ("x + " + "9" * 400, 4, "too large a number", None),
        ("1/0", 1, "infinite", None),
        ("1e200*1e200", 5, "too large", None),
        ("log(0)", 0, "infinite", None),
        ("x + sqrt(-1)", 4, "no value", None),
        ("(-8)^(1/3)", 4, "no value", None),
        ("s\u00edn(x)", 1, "'\u00ed' cannot be part of a name", "letters a to z"),
        ("x + \u00e9", 4, "cannot be part", "letters a to z"),
        ("\U0001d569", 0, "cannot be part", "letters a to z"),
        ("x\u00d7y", 1, "means nothing", "write *"),
        ("x\u00b2", 1, "means nothing", "write ^2"),
        ("x\u2212y", 1, "means nothing", "hyphen"),
        ("x\x1b[31m", 1, "'\\x1b' means nothing", None),
        ("x\x00", 1, "means nothing", None),
        ("x = 3", 2, "means nothing", "equal"),
        ("(x", 0, "never closed", None),
        ("sin(x", 3, "never closed", None),
        ("(x]", 2, "means nothing", "parentheses"),
        ("x)", 1, "never opened", None),
        ("x,y", 1, "comma", None),
        ("(x,y)", 2, "comma", None),
        ("()", 1, "a value should stand here", None),
        ("sin()", 0, "takes 1 argument, not 0", None),
        ("sin(x,y)", 0, "takes 1 argument, not 2", None),
        ("min(x)", 0, "takes 2 or more arguments, not 1", None),
        ("atan2(x)", 0, "takes 2 arguments, not 1", None),
        ("max(,x)", 4, "a value should stand here, not ','", None),
        ("max(x,)", 6, "a value should stand here, not ')'", None),
        ("x+", 2, "ends where a value should stand", None),
        ("-", 1, "ends where a value should stand", None),
        ("x*/y", 2, "a value should stand here, not '/'", None),
        ("x^^2", 2, "a value should stand here", None),
        ("*x", 0, "a value should stand here", None),
        ("2x", 1, "an operator should stand before 'x'", "2*x"),
        ("x y", 2, "an operator", "x*y"),
        ("2(x)", 1, "an operator", "write *"),
        ("(x)(y)", 3, "an operator", "write *"),
        ("1.2.3", 3, "an operator", None),
        ("2e", 1, "an operator", None),
        ("x..y", 1, "means nothing", None),
        ("sin x", 0, "sin is a function", "sin(...)"),
        ("sinn(x)", 0, "unknown function 'sinn'", "did you mean sin?"),
        ("sqr(x)", 0, "unknown function 'sqr'", "did you mean sqrt?"),
        ("ln(x)", 0, "unknown function 'ln'", "log"),
        ("__import__('os')", 11, "means nothing", None),
        ("x.real", 1, "means nothing", None),
        ("lambda", 0, "unknown name", "x, y"),
        ("z", 0, "unknown name 'z'", "x, y"),
        ("zeta(x)", 0, "unknown function 'zeta'", None),
        ("p1 + x", 0, "unknown name 'p1'", None),
        ("-" * 101 + "x", 100, "nested more than 100", None),
        ("-" * 5_000 + "x", 4_000, "more than 4000", None),
        ("(" * 101 + "x" + ")" * 101, 100, "nested more than 100", None),
        ("sin(" * 101 + "x" + ")" * 101, 403, "nested more than 100", None),
        ("x^" * 101 + "x", 201, "nested more than 100", None),
        ("1" * 10_001, 10_000, "10001 characters", None),
    ],
    ids=lambda value: ascii(value)[:24],
)
def test_what_is_refused_says_why_and_where(text, position, message, hint):
    with pytest.raises(FormulaError) as caught:
        parse(text, ["x", "y"])
    error = caught.value
    assert message in error.message
    assert error.position == position
    assert error.text == text
    assert error.exit_code is ExitCode.BAD_LEVEL
    if hint:
        assert hint in error.hint
    shown, caret = error.excerpt.split("\n")
    assert all(character.isprintable() for character in shown)
    assert len(caret) <= 80
    if 0 < position < len(text) and text[position].isascii() and text[position].isprintable():
        assert shown[caret.index("^")] == text[position]


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("foo(x) + bar*y", [(0, "function 'foo'"), (9, "name 'bar'")]),
        ("sin(x, y) + lg(2) - max(x)", [(0, "sin takes"), (12, "'lg'"), (20, "max takes")]),
        ("lg(z + sin())", [(0, "'lg'"), (3, "name 'z'"), (7, "sin takes")]),
        ("1/0 + x^200 + q", [(1, "infinite"), (8, "exponent 200"), (14, "'q'")]),
        # What stands for an unknown value is no constant, and so has no mistakes of its own.
        ("1/q + log(q) + 2^q", [(2, "'q'")]),
        ("9^9^9^9", [(4, "exponent")]),
        # What cannot be read ends the reading: nothing behind it is judged.
        ("q + 2x + p", [(0, "'q'"), (5, "an operator")]),
        ("q + (p", [(0, "'q'"), (4, "never closed"), (5, "'p'")]),
        ("q + \u00e9", [(4, "cannot be part")]),
    ],
)
def test_all_that_is_wrong_is_told_at_once(text, mistakes):
    with pytest.raises(FormulaError) as caught:
        parse(text, ["x", "y"])
    told = [caught.value, *caught.value.also]
    assert [error.position for error in told] == [position for position, _ in mistakes]
    assert all(part in error.message for error, (_, part) in zip(told, mistakes, strict=True))
    assert all(not error.also for error in caught.value.also)


def test_depth_within_the_limit_is_read():
    for text in ("-" * 100 + "x", "(" * 100 + "x" + ")" * 100, "sin(" * 100 + "x" + ")" * 100):
        assert math.isfinite(evaluate(text))
    assert evaluate("+".join(["x"] * 2_000)) == 4_000
    assert evaluate("hypot(" + ",".join(["1"] * 1_600) + ")") == 40


def test_limits_can_be_set():
    with pytest.raises(FormulaError, match="4 characters, more than 3"):
        parse("x+yy", ["x", "y"], Limits(length=3))
    with pytest.raises(FormulaError, match="at most 3"):
        parse("x^4", ["x"], Limits(exponent=3))


def test_the_message_counts_from_one_for_people():
    with pytest.raises(FormulaError) as caught:
        parse("2*sinn(x)", ["x"])
    text = "unknown function 'sinn' (character 3 of the formula); did you mean sin?"
    assert str(caught.value) == text
    assert caught.value.excerpt == "2*sinn(x)\n  ^"


def test_an_excerpt_of_a_long_formula_is_short():
    with pytest.raises(FormulaError) as caught:
        parse("x+" * 100 + "\u00e9" + "+x" * 100, ["x"])
    shown, caret = caught.value.excerpt.split("\n")
    assert shown.startswith("...x+x+")
    assert shown.endswith("...")
    assert shown[caret.index("^")] == "\u00e9"
    wide = FormulaError("", 1, "\u4e2d\u0301\nx")
    assert wide.excerpt == "???x\n ^"


@settings(max_examples=400, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=60),
        st.text(alphabet="xy0123456789.e+-*/^() ,sincoqrtmaxp", max_size=60),
    )
)
def test_any_text_is_read_or_refused(text):
    error = None
    try:
        expression = parse(text, ["x", "y"])
    except FormulaError as refusal:
        error = refusal
    if error is None:
        landscape = Landscape.from_expression(expression, [[-1, 1]] * 2)
        assert landscape.value_and_gradient([0.3, 0.4])[1].shape == (2,)
    else:
        assert 0 <= error.position <= len(text)
        assert str(error)
        assert error.excerpt


def test_a_formula_can_be_differentiated():
    landscape = Landscape.from_expression(parse("x^3*y - cos(y)", ["x", "y"]), [[-9, 9]] * 2)
    expected = [3 * 4 * 3, 8 + np.sin(3)]
    np.testing.assert_allclose(landscape.gradient(PLACE), expected, rtol=1e-14)
