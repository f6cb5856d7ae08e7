"""What the hiker means, what the panels say, and how the reveal is played: pure values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.hike.heading import displacement
from hikergame.hikers import Outing
from hikergame.hikers.views import RivalView
from hikergame.level import Level
from hikergame.tui.drawing.fence import within_fence
from hikergame.tui.drawing.words import Line
from hikergame.tui.hike.guide import emphasised
from hikergame.tui.hike.intent import Intent
from hikergame.tui.hike.race import pace_sum, pace_words, race_lines
from hikergame.tui.hike.words import Feeling, last_step_lines, notices, step_lines, underfoot_lines
from hikergame.tui.reveal.captions import legend, score_lines
from hikergame.tui.reveal.captions import step_lines as reveal_step_lines
from hikergame.tui.reveal.playback import Playback
from hikergame.tui.reveal.timeline import Timeline
from hikergame.tui.theme import DARK

from .conftest import line, plane

INTENT = Intent(heading=90.0, stride=1.0, longest=4.0, dims=2)


def said(lines: list[Line]) -> str:
    return "\n".join("".join(word.text for word in words) for words in lines)


def feeling(level: Level, *moves: object) -> Feeling:
    outing = Outing(level)
    for move in moves:
        outing.step(np.asarray(move, dtype=float))
    return Feeling(outing.facts, outing.readout, outing.notebook, outing.rival)


# What the hiker means.


@given(st.lists(st.sampled_from([0.8, 1.25, 1.02, 1 / 1.02, 100.0, 0.001]), max_size=60))
def test_strides_stay_between_a_two_hundredth_and_the_whole(factors: list[float]) -> None:
    intent = INTENT
    for factor in factors:
        intent = intent.scaled(factor)
        assert 0.02 - 1e-12 <= intent.stride <= 4.0
        assert -1e-9 <= intent.reach <= 1.0 + 1e-9


@given(st.lists(st.floats(-400, 400), max_size=20))
def test_headings_stay_on_the_compass(turns: list[float]) -> None:
    intent = INTENT
    for turn in turns:
        intent = intent.turned(turn)
        assert 0.0 <= intent.heading < 360.0


def test_turning_fourteen_times_and_ten_comes_round() -> None:
    intent = INTENT
    for _ in range(24):
        intent = intent.turned(15.0)
    assert intent.heading == INTENT.heading


def test_about_face_turns_half_round() -> None:
    assert INTENT.about().heading == 270.0
    np.testing.assert_allclose(INTENT.about().move, -INTENT.move)


def test_on_a_line_there_are_two_ways() -> None:
    intent = Intent(heading=90.0, stride=1.0, longest=4.0, dims=1)
    assert intent.turned(-15.0).move.tolist() == [-1.0]
    assert intent.turned(-15.0).turned(1.0).move.tolist() == [1.0]
    assert intent.about().heading == 270.0
    assert intent.towards(200.0).heading == 270.0


def test_a_hike_begins_with_the_levels_stride() -> None:
    assert Intent.first(Outing(plane()).facts).stride == 0.5
    assert Intent.first(Outing(line()).facts).heading == 90.0


# What the panels say.


def test_the_step_to_come_is_told_with_what_it_should_do() -> None:
    here = feeling(plane())
    downhill = here.readout.downhill_heading
    assert downhill is not None
    intent = Intent.first(here.facts).towards(downhill)
    told = said(step_lines(here, intent, DARK, (40, 14), None))
    assert "▼ falls" in told
    assert "step length 0.50 m" in told
    assert "if the slope holds" in told
    assert "learning rate" not in told


def test_the_last_step_is_told_with_what_was_felt_and_expected() -> None:
    told = said(last_step_lines(feeling(plane(), displacement(45, 1.0)), DARK, 40, roomy=True))
    assert "felt −" in told
    assert "→" in told
    assert "expected −" in told


def test_before_the_first_step_there_is_no_last() -> None:
    assert last_step_lines(feeling(plane()), DARK, 40, roomy=True) == []


def test_a_direction_alone_is_told_without_figures() -> None:
    here = feeling(plane("{slope: direction}"), displacement(45, 1.0))
    told = said(step_lines(here, INTENT, DARK, (40, 14), None))
    assert "expect" not in told
    assert "felt" not in told
    assert "only the direction is felt" in said(underfoot_lines(here, INTENT, DARK, 40))


def test_noise_and_rounding_are_owned_up_to() -> None:
    noisy = feeling(plane("{slope: {noise: 0.3}}"))
    assert "±0.3" in said(underfoot_lines(noisy, INTENT, DARK, 40))
    rounded = feeling(plane("{slope: {rounding: 0.5}}"))
    assert "±0.25" in said(underfoot_lines(rounded, INTENT, DARK, 40))


def test_altimeter_and_curvature_are_told_where_they_are_granted() -> None:
    rich = feeling(plane("{slope: exact, altimeter: true, curvature: true}"))
    told = said(underfoot_lines(rich, INTENT, DARK, 40))
    assert "altimeter" in told
    assert "slope ahead bends by" in told
    assert "altimeter" not in said(underfoot_lines(feeling(plane()), INTENT, DARK, 40))


def test_the_fence_and_a_cut_step_are_told() -> None:
    fenced = notices(feeling(plane(), displacement(225, 3.0)), None)
    assert any("fence" in notice for notice in fenced)
    cut = notices(feeling(plane(), displacement(45, 30.0)), "look here")
    assert cut[0] == "look here"
    assert "cut to the longest, 3.00 m" in cut


@pytest.mark.parametrize("readout", ["{slope: exact}", "{slope: {noise: 0.3, rounding: 0.5}}"])
def test_in_a_small_panel_nothing_is_cut_off(readout: str) -> None:
    here = feeling(plane(readout), displacement(225, 30.0))
    told = said(step_lines(here, INTENT, DARK, (28, 7), "not flat: f again to plant"))
    assert len(told.splitlines()) == 7
    assert all(f"! {notice}" in told for notice in notices(here, "not flat: f again to plant"))
    felt = said(underfoot_lines(here, INTENT, DARK, 29))
    assert max(map(len, [*told.splitlines(), *felt.splitlines()])) <= 28


def rival(**changes: object) -> RivalView:
    values = {
        "title": "gradient descent", "setting": "learning rate 0.05", "step": 1,
        "steepness": (1.6, 1.2), "step_lengths": (0.08,), "fenced": False, "still": False,
    }  # fmt: skip
    return RivalView(**(values | changes))  # type: ignore[arg-type]


def test_gradient_descent_does_its_sum() -> None:
    assert pace_sum(rival(), 3.0) == "0.05 × 1.60 = 0.080 m"
    assert "learning rate × slope" in pace_words(rival(), 3.0)


def test_a_sum_that_is_too_long_or_fenced_says_so() -> None:
    long = rival(steepness=(100.0, 1.0), step_lengths=(3.0,))
    assert pace_sum(long, 3.0) == "0.05 × 100 = 5.00 m, cut to 3.00 m"
    fenced = rival(step_lengths=(0.02,), fenced=True)
    assert pace_sum(fenced, 3.0) == "0.05 × 1.60 = 0.080 m, stopped by the fence"


def test_other_algorithms_do_no_such_sum() -> None:
    adam = rival(title="Adam", setting="learning rate 0.3")
    assert pace_sum(adam, 3.0) is None
    assert "×" not in pace_words(adam, 3.0)
    decayed = rival(setting="learning rate 0.05, schedule exponential", step_lengths=(0.01,))
    assert pace_sum(decayed, 3.0) is None


@pytest.mark.parametrize("height", [5, 14])
def test_the_race_tells_moving_from_still(height: int) -> None:
    here = feeling(plane(), displacement(45, 1.0))
    assert "on the move" in said(race_lines(here, 34, height, DARK))
    still = Feeling(here.facts, here.readout, here.notebook, rival(still=True))
    assert "nearly still" in said(race_lines(still, 34, height, DARK))


def test_who_walks_alone_is_told_so() -> None:
    here = feeling(plane())
    alone = Feeling(here.facts, here.readout, here.notebook, None)
    assert "You walk alone." in said(race_lines(alone, 34, 14, DARK))


def test_emphasis_is_the_only_markup() -> None:
    assert emphasised("at *a* bottom [b]").plain == "at a bottom [b]"
    assert emphasised("2 * 3 [/]").plain == "2 * 3 [/]"


# What the reveal says.


def revealed() -> Outing:
    outing = Outing(plane())
    outing.step(displacement(45, 1.0))
    outing.plant_flag()
    return outing


@pytest.mark.parametrize("width", [30, 44, 90])
def test_the_legend_names_every_mark_within_its_width(width: int) -> None:
    lines = legend(revealed().reveal(), DARK, width, marks="◇◆■", crowded=True)
    told = said(lines)
    assert all(glyph in told for glyph in ("o ", "⚑ ", "× ", "◇ ", "◆ ", "■ ", "side by side"))
    assert "□" not in told
    assert max(len(words.rstrip()) for words in told.splitlines()) <= width


@pytest.mark.parametrize("width", [31, 44])
def test_scores_and_medals_have_words(width: int) -> None:
    told = said(score_lines(revealed().reveal(), DARK, width))
    assert "points" in told
    assert ("halvings" if width > 40 else "halv") in told
    for medal in ("valley", "rival", "deepest"):
        assert medal in told
    assert "★" in told or "not yet" in told
    assert max(map(len, told.splitlines())) <= width


@pytest.mark.parametrize("width", [31, 44])
def test_in_full_a_score_says_what_its_figures_mean_and_why_a_medal_is_missed(width: int) -> None:
    lines = score_lines(revealed().reveal(), DARK, width, in_full=True)
    told = " ".join(said(lines).split())
    assert "gap: " in told
    assert "halvings: " in told
    assert "below your flag" in told
    assert max(len(line) for line in said(lines).splitlines()) <= width


def test_a_hike_is_gone_on_with_as_it_was_left() -> None:
    left = feeling(plane(), displacement(45, 1.0), displacement(300.0, 0.75))
    intent = Intent.resumed(left.facts, left.notebook)
    assert intent.heading == pytest.approx(300.0)
    assert intent.stride == pytest.approx(0.75)
    new = feeling(plane())
    assert Intent.resumed(new.facts, new.notebook) == Intent.first(new.facts)


def test_the_step_to_come_ends_at_a_fence_that_was_felt() -> None:
    free = feeling(plane(), displacement(45, 0.3))
    onwards = displacement(225, 2.9)
    np.testing.assert_array_equal(within_fence(free.notebook, onwards, 3.0), onwards)
    met = feeling(plane(), displacement(225, 3.0))
    assert met.readout.fenced
    np.testing.assert_allclose(within_fence(met.notebook, onwards, 3.0), 0.0, atol=1e-12)
    told = said(step_lines(met, INTENT.towards(225.0), DARK, (40, 14), None))
    assert "up to the fence" in told


@pytest.mark.parametrize("width", [44, 100])
def test_a_step_is_told_within_its_width(width: int) -> None:
    told = said(reveal_step_lines(revealed().reveal(), 1, DARK, width))
    assert "step 1/12" in told
    assert "height" in told
    assert max(map(len, told.splitlines())) <= width + 2


# How it is played.


def test_the_map_uncovers_before_anybody_walks() -> None:
    timeline = Timeline(12)
    assert timeline.at(0.0) == (0.0, 0.0)
    assert timeline.at(1.0).steps == 0.0
    assert timeline.at(timeline.walking_from(3)).steps == pytest.approx(3.0)
    assert timeline.at(timeline.seconds) == (1.0, 12.0)


@given(st.integers(0, 500), st.lists(st.floats(0.0, 20.0), max_size=6))
def test_time_only_goes_on(steps: int, seconds: list[float]) -> None:
    timeline = Timeline(steps)
    moments = [timeline.at(second) for second in sorted(seconds)]
    assert moments == sorted(moments)
    assert all(0.0 <= moment.uncovered <= 1.0 for moment in moments)
    assert all(0.0 <= moment.steps <= steps for moment in moments)


def test_playing_ends_by_itself() -> None:
    playback = Playback(Timeline(4)).toggled()
    assert playback.playing
    assert playback.tick(0.1).playing
    ended = playback.tick(1e6)
    assert ended.over
    assert not ended.playing


def test_playing_again_begins_at_the_trailhead_of_the_uncovered_map() -> None:
    again = Playback(Timeline(4)).finished().toggled()
    assert again.playing
    assert again.moment == (1.0, 0.0)


def test_held_it_stays() -> None:
    held = Playback(Timeline(4)).toggled().tick(0.3).toggled()
    assert held.tick(5.0) == held


@given(st.lists(st.sampled_from(["forward", "back", "toggled", "finished"]), max_size=20))
def test_steps_stay_within_the_hike(verbs: list[str]) -> None:
    playback = Playback(Timeline(5))
    for verb in verbs:
        playback = getattr(playback, verb)().tick(0.13)
        assert 0 <= playback.step <= 5


def test_stepping_goes_through_every_step() -> None:
    playback = Playback(Timeline(5)).at_step(0)
    seen = [playback.step]
    for _ in range(6):
        playback = playback.forward()
        seen.append(playback.step)
    assert seen == [0, 1, 2, 3, 4, 5, 5]
    assert [playback.back().step, playback.back().back().step] == [4, 3]


def test_back_from_within_a_step_goes_to_its_beginning() -> None:
    timeline = Timeline(5)
    within = Playback(timeline, timeline.walking_from(2.5))
    assert within.step == 2
    assert within.back().step == 2
    assert within.forward().step == 3
