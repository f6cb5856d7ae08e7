"""Plain scalars are read by the rules of YAML 1.2."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.level.scalars import cure_for_number, cure_for_truth, resolve


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e3", 1000.0),
        ("1e-3", 0.001),
        ("1E+3", 1000.0),
        ("-.5", -0.5),
        ("+2.", 2.0),
        ("-0", 0),
        ("12", 12),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("null", None),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("1e999", math.inf),
        ("9" * 5000, math.inf),
    ],
)
def test_what_looks_like_a_number_or_a_word_of_yaml_is_one(text: str, value: object) -> None:
    resolved = resolve(text)
    assert resolved == value
    assert type(resolved) is type(value)


WORDS = "no yes on off y n nan inf tRue e3 1e . + --1 ٣"
DISGUISED = "1:30 2024-01-31 010 0x1f 0o17 1_000 1,5"


@pytest.mark.parametrize("text", [*WORDS.split(), *DISGUISED.split()])
def test_all_else_is_text(text: str) -> None:
    assert resolve(text) == text


def test_not_a_number_is_one() -> None:
    value = resolve(".NaN")
    assert isinstance(value, float)
    assert math.isnan(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_python_writes_is_read_back(number: float) -> None:
    assert resolve(repr(number)) == number


@given(st.integers(-(10**17), 10**17))
def test_every_whole_number_is_read_back(number: int) -> None:
    assert resolve(str(number)) == number


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("1,5", "write it with a decimal point: 1.5"),
        ("−3", "write it with a plain hyphen for the minus: -3"),
        ("007", "write it without leading zeros: 7"),
        ("10 000", "write it without separators: 10000"),
        ("45°", "write it without a unit: 45"),
        ("three", None),
        ("1:30", None),
    ],
)
def test_a_number_in_disguise_is_told_how_to_be_one(text: str, cure: str | None) -> None:
    assert cure_for_number(text, quoted=False) == cure


@pytest.mark.parametrize(
    ("text", "cure"),
    [("yes", "write true"), ("Off", "write false"), ("TrUe", "write true"), ("maybe", None)],
)
def test_a_truth_value_in_disguise_is_told_how_to_be_one(text: str, cure: str | None) -> None:
    assert cure_for_truth(text) == cure
