"""What is particular to one algorithm, worked by hand or by its definition."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hikergame.optimizers import STEEPEST, make

SLOPES = arrays(np.float64, (8, 2), elements=st.floats(-100, 100).filter(lambda g: abs(g) > 1e-3))


def _walk(optimizer, slopes):
    return np.array([optimizer.ask(slope) for slope in slopes])


def test_gradient_descent_steps_by_rate_times_slope():
    assert make("gradient-descent", learning_rate=0.5).ask([2.0, -6.0]).tolist() == [-1.0, 3.0]


def test_momentum_without_momentum_is_gradient_descent():
    slopes = np.random.default_rng(0).normal(size=(9, 3))
    rolled = _walk(make("momentum", learning_rate=0.1, momentum=0, dampening=0.5), slopes)
    assert rolled.tobytes() == _walk(make("gradient-descent", learning_rate=0.1), slopes).tobytes()


def test_momentum_of_one_never_slows_down():
    optimizer = make("momentum", learning_rate=0.5, momentum=1)
    optimizer.ask([2.0])
    assert [optimizer.ask([0.0])[0] for _ in range(5)] == [-1.0] * 5


def test_a_slope_too_steep_is_felt_as_the_steepest():
    steep = make("gradient-descent", learning_rate=1.0).ask([-1e300, 3.0])
    assert steep.tolist() == [STEEPEST, -3.0]


def test_centered_rmsprop_survives_what_makes_torch_lose_itself():
    """On a plain the variance rounds to less than zero, whose root would be NaN."""
    optimizer = make("rmsprop", learning_rate=0.1, centered=True, alpha=0.1)
    walked = _walk(optimizer, np.full((60, 50), np.linspace(0.01, 3, 50)))
    assert np.isfinite(walked).all()
    assert (walked < 0).all()


@pytest.mark.parametrize("rule", ["bb1", "bb2"])
def test_barzilai_borwein_finds_a_parabola_s_bottom_in_two_steps(rule):
    optimizer = make("barzilai-borwein", learning_rate=0.05, rule=rule)
    x = np.array([3.0])
    for _ in range(2):
        x = x + optimizer.ask(5 * x)
    assert abs(x[0]) < 1e-14


@settings(deadline=None)
@given(seed=st.integers(0, 2**32 - 1), convex=st.booleans())
def test_barzilai_borwein_is_the_published_rule(seed, convex):
    """Compared with s and y themselves; on hilltops with the mean that replaces it."""
    rng = np.random.default_rng(seed)
    bends = rng.uniform(0.2, 5, 3) * (1 if convex else -1)
    x = rng.normal(size=3) + 3
    for rule in ("bb1", "bb2"):
        optimizer = make("barzilai-borwein", learning_rate=0.07, rule=rule, growth=1e9)
        s = optimizer.ask(bends * x)
        np.testing.assert_allclose(s, -0.07 * bends * x)
        y = bends * (x + s) - bends * x
        if not convex:
            rate = math.sqrt((s @ s) / (y @ y))
        else:
            rate = (s @ s) / (s @ y) if rule == "bb1" else (s @ y) / (y @ y)
        np.testing.assert_allclose(
            optimizer.ask(bends * (x + s)), -rate * bends * (x + s), rtol=1e-9
        )


@pytest.mark.parametrize("rule", ["bb1", "bb2"])
def test_barzilai_borwein_strides_out_on_straight_ground_as_far_as_growth_lets_it(rule):
    optimizer = make("barzilai-borwein", learning_rate=0.5, rule=rule, growth=4)
    walked = _walk(optimizer, [[2.0, 0.0], [2.0, 0.0], [2.0 * (1 - 1e-16), 0.0]])
    np.testing.assert_allclose(walked[:, 0], [-1, -4, -16])


@pytest.mark.parametrize("rule", ["bb1", "bb2"])
def test_barzilai_borwein_keeps_its_rate_where_it_did_not_step(rule):
    optimizer = make("barzilai-borwein", learning_rate=0.5, rule=rule)
    assert _walk(optimizer, [[0.0], [0.0], [4.0]])[:, 0].tolist() == [0, 0, -2]


def test_barzilai_borwein_comes_back_from_ground_where_a_longest_step_cuts_what_it_asks():
    """Straight flanks down to a round bottom, longest step 0.5: the books are wrong on the way."""
    optimizer = make("barzilai-borwein", learning_rate=0.1)
    x = np.array([-4.0, 3.0])
    for _ in range(40):
        asked = optimizer.ask(x / max(1.0, np.hypot(*x)))
        x = x + asked * min(1.0, 0.5 / np.hypot(*asked))
        if np.hypot(*x) < 1e-12:
            break
    assert np.hypot(*x) < 1e-6


def test_normalised_steps_shrink_by_their_decay_alone():
    optimizer = make("normalised", step_length=2.0, decay=0.5)
    walked = _walk(optimizer, [[3.0, 4.0], [0.0, 0.0], [3e-9, -4e-9], [-3e90, 4e90]])
    np.testing.assert_allclose(
        walked, [[-1.2, -1.6], [0, 0], [-0.3, 0.4], [0.15, -0.2]], rtol=1e-14
    )


def test_normalised_has_no_direction_where_the_square_of_the_slope_underflows():
    assert not make("normalised", step_length=2.0).ask([1e-160, 1e-160]).any()


@pytest.mark.parametrize("name", ["rprop", "normalised"])
@settings(deadline=None)
@given(slopes=SLOPES, power=st.integers(-40, 40))
def test_the_scale_of_heights_does_not_matter(name, slopes, power):
    settings = {"rprop": {"learning_rate": 0.3}, "normalised": {"step_length": 0.3}}[name]
    low, high = make(name, **settings), make(name, **settings)
    assert _walk(low, slopes).tobytes() == _walk(high, slopes * 2.0**power).tobytes()


@pytest.mark.parametrize(
    "name", ["gradient-descent", "adagrad", "rmsprop", "rprop", "barzilai-borwein", "normalised"]
)
@settings(deadline=None)
@given(slopes=SLOPES)
def test_who_carries_no_roll_never_steps_uphill(name, slopes):
    pace = "step_length" if name == "normalised" else "learning_rate"
    walked = _walk(make(name, **{pace: 0.3}), slopes)
    assert (walked * slopes <= 0).all()


def test_rprop_pauses_an_axis_whose_slope_turns():
    optimizer = make("rprop", learning_rate=1.0)
    walked = _walk(optimizer, [[1.0], [1.0], [-1.0], [-1.0], [-1.0]])
    np.testing.assert_allclose(walked[:, 0], [-1, -1.2, 0, 0.6, 0.72], rtol=1e-15)
