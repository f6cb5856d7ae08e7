"""What is proven of terms and classics from their expressions holds for their heights."""

import numpy as np
import pytest

from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.classics import CLASSICS
from hikergame.landscape.intervals import enclose, enclose_gradient
from hikergame.landscape.terms import TERMS, make_term


def grounds():
    for keyword, cls in TERMS.items():
        term = make_term(keyword, {**cls.example, "rotate": 10})
        yield pytest.param(Landscape.from_terms([term], [[-6, 6]] * 2), id=keyword)
    for name, classic in CLASSICS.items():
        expression = classic.expression([coordinate(0), coordinate(1)])
        yield pytest.param(Landscape.from_expression(expression, classic.bounds(2)), id=name)


@pytest.mark.parametrize("landscape", grounds())
def test_the_enclosure_of_a_box_is_finite_and_holds_every_height_and_slope_in_it(landscape):
    corners = np.linspace(*landscape.bounds.T, 13)
    low = np.stack(np.meshgrid(*corners[:-1].T, indexing="ij"), axis=-1).reshape(-1, 2)
    size = corners[1] - corners[0]
    inside = np.random.default_rng(2).uniform(0, 1, (40, 1, 2))
    value, gradient = landscape.value_and_gradient(low + inside * size)
    least, most = enclose(landscape.expression, low, low + size)
    assert np.isfinite(least).all()
    assert np.isfinite(most).all()
    assert ((least <= value) & (value <= most)).all()
    least, most = enclose_gradient(landscape.expression, low, low + size)
    assert ((least <= gradient) & (gradient <= most)).all()
