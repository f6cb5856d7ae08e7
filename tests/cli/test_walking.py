"""The hike as lines to lines, without any stream."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikergame.cli.plain.stage import Event, Reply
from hikergame.cli.plain.walking import Setup, Walking
from hikergame.figures import number
from hikergame.hike import Outcome
from hikergame.level import Level, Senses
from hikergame.profile import UnderWay


def walk(level: Level, *lines: str, **setup: Any) -> tuple[Walking, list[Reply]]:
    walking = Walking(replace(Setup(level), **setup))
    return walking, [walking.hear(line) for line in lines]


def said(replies: Iterable[Reply]) -> str:
    return "\n".join(line for reply in replies for line in reply.lines)


def test_the_beginning_tells_all_that_a_hiker_must_know(false_valley: Level) -> None:
    lines = Walking(Setup(false_valley)).begin()
    assert lines[0] == "The False Valley."
    assert "Find the lowest place." in lines
    assert "You have 12 steps, none longer than 3 metres." in lines
    assert "Beside you walks gradient descent, learning rate 0.5." in lines
    assert "Say help to hear what you can say." in lines
    assert lines[-2:] == (
        "The ground falls very steeply towards east, heading 71 degrees.",
        "Slope 2.12, an angle of 64.7 degrees.",
    )


def test_a_step_along_a_heading(false_valley: Level) -> None:
    walking, (reply,) = walk(false_valley, "90 0.8")
    assert reply.event is Event.STEPPED
    assert reply.lines[0] == "Step 1 of 12."
    np.testing.assert_allclose(walking.outing.notebook.moves, [[0.8, 0.0]], atol=1e-12)


def test_downhill_and_uphill_follow_the_slope_that_is_felt(false_valley: Level) -> None:
    walking, _ = walk(false_valley, "d 0.5", "u 0.25")
    notebook = walking.outing.notebook
    for step, (length, sign) in enumerate([(0.5, -1.0), (0.25, 1.0)]):
        slope = notebook.slopes[step]
        expected = sign * length * slope / np.linalg.norm(slope)
        np.testing.assert_allclose(notebook.moves[step], expected)


def test_a_length_holds_until_another_is_said(false_valley: Level) -> None:
    walking, _ = walk(false_valley, "n", "e 0.8", "s", "d")
    np.testing.assert_allclose(walking.outing.notebook.step_lengths, [0.5, 0.8, 0.8, 0.8])


def test_a_rest_does_not_become_a_habit(false_valley: Level) -> None:
    walking, _ = walk(false_valley, "e 0.8", "e 0", "s")
    np.testing.assert_allclose(walking.outing.notebook.step_lengths, [0.8, 0.0, 0.8])


def test_again_repeats_what_was_said_not_where_it_led(false_valley: Level) -> None:
    walking, _ = walk(false_valley, "d 1", "again")
    moves = walking.outing.notebook.moves
    assert not np.allclose(moves[0], moves[1])
    np.testing.assert_allclose(np.linalg.norm(moves, axis=1), 1.0)


def test_again_before_any_step_is_told_to_be_wrong(false_valley: Level) -> None:
    _, (reply,) = walk(false_valley, "again")
    assert reply.problem == "There is no step to repeat yet."


def test_what_makes_no_sense_costs_no_step(false_valley: Level) -> None:
    walking, replies = walk(false_valley, "flg", "132 -1", "by 1e308 -1e308", "resume")
    assert all(reply.problem for reply in replies[:2])
    assert replies[3].problem == "No hike of yours on this level was kept."
    assert walking.outing.readout.step == 1  # the third was shortened to the longest step


def test_the_longest_step_and_the_fence_are_told(false_valley: Level) -> None:
    _, replies = walk(false_valley, "n 9", "n 3")
    assert replies[0].lines[:2] == (
        "That was more than the longest step, 3 metres.",
        "You walked 3 metres.",
    )
    assert replies[1].lines[:2] == ("The fence stopped you.", "You walked 0.5 metres.")


def test_a_push_against_the_fence_is_told_to_be_a_step(false_valley: Level) -> None:
    _, replies = walk(false_valley, "n 9", "n 3", "n 1")
    assert replies[2].lines[:2] == (
        "You stand at the fence and pushed against it: nothing was walked, yet the step is taken.",
        "Step 3 of 12.",
    )


def test_brief_answers_are_one_line_each(false_valley: Level) -> None:
    _, replies = walk(false_valley, "brief", "e 0.5", "full", "e 0.5", guide=False)
    assert replies[1].lines == (
        "Step 1 of 12: falls very steeply towards north-east, heading 66 degrees, slope 2.3.",
    )
    assert len(replies[3].lines) > 3


def test_looking_costs_nothing(false_valley: Level) -> None:
    words = ["here", "feel n", "notebook", "rival", "against", "briefing", "help"]
    walking, replies = walk(false_valley, *words)
    assert all(reply.lines and reply.event is Event.NONE for reply in replies)
    assert walking.outing.readout.step == 0


def test_feeling_a_way(line: Level, false_valley: Level) -> None:
    _, (reply,) = walk(line, "feel w")
    assert reply.lines == ("Going towards west the ground rises 1.27 metres for each metre.",)
    _, (reply,) = walk(false_valley, "feel 90")
    assert reply.lines[0].startswith("Going towards east, heading 90 degrees, the ground falls 2")


def test_the_notebook_tells_places_heights_and_steps(line: Level) -> None:
    _, replies = walk(line, "e 4", "e 4", "e 4", "w 1", "notebook", "notebook 1", "notebook x")
    everything = "\n".join(replies[4].lines)
    assert "After 4 steps you are 11 metres from the start, towards east." in everything
    assert "The lowest place in your notebook is after step 2," in everything
    assert "Step 3: 4 metres towards east, " in everything
    assert "The first 3 steps are left out; say notebook all." in replies[5].lines
    assert replies[6].problem


def test_the_rival_can_be_chosen_before_the_first_step(false_valley: Level) -> None:
    walking, replies = walk(false_valley, "against 3", "against none", "against adm", "against 9")
    assert replies[0].lines[0] == "Gradient descent, learning rate 0.05."
    assert replies[1].lines == ("You walk alone.",)
    assert "did you mean 'adam'" in (replies[2].problem or "")
    assert "no rival number 9" in (replies[3].problem or "")
    assert walking.outing.rival is None
    walking.hear("e 1")
    assert "before the first step" in (walking.hear("against adam").problem or "")


def test_restart_begins_again_with_the_same_rival(false_valley: Level) -> None:
    walking, _ = walk(false_valley, "against 3", "e 1", "restart")
    assert walking.outing.readout.step == 0
    assert walking.outing.facts.rival_setting == "learning rate 0.05"


def test_a_kept_hike_is_gone_on_with(false_valley: Level) -> None:
    first, _ = walk(false_valley, "against 2", "e 1", "d 0.5", seed=7, hiker="Ada")
    kept = UnderWay(
        token="t",
        level_id=false_valley.id,
        level_hash=false_valley.hash,
        path=None,
        title="",
        step=2,
        steps=12,
        record=first.outing.record().to_json(),
        saved_at=datetime.now(UTC),
    )
    second, replies = walk(false_valley, "resume", "d", kept=kept)
    assert any("kept after 2 steps" in line for line in second.begin())
    assert replies[0].lines[0] == "You go on after 2 steps."
    assert second.token == "t"
    assert second.outing.facts.seed == 7
    assert second.outing.facts.hiker == "Ada"
    np.testing.assert_array_equal(second.outing.notebook.moves[:2], first.outing.notebook.moves)
    np.testing.assert_allclose(second.outing.notebook.step_lengths, [1.0, 0.5, 0.5])


def test_planting_the_flag_reveals_everything_in_words(false_valley: Level) -> None:
    walking, replies = walk(false_valley, "d 1", "d 1", "d 1", "flag")
    text = "\n".join(replies[-1].lines)
    assert replies[-1].event is Event.ENDED
    for thought in (
        "You planted your flag after 3 of 12 steps.",
        "The blindfold comes off.",
        "This ground has 2 valleys.",
        "You are in the deepest valley.",
        "The second deepest valley: 5.73 metres from your flag towards west, heading 250 degrees",
        "Gradient descent, learning rate 0.5, ended 0.06",
        f"You have {number(round(walking.outing.reveal().score.points, 1))} points of 100.",
        "Medal deepest: ",
        "Water runs into the nearest valley, and so does the algorithm.",
    ):
        assert thought in text


def test_medals_that_were_missed_are_still_to_be_won(false_valley: Level) -> None:
    _, replies = walk(false_valley, "u 1", "flag")
    assert "This hike wins no medal." in replies[-1].lines
    assert "Still to win: valley, rival, deepest." in replies[-1].lines


def test_medals_of_old_are_not_to_be_won_again(false_valley: Level) -> None:
    _, replies = walk(false_valley, "u 1", "flag", won=("rival", "valley"))
    assert "Still to win: deepest." in replies[-1].lines
    _, replies = walk(false_valley, "u 1", "flag", won=("deepest", "rival", "valley"))
    assert "Still to win" not in said(replies)


def test_a_missed_medal_says_why(false_valley: Level) -> None:
    _, replies = walk(false_valley, "u 1", "flag")
    text = said(replies)
    assert "No medal valley this time: the ground still fell " in text
    assert "No medal rival this time: you have " in text


def test_the_hike_ends_with_its_last_step(line: Level) -> None:
    walking, replies = walk(line, *["e 0.1"] * 6)
    assert [reply.event for reply in replies] == [Event.STEPPED] * 5 + [Event.ENDED]
    assert "Your 6 steps are used up, so your flag stands where you are." in replies[-1].lines
    assert walking.outing.outcome is Outcome.TRUNCATED


def test_the_end_of_the_input_plants_the_flag(line: Level) -> None:
    walking, _ = walk(line, "e 1")
    reply = walking.close()
    assert reply.lines[0] == "The input ends here, so your flag is planted."
    assert reply.event is Event.ENDED
    assert walking.outing.outcome is Outcome.TERMINATED


def test_an_end_before_the_first_step_reveals_nothing(line: Level) -> None:
    walking, _ = walk(line, "help")
    reply = walking.close()
    assert reply.lines == ("The input ends before a step was taken, so nothing is revealed.",)
    assert reply.event is Event.NONE
    assert not walking.outing.over


def test_ground_that_counts_as_flat_still_tells_where_it_falls(false_valley: Level) -> None:
    """One is as good as at the bottom there, and may still go on."""
    near = false_valley.landscape.land.lowest[0] + np.array([0.003, 0.0])
    walking = Walking(Setup(replace(false_valley, start=near)))
    readout, facts = walking.outing.readout, walking.outing.facts
    assert 0.0 < readout.steepness <= facts.flat
    (ground,) = (line for line in walking.hear("here").lines if line.startswith("The ground "))
    assert ground.startswith("The ground is flat here, falling most towards ")
    heading = ground.rstrip(".").split("heading ")[1].split()[0]
    (felt,) = walking.hear(f"feel {heading}").lines
    assert f" the ground falls {number(readout.steepness)} metres for each metre." in felt


def test_valleys_of_one_depth_are_numbered_in_a_sentence() -> None:
    from hikergame.cli.plain.told import Valleys
    from hikergame.level import load_level

    valleys = Valleys.of(load_level("the-saddle").landscape)
    assert valleys.name(1) == "the deepest valley, number 2 of 2 equally deep"


def test_a_hike_in_space_is_told_by_its_axes(space: Level) -> None:
    walking, replies = walk(space, "0.3 0 -0.1", "d 0.5", "feel n", "notebook", "flag")
    begin = "\n".join(walking.begin())
    assert "The ground has 3 directions: " in begin
    assert "Slope" not in begin
    assert "Altitude" in said(replies)
    assert "bends like a valley" in said(replies)
    assert "heading" not in said(replies)
    assert replies[2].problem
    assert "Without the steepness" in said(replies) or "By your slopes" in said(replies)


def test_where_only_the_direction_is_felt_no_steepness_is_told(false_valley: Level) -> None:
    blunt = replace(false_valley, senses=Senses(direction_only=True))
    _, replies = walk(blunt, "d 0.5", "brief", "d 0.5", "feel n", "notebook", "here", guide=False)
    felt = said([*replies[:4], replies[5]])
    assert "slope" not in felt.casefold()
    assert "steeply" not in felt
    assert "Without the steepness, no heights can be added up." in said(replies)


def test_level_ground_has_no_way_down(false_valley: Level) -> None:
    walking = Walking(Setup(false_valley))
    bottom = false_valley.landscape.land.lowest[0]
    flat = Walking(Setup(replace(false_valley, start=bottom)))
    assert any("is flat here" in line for line in flat.begin())
    assert walking.hear("d").event is Event.STEPPED


def test_the_guide_does_not_repeat_himself_and_can_be_sent_away(line: Level) -> None:
    steps = ["e 4", "e 4", "e 4", "w 4", "e 4"]
    _, replies = walk(line, *steps)
    hints = [text for text in said(replies).splitlines() if text.startswith("Trail guide: ")]
    assert hints
    assert all(one != other for one, other in pairwise(hints))
    _, replies = walk(line, *steps, guide=False)
    assert "Trail guide" not in said(replies)


def test_no_line_holds_a_glyph_that_ears_would_miss(false_valley: Level, space: Level) -> None:
    for level, move in ((false_valley, "132 0.5"), (space, "0.1 0 0")):
        walking, replies = walk(level, "help", move, "notebook", "rival", "against", "flag")
        text = "\n".join([*walking.begin(), said(replies)])
        assert text.isascii()
        assert not set("|│─+=_*#") & set(text.replace("notebook 5", ""))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "d",
                "d 0.5",
                "u",
                "n 3",
                "again",
                "notebook",
                "rival",
                "restart",
                "brief",
                "full",
                "by 0 0",
                "by 1e300 1",
                "feel 7",
                "here",
                "xx",
                "against none",
                "resume",
            ]
        ),
        max_size=12,
    )
)
def test_any_conversation_keeps_to_its_rules(false_valley: Level, lines: list[str]) -> None:
    walking = Walking(Setup(false_valley))
    for line in lines:
        before = walking.outing.readout.step
        reply = walking.hear(line)
        after = walking.outing.readout.step
        assert bool(reply.lines) != bool(reply.problem)
        if reply.problem:
            assert after == before
        if reply.event is Event.ENDED:
            return
        assert walking.prompt.startswith(f"Step {after + 1} of 12")
    assert not walking.outing.over


def test_leaving_is_an_event_of_its_own(line: Level) -> None:
    _, (reply,) = walk(line, "quit")
    assert reply == Reply(event=Event.LEFT)


@pytest.mark.parametrize("name", ["a\x1b[2Jb", "Ada ± 2"])
def test_titles_are_harmless_and_spoken(false_valley: Level, name: str) -> None:
    walking = Walking(Setup(replace(false_valley, title=name)))
    assert walking.begin()[0] in ("ab.", "Ada plus or minus 2.")
