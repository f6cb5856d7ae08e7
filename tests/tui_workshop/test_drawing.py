"""Plans and what they wear: every place on its cell, every valley told by more than colour."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.landscape import Landscape
from hikergame.level import Level, parse_level
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Depth
from hikergame.tui.drawing.words import line_width
from hikergame.tui.theme import DARK
from hikergame.tui.workshop.cut import Cut, cut_of
from hikergame.tui.workshop.desk import Desk
from hikergame.tui.workshop.dressing import HERE, START, Layers, dressed, marks, rival_glyph
from hikergame.tui.workshop.finding import accurately, coarsely, from_place, raced
from hikergame.tui.workshop.plan import Plan, draw_plan
from hikergame.tui.workshop.reading import Edition
from hikergame.tui.workshop.telling import (
    Told,
    legend,
    paragraph,
    report,
    slice_words,
    stand_lines,
)
from tests.tui_workshop.conftest import HOLLOWS, LINE, SPACE

LEVELS = {text: parse_level(text) for text in (HOLLOWS, LINE, SPACE)}
FOUND = {text: raced(coarsely(level)) for text, level in LEVELS.items()}
every_level = pytest.mark.parametrize("text", LEVELS, ids=["plane", "line", "space"])
every_depth = pytest.mark.parametrize("depth", [Depth.TRUE, Depth.INDEXED, Depth.NONE])


def desk_of(text: str) -> Desk:
    return Desk().with_edition(Edition(LEVELS[text])).with_findings(FOUND[text])


def plan_of(text: str, depth: Depth = Depth.TRUE) -> Plan:
    return draw_plan(cut_of(LEVELS[text]), LEVELS[text].steps, (60, 24), DARK, depth)


def glyphs(cells: Cells) -> str:
    return "".join(cells.text(row) for row in range(cells.height))


def said(lines: object) -> str:
    return "\n".join("".join(word.text for word in line) for line in lines)  # type: ignore[attr-defined]


@every_level
@given(column=st.integers(0, 59), row=st.integers(0, 23))
def test_the_place_of_a_cell_has_that_cell(text: str, column: int, row: int):
    plan = plan_of(text)
    column, row = min(column, plan.width - 1), min(row, plan.height - 1)
    at = plan.at(column, row)
    found = plan.cell(at, plan.cut.stand(at)[0])
    assert found[0] == column
    if plan.cut.dims == 2:
        assert found == (column, row)


@every_level
@every_depth
def test_valleys_start_and_rivals_each_have_a_glyph_of_their_own(text: str, depth: Depth):
    plan, desk = plan_of(text, depth), desk_of(text)
    drawn = dressed(plan, desk.dress(), DARK)
    assert (drawn.width, drawn.height) == (plan.width, plan.height)
    found = {mark.glyph for mark in marks(plan, desk.dress(), DARK)}
    expected = {START}
    if text != SPACE:
        expected |= {"1", "2"} | {rival_glyph(n) for n in range(len(LEVELS[text].rivals))}
    assert expected <= found
    assert all(mark.glyph in glyphs(drawn) for mark in marks(plan, desk.dress(), DARK))


def test_marks_of_one_place_stand_side_by_side():
    plan, desk = plan_of(HOLLOWS), desk_of(HOLLOWS)
    found = marks(plan, desk.dress(), DARK)
    assert len({(mark.column, mark.row) for mark in found}) == len(found)
    ends = [walk.track[-1] for walk in FOUND[HOLLOWS].walks]
    assert len({plan.cell(end, 0.0) for end in ends}) < 3  # else nothing was in the way


def test_layers_that_are_hidden_leave_no_trace():
    plan, desk = plan_of(HOLLOWS, Depth.NONE), desk_of(HOLLOWS)
    bare = Layers(basins=False, rivals=False, valleys=False)
    for name in ("basins", "rivals", "valleys"):
        only = Desk(desk.findings, desk.edition, layers=bare.toggled(name)).dress()
        none = Desk(desk.findings, desk.edition, layers=bare).dress()
        assert glyphs(dressed(plan, only, DARK)) != glyphs(dressed(plan, none, DARK))


def test_a_map_that_is_out_of_date_is_dimmed():
    plan, desk = plan_of(HOLLOWS), desk_of(HOLLOWS)
    stale = desk.with_edition(Edition(None, ("wrong",)))
    assert not desk.stale
    assert stale.stale
    bright, dim = (dressed(plan, one.dress(), DARK) for one in (desk, stale))
    assert np.mean(dim.paper >> 8 & 255) < 0.6 * np.mean(bright.paper >> 8 & 255)


@every_depth
def test_ground_without_heights_is_left_blank(depth: Depth):
    """Half of it has none; another has none anywhere; one is level."""

    def ground(hole: float) -> Landscape:
        def height(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            values = np.where(x[..., 0] < hole, np.nan, x[..., 1])
            return values, np.zeros_like(x)

        return Landscape.from_function(height, [[-1.0, 1.0], [-1.0, 1.0]])

    for hole in (0.0, 2.0):
        plan = draw_plan(Cut(ground(hole), np.zeros(2)), 8, (30, 15), DARK, depth)
        drawn = dressed(plan, Desk().dress(), DARK)
        if depth is Depth.NONE:
            assert "?" in glyphs(drawn)
        else:
            assert drawn.paper[7, 2] == DARK.fog
    level = Landscape.from_function(lambda x: (x[..., 0] * 0.0, x * 0.0), [[-1.0, 1.0]] * 2)
    assert draw_plan(Cut(level, np.zeros(2)), 8, (30, 15), DARK, depth).flat == 0.0


# The desk


def test_findings_of_an_earlier_level_are_put_away():
    desk = desk_of(HOLLOWS)
    other = parse_level(HOLLOWS.replace("depth: 2}", "depth: 3}"))
    edited = desk.with_edition(Edition(other))
    assert edited.findings is not None
    assert edited.findings.survey is None
    assert edited.with_findings(FOUND[HOLLOWS]) is edited
    assert np.array_equal(edited.at, desk.at)


def test_other_words_keep_what_is_known():
    desk = desk_of(HOLLOWS)
    other = parse_level(HOLLOWS.replace("Two", "Many"))
    edited = desk.with_edition(Edition(other))
    assert edited.level is other
    assert edited.findings is not None
    assert edited.findings.survey is FOUND[HOLLOWS].survey
    assert edited.with_findings(FOUND[HOLLOWS]).level is other


def test_the_cursor_goes_from_valley_to_valley_and_stays_inside_the_fence():
    desk = desk_of(HOLLOWS)
    survey = FOUND[HOLLOWS].survey
    assert survey is not None
    first = desk.next_valley()
    assert np.array_equal(first, survey.minima[0].x)
    second = Desk(desk.findings, desk.edition, at=first).next_valley()
    assert np.array_equal(second, survey.minima[1].x)
    small = parse_level(HOLLOWS.replace("[-6, 6]", "[-5, 0]"))
    moved = Desk(desk.findings, desk.edition, at=np.array([6.0, 4.0])).with_edition(Edition(small))
    assert np.array_equal(moved.at, [0.0, 4.0])
    assert np.array_equal(moved.with_edition(Edition(LEVELS[LINE])).at, [-4.5])


def test_a_slice_goes_through_the_start_and_then_through_each_valley():
    desk = desk_of(SPACE)
    survey = FOUND[SPACE].survey
    assert survey is not None
    places = [desk.through]
    for _ in survey.minima:
        desk = desk.next_slice()
        places.append(desk.through)
    assert np.array_equal(places[0], [3.0, 3.0, 2.0])
    for place, minimum in zip(places[1:], survey.minima, strict=True):
        assert np.array_equal(place, minimum.x)
    assert desk.next_slice().slice == 0
    assert desk.cut is not None
    shown = marks(draw_plan(desk.cut, 8, (40, 20), DARK, Depth.TRUE), desk.dress(), DARK)
    assert [mark.glyph for mark in shown] == [str(len(survey.minima))]


# Words


@every_level
def test_the_report_tells_valleys_and_rivals_within_its_width(text: str):
    told = Told(accurately(FOUND[text]))
    for width in (31, 45):
        lines = report(told, DARK, width)
        assert max(sum(len(word.text) for word in line) for line in lines) <= width
        assert "valley 1" in said(lines)
        for walk in FOUND[text].walks:
            assert walk.title in said(lines)


def test_rivals_let_go_elsewhere_are_told_and_marked():
    level, found = LEVELS[HOLLOWS], FOUND[HOLLOWS]
    place = np.array([-3.5, -1.5])
    walks = from_place(level, place, list(zip(level.rivals, found.rates, strict=True)))
    assert all(np.array_equal(walk.track[0], place) for walk in walks)
    told = said(report(Told(found, walks), DARK, 45))
    assert re.search(rf"from {HERE}  [0-9.]+ points, valley 2", told)
    desk = Desk(found, Edition(level), here=place, walks_here=walks)
    assert HERE in {mark.glyph for mark in marks(plan_of(HOLLOWS), desk.dress(), DARK)}


def test_words_under_the_cursor_say_where_water_goes():
    told, level = Told(FOUND[HOLLOWS]), LEVELS[HOLLOWS]
    cut = cut_of(level)
    at = np.array([-3.2, -1.2])
    words = said(stand_lines(told, at, cut.stand(at), 0.01, DARK))
    assert "(−3.2, −1.2)" in words
    assert "drains to valley 2" in words
    nowhere = said(stand_lines(told, at, (np.nan, np.full(2, np.nan)), 0.01, DARK))
    assert "no height" in nowhere


def test_the_legend_names_each_rival_and_hides_with_its_layer():
    found = FOUND[HOLLOWS]
    assert "× gradient descent" in said(legend(found, Layers(), DARK, 80, ""))
    bare = Layers(basins=False, rivals=False, valleys=False)
    assert said(legend(found, bare, DARK, 80, "")).strip() == "o start"


def test_the_paragraph_tells_everything_in_one_line():
    survey = FOUND[HOLLOWS].survey
    assert survey is not None
    text = paragraph(LEVELS[HOLLOWS], survey)
    assert "\n" not in text
    assert "2 valleys." in text
    assert "The start drains to valley" in text


@pytest.mark.parametrize("dims", [3, 10])
def test_the_legend_says_which_slice_is_shown_in_lines_that_fit(dims: int):
    """Of ten coordinates the last may be cut off, but never that ways and basins are left out."""
    ground = Landscape.from_function(lambda x: (x.sum(axis=-1), np.ones_like(x)), [(-2, 2)] * dims)
    level = Level.from_landscape(ground, start=[0] * dims, steps=5, step_length=1)
    sliced = slice_words(level, np.full(dims, -1.25), "the start")
    caption = legend(FOUND[HOLLOWS], Layers(), DARK, 43, sliced)[:2]
    assert max(map(line_width, caption)) <= 43
    told = " ".join(said(caption).split())
    assert told.startswith(f"{dims}-D: a slice through the start, without ways and basins, at ")
