"""What is measured of slopes: whether they are right, ever fall, die away, or are blurred."""

import numpy as np
import pytest

from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import exp, sin, sqrt
from hikergame.level import Senses
from hikergame.survey.certificate.slopes import (
    blur,
    check_slopes,
    flat_share,
    least_bend,
    sample,
)

x, y = coordinate(0), coordinate(1)


def on(expression, *bounds):
    return Landscape.from_expression(expression, bounds)


SMOOTH = on(sin(x) * y**2 + exp(-(x**2)), [-3, 4], [-2, 5])
CONE = on(sqrt((x - 0.3) ** 2 + (y - 0.2) ** 2), [-1, 1], [-1, 1])


def test_exact_slopes_are_right():
    check = check_slopes(SMOOTH)
    assert check.error < 1e-7
    assert check.kinks == 0


@pytest.mark.parametrize("axis", [0, 1])
def test_a_wrong_slope_is_seen(axis):
    """A mistake of one part in a thousand, on one axis, beyond one line."""

    def wrong(places):
        heights, slopes = SMOOTH.value_and_gradient(places)
        slopes = np.array(slopes)
        slopes[:, axis] *= np.where(places[:, 0] > 3.0, 1.001, 1.0)
        return heights, slopes

    assert check_slopes(Landscape.from_function(wrong, SMOOTH.bounds)).error > 1e-4


def test_a_place_across_a_kink_counts_by_one_of_its_sides():
    """A roof so finely folded that many differences straddle a ridge."""
    pitch = 1e-3

    def folded(places):
        turns = places[:, 0] / pitch
        heights = pitch * np.abs(turns - np.rint(turns))
        slopes = np.zeros_like(places)
        slopes[:, 0] = np.sign(turns - np.rint(turns))
        return heights, slopes

    check = check_slopes(Landscape.from_function(folded, [[-1, 1], [-1, 1]]))
    assert check.kinks > 10
    assert check.error < 1e-6


def test_level_ground_has_right_slopes_and_never_falls():
    level = on(0.0 * x * y, [-1, 1], [-1, 1])
    assert check_slopes(level).error == 0.0
    assert least_bend(level) == 0.0


@pytest.mark.parametrize(
    "ground",
    [
        on((x - 1) ** 2 + 9 * (y + 1) ** 2, [-3, 3], [-3, 3]),
        CONE,
        on(x + 2 * y, [-1, 2], [0, 5]),
        on((x - 0.5) ** 4, [-2, 3]),
    ],
)
def test_convex_ground_rises_along_every_way(ground):
    assert least_bend(ground) >= -1e-9


@pytest.mark.parametrize("depth", [0.5, 5.0])
def test_a_dent_is_seen(depth):
    bowl = x**2 + y**2
    dent = depth * exp(-8 * ((x - 1) ** 2 + y**2))
    assert least_bend(on(bowl - dent, [-3, 3], [-3, 3])) < -0.1
    assert least_bend(on(bowl, [-3, 3], [-3, 3])) > 0.1


@pytest.mark.parametrize(
    "ground",
    [
        on(x**2 + y**2 - 0.01 * exp(-800 * ((x - 1) ** 2 + y**2)), [-6, 6], [-6, 6]),
        on(x**2 - 5e-5 * exp(-2e5 * (x - 1) ** 2), [-6, 6]),
    ],
    ids=["2-D", "1-D"],
)
def test_a_dent_is_seen_however_few_ways_lead_through_it(ground):
    assert least_bend(ground) < -0.01


def test_a_shelf_is_flat_and_a_floor_is_not():
    """A wide shelf high above the bottom; the bottom itself, however wide, is none."""
    shelf = on(1 / (1 + exp(-8 * (x + 1))) + 1 / (1 + exp(-8 * (x - 1))), [-1.5, 1.5])
    floor = on(((x + 0.2) ** 2) ** 3, [-1, 1])
    assert flat_share(shelf) > 0.3
    assert flat_share(floor) == 0.0


def test_only_noise_blurs(make_level):
    clear = make_level(senses=Senses(rounding=0.5))
    assert blur(clear) == 0.0
    assert blur(make_level(senses=Senses(direction_only=True))) == 0.0
    noisy = make_level(senses=Senses(noise=0.3))
    typical = noisy.landscape.land.typical_slope
    assert blur(noisy) * typical == pytest.approx(0.3, rel=0.1)


def test_the_sample_is_in_the_box_and_always_the_same():
    places = sample(SMOOTH)
    assert np.array_equal(SMOOTH.clip(places), places)
    assert np.array_equal(places, sample(SMOOTH))
