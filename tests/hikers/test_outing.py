from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.hike import HikeError, MoveError, Outcome, RecordError, read_record
from hikergame.hikers import Medal, Outing, Rival
from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import cos
from hikergame.level import RivalSpec, Senses
from hikergame.optimizers import OPTIMIZERS, OptimizerError

ADAM = RivalSpec("adam", 0.3)
SLOW = RivalSpec("gradient-descent", 0.05)
_moves = st.lists(st.lists(st.floats(-2, 2), min_size=2, max_size=2), max_size=20)


@cache
def wavy(dims):
    """A bowl with ripples, the same in each coordinate."""
    terms = [(coordinate(i) - 1.2) ** 2 - 2 * cos(3 * coordinate(i)) for i in range(dims)]
    return Landscape.from_expression(sum(terms[1:], terms[0]), [[-4, 4]] * dims)


def test_the_rival_takes_one_step_for_each_of_yours(make_level):
    outing = Outing(make_level(rivals=(SLOW, ADAM)))
    assert outing.rival.step == 0
    assert outing.rival.title == "gradient descent"
    for step in range(1, 4):
        outing.step([0.1, 0.0])
        assert outing.rival.step == step
        assert len(outing.rival.steepness) == step + 1
        assert len(outing.rival.step_lengths) == step
    alone = Rival(SLOW, make_level())
    for _ in range(3):
        alone.step()
    assert outing.rival == alone.view()


def test_which_rival(make_level):
    level = make_level(rivals=(SLOW, ADAM))
    assert Outing(level).facts.rival_title == "gradient descent"
    assert Outing(level, rival=ADAM).facts.rival_title == "Adam"
    assert Outing(level, rival=ADAM).facts.rival_setting == "learning rate 0.3"
    alone = Outing(level, rival=None)
    assert alone.rival is None
    assert alone.facts.rival_title is None
    assert Outing(make_level()).rival is None
    with pytest.raises(OptimizerError):
        Outing(level, rival=RivalSpec("nobody", 1.0))


def test_facts_are_what_is_open_before_the_first_step(make_level):
    level = make_level(rivals=(RivalSpec("momentum", "tuned"),), senses=Senses(noise=0.1))
    facts = Outing(level, seed=7, hiker="Ada").facts
    assert (facts.level_id, facts.title, facts.dims, facts.axes) == (
        "bowl",
        "A bowl",
        2,
        ("x", "y"),
    )
    assert (facts.steps, facts.step_length, facts.senses) == (20, level.step_length, level.senses)
    assert (facts.seed, facts.hiker) == (7, "Ada")
    assert 0.0 < facts.flat < 1.0
    assert facts.rival_setting.startswith("tuned learning rate ")


def test_where_only_directions_are_felt_nothing_felt_is_flat(make_level):
    assert Outing(make_level(senses=Senses(direction_only=True))).facts.flat == 0.0


def test_nothing_that_a_screen_is_given_knows_a_place(make_level):
    """Views are values of plain numbers and words: no landscape, level or hike in them."""
    outing = Outing(make_level(rivals=(ADAM,)))
    outing.step([0.5, 0.5])
    start, place = outing.level.start.tolist(), outing._hike.place.tolist()
    for view in (outing.facts, outing.rival, outing.readout):
        said = repr(view)
        assert "Landscape" not in said
        assert "Hike" not in said
    assert outing.notebook.track[0].tolist() == [0.0, 0.0] != start
    assert outing.notebook.track[-1].tolist() != place


def test_a_refused_move_moves_nobody(make_level):
    outing = Outing(make_level(rivals=(ADAM,)))
    with pytest.raises(MoveError):
        outing.step([float("nan"), 0.0])
    assert outing.rival.step == outing.readout.step == outing.notebook.steps == 0


def test_the_blindfold_stays_on_until_it_is_over(make_level):
    outing = Outing(make_level(rivals=(ADAM,)))
    with pytest.raises(HikeError, match="blindfold"):
        outing.reveal()
    outing.plant_flag()
    assert outing.over
    assert outing.outcome is Outcome.TERMINATED
    assert outing.reveal() is outing.reveal()
    with pytest.raises(MoveError):
        outing.plant_flag()


def test_a_reveal_shows_both_walks(make_level):
    outing = Outing(make_level(rivals=(SLOW,)), seed=3, hiker="Ada")
    outing.step([2.0, 0.0])
    outing.step([2.0, 0.0])
    outing.step([0.0, -1.5])
    outing.plant_flag()
    assert outing.rival.step == 3
    reveal = outing.reveal()
    assert outing.rival.step == 3
    assert reveal.player.track.shape == (4, 2)
    assert reveal.player.values == pytest.approx(outing.level.landscape.value(reveal.player.track))
    assert reveal.player.flag
    assert reveal.rival.track.shape == (21, 2)
    assert reveal.rival.values.shape == (21,)
    assert not reveal.rival.flag
    assert (reveal.rival.title, reveal.rival.setting) == ("gradient descent", "learning rate 0.05")
    assert reveal.score.medals == tuple(Medal)
    assert reveal.score.rival_points == reveal.rival_score.points
    assert reveal.record == outing.record()
    assert reveal.headline.startswith("You came to 14.0 halvings in 3 steps; gradient descent to ")
    assert reveal.story[0] == "You found the deepest valley."
    assert len(reveal.story) == 2


def test_a_reveal_alone(make_level):
    outing = Outing(make_level())
    outing.plant_flag()
    reveal = outing.reveal()
    assert reveal.rival is None
    assert reveal.rival_score is None
    assert reveal.headline.endswith(" in 0 steps.")
    assert len(reveal.story) == 1


@given(_moves, st.booleans())
def test_an_outing_resumes_where_it_was_left(make_level, moves, flag):
    level = make_level(rivals=(SLOW,), senses=Senses(noise=0.2))
    outing = Outing(level, rival=ADAM, seed=5, hiker="Ada")
    for move in moves:
        outing.step(move)
    if flag and not outing.over:
        outing.plant_flag()
    again = Outing.resume(level, read_record(outing.record().to_json()))
    assert again.facts == outing.facts
    assert again.rival == outing.rival
    assert again.outcome is outing.outcome
    assert again.hint == outing.hint
    assert np.array_equal(again.notebook.track, outing.notebook.track)
    assert np.array_equal(again.notebook.slopes, outing.notebook.slopes)
    assert again.record() == outing.record()


def test_a_record_of_another_level_cannot_be_resumed(make_level):
    record = Outing(make_level()).record()
    with pytest.raises(RecordError, match="another level"):
        Outing.resume(make_level(steps=9), record)
    crowded = record.model_copy(update={"moves": ((0.0, 0.0, 0.0),), "end": (0.0,) * 3})
    with pytest.raises(RecordError, match="cannot be replayed"):
        Outing.resume(make_level(), crowded)


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize(
    "senses",
    [Senses(), Senses(noise=0.5), Senses(rounding=1.0), Senses(direction_only=True),
     Senses(altimeter=True, curvature=True)],
    ids=["exact", "noise", "rounding", "direction", "extras"],
)  # fmt: skip
@pytest.mark.parametrize("dims", [1, 2, 4])
def test_an_outing_goes_well_beside_anyone(make_level, name, senses, dims):
    """One contract for every rival, sense and dimension: play to the end, and be told why."""
    level = make_level(wavy(dims), senses=senses, steps=12)
    outing = Outing(level, rival=RivalSpec(name, 0.2), seed=1)
    while not outing.over:
        hint = outing.hint
        assert hint is None or hint.endswith((".", "?"))
        outing.step(-0.1 * outing.readout.slope)
    reveal = outing.reveal()
    assert 0.0 <= reveal.score.points <= 100.0
    assert 0.0 <= reveal.score.rival_points <= 100.0
    assert 2 <= len(reveal.story) <= 3
    assert all(sentence.endswith(".") for sentence in (*reveal.story, reveal.headline))
