"""What figures mean, and why medals were missed."""

import numpy as np

from hikergame.hikers import Medal, Outing
from hikergame.hikers.verdicts import GAP, HALVINGS, gap_words, halvings_words, why_not
from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import exp, sqrt
from hikergame.level import RivalSpec

FAST = RivalSpec("gradient-descent", 0.4)


def revealed(level, *moves, flag=True):
    outing = Outing(level)
    for move in moves:
        outing.step(move)
    if flag:
        outing.plant_flag()
    return outing.reveal()


def test_figures_are_said_with_their_meaning():
    assert halvings_words(3.14, 2) == "3.1 halvings"
    assert halvings_words(7.0, 1) == "7.0 halvings, the most that counts here"
    assert halvings_words(7.0, 2) == "7.0 halvings"
    assert gap_words(0.618) == "gap 0.62: the share of the way down that was left"
    assert GAP.startswith("gap: ")
    assert HALVINGS.startswith("halvings: ")


def test_a_flag_on_a_slope(make_level):
    reveal = revealed(make_level(rivals=(FAST,)), [1.0, 0.0])
    assert why_not(reveal, Medal.VALLEY) == "the ground still fell 11.2 below your flag"
    assert why_not(reveal, Medal.RIVAL).startswith("you have ")
    assert why_not(reveal, Medal.DEEPEST) == (
        "you are in the right valley, with 62 % of the way down left; 10 % is close enough"
    )


def test_no_flag(make_level):
    reveal = revealed(make_level(steps=1), [1.0, 0.0], flag=False)
    assert why_not(reveal, Medal.VALLEY) == "the steps ran out before a flag was planted"
    assert why_not(reveal, Medal.RIVAL) is None


def test_the_wrong_valley(make_level):
    x = coordinate(0)
    pits = Landscape.from_expression(
        0.02 * x**2 - 2.0 * exp(-((x + 2.0) ** 2)) - 3.0 * exp(-((x - 2.0) ** 2)), [[-5, 5]]
    )
    reveal = revealed(make_level(pits, start=np.array([-3.0])), [1.01])
    assert why_not(reveal, Medal.DEEPEST) == "the deepest valley lies 1 below the floor of yours"
    assert why_not(reveal, Medal.VALLEY) is None


def test_a_slope_too_steep_near_the_bottom(make_level):
    ground = Landscape.from_expression(
        coordinate(0) ** 2 + 30.0 * coordinate(1) ** 2, [[-4, 4]] * 2
    )
    reveal = revealed(make_level(ground, start=np.array([0.0, 2.0])), [0.0, -1.75])
    assert why_not(reveal, Medal.VALLEY).startswith("the slope at your flag was 15, and ")


def test_a_sharp_tip_is_said_to_be_one(make_level):
    """The slope is as steep at the very bottom: only the height above it counts."""
    x, y = coordinate(0), coordinate(1)
    ground = Landscape.from_expression(sqrt(x**2 + y**2), [[-4, 4]] * 2)
    level = make_level(ground, start=np.array([0.0, 2.0]))
    said = why_not(revealed(level, [0.0, -1.97]), Medal.VALLEY)
    assert said.startswith("the bottom is a sharp tip, where the slope never dies: ")
    assert said.endswith("and yours stood 0.03 above it")
    assert why_not(revealed(level, [0.0, -1.995]), Medal.VALLEY) is None


def test_a_medal_that_was_won_lacks_nothing(make_level):
    reveal = revealed(make_level(), [2.0, 0.0], [2.0, 0.0], [0.0, -1.5])
    assert [why_not(reveal, medal) for medal in Medal] == [None] * 3


def test_a_tie_with_the_rival(make_level):
    level = make_level(rivals=(RivalSpec("gradient-descent", 0.5),))
    outing = Outing(level)
    while not outing.over:
        outing.step(-0.5 * outing.readout.slope)
    assert "and so has gradient descent" in why_not(outing.reveal(), Medal.RIVAL)
