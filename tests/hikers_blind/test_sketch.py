"""The sketch: what all slopes felt add up to."""

import numpy as np
import pytest

from hikergame.hike import Hike
from hikergame.hikers.blind import sketch as module
from hikergame.hikers.blind.outset import Outset
from hikergame.hikers.blind.sketch import Sketch
from hikergame.hikers.blind.trail import Trail
from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import cos, sin
from hikergame.level import Senses


def drawn(level, moves):
    hike, trail = Hike(level), Trail(Outset.of(level))
    sketch = Sketch(trail)
    trail.note(hike.readout)
    for move in moves:
        trail.note(hike.step(move))
    sketch.update()
    return hike, trail, sketch


def wavy() -> Landscape:
    x, y = coordinate(0), coordinate(1)
    return Landscape.from_expression(sin(0.9 * x) * cos(0.7 * y) + 0.2 * x, [[-9.0, 9.0]] * 2)


ROUND = [[2.0, 0.0], [0.0, 2.0], [-2.0, 0.0], [-2.0, 0.0], [0.0, -2.0], [0.0, -2.0], [2.0, 0.0]]


def kernel(a, b):
    """The covariance of heights, told here once more, in the plainest way."""
    apart = np.sum((a - b) ** 2)
    return 1.0 / (1.0 + apart / 2.0) + a @ b + module._BOWL / 2.0 * (a @ b) ** 2


def slope(function, at, small=1e-5):
    """The slope (d,) of a function by central differences."""
    around = small * np.eye(len(at))
    return np.array([(function(at + e) - function(at - e)) / (2.0 * small) for e in around])


def test_covariances_are_the_derivatives_of_one_another():
    rng = np.random.default_rng(2)
    some, others = rng.normal(size=(3, 2)), rng.normal(size=(2, 2))
    heights = module._height_slope(some, others).reshape(3, 2, 2)
    slopes = module._slope_slope(some, others).reshape(3, 2, 2, 2)
    for i, a in enumerate(some):
        for j, b in enumerate(others):
            assert heights[i, j] == pytest.approx(slope(lambda q, a=a: kernel(a, q), b), abs=1e-8)
            numeric = slope(lambda q, b=b: slope(lambda r, q=q: kernel(q, r), b, 1e-4), a, 1e-4)
            assert slopes[i, :, j] == pytest.approx(numeric, abs=1e-6)
        expected = kernel(a, a) + kernel(others[0], others[0]) - 2.0 * kernel(a, others[0])
        assert module._variance(some, others[0])[i] == pytest.approx(expected)


def test_drawn_bit_by_bit_or_all_at_once(level_on):
    level = level_on(wavy(), senses=Senses(noise=0.01))
    _, trail, at_once = drawn(level, ROUND)
    hike, again = Hike(level), Trail(Outset.of(level))
    bit_by_bit = Sketch(again)
    again.note(hike.readout)
    for move in ROUND:
        bit_by_bit.update()
        again.note(hike.step(move))
    bit_by_bit.update()
    places = np.array([[1.0, 1.0], [-3.0, 2.0], [5.0, -4.0]])
    for one, other in zip(
        *(s.compare(places, trail.here) for s in (at_once, bit_by_bit)), strict=False
    ):
        assert one == pytest.approx(other, rel=1e-3, abs=1e-4)


def test_heights_of_visited_places_come_out_right_where_a_walk_s_own_sum_goes_wrong(level_on):
    hike, trail, sketch = drawn(level_on(wavy()), ROUND)
    true = hike.heights - hike.heights[0]
    steps, slopes = np.diff(trail.places, axis=0), trail.slopes
    walk = np.cumsum(np.sum((slopes[1:] + slopes[:-1]) * steps, axis=1) / 2.0)
    rise, error = sketch.compare(trail.places[1:], trail.places[0])
    assert np.max(np.abs(rise - true[1:])) < 0.5 * np.max(np.abs(walk - true[1:]))
    assert np.all(np.abs(rise - true[1:]) < 3.0 * error)


def test_what_it_says_of_country_far_away_is_no_further_off_than_it_says(level_on):
    x, y = coordinate(0), coordinate(1)
    ground = Landscape.from_expression(0.05 * x * x + 0.1 * y * y - 0.5 * x, [[-30.0, 30.0]] * 2)
    hike, trail, sketch = drawn(level_on(ground), ROUND)
    far = np.array([[-6.0, 1.0]])
    rise, error = sketch.compare(far, trail.places[0])
    true = ground.value(far[0] + hike.track[0]) - hike.heights[0]
    assert rise[0] * true > 0.0
    assert abs(rise[0] - true) < 3.0 * error[0]


def test_doubt_grows_with_the_distance_from_what_was_felt(level_on):
    _, trail, sketch = drawn(level_on(wavy()), ROUND)
    _, error = sketch.compare(np.array([[0.1, 0.0], [-1.0, 3.0], [-3.0, 6.0]]), trail.places[0])
    assert np.all(np.diff(error) > 0.0)


def test_noise_adds_to_doubt(level_on):
    errors = []
    for senses in (Senses(), Senses(noise=0.5)):
        _, trail, sketch = drawn(level_on(wavy(), senses=senses), ROUND)
        errors.append(sketch.compare(trail.places[[4]], trail.places[0])[1][0] / trail.typical)
    assert errors[1] > 1.2 * errors[0]


def test_the_sheet_is_full_in_the_end(level_on):
    level = level_on(wavy(), steps=200)
    _, _, sketch = drawn(level, [[0.1, 0.1]] * (module.ROWS // 2 - 2))
    assert not sketch.full
    _, trail, sketch = drawn(level, [[0.05, 0.05]] * 150)
    assert sketch.full
    assert np.all(np.isfinite(sketch.compare(trail.places, trail.here)))
