"""What JavaScript says of a hike is what Python says, word for word and number for number."""

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pytest

from hikergame.classroom.room.views import readout_view
from hikergame.cli.plain import felt, prose
from hikergame.figures import number
from hikergame.hike import Notebook
from hikergame.hike.figures import Height
from hikergame.hike.heading import compass_word, displacement, heading_of
from hikergame.hike.steepness import steepness_of
from hikergame.hikers import Facts, Outing
from hikergame.level import Level, Senses
from hikergame.tui.hike.intent import Intent

from . import story
from .browser import Browser, Page
from .house import House
from .walker import Walker, facts_view

MakeLevel = Callable[..., Level]
RNG = np.random.default_rng(5)
NUMBERS = [
    *(
        0.0,
        0.5,
        1.5,
        2.5,
        0.125,
        0.0625,
        1e-10,
        5e-4,
        -5e-4,
        0.001,
        12.5,
        125.0,
        1250.0,
        -0.25,
        1e6,
    ),
    *(RNG.normal(size=60) * 10.0 ** RNG.integers(-4, 5, size=60)).tolist(),
]


@pytest.fixture(scope="module")
def page(browser: Browser, house: House) -> Iterator[Page]:
    """Return a page on which the modules can be called."""
    with browser.page() as opened:
        opened.open(house.address + "/")
        yield opened


def called(page: Page, module: str, expression: str, *given: Any) -> Any:
    """Return the value of an expression in which `m` is a module and `g` the things given."""
    return page.run(
        f"import('/static/{module}').then((m) => ((g) => {expression})({json.dumps(given)}))"
    )


def test_numbers_are_written_alike(page: Page) -> None:
    expected = [number(value) for value in NUMBERS]
    assert called(page, "lib/words.js", "g[0].map(m.number)", NUMBERS) == expected


def test_heights_are_no_finer_than_they_are_known(page: Page) -> None:
    errors = [0.0, 0.0005, 0.019, 0.15, 0.25, 1.9, 2.0, 12.0, 340.0]
    pairs = [(value, error) for value in NUMBERS for error in errors]
    told = called(
        page,
        "lib/words.js",
        "g[0].map(([v, e]) => { const h = new m.Height(v, e);"
        "return [h.words(true), m.roughly(h, 'here'), m.risen(h, 'here')]; })",
        pairs,
    )
    heights = [Height(value, error) for value, error in pairs]
    expected = [
        [one.words(sign=True), prose.roughly(one, "here"), prose.risen(one, "here")]
        for one in heights
    ]
    assert told == expected


def test_slopes_have_the_same_words(page: Page) -> None:
    cases = [(slope, flat) for slope in NUMBERS for flat in (0.0, 0.05, 0.5, 20.0)]
    told = called(
        page, "lib/words.js", "g[0].map(([s, f]) => m.steepnessOf(s, f)?.word ?? null)", cases
    )
    kinds = [steepness_of(slope, flat) for slope, flat in cases]
    assert told == [None if kind is None else kind.word for kind in kinds]


def test_headings_lead_the_same_way(page: Page) -> None:
    headings = [*range(-360, 721, 15), 22.5, 67.5, 112.5, 337.5, 359.999]
    moves = called(page, "lib/words.js", "g[0].map((h) => m.displacement(h, 1.5, 2))", headings)
    for heading, move in zip(headings, moves, strict=True):
        np.testing.assert_allclose(move, displacement(float(heading), 1.5), atol=1e-15)
    points = called(page, "lib/words.js", "g[0].map(m.compassPoint)", headings)
    assert points == [compass_word(float(heading)) for heading in headings]
    back = called(page, "lib/words.js", "g[0].map(m.headingOf)", moves)
    expected = [heading_of(np.array(move)) for move in moves]
    assert back == pytest.approx(expected, abs=1e-9)


SENSES = [
    Senses(),
    Senses(noise=0.3),
    Senses(rounding=0.25),
    Senses(noise=0.1, rounding=0.1),
    Senses(direction_only=True),
    Senses(altimeter=True, curvature=True),
]


@pytest.mark.parametrize("senses", SENSES, ids=lambda senses: senses.words)
@pytest.mark.parametrize("dims", [1, 2, 3])
def test_the_notebook_adds_up_the_same_heights(
    page: Page, make_level: MakeLevel, senses: Senses, dims: int
) -> None:
    from tests.conftest import bowl

    outing = Outing(make_level(bowl(dims), senses=senses, steps=30), rival=None)
    rng = np.random.default_rng(dims)
    for _ in range(30):
        outing.step(rng.normal(size=dims) * 10.0 ** rng.uniform(-2, 0.6))
    notebook = outing.notebook
    readouts = [readout_view(one).model_dump() for one in notebook.readouts]
    facts = facts_view(outing).model_dump()
    told = called(
        page,
        "lib/notebook.js",
        "(({track, heights, errors, steepness, lengths}) => "
        "({track, heights, errors, steepness, lengths}))(new m.Notebook(g[0], g[1]))",
        facts["senses"],
        readouts,
    )
    np.testing.assert_allclose(told["track"], notebook.track, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(told["steepness"], notebook.steepness, rtol=1e-12)
    np.testing.assert_allclose(told["lengths"], notebook.step_lengths, rtol=1e-12, atol=1e-12)
    if notebook.heights is None:
        assert told["heights"] is None
        return
    np.testing.assert_allclose(told["heights"], notebook.heights, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(told["errors"], notebook.errors, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("senses", SENSES, ids=lambda senses: senses.words)
@pytest.mark.parametrize("dims", [1, 2, 3])
def test_a_step_is_told_in_the_words_of_the_plain_game(
    page: Page, make_level: MakeLevel, senses: Senses, dims: int
) -> None:
    from tests.conftest import bowl

    outing = Outing(make_level(bowl(dims), senses=senses, steps=12), rival=None)
    rng = np.random.default_rng(10 + dims)
    told, expected = [], []
    for _ in range(12):
        outing.step(rng.normal(size=dims) * 2.0)
        notebook: Notebook = outing.notebook
        readouts = [readout_view(one).model_dump() for one in notebook.readouts]
        facts = facts_view(outing).model_dump()
        told.append(_straight(_told(page, facts, readouts)))
        expected.append(_straight(felt.step_lines(outing.facts, notebook)))
    assert told == expected


def _straight(lines: Iterable[str]) -> list[str]:
    """Return the lines without those on how the ground bends, whose ways have no sign."""
    return [line for line in lines if not line.startswith("The ground bends")]


def test_bends_are_told_along_their_principal_ways(page: Page) -> None:
    turned = np.array([[np.cos(0.5), -np.sin(0.5)], [np.sin(0.5), np.cos(0.5)]])
    curvature = turned @ np.diag([-3.0, 5.0]) @ turned.T
    facts = facts_view(Outing(story.level())).model_dump()
    readout = readout_view(Outing(story.level()).readout).model_dump()
    readout["curvature"] = curvature.tolist()
    lines = called(page, "play/felt.js", "m.readoutLines(g[0], g[1])", facts, readout)
    assert lines[-2:] == [
        "The ground bends like a ridge, curvature 3 along x 0.878, y 0.479.",
        "The ground bends like a valley, curvature 5 along x 0.479, y -0.878.",
    ]


def _told(page: Page, facts: Any, readouts: Any) -> Any:
    return page.run(
        "Promise.all([import('/static/play/felt.js'), import('/static/lib/notebook.js')])"
        ".then(([felt, {Notebook}]) => (([facts, readouts]) => "
        "felt.stepLines(facts, new Notebook(facts.senses, readouts)))"
        f"({json.dumps([facts, readouts])}))"
    )


def test_a_hike_is_introduced_alike(page: Page) -> None:
    outing = Outing(story.level())
    told = called(page, "play/felt.js", "m.invitation(g[0])", facts_view(outing).model_dump())
    assert told == list(felt.invitation(outing.facts))


def test_a_stride_grows_by_the_same_factors(page: Page) -> None:
    facts: Facts = Outing(story.level()).facts
    told = called(
        page,
        "play/intent.js",
        "(() => { const i = new m.Intent(g[0]); const all = [[i.heading, i.stride, i.reach]];"
        "for (let n = 0; n < 40; n += 1) { i.striding(i.stride * m.LONGER); i.turn(m.TURN);"
        "all.push([i.heading, i.stride, i.reach]); } return all; })()",
        facts_view(Outing(story.level())).model_dump(),
    )
    intent = Intent.first(facts)
    for heading, stride, reach in told:
        assert heading == intent.heading
        assert math.isclose(stride, intent.stride, rel_tol=1e-12)
        assert math.isclose(reach, intent.reach, rel_tol=1e-9, abs_tol=1e-12)
        intent = intent.scaled(1.25).turned(15.0)


def test_the_practice_ground_is_honest(page: Page) -> None:
    """Slopes are those of its heights, long steps are shortened, and the fence holds."""
    worst = page.run(
        "import('/static/play/practice.js').then(({Practice}) => {"
        "const ground = new Practice(() => 0.37); let worst = 0;"
        "for (const [x, y] of [[0, 0], [1, -2], [-3, 4], [5, 5]]) {"
        "const e = 1e-5; const [a, b] = ground.slope([x, y]);"
        "const along = (ground.height([x + e, y]) - ground.height([x - e, y])) / (2 * e);"
        "const up = (ground.height([x, y + e]) - ground.height([x, y - e])) / (2 * e);"
        "worst = Math.max(worst, Math.abs(a - along), Math.abs(b - up)); }"
        "return worst; })"
    )
    assert worst < 1e-7
    told = page.run(
        "import('/static/play/practice.js').then(({Practice}) => {"
        "const ground = new Practice(() => 0.37);"
        "const first = ground.walk(ground.place.map((part) => -100 * part));"
        "let last; for (let n = 0; n < 8; n += 1) last = ground.walk([2.5, 0]);"
        "return [Math.hypot(...first.moved), first.shortened, last.fenced, last.moved]; })"
    )
    assert told == [pytest.approx(2.5), True, True, [0, 0]]


HILLSIDES = ("four-valleys", "two-valleys", "a-gentle-slope", "the-swing", "a-comfortable-trap")


@pytest.mark.parametrize("name", [*HILLSIDES, "deep"])
def test_the_trail_guide_says_the_same(page: Page, name: str) -> None:
    """On walks of all tempers: bold and timid ones, swinging ones, ones into the fence."""
    ground = story.level(name)
    cases, expected = [], []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        walker = Walker(ground)
        facts, stride = walker.outing.facts, 0.02 + 0.98 * (seed % 4) / 3.0
        drift = rng.normal(size=ground.dims) * (seed % 3)
        while not walker.outing.over:
            slope = walker.outing.readout.slope
            way = -slope / max(float(np.linalg.norm(slope)), 1e-9) + drift
            length = stride * facts.step_length.max / max(float(np.linalg.norm(way)), 1e-9)
            walker.step(tuple(length * way))
            expected.append(walker.outing.hint)
        view = walker.view
        cases.append(
            {
                "facts": view.facts.model_dump(),
                "readouts": [one.model_dump() for one in view.readouts],
                "rival": [one.model_dump() for one in view.rival],
            }
        )
    told = page.run(
        "Promise.all([import('/static/play/guide.js'), import('/static/lib/notebook.js')])"
        ".then(([{hint}, {Notebook}]) => ((cases) => cases.flatMap(({facts, readouts, rival}) =>"
        "readouts.slice(1).map((_, step) => hint(facts, new Notebook(facts.senses,"
        f"readouts.slice(0, step + 2)), rival.slice(0, step + 2)))))({json.dumps(cases)}))"
    )
    assert told == expected
    assert len({one for one in told if one is not None}) > 1


def test_seals_are_made_alike(page: Page) -> None:
    texts = ["", "abc", "ä–☃𝄞", *("x" * length for length in (54, 55, 56, 63, 64, 65, 119, 1000))]
    expected = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    assert called(page, "lib/sha256.js", "g[0].map(m.sha256)", texts) == expected
    view = story.reveal().model_dump(mode="json")
    changed = view | {"seed": view["seed"] + 1}
    told = called(
        page,
        "lib/promises.js",
        "[m.judged(g[0], g[0].commitment), m.judged(g[0]), m.judged(g[1]), m.judged(g[0], '0f')]",
        view,
        changed,
    )
    assert told == ["kept", "unheard", "broken", "broken"]
