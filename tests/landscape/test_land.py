"""Land by height: a true share, continuous, and worth the same on every ground."""

import math

import numpy as np
import pytest

from hikergame.landscape import Land, Landscape, LandscapeError, coordinate
from hikergame.landscape import expression as ex
from hikergame.landscape.land import SAMPLE
from hikergame.landscape.sampling import box_points, unit_points

X, Y = coordinate(0), coordinate(1)


def bowl(dims):
    coords = [coordinate(i) for i in range(dims)]
    return Landscape.from_expression(ex.total(map(ex.square, coords)), [[-1, 1]] * dims)


def ball(dims, height):
    """The share of the box in which the bowl lies below `height`, up to 1."""
    return math.pi ** (dims / 2) / math.gamma(dims / 2 + 1) * height ** (dims / 2) / 2**dims


# Five landscapes of 2^18 points each are made once.
@pytest.fixture(scope="module")
def bowls():
    return {dims: bowl(dims) for dims in (1, 2, 3, 20)}


@pytest.mark.parametrize("dims", [1, 2, 3, 20])
def test_a_bowls_land_is_a_ball(bowls, dims):
    land = bowls[dims].land
    most = 7 * dims
    heights = np.geomspace(1e-7, 1, 300)
    true = -np.log2(ball(dims, heights))
    near = true < most
    assert near.sum() > 40
    np.testing.assert_allclose(land.halvings(heights)[near], true[near], atol=0.35)
    low = true < min(9, most)
    np.testing.assert_allclose(land.halvings(heights)[low], true[low], atol=0.03)
    assert land.halvings(0.0) == most
    assert (land.halvings(heights[~near]) > most - 0.4).all()


def test_a_slope_in_one_dimension_is_its_own_share():
    land = Landscape.from_expression(X, [[0, 1]]).land
    heights = np.array([0.01, 0.1, 0.25, 0.5, 0.9, 1.0])
    np.testing.assert_allclose(land.share(heights), heights, atol=1e-5)
    np.testing.assert_allclose(land.halvings([0.25, 0.5]), [2, 1], atol=1e-3)


def test_a_bottom_at_the_fence_has_its_own_power():
    """In the corner of a plane the land grows with the square of the height."""
    land = Landscape.from_expression(X + Y, [[0, 1]] * 2).land
    heights = np.array([0.3, 0.1, 0.03, 0.016])
    np.testing.assert_allclose(land.halvings(heights), -np.log2(heights**2 / 2), atol=0.25)


def test_share_is_monotone_and_continuous(ground):
    land = ground.land
    low = land.lowest[1]
    heights = np.concatenate([[low], low + np.geomspace(1e-12, 1.1, 20_000) * land.relief])
    shares = land.share(heights)
    assert ((shares > 0) & (shares <= 1)).all()
    assert (np.diff(shares) >= 0).all()
    halvings = land.halvings(heights)
    assert np.abs(np.diff(halvings)).max() < 0.1
    assert halvings[0] == 14
    assert halvings[-1] == 0


def test_a_wanderers_mean_has_a_closed_form(ground):
    """Of a point anywhere, the halvings are exponential: 1 / ln 2 on average, on any ground."""
    low, high = ground.bounds.T
    points = np.random.default_rng(9).uniform(low, high, (200_000, 2))
    halvings = ground.land.halvings(ground.value(points))
    assert halvings.mean() * math.log(2) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("dims", [1, 3, 20])
def test_a_wanderers_mean_in_other_dimensions(bowls, dims):
    points = np.random.default_rng(9).uniform(-1, 1, (100_000, dims))
    halvings = bowls[dims].land.halvings(bowls[dims].value(points))
    # In one dimension the cap at 7 halvings takes off 2^-7 of the mean.
    assert halvings.mean() * math.log(2) == pytest.approx(1, abs=0.02)


def test_heights_in_other_units_give_the_same_shares():
    for expression in (ex.square(X) + ex.sin(3 * Y), ex.tanh(9 * X) + 0.1 * Y):
        plain = Landscape.from_expression(expression, [[-1, 2]] * 2)
        feet = Landscape.from_expression(3.28084 * expression + 100, [[-1, 2]] * 2)
        points = np.random.default_rng(2).uniform(-1, 2, (500, 2))
        np.testing.assert_allclose(
            feet.land.halvings(feet.value(points)),
            plain.land.halvings(plain.value(points)),
            atol=1e-4,
        )


def test_plateaus_count_as_a_whole():
    """A third lies low, a third on a slope, a third high."""
    stairs = ex.minimum(ex.maximum(X, 1), 2)
    land = Landscape.from_expression(stairs, [[0, 3], [0, 1]]).land
    shares = land.share([1.0, 1.5, 2.0, 1.0 - 1e-13, 2.0 - 1e-13])
    np.testing.assert_allclose(shares, [1 / 3, 1 / 2, 1, 1 / 3, 1], atol=1e-4)
    assert land.lowest[1] == 1
    assert land.share(1.0 - 1e-3) == 2.0**-14


def test_rounding_on_a_plateau_changes_nothing():
    """A smooth terrace is level but for its last digits."""
    terrace = 5 + ex.tanh(400 * X) + 1e-15 * Y
    landscape = Landscape.from_expression(terrace, [[-1, 1]] * 2)
    height = landscape.value([-0.5, 0.3])
    shares = landscape.land.share(height + np.array([-3e-15, 0.0, 3e-15]))
    np.testing.assert_allclose(shares, 0.5, atol=2e-2)
    assert np.ptp(shares) < 1e-6


@pytest.mark.parametrize(
    "expression",
    [ex.square(X) + Y, ex.minimum(ex.maximum(X, 1), 2), ex.sqrt(X - 1)],
    ids=["smooth", "with plateaus", "with holes"],
)
def test_between_heights_of_the_sample_shares_are_interpolated(expression):
    """As numpy does it, but for a last digit where its C was compiled to round once."""
    landscape = Landscape.from_expression(expression, [[0, 3], [0, 1]])
    land = landscape.land
    heights = landscape.value(box_points(landscape.bounds, np.arange(SAMPLE)))
    known, counts = np.unique(heights[np.isfinite(heights)], return_counts=True)
    shares = np.cumsum(counts) / SAMPLE
    above_the_anchor = known[shares > 20 / SAMPLE]
    between = np.random.default_rng(3).uniform(above_the_anchor[0], known[-1], 10_000)
    asked = np.concatenate([between, above_the_anchor[:100], known[-100:], [known[-1] + 1, np.inf]])
    expected = np.interp(asked + land._slack, known, shares)
    np.testing.assert_allclose(land.share(asked), expected, rtol=1e-14)


def test_constant_ground_is_all_as_low():
    landscape = Landscape.from_expression(ex.constant(-3.0), [[-1, 1]] * 2)
    assert landscape.land.share(-3.0) == 1
    assert landscape.land.halvings(-3.0) == 0
    assert landscape.land.relief == 0
    assert landscape.land.typical_slope == 0
    assert landscape.land.lowest[1] == -3


def test_the_deepest_valley_is_found(ground):
    land = ground.land
    place, height = land.lowest
    assert ground.value(place) == height
    assert height <= ground.value(box_points(ground.bounds, np.arange(1 << 16))).min()
    with pytest.raises(ValueError, match="read-only"):
        place[0] = 0


def test_a_pit_between_the_samples_is_found_on_the_grid():
    pit = -50 * ex.exp(-(ex.square(X - 1.234) + ex.square(Y + 2.345)) / 0.002)
    landscape = Landscape.from_expression(0.1 * X + pit, [[-5, 5]] * 2)
    np.testing.assert_allclose(landscape.land.lowest[0], [1.234, -2.345], atol=1e-3)


def test_land_without_value_counts_as_the_highest():
    landscape = Landscape.from_expression(ex.sqrt(X), [[-1, 1]] * 2)
    land = landscape.land
    assert land.share(1.0) == pytest.approx(0.5, abs=1e-4)
    assert math.isfinite(land.relief)
    assert math.isfinite(land.typical_slope)
    with pytest.raises(LandscapeError, match="no finite height"):
        Land(Landscape.from_expression(ex.log(X), [[-2, -1]]))


def test_relief_and_typical_slope(bowls):
    land = Landscape.from_expression(3 * X + 4 * Y, [[0, 1], [0, 2]]).land
    assert land.relief == pytest.approx(11, abs=0.05)
    assert land.typical_slope == pytest.approx(5, rel=1e-12)
    assert bowls[2].land.relief == pytest.approx(2, abs=0.01)


def test_shapes_and_scalars(bowls):
    land = bowls[2].land
    assert land.share(np.ones((3, 4))).shape == (3, 4)
    assert isinstance(land.halvings(0.3), float)
    assert bowls[2].land is land


def test_a_users_own_function_has_land_too():
    landscape = Landscape.from_function(lambda x: ((x**2).sum(-1), 2 * x), [[-1, 1]] * 2)
    assert landscape.land.share(0.5) == pytest.approx(ball(2, 0.5), abs=1e-3)


# The sample.


def test_the_sample_is_the_published_sequence():
    golden = (math.sqrt(5) - 1) / 2
    expected = (0.5 + golden * np.arange(1, 6)) % 1
    np.testing.assert_allclose(unit_points(np.arange(5), 1)[:, 0], expected, rtol=1e-14)
    plastic = 1.32471795724474602596
    first = (0.5 + np.array([1 / plastic, 1 / plastic**2])) % 1
    np.testing.assert_allclose(unit_points(np.arange(1), 2)[0], first, rtol=1e-14)


@pytest.mark.parametrize("dims", [1, 2, 3])
def test_the_sample_is_even(dims):
    points = unit_points(np.arange(1 << 14), dims)
    rng = np.random.default_rng(6)
    for _ in range(50):
        ends = np.sort(rng.random((2, dims)), axis=0)
        inside = ((points > ends[0]) & (points < ends[1])).all(axis=1).mean()
        assert inside == pytest.approx(np.prod(ends[1] - ends[0]), abs=4e-3)


def test_the_sample_fills_the_box():
    bounds = np.array([[-3.0, 5.0], [10.0, 11.0]])
    points = box_points(bounds, np.arange(SAMPLE))
    assert (points >= bounds[:, 0]).all()
    assert (points <= bounds[:, 1]).all()
    np.testing.assert_allclose(points.min(axis=0), bounds[:, 0], atol=1e-3)
    np.testing.assert_allclose(points.max(axis=0), bounds[:, 1], atol=1e-3)
