"""What is generated is what was wished for, by its own survey, and could be certified."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hikergame.hikers import race
from hikergame.landscape import Landscape
from hikergame.landscape.classics import CLASSICS, ClassicError
from hikergame.landscape.terms import make_term
from hikergame.level import Level, parse_level
from hikergame.survey import survey
from hikergame.survey.certificate.claims import RANDOM_WALK, SCOUT
from hikergame.survey.generation import (
    DIFFICULTIES,
    GenerationError,
    Made,
    Wish,
    WishError,
    generate,
    imitate,
    wish,
)
from hikergame.survey.generation.claiming import Trial
from hikergame.survey.generation.drafts import Ground, Shape
from hikergame.survey.generation.draws import Draws
from hikergame.survey.generation.hillside import labelled
from hikergame.survey.generation.looking import Look, ruggedness
from hikergame.survey.generation.searching import distance
from hikergame.survey.generation.wording import classic_words

seeds = st.integers(0, 2**40)


@pytest.fixture(scope="module")
def trap() -> Made:
    """A deceptive line."""
    return generate(wish("hard", dims=1, valleys=2), 7)


def looked_at(level: Level) -> Look:
    """Return a look that owes nothing to the generator's."""
    return Look(level.landscape, survey(level))


def halvings_in_the_middle(level: Level) -> float:
    landscape = level.landscape
    return float(landscape.land.halvings(landscape.value(landscape.bounds.mean(axis=1))))


def held_to(made: Made, wished: Wish) -> None:
    """Hold a level to all that every generated one promises."""
    level = parse_level(made.text)
    assert level.hash == made.level.hash
    look = looked_at(level)
    assert look.profile == made.profile
    assert distance(look.profile, wished) == 0.0
    assert look.profile.valleys == wished.valleys
    assert abs(look.profile.trap_depth - wished.trap_depth) <= 0.1 * wished.trap_depth + 0.011
    assert halvings_in_the_middle(level) <= 2.6
    assert ("deceptive" in level.claims) == wished.deceptive
    deepest = look.survey.global_minimum
    assert deepest is not None
    # Where the slope leads: into the deepest valley, or, if that is a lie, elsewhere.
    arrived = np.linalg.norm(rest(level) - deepest.x) < 0.5
    if wished.ruggedness == 0.0:
        assert arrived != wished.deceptive
    assert made.caution == ""
    held_to_its_comments(made, look)


def hollows(made: Made) -> list[tuple[np.ndarray, str]]:
    """Return the places of a file's hollows, each with the comment on it."""
    found = re.findall(r"- pit: \{at: (\[.*?\]|[-0-9.]+),.*\}  # (.*)", made.text)
    return [(np.atleast_1d(np.array(json.loads(at))), remark) for at, remark in found]


def held_to_its_comments(made: Made, look: Look) -> None:
    """Hold the comments on hollows to what a survey finds in them."""
    found = hollows(made)
    for number, remark in ((0, "the deepest valley"), (look.trap, "the deepest trap")):
        if found and number is not None:
            x = look.survey.minima[number].x
            near = min(found, key=lambda hollow: float(np.linalg.norm(hollow[0] - x)))
            assert [one for one in found if one[1] == remark] == [near]


def rest(level: Level) -> np.ndarray:
    """Return where water from the start comes to rest, in tiny steps."""
    place = np.array(level.start, dtype=np.float64)
    for _ in range(4000):
        slope = level.landscape.gradient(place)
        place = place - 0.01 * slope / max(float(np.linalg.norm(slope)), 1.0)
        place = np.clip(place, *level.landscape.bounds.T)
    return place


@settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(
    seed=seeds,
    valleys=st.integers(2, 4),
    trap_depth=st.floats(0.1, 0.4),
    ruggedness=st.sampled_from([0.0, 0.1, 0.3]),
)
def test_a_line_is_what_was_wished_for_or_nothing(
    seed: int, valleys: int, trap_depth: float, ruggedness: float
) -> None:
    wished = Wish(1, valleys, trap_depth, ruggedness, deceptive=False)
    try:
        made = generate(wished, seed, tries=2)
    except GenerationError:
        return  # what it says then is held to elsewhere
    held_to(made, wished)


@pytest.mark.parametrize(
    ("difficulty", "dims", "seed"),
    [("easy", 1, 3), ("medium", 1, 1), ("easy", 2, 0), ("medium", 2, 1)],
)
def test_a_difficulty_means_what_it_says(difficulty: str, dims: int, seed: int) -> None:
    wished = wish(difficulty, dims=dims)
    held_to(generate(wished, seed), wished)


def test_a_deceptive_line_is_what_was_wished_for(trap: Made) -> None:
    held_to(trap, wish("hard", dims=1, valleys=2))


def test_a_deceptive_map_traps_its_rivals_and_not_the_scout() -> None:
    wished = wish("hard", valleys=2)
    made = generate(wished, 0)
    held_to(made, wished)
    assert not any(one.score.deepest for one in race(made.level).entries)


def test_a_map_that_is_easy_could_not_claim_to_be_deceptive() -> None:
    made = generate(wish("easy"), 0)
    assert "at most 0 is asked for" in Trial(made.level, survey(made.level)).unfairness()


@pytest.mark.parametrize(("depths", "deepest"), [((10.0, 8.0), 0), ((8.0, 10.0), 1)])
def test_hollows_are_called_what_they_came_to_be(depths: tuple[float, float], deepest: int) -> None:
    """Hollows are given roles before their depths are found, and may change them on the way."""
    pits = [
        Shape("pit", {"at": [at, 0.0], "radius": 1.5, "depth": depth}, "another valley")
        for at, depth in zip((-3.0, 3.0), depths, strict=True)
    ]
    dish = Shape("bowl", {"at": [0.0, 0.0], "radius": 9, "depth": 4, "open": True}, "the land")
    ground = Ground(((-6.0, 6.0), (-5.0, 5.0)), (dish, *pits))
    remarks = [one.remark for one in labelled(ground, Look.at(ground.landscape)).shapes]
    named = ["the deepest valley", "the deepest trap"]
    assert remarks == ["the land", *(named if deepest == 0 else reversed(named))]


@pytest.mark.parametrize(
    ("wins", "said"),
    [
        ({SCOUT: 1.0, RANDOM_WALK: 0.0}, ""),
        ({SCOUT: 0.5, RANDOM_WALK: 0.0}, "the scout ends in the deepest valley on 50% of seeds"),
        ({SCOUT: 1.0, RANDOM_WALK: 0.5}, "a random walk ends in the deepest valley on 50% of"),
    ],
)
def test_who_wins_decides_whether_a_level_is_fair(
    monkeypatch: pytest.MonkeyPatch, trap: Made, wins: dict[str, float], said: str
) -> None:
    monkeypatch.setattr(
        Trial, "_wins", lambda self, hiker, seeds: round(wins.get(hiker, 0.0) * len(seeds))
    )
    trial = Trial(trap.level, survey(trap.level))
    assert trial.unfairness().startswith(said)
    assert trial.unsoundness().startswith(said)


# the same seed, the same bytes


@settings(max_examples=1, deadline=None)
@given(seed=seeds)
def test_the_same_seed_makes_the_same_file(seed: int) -> None:
    wished = wish("easy", dims=1)
    assert generate(wished, seed).text == generate(wished, seed).text


def test_another_process_makes_the_same_file() -> None:
    code = (
        "from hikergame.survey.generation import generate, wish\n"
        "print(generate(wish('medium', dims=1), 5).text)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout == generate(wish("medium", dims=1), 5).text + "\n"


def test_another_seed_makes_another_file() -> None:
    wished = wish("easy", dims=1)
    assert generate(wished, 2).level.hash != generate(wished, 3).level.hash


def test_what_numpy_draws_does_not_change() -> None:
    """The first numbers of a stream, for ever: the raw output of a bit generator."""
    draws = Draws(7, 1)
    assert [draws.whole(0, 999) for _ in range(6)] == [770, 111, 189, 159, 431, 501]


@given(seed=seeds, low=st.integers(-50, 50), more=st.integers(0, 50))
def test_a_whole_number_is_drawn_from_all_of_its_range(seed: int, low: int, more: int) -> None:
    drawn = Draws(seed).whole(low, low + more)
    assert low <= drawn <= low + more
    assert isinstance(drawn, int)


# wishes


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: wish("medium", valleys=0), "0 valleys are asked for; in 2-D there may be 1 to 10"),
        (lambda: wish("medium", valleys=7, dims=1), "in 1-D there may be 1 to 6"),
        (lambda: wish("easy", valleys=1, deceptive=True), "a single valley deceives nobody"),
        (lambda: wish("easy", valleys=1, trap_depth=0.2), "a single valley has no trap"),
        (lambda: wish("medium", trap_depth=0.9), "to 0.6 of the relief deep"),
        (lambda: wish("medium", trap_depth=float("nan")), "of the relief deep"),
        (lambda: wish("medium", ruggedness=1.5), "ruggedness goes from 0 to 1, not to 1.5"),
        (lambda: wish("medium", ruggedness=float("nan")), "ruggedness goes from 0 to 1"),
        (lambda: wish("medium", dims=3), "in 1 or 2 dimensions, not 3"),
        (lambda: wish("mediun"), "did you mean 'medium'?"),
        (lambda: wish("x"), "there are easy, medium, hard"),
        (lambda: imitate("himelblau"), "did you mean 'himmelblau'?"),
        (lambda: imitate("no such thing"), "there are "),
        (lambda: imitate("beale", dims=1), "beale is a function of 2 dimensions, not of 1"),
        (lambda: imitate("ackley", dims=3), "in 1 or 2 dimensions, not in 3"),
    ],
)
def test_a_wish_that_makes_no_sense(make: Callable[[], object], said: str) -> None:
    with pytest.raises(WishError) as caught:
        make()
    assert said in str(caught.value)


def test_what_was_not_asked_for_gives_way() -> None:
    assert wish("hard", valleys=1).deceptive is False
    assert wish("easy", deceptive=True).valleys == 2
    assert wish("easy", trap_depth=0.2).valleys == 2
    assert wish("hard", deceptive=False).trap_depth == DIFFICULTIES["hard"].trap_depth


def test_one_valley_is_never_claimed_to_be_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate may count the grain of rugged ground on a line as valleys."""
    monkeypatch.setattr(Trial, "claims", ("multimodal", "plateau"))
    made = generate(wish("easy", dims=1), 3)
    assert made.profile.valleys == 1
    assert made.level.claims == ("plateau",)


def test_what_cannot_be_had_ends_with_the_nearest() -> None:
    told: list[tuple[int, int, str]] = []
    wished = wish("hard", dims=1, ruggedness=1.0)
    with pytest.raises(GenerationError) as caught:
        generate(wished, 1, tries=3, watch=lambda *one: told.append(one))
    assert [(number, most) for number, most, _ in told] == [(1, 3), (2, 3), (3, 3)]
    text = str(caught.value)
    assert "no level in 3 tries with seed 1" in text
    assert "ruggedness 1.00, deceptive" in text
    assert any(reason in text for _, _, reason in told)


# ruggedness


def test_smooth_ground_is_not_rugged_and_a_fine_grain_is() -> None:
    def of(grain: str) -> float:
        text = made.replace("  terms:\n", f"  terms:\n{grain}")
        return ruggedness(parse_level(text).landscape)

    made = generate(wish("easy"), 0).text
    fine = [f"    - eggbox: {{period: 0.5, height: {height}}}\n" for height in (0.1, 0.3, 1, 4)]
    shares = [of(grain) for grain in fine]
    assert of("") < 0.02
    assert shares == sorted(shares)
    assert shares[0] < 0.2
    assert 0.7 < shares[-1] <= 1.0


# classics


LUCKY = {"easom": 6, "eggholder": 5, "holder-table": 5}
"""Seeds for classics of which few windows are good, that come upon one early."""


def dims_of(name: str) -> int:
    try:
        CLASSICS[name].bounds(1)
    except ClassicError:
        return 2
    return 1


@pytest.mark.parametrize("name", sorted(CLASSICS))
def test_after_every_classic(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each makes a level that can be read; to prove and to walk it as well takes longer."""
    monkeypatch.setattr(Trial, "unsoundness", lambda self: "")
    monkeypatch.setattr(Trial, "claims", ())
    monkeypatch.setattr("hikergame.survey.generation.looking._COARSE", 64)
    quick = partial(survey, resolution=64, accurate=False, prove=False)
    monkeypatch.setattr("hikergame.survey.generation.imitation.survey", quick)
    seed = LUCKY.get(name, 0)
    made = imitate(name, dims=dims_of(name), seed=seed)
    level = parse_level(made.text)
    assert level.dims == dims_of(name)
    assert f"--like {name} --dims {level.dims} --seed {seed}" in made.text
    told = " ".join(level.debrief.split())
    valleys = {1: "in which there is one valley", 2: "with two valleys", 3: "with three valleys"}
    assert valleys.get(made.profile.valleys, " valleys. ") in told
    deepest = quick(level).global_minimum
    assert deepest is not None
    low, high = level.landscape.bounds.T
    assert np.all((deepest.x > low) & (deepest.x < high))
    assert halvings_in_the_middle(level) <= 3.1
    assert np.linalg.norm((deepest.x - (low + high) / 2) / (high - low)) > 0.05


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (0, "None of these places are on the map"),
        (1, "One of these places is on the map"),
        (4, "All of these places are on the map"),
    ],
)
def test_what_is_known_of_a_classic_is_not_said_of_a_window_on_it(shown: int, said: str) -> None:
    look = Look.at(Landscape.from_terms([make_term("bowl", {})], [(-4, 4), (-4, 4)]))
    himmelblau = CLASSICS["himmelblau"]
    words = classic_words(himmelblau, 1, look, title=None, shown=shown, caution="")
    told = " ".join(words.debrief.split())
    assert "Over all of its ground, it is known for this: four valleys" in told
    assert "You walked over a part of it, in which there is one valley." in told
    assert said in told


@pytest.mark.parametrize(("name", "dims"), [("booth", 2), ("schwefel", 1)])
def test_after_a_classic_that_can_be_won(name: str, dims: int) -> None:
    made = imitate(name, dims=dims, title="Something Else")
    assert made.caution == ""
    assert made.level.title == "Something Else"
    assert '--title "Something Else"' in made.text
    assert Trial(made.level, survey(made.level)).unsoundness() == ""


@pytest.mark.parametrize(("name", "deepest"), [("himmelblau", 4), ("branin", 3)])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_few_equally_deep_valleys_are_all_shown(
    name: str, deepest: int, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are what such a classic is known for."""
    monkeypatch.setattr(Trial, "unsoundness", lambda self: "")
    monkeypatch.setattr(Trial, "claims", ())
    made = imitate(name, seed=seed)
    heights = [one.value for one in survey(made.level, prove=False).minima[:deepest]]
    assert heights == pytest.approx([heights[0]] * deepest, abs=1e-5)
    assert "All of these places are on the map" in " ".join(made.level.debrief.split())


def test_what_nobody_wins_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Trial, "_wins", lambda self, hiker, seeds: 0)
    made = imitate("sphere", dims=1)
    assert "the scout ends in the deepest valley on 0% of seeds" in made.caution
    assert f"# It could not be certified: {made.caution}." in made.text
    assert parse_level(made.text).hash == made.level.hash


def test_where_no_window_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hikergame.survey.generation.imitation._MIDDLE", -1.0)
    monkeypatch.setattr("hikergame.survey.generation.imitation._WINDOWS", 1)
    told: list[tuple[int, int, str]] = []
    with pytest.raises(GenerationError) as caught:
        imitate("sphere", dims=1, watch=lambda *one: told.append(one))
    assert [number for number, _, _ in told] == [*range(1, told[-1][1] + 1)]
    assert "its middle is a good place" in str(caught.value)
    assert f"in {len(told)} with seed 0" in str(caught.value)
