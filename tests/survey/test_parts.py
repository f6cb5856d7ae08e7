"""The parts of a survey, each against the plain way of computing the same."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikergame.landscape import Landscape, coordinate
from hikergame.landscape import expression as ex
from hikergame.survey.basins.drainage import drain, follow
from hikergame.survey.basins.merge_tree import grow
from hikergame.survey.basins.passes import Passes
from hikergame.survey.bottoms.flats import find_flats
from hikergame.survey.bottoms.grid import Grid, touching
from hikergame.survey.bottoms.joining import joined, near_pairs
from hikergame.survey.bottoms.outlook import axes_of, look
from hikergame.survey.careful import careful
from hikergame.survey.limits import Ledger, Limits
from hikergame.survey.proof.search import prove
from hikergame.survey.proof.tame import Tameness

x, y = coordinate(0), coordinate(1)
BOX = [[-3.0, 3.0], [-3.0, 3.0]]
fast = settings(max_examples=60, deadline=None)


# Joining


@fast
@given(
    count=st.integers(1, 40),
    pairs=st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=60),
)
def test_joined_things_have_the_least_number_of_their_kind(count, pairs):
    pairs = [(a % count, b % count) for a, b in pairs]
    group = list(range(count))
    for _ in range(count):
        for a, b in pairs:
            group[a] = group[b] = min(group[a], group[b])
    first, second = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    assert joined(count, first, second).tolist() == group


@fast
@given(
    seed=st.integers(0, 999), count=st.integers(0, 60), dims=st.integers(1, 5), size=st.floats(1, 9)
)
def test_near_pairs_are_all_pairs_that_are_near(seed, count, dims, size):
    places = np.random.default_rng(seed).uniform(-size, size, (count, dims)).round(1)
    distance = np.linspace(0.5, 1.5, dims)
    found = near_pairs(places, distance)
    expected = {
        (i, j)
        for i, j in itertools.combinations(range(count), 2)
        if np.all(np.abs(places[i] - places[j]) <= distance)
    }
    assert {(min(i, j), max(i, j)) for i, j in zip(*found, strict=True)} == expected
    assert len(found[0]) == len(expected)


# The merge tree


def climb(count, links, start):
    """The least climb from `start` to every other basin: Prim's way."""
    reached = {start: -np.inf}
    while len(reached) < count:
        height, there = min(
            (max(height, reached[a]), b)
            for height, one, other in links
            for a, b in ((one, other), (other, one))
            if a in reached and b not in reached
        )
        reached[there] = height
    return reached


@fast
@given(seed=st.integers(0, 9999), count=st.integers(2, 12), rounded=st.booleans())
def test_the_way_out_is_the_least_climb_to_something_deeper(seed, count, rounded):
    rng = np.random.default_rng(seed)
    floors = rng.uniform(0, 5, count)
    floors = floors.round(0) if rounded else floors
    tree_links = [(i, int(rng.integers(0, i))) for i in range(1, count)]
    more = [tuple(rng.choice(count, 2, replace=False)) for _ in range(count)]
    ends = np.sort(np.array(tree_links + more), axis=1)
    heights = np.maximum(floors[ends[:, 0]], floors[ends[:, 1]]) + rng.uniform(0.01, 3, len(ends))
    order = np.argsort(heights)
    ends, heights = ends[order], heights[order]
    passes = Passes(
        ends[:, 0], ends[:, 1], np.zeros((len(ends), 2)), heights, np.ones(len(ends), dtype=bool)
    )
    tree = grow(passes, floors, np.ones(count, dtype=bool), np.zeros(count), 1e-9)
    links = [(h, int(a), int(b)) for h, (a, b) in zip(heights, ends, strict=True)]
    for basin in range(count):
        ways = climb(count, links, basin)
        deeper = [height for other, height in ways.items() if floors[other] < floors[basin] - 1e-9]
        if deeper:
            assert heights[tree.way_out[basin]] == min(deeper)
        else:
            assert tree.way_out[basin] == -1
    assert len(tree.joins) == count - 1
    assert sorted(join.swallowed for join in tree.joins) == sorted(
        set(range(count)) - {int(np.lexsort((np.arange(count), floors))[0])}
    )
    assert tree.absorbed_by.tolist() == list(range(count))


def test_puddles_and_strays_belong_to_the_first_neighbour_that_has_a_bottom():
    """Basins 0 and 1 are real, 2 is a puddle 0.1 deep beside 1, 3 and 4 are strays in a row."""
    links = [(1, 2, 2.1), (3, 4, 2.5), (2, 3, 3.0), (0, 1, 4.0)]
    passes = Passes(
        np.array([a for a, _, _ in links]),
        np.array([b for _, b, _ in links]),
        np.zeros((4, 1)),
        np.array([h for _, _, h in links]),
        np.ones(4, dtype=bool),
    )
    real = np.array([True, True, True, False, False])
    heights = np.array([0.0, 1.0, 2.0, 0.5, 0.6])
    tree = grow(passes, heights, real, np.full(5, 0.5), 0.0)
    assert tree.absorbed_by.tolist() == [0, 1, 1, 1, 1]
    assert [(join.swallowed, join.into) for join in tree.joins] == [(1, 0)]


def test_strays_that_nothing_real_touches_belong_to_nobody():
    nothing = Passes(*[np.empty(0, dtype=np.intp)] * 2, np.empty((0, 1)), *[np.empty(0)] * 2)
    tree = grow(nothing, np.zeros(2), np.array([True, False]), np.zeros(2), 0.0)
    assert tree.absorbed_by.tolist() == [0, -1]


# Drainage


@fast
@given(
    seed=st.integers(0, 9999),
    rows=st.integers(3, 9),
    columns=st.integers(3, 9),
    rough=st.sampled_from([2, 50]),
)
def test_water_takes_the_steepest_way(seed, rows, columns, rough):
    heights = np.random.default_rng(seed).integers(0, rough, (rows, columns)).astype(float)
    grid = Grid.of(landscape(x + y), 3)
    axes = (np.arange(rows) * 1.0, np.arange(columns) * 2.0)
    scales = type(grid.scales)(np.array([1.0, 2.0]), 1.0, 0.0)
    grid = Grid(axes, heights, np.zeros((rows, columns, 2)), None, 1.0, scales)
    targets = drain(grid)
    for row, column in np.ndindex(rows, columns):
        here, number = heights[row, column], row * columns + column
        falls = {}
        for down, right in itertools.product((-1, 0, 1), repeat=2):
            there = row + down, column + right
            if (down or right) and 0 <= there[0] < rows and 0 <= there[1] < columns:
                fall = (here - heights[there]) / np.hypot(down, 2 * right)
                falls[there[0] * columns + there[1]] = fall
        target = int(targets[number])
        if max(falls.values()) > 0.0:
            assert falls[target] == pytest.approx(max(falls.values()))
        else:
            level = [other for other, fall in falls.items() if fall == 0.0 and other < number]
            assert target in (level or [number])
    ends = follow(targets)
    assert np.array_equal(targets[ends], ends)


def landscape(expression, box=BOX):
    return careful(Landscape.from_expression(expression, box), Ledger(Limits()))[0]


def test_touching_windows_show_every_pair_of_neighbours_once():
    numbers = np.arange(12).reshape(3, 4)
    pairs = [
        (int(a), int(b))
        for one, other in touching(numbers.shape)
        for a, b in zip(numbers[one].ravel(), numbers[other].ravel(), strict=True)
    ]
    expected = {
        (a, b)
        for a, b in itertools.combinations(range(12), 2)
        if max(abs(a // 4 - b // 4), abs(a % 4 - b % 4)) == 1
    }
    assert {(min(pair), max(pair)) for pair in pairs} == expected
    assert len(pairs) == len(expected)


# Flats


def test_flats_are_told_apart_by_height_and_what_is_beside_them():
    """A pond, a terrace around it and a plateau, with slopes between."""
    r = ex.sqrt(x**2 + y**2)
    height = ex.maximum(r - 0.6, 0) - ex.maximum(r - 1.1, 0) + ex.maximum(r - 1.8, 0)
    height = height - ex.maximum(r - 2.3, 0)
    flats = find_flats(Grid.of(landscape(height), 128))
    assert flats.heights == pytest.approx([0.0, 0.5, 1.0], abs=1e-12)
    assert flats.floors.tolist() == [True, False, False]
    areas = [0.6**2 * np.pi, (1.8**2 - 1.1**2) * np.pi, 36 - 2.3**2 * np.pi]
    assert flats.shares * 36 == pytest.approx(areas, rel=0.03)


def test_slopes_however_gentle_are_no_flats():
    assert len(find_flats(Grid.of(landscape(1e-6 * x), 64))) == 0
    assert len(find_flats(Grid.of(landscape(x**2 + 1e-3 * y**2), 64))) == 0


# The outlook


@fast
@given(angle=st.floats(0, np.pi), ratio=st.floats(0.01, 100.0), sign=st.sampled_from([-1, 1]))
def test_principal_curvatures_of_a_tilted_saddle(angle, ratio, sign):
    c, s = float(np.cos(angle)), float(np.sin(angle))
    u, v = c * x + s * y, c * y - s * x
    ground = landscape(0.5 * u**2 + 0.5 * sign * ratio * v**2)
    outlook = look(ground, np.array([[0.3, -0.2]]), np.ones(2))
    curvatures, axes = axes_of(outlook)
    assert curvatures[0] == pytest.approx(sorted([1.0, sign * ratio]), rel=1e-5, abs=1e-6)
    assert axes[0].T @ axes[0] == pytest.approx(np.eye(2), abs=1e-12)
    rebuilt = axes[0] @ np.diag(curvatures[0]) @ axes[0].T
    assert rebuilt == pytest.approx(outlook.bend[0], abs=1e-9 * max(1.0, ratio))


def test_what_the_fence_holds_comes_last_and_is_no_slope():
    outlook = look(landscape(x + y**2), np.array([[-3.0, 1.0]]), np.ones(2))
    assert outlook.held.tolist() == [[True, False]]
    assert outlook.slope.tolist() == [[0.0, 2.0]]
    curvatures, axes = axes_of(outlook)
    assert curvatures[0] == pytest.approx([2.0, np.inf])
    assert np.abs(axes[0][:, 0]) == pytest.approx([0.0, 1.0])


# The proof


UNARY = [
    ex.square,
    ex.sqrt,
    ex.exp,
    ex.log,
    ex.sin,
    ex.tan,
    ex.asin,
    ex.atan,
    ex.absolute,
    ex.sign,
    lambda a: 1 / a,
    lambda a: a**-2.0,
    lambda a: a**0.5,
    lambda a: a**2.5,
]
BINARY = [
    lambda a, b: a + b,
    lambda a, b: a - b,
    lambda a, b: a * b,
    lambda a, b: a / b,
    ex.minimum,
    ex.maximum,
    ex.atan2,
]


@st.composite
def expressions(draw, depth=3):
    if depth == 0:
        return draw(st.sampled_from([x, y, 0.7 * x - y, x + 0.3]))
    if draw(st.booleans()):
        return draw(st.sampled_from(UNARY))(draw(expressions(depth - 1)))
    return draw(st.sampled_from(BINARY))(draw(expressions(depth - 1)), draw(expressions(depth - 1)))


@settings(max_examples=150, deadline=None)
@given(first=expressions(), second=expressions(), seed=st.integers(0, 999))
def test_no_height_is_below_what_is_proven(first, second, seed):
    """Of any formula, with jumps, poles and holes: what is finite is no lower."""
    expression = first + ex.sin(second)
    ground = Landscape.from_expression(expression, BOX)
    rng = np.random.default_rng(seed)
    places = rng.uniform(-3, 3, (3000, 2))
    places[:600] = places[:600].round(1)
    places[600:900] = np.clip(places[600:900] * 2, -3, 3)
    heights = ground.value(places)
    finite = np.isfinite(heights)
    if not finite.any():
        return
    lowest = places[finite][np.argmin(heights[finite])]
    proof = prove(expression, ground.bounds, lowest, 1e-3, 4000)
    assert heights[finite].min() >= proof.lower
    assert proof.lower <= proof.upper


@pytest.mark.parametrize(
    "height",
    [
        x - 3 * ex.sign(x - 0.111),
        x + ex.atan(ex.tan(x)),
        x + 2 * ex.atan2(y, x),
        ex.tan(x) + y,
        x + 1 / (y - 0.3),
        ex.sqrt(x**2 - 1) + 0.1 * x,
        ex.absolute(x) ** -0.5 - ex.absolute(y) ** -0.5,
        ex.maximum(-1 * x, 2 * x) + ex.maximum(y, -3 * y),
    ],
)
def test_no_proof_is_led_astray_by_jumps_poles_and_edges(height):
    """Slopes alone would say that these fall one way only."""
    ground = Landscape.from_expression(height, BOX)
    places = np.random.default_rng(2).uniform(-3, 3, (200_000, 2))
    heights = ground.value(places)
    heights = heights[np.isfinite(heights)]
    proof = prove(height, ground.bounds, np.array([3.0, 3.0]), 1e-4, 30_000)
    assert proof.lower <= heights.min()


@pytest.mark.parametrize(
    ("height", "lowest"),
    [
        (x + y, -6.0),
        (x**2 + y**2, 0.0),
        (x**2 - y, -3.0),
        (-(x**2) - y**2, -18.0),
        (ex.absolute(x - 0.1) + ex.absolute(y), 0.0),
        (ex.constant(4.0), 4.0),
        (ex.cos(3 * x) * ex.cos(2 * y), -1.0),
        (ex.maximum(-1 * x, 2 * x) + ex.maximum(y, -3 * y), 0.0),
    ],
)
def test_a_proof_closes_in_on_the_least_height(height, lowest):
    proof = prove(height, np.array(BOX), np.array([1.3, 0.7]), 1e-6, 1 << 16)
    assert proof.lower == pytest.approx(lowest, abs=1.1e-6)
    assert proof.upper == pytest.approx(lowest, abs=1.1e-6)
    assert proof.lower <= lowest <= proof.upper + 1e-15


def test_a_proof_stays_within_its_boxes():
    proof = prove(ex.sin(99 * x * y), np.array(BOX), np.zeros(2), 1e-12, 5000)
    assert proof.boxes <= 5000
    assert proof.lower <= -1.0


@pytest.mark.parametrize(
    ("expression", "tame"),
    [
        (ex.sqrt(x**2 + y**2), True),
        (ex.sqrt(x), False),
        (1 / (2 + ex.cos(x)), True),
        (1 / x, False),
        (ex.tan(0.5 * x), True),
        (ex.tan(x), False),
        (x**3 + (4 + x) ** 0.5 + (x**2 + 1) ** -2, True),
        (x**0.5, False),
        (x**-2.0, False),
        (ex.sign(x), False),
        (ex.sign(x - 7), True),
        (ex.atan2(y, x + 4), True),
        (ex.atan2(y, x), False),
        (ex.log(4 + x) + ex.asin(x / 4) + ex.acos(y / 4), True),
        (ex.log(x), False),
        (ex.asin(x), False),
    ],
)
def test_what_is_tame_all_over_the_map(expression, tame):
    assert Tameness(expression, np.array(BOX)).everywhere is tame


def test_what_is_tame_in_a_box():
    tameness = Tameness(1 / x + ex.log(y), np.array(BOX))
    low = np.array([[0.5, 0.5], [-0.5, 0.5], [0.5, -0.5], [-1.0, 1.0]])
    assert tameness.over(low, low + 0.9).tolist() == [True, False, False, True]
