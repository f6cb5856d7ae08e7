import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikergame.hike.heading import displacement
from hikergame.hike.notebook import Notebook
from hikergame.hikers import Outing
from hikergame.tui.drawing.cells import Cells
from hikergame.tui.drawing.colour import Depth
from hikergame.tui.drawing.profile import draw_directions, draw_guess, felt_profile
from hikergame.tui.drawing.route import RouteMap, draw_step, route_view
from hikergame.tui.drawing.view import View
from hikergame.tui.theme import DARK

from .conftest import line, plane

SIZE = (57, 30)
DEPTHS = pytest.mark.parametrize("depth", [Depth.TRUE, Depth.NONE])


def text(cells: Cells) -> str:
    return "\n".join(cells.text(y) for y in range(cells.height))


def walked(*moves: tuple[float, float], readout: str = "{slope: exact}") -> Notebook:
    outing = Outing(plane(readout))
    for heading, length in moves:
        outing.step(displacement(heading, length))
    return outing.notebook


def strolled(*moves: float, readout: str = "{slope: exact}") -> Notebook:
    outing = Outing(line(readout))
    for move in moves:
        outing.step(np.array([move]))
    return outing.notebook


POINTS = st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=1, max_size=6).map(
    np.array
)


@given(POINTS, st.floats(0.01, 5.0), st.integers(8, 90), st.integers(4, 40))
def test_the_notebook_shows_the_whole_way(
    points: np.ndarray, stride: float, width: int, height: int
) -> None:
    view = route_view(points, stride, width, height, None)
    assert view.shows(points, 0.0)
    assert view.x_scale == view.y_scale


def test_the_notebook_does_not_swim_while_its_view_will_do() -> None:
    points = np.array([[0.0, 0.0], [1.0, 1.0]])
    view = route_view(points, 0.5, *SIZE, None)
    assert route_view(points * 1.01, 0.5, *SIZE, view) is view
    assert route_view(points * 100, 0.5, *SIZE, view) is not view


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_a_place_on_the_board_and_back(x: float, y: float) -> None:
    view = View.around(np.array([0.5, -0.5]), 12.0, *SIZE)
    point = np.array([x, y])
    np.testing.assert_allclose(view.metres(*view.place(point[None])[0]), point, atol=1e-9)


def test_north_is_up_and_east_is_right() -> None:
    view = View.around(np.zeros(2), 4.0, *SIZE)
    column, row = view.cell(np.zeros(2))
    assert view.cell(np.array([1.0, 0.0]))[0] > column
    assert view.cell(np.array([0.0, 1.0]))[1] < row


@given(
    st.floats(-100, 100), st.floats(0.1, 500), st.floats(0.1, 500),
    st.integers(10, 120), st.integers(5, 50),
)  # fmt: skip
def test_a_whole_map_fits_and_keeps_its_shape(
    west: float, wide: float, tall: float, width: int, height: int
) -> None:
    bounds = np.array([[west, west + wide], [-tall, 0.0]])
    view = View.of_whole(bounds, width, height)
    assert view.width <= width
    assert view.height <= height
    x, y = view.axes()
    assert (x >= bounds[0, 0]).all()
    assert (x <= bounds[0, 1]).all()
    assert (y[0] > y[-1]) or len(y) == 1
    if 1.0 < wide / tall < 2.0 and width > 40 and height > 20:
        # Rows are whole: of a dozen, one more or less is a good part.
        assert view.x_scale / view.y_scale == pytest.approx(1.0, rel=0.3)


@pytest.mark.parametrize("corner", [(-6, -4), (-6, 4), (6, -4), (6, 4)])
def test_the_corners_of_the_map_are_on_it(corner: tuple[float, float]) -> None:
    view = View.of_whole(np.array([[-6.0, 6.0], [-4.0, 4.0]]), 90, 30)
    column, row = view.cell(np.array(corner, dtype=float))
    assert 0 <= column < view.width
    assert 0 <= row < view.height


@DEPTHS
def test_the_route_has_its_marks(depth: Depth) -> None:
    notebook = walked((45, 0.8), (30, 1.2), (90, 1.5))
    view = route_view(notebook.track, 0.5, *SIZE, None)
    drawn_map = RouteMap(view, DARK, depth)
    cells = drawn_map.cells(notebook, 0.02)
    drawn_map.label(cells)
    drawn = text(cells)
    assert drawn.count("o") == 1
    assert drawn.count("●") == 1
    assert drawn.count("•") == 2
    assert "N↑" in drawn
    assert " m" in drawn
    assert any(arrow in drawn for arrow in "↑↗→↘↓↙←↖")
    assert "#" not in drawn


@DEPTHS
def test_a_map_that_grew_is_the_map_drawn_at_once(depth: Depth) -> None:
    outing = Outing(plane())
    books = [outing.notebook]
    for heading in (45, 30, 200, 90):
        outing.step(displacement(heading, 0.7))
        books.append(outing.notebook)
    view = route_view(books[-1].track, 0.5, *SIZE, None)
    growing = RouteMap(view, DARK, depth)
    for book in books:
        grown = growing.cells(book, 0.02)
    assert RouteMap(view, DARK, depth).cells(books[-1], 0.02).glyph.tolist() == grown.glyph.tolist()


def test_the_fence_is_marked_where_it_stopped_you() -> None:
    notebook = walked((225, 3.0), (45, 1.0))
    view = route_view(notebook.track, 0.5, *SIZE, None)
    assert "#" in text(RouteMap(view, DARK, Depth.TRUE).cells(notebook, 0.02))


def test_the_step_to_come_ends_in_a_cross_where_it_lands() -> None:
    notebook = walked((45, 0.8))
    move = displacement(90.0, 1.0)
    here = notebook.track[-1]
    view = route_view(np.vstack([notebook.track, here + move]), 1.0, *SIZE, None)
    cells = RouteMap(view, DARK, Depth.TRUE).cells(notebook, 0.02)
    draw_step(cells, view, here, move, DARK)
    column, row = view.cell(here + move)
    assert cells.text(row)[column] == "+"


@DEPTHS
def test_the_profile_of_a_line_has_its_stops(depth: Depth) -> None:
    notebook = strolled(0.5, 1.0, -0.3)
    cells, axes = felt_profile(60, 16, notebook, DARK, depth, stride=0.5)
    assert text(cells).count("o") == 1
    assert text(cells).count("●") == 1
    assert "0" in text(cells)
    assert axes.x.low < 0.0 < 1.5 < axes.x.high


@DEPTHS
def test_a_profile_of_one_stop_is_drawn(depth: Depth) -> None:
    for notebook in (strolled(), walked()):
        cells, _ = felt_profile(60, 16, notebook, DARK, depth, stride=0.5)
        assert "●" in text(cells)
        assert "e-" not in text(cells)


def test_the_guess_follows_the_slope_underfoot() -> None:
    notebook = strolled(1.0)
    cells, axes = felt_profile(60, 16, notebook, DARK, Depth.TRUE, stride=0.5)
    draw_guess(cells, axes, notebook, 0.5, DARK)
    assert notebook.heights is not None
    slope = float(notebook.slopes[-1, 0])
    column, row = axes.cell(float(notebook.track[-1, 0]) + 0.5, notebook.heights[-1] + slope / 2)
    assert cells.text(row)[column + 60 - axes.width] == "+"


def test_directions_alone_have_no_profile_but_a_way() -> None:
    notebook = strolled(0.5, 1.0, readout="{slope: direction}")
    with pytest.raises(ValueError, match="no heights"):
        felt_profile(60, 16, notebook, DARK, Depth.TRUE, stride=0.5)
    cells, axes = draw_directions(60, 16, notebook, DARK, 0.5)
    draw_guess(cells, axes, notebook, 0.5, DARK)
    assert [row.strip()[0] for row in text(cells).splitlines()[:3]] == ["0", "1", "2"]
    assert "+" in cells.text(2)
    assert any(arrow in text(cells) for arrow in "←→")
