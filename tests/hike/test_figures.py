import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.figures import number
from hikergame.hike.figures import Height


@pytest.mark.parametrize(
    ("value", "error", "words"),
    [
        (-11.1, 12.3, "−11 ± 12"),
        (-3.4567, 0.0, "−3.46"),
        (-3.4567, 1e-6, "−3.46"),
        (2.4149, 0.0512, "2.41 ± 0.05"),
        (50.2, 24.0, "50 ± 20"),
        (4032.0, 130.0, "4030 ± 130"),
        (0.04, 3.0, "0 ± 3"),
        (0.0, 0.0, "0"),
        (1e-7, 1e-8, "0"),
    ],
)
def test_heights_are_as_fine_as_they_are_known(value, error, words):
    assert Height(value, error).words() == words


def test_a_rise_may_have_a_plus():
    assert Height(0.52, 0.02).words(sign=True) == "+0.52 ± 0.02"
    assert Height(-0.52, 0.02).words(sign=True) == "−0.52 ± 0.02"


def test_a_height_within_its_error_is_blurred():
    assert Height(-11.0, 12.0).blurred
    assert not Height(-12.0, 11.0).blurred
    assert not Height(0.0, 0.0).blurred


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
def test_rounding_moves_no_height_out_of_its_error(value, error):
    said = Height(value, error).figures().replace("−", "-")
    assert "e" not in said
    assert abs(float(said) - value) <= max(0.5 * error, 5.01e-3 * abs(value), 5.01e-4)


@pytest.mark.parametrize(
    ("value", "said"),
    [(4e-4, "under 0.001"), (-4e-4, "just under 0"), (1e-12, "0"), (0.001, "0.001"),
     (0.012345, "0.0123"), (-12.34, "-12.3"), (999.9, "1000"), (123456.0, "123456")],
)  # fmt: skip
def test_numbers_have_no_exponents(value, said):
    assert number(value) == said
