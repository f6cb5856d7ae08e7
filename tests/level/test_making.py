"""Levels on ground of one's own, made in Python."""

from typing import Any

import numpy as np
import pytest

import hikergame
from hikergame.landscape import LandscapeError
from hikergame.level import Level, LevelError, RivalSpec, Senses, StepLength, load_level

BOUNDS = [[-6.0, 4.0], [-5.0, 5.0]]


def twin_bowls(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Two valleys west and east, the western one deeper."""
    east, north = x[..., 0], x[..., 1]
    height = 0.1 * (east**2 - 9.0) ** 2 + 0.5 * north**2 + 0.4 * east
    return height, np.stack([0.4 * east * (east**2 - 9.0) + 0.4, north], axis=-1)


def level(function: Any = twin_bowls, **changes: Any) -> Level:
    landscape = hikergame.Landscape.from_function(function, changes.pop("bounds", BOUNDS))
    settings = {"start": [3.5, 2.0], "steps": 12, "step_length": 3} | changes
    return hikergame.Level.from_landscape(landscape, **settings)


def test_a_level_has_what_it_is_given_and_the_defaults_of_a_file() -> None:
    made = level(
        title="Twin Bowls",
        id="twins",
        concepts=["two valleys"],
        rivals=["adam", ("momentum", {"learning_rate": 0.1}), {"rprop": 0.2}],
        claims=("multimodal",),
        step_length=StepLength(2.0, 0.25),
        readout={"slope": {"noise": 0.1}},
    )
    assert (made.id, made.title, made.chapter, made.path) == ("twins", "Twin Bowls", "", None)
    assert (made.dims, made.axes, made.steps) == (2, ("x", "y"), 12)
    assert made.step_length == StepLength(2.0, 0.25)
    assert made.senses == Senses(noise=0.1)
    assert made.rivals == (
        RivalSpec("adam", "tuned"),
        RivalSpec("momentum", 0.1),
        RivalSpec("rprop", 0.2),
    )
    assert (made.concepts, made.claims) == (("two valleys",), ("multimodal",))
    assert made.start.tolist() == [3.5, 2.0]
    assert not made.start.flags.writeable


def test_numbers_of_numpy_and_a_longest_step_alone_are_welcome() -> None:
    made = level(start=np.array([3.5, 2.0]), steps=np.int64(12), step_length=np.float64(3.0))
    assert made.hash == level().hash
    assert made.step_length == StepLength(max=3.0, initial=0.75)
    assert level(readout=made.senses, rivals=list(made.rivals)).hash == made.hash


def test_a_line_has_one_number_for_its_start() -> None:
    made = level(lambda x: (x[..., 0] ** 2, 2 * x), bounds=[[-3, 2]], start=1.5)
    assert (made.dims, made.start.tolist()) == (1, [1.5])


def test_it_is_walked_raced_and_surveyed_like_any_other() -> None:
    made = level(rivals=["gradient-descent"], steps=25)
    hike = hikergame.Hike(made, seed=7)
    while not hike.over:
        hike.step(-0.2 * hike.readout.slope)
    assert hikergame.score(hike).points > 10
    result = hikergame.race(made)
    assert result.tracks.shape == (1, 26, 2)
    from hikergame.survey import find_minima

    deepest, other = find_minima(made.landscape)
    assert deepest.x[0] < 0.0 < other.x[0]


def test_a_record_of_it_can_be_verified() -> None:
    from hikergame.hike.record import Record
    from hikergame.hike.verification import verify

    hike = hikergame.Hike(level())
    hike.step([-1.0, 0.5])
    hike.plant_flag()
    assert verify(Record.from_hike(hike), level()).ok


SAME = [{"title": "Another"}, {"claims": ["multimodal"]}, {"id": "x"}, {"steps": np.int32(12)}]
DIFFERENT = [
    {"steps": 13},
    {"start": [3.5, 2.1]},
    {"step_length": 2},
    {"readout": {"altimeter": True}},
    {"rivals": ["adam"]},
    {"bounds": [[-6.0, 4.0], [-5.0, 5.1]]},
    {"function": lambda x: (twin_bowls(x)[0] * (1 + 1e-7), twin_bowls(x)[1])},
]


@pytest.mark.parametrize("changes", SAME)
def test_what_makes_no_difference_to_the_hike_makes_none_to_the_hash(changes: Any) -> None:
    assert level(**changes).hash == level().hash


@pytest.mark.parametrize("changes", DIFFERENT)
def test_what_is_played_makes_the_hash(changes: Any) -> None:
    assert level(**changes).hash != level().hash


def test_the_same_heights_by_another_way_are_the_same_ground() -> None:
    def point_by_point(x: np.ndarray) -> tuple[float, np.ndarray]:
        if x.ndim != 1:
            raise TypeError("one point at a time")
        height, slope = twin_bowls(x)
        return float(height) * (1 + 1e-15), slope

    assert level(point_by_point).hash == level().hash


def test_the_hash_is_the_same_on_every_machine() -> None:
    ground = load_level("the-open-bowl").landscape
    made = Level.from_landscape(ground, start=[0, 0], steps=5, step_length=1)
    assert made.hash == "8341f28d6c7488e020b32a135732472b741a696b7e84965c07e213a8af8409a2"


def test_level_ground_and_ground_at_zero_have_a_hash() -> None:
    flat = [
        level(lambda x, h=h: (np.full(x.shape[:-1], h), np.zeros_like(x)), steps=3).hash
        for h in (0.0, 5.0, -7.0)
    ]
    assert len(set(flat)) == 3


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"start": [9, 0]}, "item 1 of start must be inside the bounds of x, -6 to 4, not 9"),
        ({"start": [1]}, "start must have a number for each of x, y: 2, not 1"),
        ({"start": "here"}, "start must be a list, not 'here'"),
        ({"steps": 0}, "steps must be at least 1, not 0"),
        ({"steps": 2.5}, "steps must be a whole number, not 2.5"),
        ({"steps": True}, "steps must be a whole number, not true"),
        ({"step_length": -1}, "step_length.max must be more than 0, not -1"),
        ({"step_length": (1, 2)}, "step_length must be a group of 'key: value', not a list"),
        ({"rivals": ["adm"]}, "there is no optimizer 'adm'; did you mean 'adam'?"),
        ({"rivals": [("adam", {"lr": 1})]}, "adam has no setting 'lr'; did you mean"),
        ({"rivals": 3}, "rivals must be a list, not 3"),
        ({"titel": "x"}, "a level has no key 'titel'; did you mean 'title'?"),
        ({"title": ""}, "title must not be empty"),
        ({"claims": ["deceptiv"]}, "'deceptiv' is no claim; did you mean 'deceptive'?"),
        ({"readout": Senses(noise=-1.0)}, "readout.slope.noise must be at least 0, not -1.0"),
        ({"readout": Senses(True, noise=1.0)}, "readout.slope has no key 'direction'"),
        ({"id": 7}, "id must be a text"),
        ({"steps": object()}, "steps must be a whole number, not '<object"),
        ({"bounds": [[0, 2e9], [0, 1]]}, "must be at most 1e+09, not 2000000000.0"),
    ],
)
def test_what_is_wrong_is_told_without_a_place(changes: Any, told: str) -> None:
    with pytest.raises(LevelError) as caught:
        level(**{"start": [1, 1]} | changes)
    assert told in str(caught.value)
    assert "1:1" not in str(caught.value)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(LevelError) as caught:
        level(steps=0, start=[9, 9], rivals=["adm"])
    assert len(caught.value.problems) == 4


def test_ground_that_is_not_finite_is_refused_with_the_place() -> None:
    def holed(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        with np.errstate(all="ignore"):
            return np.log(x[..., 0]), np.stack([1 / x[..., 0], 0 * x[..., 1]], axis=-1)

    with pytest.raises(LevelError, match="no finite height and slope at x = -6, y = -5"):
        level(holed)


def test_a_function_that_fails_is_told_with_the_place() -> None:
    def broken(x: np.ndarray) -> None:
        raise ZeroDivisionError("oops")

    with pytest.raises(LandscapeError, match=r"failed at x = \[-6.0, -5.0\]: .*oops"):
        level(broken)


def test_a_made_level_is_not_the_file_that_it_resembles() -> None:
    filed = load_level("the-open-bowl")
    made = Level.from_landscape(
        filed.landscape,
        start=filed.start,
        steps=filed.steps,
        step_length=filed.step_length,
        rivals=list(filed.rivals),
    )
    assert made.hash != filed.hash
