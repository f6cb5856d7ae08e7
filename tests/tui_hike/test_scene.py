from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import unpack
from hikergame.tui.drawing.scene import Painter, Scene, Trace, painter_of
from hikergame.tui.theme import DARK

WIDTH, HEIGHT = 30, 12
YOURS = Trace(np.array([[3.0, 3.0], [15.0, 8.0], [25.0, 20.0]]), DARK.you_on_map, "•")
ITS = Trace(np.array([[3.0, 3.0], [5.0, 15.0]]), DARK.rival_on_map, "×")


def scene(*, glyphs: bool = False, sideways: bool = False) -> Scene:
    ground: Cells | np.ndarray
    if glyphs:
        ground = Cells(WIDTH, HEIGHT, ink=DARK.text, paper=DARK.background)
        ground.glyph[:] = ord("g")
    else:
        ground = np.empty((2 * HEIGHT, 2 * WIDTH, 3), dtype=np.uint8)
        ground[:] = unpack(0x336633)
    return Scene(ground, (ITS, YOURS), (25.0, 20.0), sideways, DARK.fog, DARK.halo)


def uncovered_cells(cells: Cells) -> np.ndarray:
    return (cells.glyph == ord("g")) | ((cells.glyph == ord(" ")) & (cells.paper != DARK.fog))


@pytest.fixture(params=[False, True], ids=["blended", "glyphs"])
def painter(request: pytest.FixtureRequest) -> Painter:
    return painter_of(scene(glyphs=request.param))


def test_the_map_begins_covered_and_ends_uncovered(painter: Painter) -> None:
    hidden = painter.frame(0.0, 0.0)
    shown = painter.frame(1.0, 0.0)
    assert hidden.differences(shown)
    assert len(shown.differences(hidden)) == HEIGHT


def test_uncovering_goes_outward_from_the_flag(painter: Painter) -> None:
    bare, full = painter.frame(0.0, 0.0), painter.frame(1.0, 0.0)
    half = painter.frame(0.5, 0.0)
    flag, corner = (10, 25), (0, 0)
    for board, uncovered in ((half, {flag}), (full, {flag, corner})):
        for cell in (flag, corner):
            changed = (board.glyph[cell], board.paper[cell]) != (bare.glyph[cell], bare.paper[cell])
            assert changed == (cell in uncovered)


@given(st.lists(st.floats(0.0, 1.0), min_size=2, max_size=4))
def test_what_is_uncovered_stays_so(shares: list[float]) -> None:
    painter = painter_of(scene(glyphs=True))
    seen = [painter.frame(share, 0.0).glyph == ord("g") for share in sorted(shares)]
    for before, after in pairwise(seen):
        assert (before <= after).all()


def test_a_hillside_is_uncovered_to_both_sides_at_full_height() -> None:
    cells = painter_of(scene(glyphs=True, sideways=True)).frame(0.5, 0.0)
    uncovered = cells.glyph == ord("g")
    assert (uncovered.all(axis=0) | ~uncovered.any(axis=0)).all()


def test_tracks_grow_with_the_steps(painter: Painter) -> None:
    bare = painter.frame(1.0, 0.0)
    sizes = []
    for steps in (0.5, 1.0, 1.5, 2.0):
        changed = painter.frame(1.0, steps).differences(bare)
        sizes.append(sum(span.stop - span.start for span in changed))
    assert sizes == sorted(sizes)
    assert sizes[0] > 0


@given(st.lists(st.floats(0.0, 3.0), min_size=1, max_size=5))
def test_a_frame_does_not_depend_on_the_frames_before(steps: list[float]) -> None:
    """Walking on piece by piece, or back to the trailhead, ends in the same picture."""
    painter = painter_of(scene())
    for step in steps:
        frame = painter.frame(1.0, step)
    bare = painter_of(scene()).frame(1.0, 0.0)
    walked = painter_of(scene()).frame(1.0, steps[-1])
    changed = {(span.row) for span in frame.differences(bare)}
    assert changed == {(span.row) for span in walked.differences(bare)}


def test_drawing_on_a_frame_leaves_the_next_one_alone(painter: Painter) -> None:
    painter.frame(1.0, 1.0).write(0, 0, "scribble", 0)
    assert "scribble" not in painter.frame(1.0, 1.0).text(0)


def test_a_way_between_two_numbers_of_steps() -> None:
    np.testing.assert_allclose(YOURS.between(0.5, 1.5), [[9.0, 5.5], [15.0, 8.0], [20.0, 14.0]])
    np.testing.assert_allclose(YOURS.between(5.0, 9.0)[-1], [25.0, 20.0])
    np.testing.assert_allclose(YOURS.between(1.0, 1.0), [[15.0, 8.0], [15.0, 8.0]])


def test_your_track_lies_on_top_and_both_have_dark_rims() -> None:
    cells = painter_of(scene()).frame(1.0, 2.0)
    used = set(cells.ink.flat) | set(cells.paper.flat)
    assert DARK.you_on_map in used
    assert any(sum(unpack(colour).astype(int)) < 150 for colour in used)
