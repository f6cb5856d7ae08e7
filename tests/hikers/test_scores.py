import numpy as np
import pytest

from hikergame.hike import Hike, Record, read_record, verify
from hikergame.hikers import Medal, Rival, score
from hikergame.hikers.resting import resting
from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import cos, exp, sqrt
from hikergame.level import RivalSpec

SLOW = RivalSpec("gradient-descent", 1e-3)


def walked(level, *moves, flag=True):
    hike = Hike(level)
    for move in moves:
        hike.step(move)
    if flag:
        hike.plant_flag()
    return hike


def two_pits():
    """A shallow valley near the west, a deeper one in the east."""
    x, y = coordinate(0), coordinate(1)
    west = 2.0 * exp(-((x + 2.0) ** 2 + y**2))
    east = 3.0 * exp(-((x - 2.0) ** 2 + y**2))
    return Landscape.from_expression(0.02 * (x**2 + y**2) - west - east, [[-5, 5], [-4, 4]])


@pytest.fixture(scope="module")
def pits(make_level):
    ground = two_pits()
    return lambda **changes: make_level(
        ground, **{"start": np.array([-2.0, 1.5]), "rivals": (SLOW,)} | changes
    )


def test_all_three_medals(make_level):
    level = make_level(rivals=(SLOW,))
    earned = score(walked(level, [2.0, 0], [2.0, 0], [0, -1.5]))
    assert earned.medals == (Medal.VALLEY, Medal.RIVAL, Medal.DEEPEST)
    assert earned.gap == 0.0
    assert earned.flat
    assert earned.deepest
    assert earned.steps == 3
    assert earned.final_halvings == pytest.approx(14.0)
    assert earned.points > earned.rival_points


def test_no_medals_while_the_hike_runs(make_level):
    level = make_level(rivals=(SLOW,))
    under_way = score(walked(level, [2.0, 0], [2.0, 0], [0, -1.5], flag=False))
    assert under_way.medals == ()
    assert under_way.points == score(walked(level, [2.0, 0], [2.0, 0], [0, -1.5])).points


def test_the_valley_medal_needs_the_flag(make_level):
    level = make_level(steps=4, rivals=(SLOW,))
    hike = walked(level, [2.0, 0], [2.0, 0], [0, -1.5], [0, 0], flag=False)
    assert hike.over
    assert score(hike).medals == (Medal.RIVAL, Medal.DEEPEST)


def test_a_shallow_valley_is_a_valley_but_not_the_deepest(pits):
    bottom = score(walked(pits(), [0.02, -1.49]))
    assert bottom.flat
    assert not bottom.deepest
    assert bottom.medals == (Medal.VALLEY, Medal.RIVAL)
    assert 0.0 < bottom.gap < 1.0


def test_the_deepest_valley_counts_only_near_its_bottom(pits):
    level = pits(start=np.array([3.4, 0.0]))
    high = score(walked(level, [-0.4, 0]))
    assert resting(level.landscape, np.array([[3.4, 0.0], [3.0, 0.0]])).deepest
    assert high.gap > 0.1
    assert Medal.DEEPEST not in high.medals


def test_flat_is_not_a_valley(make_level):
    """A flag on a saddle's middle and on a wide plateau wins no valley medal."""
    x, y = coordinate(0), coordinate(1)
    saddle = Landscape.from_expression(x**2 - y**2 + 0.05 * y**4, [[-4, 4]] * 2)
    on_pass = score(walked(make_level(saddle, start=np.array([1.0, 1e-3])), [-1.0, 0.0]))
    assert on_pass.flat
    assert Medal.VALLEY not in on_pass.medals
    pit = Landscape.from_expression(-exp(-(x**2) - y**2), [[-6, 6]] * 2)
    on_plateau = score(walked(make_level(pit, start=np.array([-3.5, -3.0])), [0.1, 0.1]))
    assert Medal.VALLEY not in on_plateau.medals


def test_at_the_fence_a_place_counts_as_flat_where_the_slope_only_leads_out(make_level):
    tilted = Landscape.from_expression(coordinate(0) + coordinate(1) ** 2, [[-4, 4]] * 2)
    level = make_level(tilted, start=np.array([-3.0, 1.0]))
    earned = score(walked(level, [-1.5, -1.0]))
    assert earned.flat
    assert earned.medals == (Medal.VALLEY, Medal.DEEPEST)
    assert not score(walked(level, [-0.5, -0.5])).flat


def test_a_kink_is_flat_nowhere_and_still_a_valley(make_level):
    x, y = coordinate(0), coordinate(1)
    cone = Landscape.from_expression(sqrt((x - 1) ** 2 + (y - 1) ** 2), [[-4, 4]] * 2)
    level = make_level(cone, start=np.array([1.0, -0.5]))
    assert Medal.VALLEY in score(walked(level, [0.0, 1.496])).medals
    assert Medal.VALLEY not in score(walked(level, [0.0, 1.3])).medals


def test_far_along_a_banana_is_not_its_bottom(make_level):
    """There a share of relief alone would call most of the valley its bottom."""
    x, y = coordinate(0), coordinate(1)
    banana = Landscape.from_expression(100 * (y - x**2) ** 2 + (1 - x) ** 2, [[-2, 2], [-1, 3]])
    level = make_level(banana, start=np.array([-1.2, 1.0]))
    assert Medal.VALLEY not in score(walked(level, [0.2, 0.0])).medals


def test_of_equally_deep_valleys_each_is_the_deepest(make_level):
    x, y = coordinate(0), coordinate(1)
    waves = Landscape.from_expression(-cos(2 * np.pi * x) - cos(2 * np.pi * y), [[-1.4, 1.4]] * 2)
    for start in ([0.2, 0.3], [-0.8, 0.7], [1.2, -1.1]):
        level = make_level(waves, start=np.array(start))
        foot = np.round(start) - np.array(start)
        assert Medal.DEEPEST in score(walked(level, foot)).medals


def test_a_tie_with_the_rival_is_no_medal(make_level):
    twin = RivalSpec("gradient-descent", 0.1)
    level = make_level(rivals=(twin,))
    hike = Hike(level)
    while not hike.over:
        hike.step(-0.1 * hike.readout.slope)
    earned = score(hike)
    assert earned.points == earned.rival_points
    assert Medal.RIVAL not in earned.medals


def test_which_rival_is_for_the_caller_to_say(make_level):
    level = make_level(rivals=(SLOW,))
    hike = walked(level, [1.0, -0.5])
    fast = RivalSpec("gradient-descent", 0.4)
    assert score(hike, None).rival_points is None
    assert Medal.RIVAL not in score(hike, None).medals
    assert score(hike, fast).rival_points == pytest.approx(
        score(Rival(fast, level).finish(), None).points
    )
    assert score(hike).rival_points < score(hike, fast).rival_points
    assert score(walked(make_level(), [1.0, 0.0])).rival_points is None


def test_the_rival_has_its_whole_budget_however_early_the_flag_stands(make_level):
    level = make_level(rivals=(RivalSpec("gradient-descent", 0.05),))
    early, late = walked(level, [1.0, 0.0]), walked(level, *[[0.1, 0.0]] * 10)
    assert score(early).rival_points == score(late).rival_points


def test_level_ground_scores_without_an_error(make_level):
    ground = Landscape.from_expression(0.0 * coordinate(0) * coordinate(1), [[-4, 4]] * 2)
    earned = score(walked(make_level(ground), [1.0, 0.0]))
    assert 0.0 <= earned.points <= 100.0
    assert earned.gap == 0.0


def test_the_score_is_what_a_record_says(make_level):
    hike = walked(make_level(), [1.0, -0.5], [0.5, 0.5])
    record = read_record(Record.from_hike(hike).to_json())
    assert record.points == score(hike).points == verify(record, make_level()).points


def test_every_medal_has_a_sentence():
    assert all(medal.sentence.endswith(".") for medal in Medal)
    assert [medal.value for medal in Medal] == ["valley", "rival", "deepest"]
