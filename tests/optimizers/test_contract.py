"""What holds for every algorithm, whatever its settings."""

import copy
import dataclasses
import math
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hikergame.optimizers import OptimizerError

SEEDS = st.integers(0, 2**32 - 1)
FEW = settings(max_examples=25, deadline=None)
DIMENSIONS = st.sampled_from([1, 2, 3, 7, 8, 11])


def _slopes(seed, *shape, steps=6):
    """Return slopes for some steps, with zeros and sign flips among them."""
    rng = np.random.default_rng(seed)
    slopes = rng.normal(size=(steps, *shape)) * 10.0 ** rng.integers(-3, 3, size=(steps, *shape))
    return np.where(rng.random(slopes.shape) < 0.1, 0.0, slopes)


def _walk(optimizer, slopes):
    return np.array([optimizer.ask(slope) for slope in slopes])


@FEW
@given(seed=SEEDS, hikers=st.integers(1, 5), dims=DIMENSIONS, order=st.sampled_from("CF"))
def test_a_crowd_walks_as_each_would_alone(variant, seed, hikers, dims, order):
    """To the last bit, in any memory order, each hiker with his own rate."""
    slopes = _slopes(seed, hikers, dims)
    rates = np.random.default_rng(seed).uniform(0.01, 2, size=(hikers, 1))
    crowd = variant.at(rates)
    together = np.array([crowd.ask(np.array(slope, order=order)) for slope in slopes])
    for hiker in range(hikers):
        alone = _walk(variant.at(rates[hiker, 0]), slopes[:, hiker])
        assert alone.tobytes() == together[:, hiker].tobytes()


@FEW
@given(seed=SEEDS, hikers=st.integers(2, 6), dims=DIMENSIONS)
def test_the_order_of_hikers_does_not_matter(variant, seed, hikers, dims):
    slopes = _slopes(seed, hikers, dims)
    order = np.random.default_rng(seed).permutation(hikers)
    walked = _walk(variant.at(0.3), slopes)
    assert walked[:, order].tobytes() == _walk(variant.at(0.3), slopes[:, order]).tobytes()


def test_any_number_of_axes_in_front(variant):
    slopes = _slopes(1, 2, 3, 4)
    rates = np.linspace(0.1, 1, 6).reshape(2, 3, 1)
    shaped = _walk(variant.at(rates), slopes)
    flat = _walk(variant.at(rates.reshape(6, 1)), slopes.reshape(-1, 6, 4))
    assert shaped.shape == slopes.shape
    assert shaped.tobytes() == flat.tobytes()


def test_rates_may_be_shared_along_an_axis(variant):
    """A sweep: hikers along one axis, rates along the other."""
    slopes = _slopes(2, 3, 4, 2)
    rates = np.array([0.1, 0.2, 0.4]).reshape(3, 1, 1)
    swept = _walk(variant.at(rates), slopes)
    for number, rate in enumerate(rates[:, 0, 0]):
        assert swept[:, number].tobytes() == _walk(variant.at(rate), slopes[:, number]).tobytes()


def test_reset_starts_again_to_the_bit(variant):
    slopes = _slopes(3, 4, 2)
    optimizer = variant.at(0.2)
    first = _walk(optimizer, slopes)
    assert optimizer.t == len(slopes)
    optimizer.reset()
    assert optimizer.t == 0
    assert _walk(optimizer, slopes).tobytes() == first.tobytes()


def test_reset_allows_another_shape(variant):
    optimizer = variant.at(0.2)
    optimizer.ask(np.ones((4, 2)))
    optimizer.reset()
    assert optimizer.ask(np.ones(3)).shape == (3,)


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))])
def test_a_copy_goes_its_own_way_from_the_same_place(variant, copied):
    slopes = _slopes(4, 3, 2)
    optimizer = variant.at(np.full((3, 1), 0.2))
    _walk(optimizer, slopes)
    twin = copied(optimizer)
    _walk(twin, -slopes)
    assert twin.t == 2 * optimizer.t
    again = copied(optimizer)
    assert _walk(optimizer, slopes).tobytes() == _walk(again, slopes).tobytes()


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("many", [False, True])
def test_memory_order_is_kept(variant, order, many):
    slopes = [np.array(slope, order=order) for slope in _slopes(5, 50, 3)]
    optimizer = variant.at(np.full((50, 1), 0.1) if many else 0.1)
    for slope in slopes:
        displacement = optimizer.ask(slope)
        assert displacement.flags.c_contiguous == slope.flags.c_contiguous
        assert displacement.flags.f_contiguous == slope.flags.f_contiguous


def test_nobody_else_holds_what_is_handed_out_or_in(variant):
    """A slope stays as it was, and what the caller does to any array changes nothing."""
    slopes = _slopes(6, 5, 2)
    undisturbed = _walk(variant.at(0.2), slopes)
    optimizer = variant.at(0.2)
    slope = np.empty((5, 2))
    for told, expected in zip(slopes, undisturbed, strict=True):
        slope[:] = told
        displacement = optimizer.ask(slope)
        assert slope.tobytes() == told.tobytes()
        assert displacement.tobytes() == expected.tobytes()
        assert not np.shares_memory(displacement, slope)
        slope[:] = displacement[:] = math.nan


def test_changing_the_array_of_rates_later_changes_nothing(variant):
    rates = np.full((5, 1), 0.2)
    optimizer = variant.at(rates)
    rates[:] = math.nan
    assert np.isfinite(optimizer.ask(np.ones((5, 2)))).all()


def test_slopes_may_be_lists_of_integers(variant):
    told = [[3, -4], [0, 1]]
    assert (
        variant.at(0.2).ask(told).tobytes() == variant.at(0.2).ask(np.array(told, float)).tobytes()
    )


def test_an_empty_crowd_walks_nowhere(variant):
    optimizer = variant.at(0.2)
    for _ in range(3):
        assert optimizer.ask(np.empty((0, 2))).shape == (0, 2)


@FEW
@given(
    slopes=arrays(np.float64, (5, 3, 2), elements=st.floats(allow_nan=False, allow_infinity=False)),
    pace=st.floats(1e-300, 1e50),
)
def test_a_finite_slope_gets_a_finite_displacement(variant, slopes, pace):
    assert np.isfinite(_walk(variant.at(pace), slopes)).all()


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf])
def test_a_slope_that_is_not_finite_is_refused_and_forgotten(variant, wrong):
    slopes = _slopes(7, 4, 2)
    optimizer = variant.at(0.2)
    before = _walk(optimizer, slopes[:3])
    with pytest.raises(
        OptimizerError, match=rf"{variant.name} met .* not finite, at index \(1, 0\)"
    ):
        optimizer.ask([[0.0, 1.0], [wrong, 2.0], [1.0, 1.0], [1.0, 1.0]])
    assert optimizer.t == 3
    after = _walk(optimizer, slopes[3:])
    assert np.concatenate([before, after]).tobytes() == _walk(variant.at(0.2), slopes).tobytes()


def test_another_shape_under_way_is_refused(variant):
    optimizer = variant.at(0.2)
    optimizer.ask(np.ones((4, 2)))
    with pytest.raises(OptimizerError, match=r"shape \(4, 2\) and met \(2,\); reset it first"):
        optimizer.ask(np.ones(2))
    assert optimizer.t == 1


@pytest.mark.parametrize("slope", [1.0, [], np.empty((3, 0))])
def test_a_slope_needs_an_axis_for_its_components(variant, slope):
    with pytest.raises(OptimizerError, match="d at least 1"):
        variant.at(0.2).ask(slope)


def test_rates_that_do_not_fit_the_hikers_are_refused(variant):
    optimizer = variant.at(np.full((3, 1), 0.2))
    with pytest.raises(OptimizerError, match=r"shape \(3, 1\) does not fit .* \(4, 2\)"):
        optimizer.ask(np.ones((4, 2)))
    with pytest.raises(OptimizerError, match="does not fit"):
        optimizer.ask(np.ones(2))
    assert optimizer.ask(np.ones((3, 2))).shape == (3, 2)


def test_flat_ground_from_the_start_moves_nobody(variant):
    walked = _walk(variant.at(0.5), np.zeros((4, 3, 2)))
    assert not walked.any()


def test_the_first_step_goes_downhill(variant):
    slope = np.array([[1.0, -2.0], [-0.3, 0.1], [5.0, 0.0]])
    displacement = variant.at(0.1).ask(slope)
    assert (displacement * slope <= 0).all()
    assert (displacement[slope != 0] != 0).all()


SENSIBLE = {"adagrad": 0.8, "adam": 0.4, "momentum": 0.05, "nesterov": 0.05, "normalised": 0.6}


@FEW
@given(seed=SEEDS, bends=st.tuples(st.floats(0.5, 2), st.floats(0.5, 2)))
def test_a_bowl_is_descended(variant, seed, bends):
    """With a sensible pace to a tenth of the height in 60 steps; half, if the pace shrinks."""
    bends = np.array(bends)
    x = np.random.default_rng(seed).choice([-1, 1], (5, 2)) * 2.0
    height = (bends * x * x).sum(axis=-1)
    optimizer = variant.at(SENSIBLE.get(variant.name, 0.2))
    for _ in range(60):
        x = x + optimizer.ask(bends * x)
    share = 0.5 if "schedule" in variant.settings else 0.1
    assert ((bends * x * x).sum(axis=-1) < share * height).all()


def test_it_introduces_itself(variant):
    optimizer = variant.at(0.25)
    assert optimizer.name == variant.name
    assert variant.info.pace.words(0.25) in repr(optimizer)
    assert f"{variant.info.pace.title} per hiker" in repr(variant.at(np.full((2, 1), 0.25)))
    with pytest.raises(dataclasses.FrozenInstanceError):
        optimizer.settings.clip = None
