"""A walk lingers at a saddle when its steps there are slow, and at nothing else."""

import numpy as np
import pytest

from hikergame.landscape import Landscape, coordinate
from hikergame.survey.certificate.bends import bends
from hikergame.survey.certificate.saddles import lingering

x, y, z = coordinate(0), coordinate(1), coordinate(2)

PASS = Landscape.from_expression((x - 1) ** 2 - y**2 + 0.1 * y**4, [[-4, 4], [-4, 4]])
BOWL = Landscape.from_expression((x - 1) ** 2 + y**2, [[-4, 4], [-4, 4]])


def descend(ground, start, rate=0.1, steps=40):
    track = [np.array(start, dtype=float)]
    for _ in range(steps):
        track.append(ground.clip(track[-1] - rate * ground.gradient(track[-1])))
    return np.array(track)


def test_who_comes_along_the_ridge_lingers():
    assert lingering(PASS, descend(PASS, [-3, 1e-4])) > 0.4


def test_the_less_he_leans_to_a_side_the_longer():
    shares = [lingering(PASS, descend(PASS, [-3, lean])) for lean in (1e-6, 1e-3, 0.1, 2.0)]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] == 0.0


def test_nobody_lingers_at_the_bottom_of_a_bowl_nor_by_standing_still():
    assert lingering(BOWL, descend(BOWL, [-3, 2])) == 0.0
    assert lingering(PASS, np.full((5, 2), 3.0)) == 0.0


def test_on_a_line_there_is_no_saddle():
    line = Landscape.from_expression((x**2 - 1) ** 2, [[-2, 2]])
    assert lingering(line, descend(line, [0.001])) == 0.0


def test_in_space_there_are_saddles_too():
    ground = Landscape.from_expression(x**2 + y**2 - z**2 + 0.1 * z**4, [[-4, 4]] * 3)
    assert lingering(ground, descend(ground, [-3, 1, 1e-5])) > 0.4


def test_bends_are_second_derivatives_even_at_the_fence():
    places = np.array([[0.0, 0.0], [1.5, -2.0], [4.0, -4.0]])
    wanted = [[[2, 0], [0, -2 + 1.2 * place[1] ** 2]] for place in places]
    assert bends(PASS, places) == pytest.approx(np.array(wanted), abs=1e-3)
