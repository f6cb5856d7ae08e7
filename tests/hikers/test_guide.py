"""What the trail guide says, from readouts alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.hike import Notebook, Readout
from hikergame.hikers import Facts, RivalView
from hikergame.hikers.guide import hint
from hikergame.level import Senses, StepLength

FACTS = Facts(
    level_id="x", title="X", chapter="", dims=1, axes=("x",), steps=20,
    step_length=StepLength(max=2.0, initial=0.5), senses=Senses(), flat=0.05,
    rival_title="gradient descent", rival_setting="", seed=0, hiker="player",
)  # fmt: skip


def felt(*path, facts=FACTS, fenced=()):
    """A notebook of a walk along a line: pairs of (slope felt, metres then walked)."""
    notebook, moved = None, 0.0
    for step, (slope, stride) in enumerate(path):
        readout = Readout(
            slope=np.array([slope]),
            step=step,
            steps_left=facts.steps - step,
            moved=np.array([moved]),
            fenced=step in fenced,
        )
        notebook = (
            Notebook.begin(facts.senses, readout)
            if notebook is None
            else notebook.after(readout.moved, readout)
        )
        moved = stride
    return notebook


def rival(steepness, lengths):
    return RivalView(
        "gradient descent", "", len(lengths), tuple(steepness), tuple(lengths), False, False
    )


def say(*path, facts=FACTS, beside=None, fenced=()):
    return hint(facts, felt(*path, facts=facts, fenced=fenced), beside)


def test_mostly_nothing():
    assert say((-1.0, 1)) is None
    assert say((-1.0, 1), (-0.7, 1), (-0.4, 1), (-0.2, 0)) is None


def test_stepping_over_the_floor():
    path = [(-1.0, 1.0), (0.8, 0.0)]
    assert say(*path) == "The slope turned round: you stepped over something."


def test_a_sentence_stays_for_two_steps_and_rests_after():
    path = [(-1.0, 0.9), (-0.8, 0.9), (-0.7, 0.9), (-0.6, 0.9), (-0.9, 0.0)]
    said = [say(*path[: step + 1], fenced={1, 4}) for step in range(len(path))]
    assert said[0] is None
    assert said[1] == said[2] != None  # noqa: E711
    assert said[3:] == [None, None]


def test_a_turn_is_told_only_after_the_step_that_turned():
    path = [(-1.0, 1.0), (0.8, 0.1), (0.9, 0.1), (1.0, -1.5), (-0.6, 0.5), (0.3, 0.0)]
    said = [say(*path[: step + 1]) for step in range(len(path))]
    assert said[1].startswith("The slope turned round")
    assert not any(one and one.startswith("The slope turned") for one in said[2:])


def test_back_and_forth_is_said_while_it_goes_on():
    there = [(-1.0, 1.0), (0.9, -1.0)]
    path = [*there * 5, (-0.5, 0.2), (-0.4, 0.2), (-0.3, 0.0)]
    said = [say(*path[: step + 1]) for step in range(len(path))]
    assert all(one.startswith("Back and forth") for one in said[3:11])
    assert not said[-1] or not said[-1].startswith("Back and forth")


def test_the_rival_that_the_fence_holds_has_not_slowed_down():
    lengths = (1.0, 0.5, 0.0, 0.0, 0.0)
    held = replace(rival([0.8] * 6, lengths), fences=(False, True, True, True, True))
    said = say(*[(-1.0, 0.9)] * 6, beside=held)
    assert said == "The fence holds the algorithm: its slope leads on, and it cannot."


def test_heights_too_blurred_to_compare():
    path = [(-1.0, 2.0), (1.0, 1.5), (-1.0, 2.0), (1.0, 1.5), (0.9, 0.5), (0.5, 0.1), (0.4, 0.0)]
    said = [say(*path[: step + 1]) for step in range(len(path))]
    assert any(one and one.startswith("Your heights may be far off") for one in said)


def test_coming_back_to_a_height_that_disagrees():
    path = [(-0.5, 1.0), (-0.6, 1.0), (-0.5, 1.0), (-4.0, -3.0), (-0.5, 0.0)]
    assert say(*path) == ("You have been here before, 3.4 lower: long steps blurred the sum.")
    seen = replace(FACTS, senses=Senses(altimeter=True))
    assert say(*path, facts=seen) is None


def test_swinging_to_and_fro():
    path = [(-1.0, 1.0), (0.9, -1.0), (-0.8, 1.0), (0.7, -1.0), (-0.6, 1.0), (0.5, 0.0)]
    said = [say(*path[: step + 1]) for step in range(len(path))]
    assert said[3].startswith("Back and forth over the same floor: shorter steps")
    wide = replace(FACTS, dims=2)
    assert "along it instead of across" in hint(wide, felt(*path[:4]), None)


def test_noise_does_not_turn_slopes_round():
    noisy = replace(FACTS, senses=Senses(noise=0.5))
    assert say((-1.0, 1.0), (0.8, 0.0), facts=noisy) is None
    assert say((-1.0, 1.0), (1.8, 0.0), facts=noisy).startswith("The slope turned round")


def test_flat_is_not_yet_the_bottom():
    flat = "Flat is not yet the bottom: a valley, a pass and a shelf all feel flat."
    assert say((-1.0, 1.0), (-0.04, 0.0)) == flat
    assert say((0.0, 0.0)) == flat


def test_where_only_directions_are_felt():
    """A unit vector is never flat, and turns round when it turns round."""
    blunt = replace(FACTS, senses=Senses(direction_only=True), flat=0.0)
    assert say((-1.0, 1.0), (-1.0, 1.0), (-1.0, 1.0), facts=blunt) is None
    assert say((-1.0, 1.0), (1.0, 0.0), facts=blunt).startswith("The slope turned round")


def test_the_fence_once():
    path = [(-1.0, 1.0), (-1.0, 0.5), (-1.0, 0.0), (-1.0, 0.0), (-1.0, 0.0)]
    assert say(*path[:2], fenced={1}) == (
        "The fence stopped you: the map ends here. A push against it is a step gone."
    )
    assert say(*path, fenced={1, 4}) is None


def test_the_last_steps_are_told_whatever_else_is_said():
    path = [(-1.0, 0.9)] * 16 + [(0.8, 0.9), (-1.0, 0.9)]
    assert say(*path[:17]).startswith("The slope turned round")
    assert say(*path) == "Three steps left. A flag has to stand before the last one is gone."
    short = replace(FACTS, steps=6)
    assert say(*[(-1.0, 0.9)] * 4, facts=short) is None


def test_creeping_on_a_steady_slope():
    assert say(*[(-1.0, 0.05)] * 5) == "The slope hardly changes: longer steps cost no more."
    assert say(*[(-1.0, 0.05)] * 4) is None
    assert say(*[(-1.0, 1.5)] * 5) is None
    assert say((-1.0, 0.05), (-0.8, 0.05), (-0.6, 0.05), (-0.4, 0.05), (-0.2, 0.0)) is None


def test_having_stood_lower():
    down_and_up = [(-1.0, 1.0)] * 8 + [(0.01, 1.0)] + [(1.0, 1.0)] * 6
    said = [say(*down_and_up[: step + 1]) for step in range(len(down_and_up))]
    assert "Your notebook says that you stood lower after step 8." in said
    first = next(step for step, one in enumerate(said) if one and "notebook" in one)
    assert first >= 13


def test_the_rival_has_slowed_down():
    lengths = [1.0, 0.5, 0.1, 0.01, 0.005, 0.001]
    beside = rival([1.0, 0.5, 0.3, 0.1, 0.01, 0.005, 0.001], lengths)
    said = say(*[(-1.0, 0.9)] * 7, beside=beside)
    assert said == "The algorithm has slowed down. Is it at the bottom, or only at *a* bottom?"


def test_the_rival_barely_moves():
    beside = rival([1.0] * 5, [0.01] * 4)
    assert say(*[(-1.0, 0.9)] * 5, beside=beside) == (
        "The algorithm barely moves: its pace is set low."
    )


def test_the_rival_leaps_about():
    beside = rival([1.0, 1.1, 1.0, 1.2, 1.1], [1.5] * 4)
    assert say(*[(-1.0, 0.9)] * 5, beside=beside).startswith("The algorithm leaps about")
    getting_on = rival([2.0, 1.5, 1.0, 0.8, 0.5], [1.5] * 4)
    assert say(*[(-1.0, 0.9)] * 5, beside=getting_on) is None


_slopes = st.floats(-3, 3, allow_subnormal=False)


@given(st.lists(st.tuples(_slopes, st.floats(-2, 2)), min_size=1, max_size=21))
def test_the_guide_never_nags(path):
    """Whatever is felt: few sentences, none twice in a row of hints, and never an error."""
    beside = rival([abs(slope) for slope, _ in path], [abs(stride) for _, stride in path[:-1]])
    said = [
        hint(FACTS, felt(*path[: step + 1]), replace(
            beside, step=step, steepness=beside.steepness[: step + 1],
            step_lengths=beside.step_lengths[:step]))
        for step in range(len(path))
    ]  # fmt: skip
    starts = [
        one for before, one in zip([None, *said], said, strict=False) if one and one != before
    ]
    assert len(starts) <= 1 + len(path) // 2
    for sentence in set(starts):
        assert starts.count(sentence) <= 1 + len(path) // 8


@pytest.mark.parametrize("word", ["learning rate", "!"])
def test_the_guide_s_words(word):
    """It never calls a step length a learning rate, and never shouts."""
    import inspect

    from hikergame.hikers import guide

    assert word not in inspect.getsource(guide).replace("!=", "")
