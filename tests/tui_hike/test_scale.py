import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.tui.drawing.axes import Axes, Span
from hikergame.tui.drawing.scale import (
    brief_figure,
    figure,
    heading_words,
    nice_step,
    plain_figure,
    slope_words,
    steepness_word,
    strength,
)
from hikergame.tui.drawing.spark import sparkline

SLOPES = st.floats(-1e6, 1e6, allow_nan=False)
FLAT = 0.02


@given(SLOPES)
def test_strength_is_odd_and_bounded(slope: float) -> None:
    assert strength(-slope, FLAT) == -strength(slope, FLAT)
    assert -1.0 <= strength(slope, FLAT) <= 1.0


@given(SLOPES, SLOPES)
def test_steeper_ground_is_never_shown_weaker(first: float, second: float) -> None:
    low, high = sorted([first, second])
    assert strength(low, FLAT) <= strength(high, FLAT)


def test_the_flat_threshold_shows_and_steep_ground_is_full() -> None:
    assert 0.1 < strength(FLAT, FLAT) < 0.2
    assert strength(200 * FLAT, FLAT) == pytest.approx(1.0)


def test_a_direction_alone_is_shown_as_it_is() -> None:
    assert strength(-0.5, 0.0) == -0.5


@pytest.mark.parametrize(
    ("slope", "words"),
    [
        (0.0, "– level"),
        (0.01, "– level"),
        (-0.03, "▼ falls very gently"),
        (0.1, "▲ rises gently"),
        (-0.4, "▼ falls steadily"),
        (9.0, "▲ rises very steeply"),
    ],
)
def test_slopes_have_a_glyph_and_a_word(slope: float, words: str) -> None:
    assert slope_words(slope, FLAT) == words


def test_directions_alone_are_not_called_steep() -> None:
    assert slope_words(-0.9, 0.0) == "▼ falls"
    assert steepness_word(1.0, 0.0) == ""
    assert steepness_word(0.0, 0.0) == "flat"


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.0, "0.00"), (-1.046, "−1.05"), (12.34, "12.3"), (432.1, "432"), (0.0041, "0.0041"),
     (0.05, "0.050"), (123456.0, "123456"), (2.5e6, "2.5 million"), (-1e-12, "0.00"),
     (2.7e-4, "under 0.001"), (-2.7e-4, "just under 0")],
)  # fmt: skip
def test_figures(number: float, text: str) -> None:
    assert figure(number) == text


@given(st.floats(-1e6, 1e6, exclude_min=True, exclude_max=True))
def test_a_figure_says_about_the_number(number: float) -> None:
    if not 1e-9 <= abs(number) < 1e-3:
        said = float(figure(number, signed=True).replace("−", "-"))
        assert said == pytest.approx(number, rel=0.06, abs=1e-9)


@given(st.floats(-1e9, 1e9))
def test_a_brief_figure_fits_its_column(number: float) -> None:
    said = brief_figure(number, signed=True)
    assert len(said) <= 7
    assert "e" not in said


@given(st.floats(-1e12, 1e12))
def test_no_number_is_written_with_an_exponent(number: float) -> None:
    assert "e" not in plain_figure(number)
    assert "e-" not in figure(number)


def test_headings_have_degrees_and_a_compass_point() -> None:
    assert heading_words(148.4, 2) == "148° SE"
    assert heading_words(359.9, 2) == "0° N"
    assert heading_words(90.0, 1) == "east"


@given(st.floats(1e-9, 1e9))
def test_nice_steps_are_just_below(length: float) -> None:
    step = nice_step(length)
    assert step <= length * (1 + 1e-9)
    assert length < step * 2.5 * (1 + 1e-9)
    assert round(step / 10.0 ** math.floor(math.log10(step * 1.0001)), 6) in {1.0, 2.0, 5.0}


@given(st.floats(-1e3, 1e3), st.floats(1e-3, 1e6), st.integers(1, 12))
def test_ticks_are_within_and_not_too_many(low: float, length: float, count: int) -> None:
    span = Span(low, low + length)
    ticks = span.ticks(count)
    assert len(ticks) <= count + 2
    assert all(span.low - 1e-6 * length <= tick <= span.high + 1e-6 * length for tick in ticks)


def test_axes_put_corners_into_corners() -> None:
    axes = Axes(10, 5, Span(0.0, 2.0), Span(-1.0, 1.0))
    assert axes.cell(0.0, 0.99) == (0, 0)
    assert axes.cell(1.99, -0.99) == (9, 4)
    down = Axes(10, 5, Span(0.0, 2.0), Span(-1.0, 1.0), downward=True)
    assert down.cell(0.0, -0.99) == (0, 0)


@given(st.lists(st.floats(0.0, 10.0), max_size=30))
def test_a_sparkline_has_its_width(numbers: list[float]) -> None:
    assert len(sparkline(numbers, 10.0, 12)) == 12


def test_a_sparkline_of_nothing_is_low() -> None:
    assert sparkline([0.0, 0.0], 0.0, 4) == "▁▁  "
