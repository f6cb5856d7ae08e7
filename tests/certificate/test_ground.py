"""Ground that is not what it should be is named; level floors are valleys as well."""

import numpy as np
import pytest

from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import maximum
from hikergame.landscape.terms import make_term
from hikergame.survey.certificate.claims import Evidence, judge
from hikergame.survey.certificate.errors import CertificateError
from hikergame.survey.certificate.ground import look_at_ground, valleys_of
from hikergame.survey.certificate.work import Site

x, y = coordinate(0), coordinate(1)
BOX = [[-4, 4], [-4, 4]]


def made_of(function):
    return Landscape.from_function(function, BOX)


def measured(make_level, landscape):
    level = make_level(landscape)
    return look_at_ground(level, Site(level).survey)


def test_a_level_floor_is_a_valley_without_a_condition(make_level):
    ground = measured(
        make_level, Landscape.from_expression(maximum(x**2 + y**2, 1.0) + 0.0 * x, BOX)
    )
    (floor,) = ground.deepest
    assert ground.valleys == ground.broad_valleys == 1
    assert floor.height == 1.0
    assert floor.condition is None
    assert not floor.interior


@pytest.mark.parametrize(("depth", "valleys"), [(0.002, 1), (0.04, 2)])
def test_a_puddle_is_no_valley_however_much_it_drains(make_level, depth, valleys):
    """Two hollows in level ground drain half of it each; one of them may be a puddle."""
    pits = [
        make_term("pit", {"at": [-1.5, 0], "radius": 1, "depth": 5}),
        make_term("pit", {"at": [1.5, 0], "radius": 1, "depth": 5 * depth}),
    ]
    ground = measured(make_level, Landscape.from_terms(pits, BOX))
    assert min(valley.basin_share for valley in ground.deepest[:2]) > 0.1
    assert ground.broad_valleys == valleys
    judged = {proof.claim: proof.holds for proof in judge(Evidence(ground, (), {}))}
    assert judged["multimodal"] == (valleys > 1)


def test_wrong_slopes_and_jumps_make_a_level_unsound(make_level):
    def wrong(places):
        heights = np.sum(places**2, axis=1) + np.where(places[:, 0] > 1.0, 3.0, 0.0)
        return heights, 1.5 * places

    ground = measured(make_level, made_of(wrong))
    assert ground.slope_error > 0.1
    assert ground.faults
    sound = next(proof for proof in judge(Evidence(ground, (), {})) if proof.claim == "sound")
    assert not sound.holds
    assert any(miss.startswith("faults that the survey found") for miss in sound.misses)


def test_ground_with_a_hole_cannot_be_certified(make_level):
    def holed(places):
        inside = np.sum((places - 2.0) ** 2, axis=1) < 0.5
        heights = np.where(inside, np.nan, np.sum(places**2, axis=1))
        return heights, np.where(inside[:, np.newaxis], np.nan, 2.0 * places)

    with pytest.raises(CertificateError, match="cannot be certified: "):
        measured(make_level, made_of(holed))


def test_valleys_are_sorted_by_their_depth(make_level):
    two = Landscape.from_expression((x**2 - 4) ** 2 + x + y**2, BOX)
    heights = [bottom.value for bottom in valleys_of(Site(make_level(two)).survey)]
    assert len(heights) == 2
    assert heights == sorted(heights)
