"""One contract over every term."""

import pickle
from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from hikergame.landscape import Landscape
from hikergame.landscape.terms import TERMS, Kind, TermError, make_term, term_doc, term_fields

REQUIRED = {
    "plane", "bowl", "pit", "hill", "ridge", "trench", "ravine", "saddle", "ripple", "eggbox",
    "terrace", "cliff", "cone", "formula", "classic",
}  # fmt: skip
COMMON = ("at", "scale", "rotate", "weight")
every_term = pytest.mark.parametrize("keyword", sorted(TERMS))


def test_the_terms_that_levels_rely_on_are_there():
    assert set(TERMS) >= REQUIRED


@every_term
def test_it_is_told_in_sentences(keyword):
    """An author's editor shows these; a term or field without them does not get in."""
    cls = TERMS[keyword]
    told = [term_doc(cls), *(info.doc for info in term_fields(cls))]
    for text in told:
        assert text[0].isupper()
        assert text.endswith(".")
        assert len(text.split()) >= 3
    assert cls.keyword == keyword


@every_term
def test_its_own_fields_come_first_and_the_common_ones_are_the_same_for_all(keyword):
    fields = term_fields(TERMS[keyword])
    assert tuple(info.name for info in fields[-4:]) == COMMON
    assert fields[-4:] == term_fields(TERMS["plane"])[-4:]


@every_term
def test_numbers_that_are_lengths_or_angles_say_their_unit(keyword):
    for info in term_fields(TERMS[keyword]):
        if info.name in ("at", "radius", "width", "length", "wavelength", "period", "tread"):
            assert info.unit == "m"
        if info.kind in (Kind.HEADING, Kind.ROTATION):
            assert info.unit == "degrees"


@every_term
def test_it_stands_as_in_its_example(keyword, ground):
    landscape = ground(make_term(keyword, TERMS[keyword].example))
    assert landscape.dims == 2
    assert np.ptp(landscape.value(np.random.default_rng(1).uniform(-6, 6, (500, 2)))) > 0.1


@every_term
@pytest.mark.parametrize("dims", [1, 2, 3, 5])
def test_it_stands_in_every_dimension_that_it_says(keyword, dims, plain_term, ground):
    fields = {"formula": {"text": "sin(x0)"}, "classic": {"name": "ackley"}}.get(keyword, {})
    term = plain_term(keyword, **fields)
    if dims not in TERMS[keyword].dims:
        with pytest.raises(TermError, match=f"the ground has {dims}"):
            ground(term, dims=dims)
        return
    x = np.random.default_rng(dims).uniform(-6, 6, (300, dims))
    value, gradient = ground(term, dims=dims).value_and_gradient(x)
    assert np.isfinite(value).all()
    assert np.isfinite(gradient).all()
    assert np.ptp(value) > 0.0


@every_term
@pytest.mark.parametrize("dims", [1, 2, 3])
def test_its_gradient_is_exact(keyword, dims, plain_term, ground, assert_gradient_is_exact):
    fields = {"formula": {"text": "x0^2*cos(x0)"}, "classic": {"name": "levy"}}.get(keyword, {})
    term = plain_term(keyword, weight=1.7, at=0.3, **fields)
    if dims in TERMS[keyword].dims:
        assert_gradient_is_exact(ground(term, dims=dims), points=400, least_share=0.98)


@every_term
def test_its_gradient_is_exact_when_it_is_turned_and_stretched(
    keyword, ground, assert_gradient_is_exact
):
    example = {**TERMS[keyword].example, "rotate": 33.0, "scale": [1.5, 0.7]}
    assert_gradient_is_exact(ground(make_term(keyword, example)), points=400, least_share=0.98)


@every_term
def test_its_slope_is_finite_at_and_around_its_place(keyword, plain_term, ground):
    around = np.array([[0.0, 0.0], [1e-300, 0.0], [0.0, -1e-160], [1e-12, 1e-12], [3e-7, 0.0]])
    value, gradient = ground(plain_term(keyword)).value_and_gradient(around)
    assert np.isfinite(value).all()
    assert np.isfinite(gradient).all()


@every_term
def test_it_cannot_be_changed_and_equals_its_twin(keyword):
    example = TERMS[keyword].example
    term = make_term(keyword, example)
    assert term == make_term(keyword, dict(example))
    assert hash(term) == hash(make_term(keyword, example))
    assert pickle.loads(pickle.dumps(term)) == term
    with pytest.raises(FrozenInstanceError):
        term.weight = 2.0


@every_term
def test_its_settings_make_it_again(keyword):
    term = make_term(keyword, {**TERMS[keyword].example, "rotate": {"seed": 3}})
    settings = term.settings(2)
    assert set(settings) == {info.name for info in term_fields(type(term))}
    given = {name: value for name, value in settings.items() if value is not None}
    assert make_term(keyword, given).settings(2) == settings


@every_term
@pytest.mark.parametrize("extreme", [1e-9, 1e12])
def test_no_number_that_it_accepts_makes_a_ground_that_cannot_be_built(
    keyword, extreme, plain_term
):
    """Heights may overflow far out; that is told with their place by whoever asks."""
    for info in term_fields(TERMS[keyword]):
        if info.kind not in (Kind.NUMBER, Kind.PER_AXIS) or (info.le or 1e99) < extreme:
            continue
        if info.ge is not None and extreme < info.ge:
            continue
        term = plain_term(keyword, **{info.name: extreme})
        landscape = Landscape.from_terms([term], [[-6, 6]] * 2)
        assert landscape.value([1.0, 2.0]).shape == ()


@every_term
def test_equal_terms_give_equal_grounds_on_a_grid_and_at_points(keyword, plain_term, ground):
    landscape = ground(plain_term(keyword, rotate=20.0))
    axis = np.linspace(-5, 5, 9)
    grid = landscape.on_grid([axis, axis])
    points = np.stack(np.meshgrid(axis, axis, indexing="ij"), axis=-1)
    np.testing.assert_allclose(grid, landscape.value(points), rtol=1e-12, atol=1e-12)
