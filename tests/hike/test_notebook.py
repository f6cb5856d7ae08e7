import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.hike import Hike, Notebook
from hikergame.landscape import Landscape, coordinate
from hikergame.landscape.expression import cos, sin
from hikergame.level import Senses, library, load_level

_moves = st.lists(
    st.lists(st.floats(-3, 3, allow_subnormal=False), min_size=2, max_size=2), max_size=12
)


def keep(level, moves, seed=0):
    """Walk `moves` and keep a notebook."""
    hike = Hike(level, seed=seed)
    notebook = Notebook.begin(level.senses, hike.readout)
    for move in moves:
        notebook = notebook.after(np.array(move), hike.step(move))
    return hike, notebook


@given(_moves)
def test_dead_reckoning_is_the_track_seen_from_the_start(make_level, moves):
    """Fence and shortened steps included; what the fence leaves of a step is told rounded."""
    hike, notebook = keep(make_level(), moves)
    assert notebook.track == pytest.approx(hike.track - hike.track[0], abs=1e-9)
    assert notebook.moves.tolist() == [list(move) for move in moves]
    assert notebook.steps == len(moves)
    assert notebook.readout is hike.readout


@given(_moves)
def test_on_a_bowl_the_trapezoid_adds_up_exactly(make_level, moves):
    hike, notebook = keep(make_level(), moves)
    assert notebook.heights == pytest.approx(hike.heights - hike.heights[0], abs=1e-9)
    assert np.all(np.diff(notebook.errors) >= 0.0)


def test_heights_lie_within_the_bars_on_waves(make_level):
    x, y = coordinate(0), coordinate(1)
    ground = Landscape.from_expression(sin(2.0 * x) * cos(1.5 * y) + 0.1 * x * x, [[-4, 4]] * 2)
    rng = np.random.default_rng(4)
    inside = []
    for _ in range(60):
        hike, notebook = keep(make_level(ground), rng.normal(scale=0.5, size=(20, 2)))
        off = np.abs(notebook.heights - (hike.heights - hike.heights[0]))
        inside.append(off <= notebook.errors)
    assert np.mean(inside) > 0.97


@pytest.mark.parametrize(("share", "seldomest", "mean"), [(0.25, 0.8, 0.97), (0.8, 0.5, 0.9)])
def test_on_shipped_levels_the_true_height_lies_within_the_bars(share, seldomest, mean):
    """Long strides over a cliff are the one thing that nobody can allow for."""
    inside = []
    for entry in library().entries:
        level = load_level(entry.path)
        rng, found = np.random.default_rng(1), []
        for _ in range(4):
            ways = np.cumsum(rng.normal(size=(min(level.steps, 20), level.dims)), axis=0)
            lengths = share * level.step_length.max * rng.uniform(0.5, 1.2, (len(ways), 1))
            moves = lengths * ways / np.linalg.norm(ways, axis=1, keepdims=True)
            hike, notebook = keep(level, moves)
            off = np.abs(notebook.heights - (hike.heights - hike.heights[0]))
            found.append(np.mean(off <= notebook.errors + 1e-9))
        inside.append(np.mean(found))
    assert np.mean(inside) >= mean
    assert min(inside) >= seldomest


def test_ends_that_agree_do_not_promise_level_ground_between(make_level):
    x = coordinate(0)
    waves = Landscape.from_expression(cos(2.0 * np.pi * x) + 0.0 * coordinate(1), [[-4, 4]] * 2)
    level = make_level(waves, start=np.array([-3.2, 0.0]))
    notebook = keep(level, [[0.2, 0.0], [1.0, 0.0]])[1]
    assert notebook.slopes[1] == pytest.approx(notebook.slopes[2])
    assert notebook.errors[2] > 1.0


def test_a_rise_is_blurred_only_by_the_steps_between(make_level):
    _, notebook = keep(make_level(), [[2.0, 0.0], [0.1, 0.0], [0.0, 0.1]])
    late = notebook.rise(2, 3)
    assert late.value == pytest.approx(notebook.heights[3] - notebook.heights[2])
    assert 0.0 < late.error < notebook.errors[1]
    assert notebook.rise(0, 3).error == pytest.approx(notebook.errors[3])
    blunt = keep(make_level(senses=Senses(direction_only=True)), [[1.0, 0.0]])[1]
    assert blunt.rise(0, 1) is None


def test_noise_and_rounding_widen_the_bars(make_level):
    moves = np.full((10, 2), 0.2)
    plain = keep(make_level(), moves)[1].errors[-1]
    noisy = keep(make_level(senses=Senses(noise=1.0)), moves)[1].errors[-1]
    rounded = keep(make_level(senses=Senses(rounding=1.0)), moves)[1].errors[-1]
    assert plain < rounded < noisy


def test_noisy_heights_lie_within_two_bars(make_level):
    level = make_level(senses=Senses(noise=3.0))
    moves = np.random.default_rng(2).normal(scale=0.4, size=(20, 2))
    inside = []
    for seed in range(200):
        hike, notebook = keep(level, moves, seed=seed)
        inside.append(
            abs(notebook.heights[-1] - hike.heights[-1] + hike.heights[0])
            <= 2.0 * notebook.errors[-1]
        )
    assert np.mean(inside) > 0.9


def test_directions_alone_add_up_to_no_height(make_level):
    _, notebook = keep(make_level(senses=Senses(direction_only=True)), [[1.0, 0.0]])
    assert notebook.heights is None
    assert notebook.errors is None
    assert len(notebook.track) == 2


@pytest.mark.parametrize("direction_only", [False, True])
def test_an_altimeter_is_believed(make_level, direction_only):
    x = coordinate(0)
    ground = Landscape.from_expression(sin(3.0 * x) + 0.0 * coordinate(1), [[-4, 4]] * 2)
    senses = Senses(altimeter=True, direction_only=direction_only)
    hike, notebook = keep(make_level(ground, senses=senses), [[1.0, 0.0], [1.5, 1.0]])
    assert notebook.heights == pytest.approx(hike.heights - hike.heights[0])
    assert notebook.errors.tolist() == [0.0, 0.0, 0.0]


def test_slopes_along_tell_a_step_over_the_floor(make_level):
    _, notebook = keep(make_level(start=np.array([0.0, 1.0])), [[1.5, 0.0], [0.0, 0.0]])
    assert notebook.slopes_along.tolist() == [[-2.0, 1.0], [0.0, 0.0]]
    assert notebook.step_lengths.tolist() == [1.5, 0.0]
    assert notebook.steepness.tolist() == [2.0, 1.0, 1.0]


def test_a_notebook_without_steps(make_level):
    _, notebook = keep(make_level(), [])
    assert notebook.slopes_along.shape == (0, 2)
    assert notebook.step_lengths.shape == (0,)
    assert notebook.heights.tolist() == [0.0]


def test_a_notebook_is_a_value(make_level):
    hike, before = keep(make_level(), [[0.5, 0.5]])
    after = before.after(np.array([0.1, 0.0]), hike.step([0.1, 0.0]))
    assert before.steps == 1
    assert after.steps == 2
    for array in (after.track, after.slopes, after.moves, after.heights, after.errors):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0
