"""What the tests of terms and classics share."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from hikergame.arrays import FloatArray
from hikergame.landscape import Landscape
from hikergame.landscape.terms import TERMS, Term, make_term, term_fields


def _plain_term(keyword: str, **fields: Any) -> Term:
    """Return a term with the required fields of its example and `fields`, else defaults."""
    cls = TERMS[keyword]
    required = {info.name: cls.example[info.name] for info in term_fields(cls) if info.required}
    return make_term(keyword, {**required, **fields})


def _ground(*terms: Term, dims: int = 2, reach: float = 6.0) -> Landscape:
    """Return the landscape of `terms` over the cube from -reach to reach."""
    return Landscape.from_terms(terms, [[-reach, reach]] * dims)


def _differences(f: Callable[[FloatArray], FloatArray], x: FloatArray, h: float) -> FloatArray:
    """Return the gradient of `f` at `x` (n, d) by central differences of the fourth order."""
    steps = h * np.eye(x.shape[-1])
    near = [f(x + step) - f(x - step) for step in steps]
    far = [f(x + 2 * step) - f(x - 2 * step) for step in steps]
    return np.stack([(8 * a - b) / (12 * h) for a, b in zip(near, far, strict=True)], axis=-1)


def _assert_gradient_is_exact(
    landscape: Landscape, points: int, least_share: float = 1.0, *, h: float = 2e-4
) -> None:
    """Compare the gradient with central differences at seeded random points.

    `h` is counted in widths of the box. Where differences at h and at h / 2 disagree, a kink
    is near and nothing is compared; at least `least_share` of the points must be compared.
    """
    low, high = landscape.bounds.T
    h *= float((high - low).min())
    x = np.random.default_rng(7).uniform(low + 2 * h, high - 2 * h, (points, landscape.dims))
    value, gradient = landscape.value_and_gradient(x)
    assert np.isfinite(value).all()
    assert np.isfinite(gradient).all()
    coarse = _differences(landscape.value, x, h)
    fine = _differences(landscape.value, x, h / 2)
    size = np.abs(value)[:, None] / float((high - low).max()) + np.abs(gradient).max(1)[:, None]
    scale = 1e-6 * (size + np.abs(gradient).mean() + 1e-12)
    smooth = (np.abs(coarse - fine) <= 20 * scale).all(1)
    assert smooth.mean() >= least_share
    wrong = np.abs(gradient - fine) > 21 * scale
    assert not wrong[smooth].any()


@pytest.fixture(scope="session")
def plain_term() -> Callable[..., Term]:
    return _plain_term


@pytest.fixture(scope="session")
def ground() -> Callable[..., Landscape]:
    return _ground


@pytest.fixture(scope="session")
def assert_gradient_is_exact() -> Callable[..., None]:
    return _assert_gradient_is_exact


@pytest.fixture(scope="session")
def height_at() -> Callable[[Term, Sequence[float]], float]:
    """Return the height of one term at one point."""

    def height(term: Term, point: Sequence[float]) -> float:
        return float(_ground(term, dims=len(point)).value(np.array(point, dtype=float)))

    return height
