import numpy as np
import pytest

from hikergame.hikers.blind.outset import Outset
from hikergame.hikers.blind.trail import Trail
from hikergame.level import Senses

from .walks import walked


def test_places_and_slopes_by_dead_reckoning(two_pits, level_on):
    hike, trail = walked(level_on(two_pits()), [[1.0, 0.5], [-9.0, 0.0], [0.0, -1.0]])
    assert trail.places == pytest.approx(hike.track - hike.track[0])
    assert trail.slopes == pytest.approx(hike.level.landscape.gradient(hike.track))
    assert trail.last == 3
    assert np.array_equal(trail.here, trail.places[3])
    assert np.array_equal(trail.slope, trail.slopes[3])
    steepness = np.linalg.norm(trail.slopes, axis=1)
    assert trail.typical == pytest.approx(np.sqrt(np.mean(steepness**2)))


def test_the_fence_is_where_it_took_something_of_a_step(bowl, level_on):
    """Start (5.5, 3.5) in a box to 10 on all sides; the longest step is 3 m."""
    level = level_on(bowl([0.0, 0.0], [1.0, 1.0]))
    _, trail = walked(level, [[3.0, 0.0], [3.0, 0.1]])
    assert trail.high_fence == pytest.approx([4.5, np.inf])
    assert trail.low_fence == pytest.approx([-np.inf, -np.inf])
    assert trail.inside(np.array([9.0, 9.0])) == pytest.approx([4.5, 9.0])
    assert trail.held(trail.here, np.array([-1.0, -1.0])).tolist() == [True, False]
    assert trail.held(trail.here, np.array([1.0, -1.0])).tolist() == [False, False]


def test_a_step_that_was_shortened_tells_of_no_fence(bowl, level_on):
    _, trail = walked(level_on(bowl([0.0, 0.0], [1.0, 1.0])), [[-30.0, 0.0]])
    assert np.all(np.isinf(trail.low_fence))


def test_the_rise_between_two_places_follows_from_their_slopes(bowl, level_on):
    """Exactly so on a bowl, whatever lies between."""
    level = level_on(bowl([1.0, -2.0], [1.0, 3.0]))
    hike, trail = walked(level, [[1.0, 0.5], [-2.0, 1.0], [0.3, -1.0]])
    assert trail.rise(0, 3) == pytest.approx(hike.heights[3] - hike.heights[0])


def test_an_altimeter_tells_the_rise_wherever_it_leads(two_pits, level_on):
    level = level_on(two_pits(), senses=Senses(noise=0.5, altimeter=True))
    hike, trail = walked(level, [[-3.0, 0.0], [-3.0, 1.0]])
    assert trail.rise(0, 2) == pytest.approx(hike.heights[2] - hike.heights[0])


def test_one_hollow_is_what_convex_ground_is(bowl, two_pits, level_on):
    _, convex = walked(level_on(bowl([1.0, -2.0], [1.0, 3.0])), [[-3.0, 0.0], [-3.0, -1.0]])
    assert convex.fits_one_hollow()
    _, other = walked(level_on(two_pits()), [[-2.0, -1.0], [-3.0, -0.0]])
    assert not other.fits_one_hollow()


def test_towards_a_place(bowl, level_on):
    _, trail = walked(level_on(bowl([0.0, 0.0], [1.0, 1.0])), [[1.0, 1.0]])
    assert trail.towards(np.array([1.0, 2.0])) == pytest.approx([0.0, 1.0])
    assert trail.towards(np.array([1.0, -9.0])) == pytest.approx([0.0, -3.0])
    assert trail.on_the_way(np.array([1.0, -9.0]), 2.0) == pytest.approx([1.0, -1.0])
    assert trail.is_here(np.array([1.0, 1.0]))
    assert not trail.is_here(np.array([1.0, 1.01]))


@pytest.mark.parametrize(
    ("senses", "blur"),
    [(Senses(), 0.0), (Senses(noise=0.3), 0.3), (Senses(rounding=0.6), 0.6 / np.sqrt(12.0))],
)
def test_how_far_off_a_felt_slope_may_be(bowl, level_on, senses, blur):
    level = level_on(bowl([0.0, 0.0], [1.0, 1.0]), senses=senses)
    assert Trail(Outset.of(level)).blur == pytest.approx(blur)
