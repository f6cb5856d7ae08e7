import math

import numpy as np
import pytest

from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.classics import CLASSICS
from hikergame.landscape.expression import cos, exp, sin, sqrt
from hikergame.survey import find_minima

x, y, z = coordinate(0), coordinate(1), coordinate(2)

HIMMELBLAU = (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2
SIX_HUMP = (4 - 2.1 * x**2 + x**4 / 3) * x**2 + x * y + (4 * y**2 - 4) * y**2
RASTRIGIN = 20 + x**2 - 10 * cos(2 * math.pi * x) + y**2 - 10 * cos(2 * math.pi * y)
GOLDSTEIN_PRICE = (
    1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2)
) * (30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2))


def on(expression, *bounds):
    return Landscape.from_expression(expression, bounds)


def _summand(t):
    return sum((i * cos((i + 1) * t + i) for i in range(2, 6)), cos(2 * t + 1))


SHUBERT = on(_summand(x) * _summand(y), [-10, 10], [-10, 10])

KNOWN = {
    "himmelblau": (on(HIMMELBLAU, [-5, 5], [-5, 5]), 4),
    "six-hump camel": (on(SIX_HUMP, [-3, 3], [-2, 2]), 6),
    "rastrigin": (on(RASTRIGIN, [-5.12, 5.12], [-5.12, 5.12]), 121),
    "goldstein-price": (on(GOLDSTEIN_PRICE, [-2, 2], [-2, 2]), 4),
    "shubert": (SHUBERT, 761),
}


@pytest.mark.parametrize("name", KNOWN)
def test_every_known_minimum_and_nothing_more(name):
    ground, count = KNOWN[name]
    assert len(find_minima(ground)) == count


@pytest.mark.parametrize("resolution", [64, 100, 512])
def test_the_count_does_not_hang_on_the_resolution(resolution):
    for name in ("himmelblau", "six-hump camel", "rastrigin", "goldstein-price"):
        ground, count = KNOWN[name]
        assert len(find_minima(ground, resolution)) == count


@pytest.mark.parametrize("name", KNOWN)
def test_minima_are_sorted_sharp_and_told_truly(name):
    ground, _ = KNOWN[name]
    minima = find_minima(ground)
    values = [minimum.value for minimum in minima]
    assert np.all(np.diff(values) >= -1e-9 * ground.land.relief)
    places = np.array([minimum.x for minimum in minima])
    assert np.array_equal(ground.value(places), values)
    inside = np.array([minimum.interior for minimum in minima])
    steepness = np.linalg.norm(ground.gradient(places), axis=1)
    assert steepness[inside].max() < 1e-8 * ground.land.typical_slope
    assert (
        np.array_equal(inside, np.all(np.abs(places - ground.clip(places * 1.0001)) < 1e-2, axis=1))
        or name == "shubert"
    )


def test_himmelblau_s_minima_are_where_they_should_be():
    minima = find_minima(KNOWN["himmelblau"][0])
    places = sorted(tuple(np.round(minimum.x, 6)) for minimum in minima)
    assert places == [
        (-3.77931, -3.283186),
        (-2.805118, 3.131313),
        (3.0, 2.0),
        (3.584428, -1.848127),
    ]
    assert all(minimum.value < 1e-20 for minimum in minima)
    assert all(minimum.interior for minimum in minima)


def test_minima_at_the_fence_are_found_and_marked():
    minima = find_minima(on(x + 0.1 * (y - 1) ** 2 + 3 * exp(-((x + 2) ** 2)), [-4, 4], [-4, 4]))
    assert [minimum.x.tolist() for minimum in minima] == [
        [-4.0, pytest.approx(1.0)], [pytest.approx(-0.52289, abs=1e-5), pytest.approx(1.0)]
    ]  # fmt: skip
    assert [minimum.interior for minimum in minima] == [False, True]


def test_a_corner_can_be_a_minimum():
    (corner,) = find_minima(on(x - 2 * y, [0, 1], [0, 1]))
    assert corner.x.tolist() == [0.0, 1.0]
    assert corner.value == -2.0
    assert not corner.interior
    assert len(find_minima(on(-(x**2) - y**2, [-1, 1], [-1, 1]))) == 4


def test_on_a_line():
    """Where 3 cos 3x + 0.1 is zero and rises; both fences are tops."""
    minima = find_minima(Landscape.from_expression(sin(3 * x) + 0.1 * x, [[-3.2, 2]]))
    turn = math.acos(-0.1 / 3) / 3
    wanted = [-turn + k * 2 * math.pi / 3 for k in (-1, 0, 1)]
    assert [minimum.x[0] for minimum in minima] == pytest.approx(wanted, abs=1e-12)
    assert all(minimum.interior for minimum in minima)


def test_a_saddle_and_a_top_are_none():
    assert find_minima(on(x**2 - y**2 + y**4, [-1, 1], [-2, 2]))[0].x == pytest.approx(
        [0, -math.sqrt(0.5)], abs=1e-9
    )
    assert len(find_minima(on(x**2 - y**2 + y**4, [-1, 1], [-2, 2]))) == 2


def test_kinks_are_minima_too():
    cone = on(sqrt((x - 0.3) ** 2 + (y - 0.2) ** 2), [-1, 1], [-1, 1])
    (apex,) = find_minima(cone)
    assert apex.x == pytest.approx([0.3, 0.2], abs=1e-9)


def test_a_level_floor_has_one_place_to_stand_for_it():
    floor = on(0.0 * x * y, [-1, 1], [-1, 1])
    assert len(find_minima(floor, 64)) == 1


def test_ripples_of_rounding_errors_are_none():
    """Easom's floor: the terms underflow, and what is left of them wobbles."""
    easom = on(
        -cos(x) * cos(y) * exp(-((x - math.pi) ** 2 + (y - math.pi) ** 2)), [-30, 30], [-30, 30]
    )
    minima = find_minima(easom)
    assert minima[0].x == pytest.approx([math.pi, math.pi])
    assert len(minima) < 12


def test_in_space_the_valleys_are_found():
    bumpy = on((x - 1) ** 2 + (y - 0.5) ** 2 + z**2 + 3 * cos(2 * x) * cos(2 * z), *[[-3, 3]] * 3)
    minima = find_minima(bumpy)
    assert minima[0].value == pytest.approx(bumpy.land.lowest[1], abs=1e-9)
    assert len(minima) > 1
    assert all(np.linalg.norm(bumpy.gradient(m.x)) < 1e-8 for m in minima if m.interior)


def test_ground_with_holes_is_searched_where_it_is():
    def holed(points):
        value = np.sum((points - 0.5) ** 2, axis=-1)
        slope = 2 * (points - 0.5)
        hole = points[..., 0] < -0.5
        return np.where(hole, np.nan, value), np.where(hole[..., None], np.nan, slope)

    minima = find_minima(Landscape.from_function(holed, [[-1, 1], [-1, 1]]), 64)
    assert minima[0].x == pytest.approx([0.5, 0.5])


def test_places_cannot_be_written_to():
    minimum = find_minima(KNOWN["himmelblau"][0])[0]
    with pytest.raises(ValueError, match="read-only"):
        minimum.x[0] = 0.0


def test_a_grid_needs_three_points():
    with pytest.raises(ValueError, match="3 points"):
        find_minima(KNOWN["himmelblau"][0], 2)


_LITERATURE = sorted(
    (name, dims)
    for name, classic in CLASSICS.items()
    for dims in (1, 2, 3)
    if dims in classic.dims
    # A floor like a knife's edge, where every step is stuck; and more valleys than starts.
    if name != "bukin-6" and (name, dims) not in {("ackley", 3), ("griewank", 3), ("shubert", 3)}
)


@pytest.mark.parametrize(("name", "dims"), _LITERATURE)
def test_the_global_minima_of_the_literature_are_found(name, dims):
    classic = CLASSICS[name]
    coordinates = [coordinate(i) for i in range(dims)]
    ground = Landscape.from_expression(classic.expression(coordinates), classic.bounds(dims))
    found = find_minima(ground)
    known = classic.minima(dims)
    trifle = 1e-9 * (1.0 + abs(known.value))
    assert found[0].value == pytest.approx(known.value, abs=trifle)
    deepest = np.array([minimum.x for minimum in found if minimum.value <= known.value + trifle])
    width = np.ptp(ground.bounds, axis=1)
    for place in known.points:
        assert np.min(np.max(np.abs(deepest - place) / width, axis=1)) < 1e-7


@pytest.mark.parametrize(
    ("name", "count"),
    [("holder-table", 56), ("cross-in-tray", 64), ("drop-wave", 30), ("styblinski-tang", 4)],
)
def test_kinked_fenced_and_round_valleys_are_counted_once(name, count):
    """Drop-wave's valleys are rings: each is one, however many places on it were found."""
    classic = CLASSICS[name]
    ground = Landscape.from_expression(classic.expression([x, y]), classic.bounds(2))
    assert len(find_minima(ground)) == count


def test_ground_without_any_height_has_no_minimum():
    def nowhere(points):
        return np.full(points.shape[:-1], np.nan), np.full(points.shape, np.nan)

    for dims in (1, 2, 3):
        assert find_minima(Landscape.from_function(nowhere, [[-1, 1]] * dims), 16) == ()
