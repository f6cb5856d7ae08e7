import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.cli.plain.prose import (
    counted,
    degrees,
    direction,
    higher,
    metres,
    ordinal,
    risen,
    sentences,
    spoken,
)
from hikergame.figures import number
from hikergame.hike.figures import Height


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0"),
        (1.0, "1"),
        (0.8, "0.8"),
        (-1.2345, "-1.23"),
        (12.5, "12.5"),
        (99.99, "100"),
        (4030.4, "4030"),
        (0.000123, "under 0.001"),
        (-0.000123, "just under 0"),
        (1e-10, "0"),
        (-1e-10, "0"),
        (2.5e9, "2500000000"),
    ],
)
def test_numbers_are_said_to_three_figures(value: float, said: str) -> None:
    assert number(value) == said


@given(st.floats(min_value=-1e9, max_value=1e9))
def test_numbers_are_said_without_exponents_and_nearly_right(value: float) -> None:
    said = number(value)
    if abs(value) < 0.001:
        assert said in ("0", "under 0.001", "just under 0")
        return
    assert set(said) <= set("-.0123456789")
    assert float(said) == pytest.approx(value, rel=5.1e-3, abs=1e-6)


def test_units_have_their_singular() -> None:
    assert metres(1.0) == "1 metre"
    assert metres(0.5) == "0.5 metres"
    assert counted(1, "step") == "1 step"
    assert counted(0, "step") == "0 steps"
    assert degrees(359.7) == "0 degrees"


def test_heights_are_compared_in_words() -> None:
    assert higher(-2.0, "the start") == "2 metres lower than the start"
    assert higher(1.0) == "1 metre higher"
    assert higher(0.0, "here") == "as high as here"
    assert higher(1e-12) == "no higher and no lower"


@pytest.mark.parametrize(
    ("height", "said"),
    [
        (Height(-2.4149, 0.0512), "2.41 metres lower than here, give or take 0.05 metres"),
        (Height(-2.4149, 0.0), "2.41 metres lower than here"),
        (
            Height(-11.1, 12.3),
            "11 metres lower than here, give or take 12 metres, too blurred to trust",
        ),
        (Height(0.1, 3.0), "as high as here, give or take 3 metres, too blurred to trust"),
    ],
)
def test_heights_are_said_no_finer_than_they_are_known(height: Height, said: str) -> None:
    assert risen(height, "here") == said


@pytest.mark.parametrize(
    ("move", "axes", "said"),
    [
        ((2.0,), "x", "towards east"),
        ((-0.1,), "x", "towards west"),
        ((1.0, -1.0), "xy", "towards south-east, heading 135 degrees"),
        ((0.0, 1.0), "xy", "towards north, heading 0 degrees"),
        ((0.0, 0.0), "xy", "nowhere"),
        ((0.1, 0.0, -2.0), "xyz", "x 0.1, y 0, z -2"),
    ],
)
def test_directions(move: tuple[float, ...], axes: str, said: str) -> None:
    assert direction(move, axes) == said


def test_ranks() -> None:
    said = [ordinal(rank) for rank in (0, 1, 7, 8, 11, 20, 101)]
    assert said == ["", "second ", "eighth ", "9th ", "12th ", "21st ", "102nd "]


MARKDOWN = """\
# A hill
You *feel* the **slope**, `x` and [more](http://x). Go down! "Really?" He said: e.g. this.
It goes on here
with snake_case and 2 * 3 * 4.

- one
- _two_
  and a half
1. first

***

> A quote.

```
code stays
```
\x1b[31mRed\x1b[0m.
"""


def test_markdown_becomes_one_thought_a_line() -> None:
    assert sentences(MARKDOWN) == (
        "A hill.",
        "You feel the slope, x and more.",
        "Go down!",
        '"Really?"',
        "He said: e.g. this.",
        "It goes on here with snake_case and 2 * 3 * 4.",
        "one",
        "two and a half",
        "first",
        "A quote.",
        "code stays",
        "Red.",
    )


@given(st.text(alphabet="ab.*_`[]()#-> \n1!\\", max_size=200))
def test_any_markdown_becomes_single_lines(markdown: str) -> None:
    for sentence in sentences(markdown):
        assert sentence
        assert "\n" not in sentence


def test_signs_are_spoken_as_words() -> None:
    assert spoken("noise of ±0.2 at 5°") == "noise of plus or minus 0.2 at 5 degrees"
