import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hikergame.tones import Tones
from hikergame.tui.drawing import terrain
from hikergame.tui.drawing.colour import Depth, to_oklab
from hikergame.tui.drawing.hill import HillView, hill_in_glyphs, paint_hill
from hikergame.tui.drawing.terrain import GLYPHS
from hikergame.tui.theme import DARK

HEIGHTS = arrays(np.float64, (8, 12), elements=st.floats(-1e6, 1e6))
x, y = np.meshgrid(np.linspace(-3, 3, 80), np.linspace(3, -3, 60))
BOWL = x**2 + y**2


@given(HEIGHTS)
def test_tones_rise_with_height_and_fill_nought_to_one(heights: np.ndarray) -> None:
    tones = Tones.of(heights)
    tone = tones.tone(np.sort(heights, axis=None))
    assert (np.diff(tone) >= 0.0).all()
    assert tone.min() >= 0.0
    assert tone.max() <= 1.0


@given(HEIGHTS)
def test_any_heights_can_be_painted(heights: np.ndarray) -> None:
    tones = Tones.of(heights)
    assert terrain.paint(heights, tones, DARK).shape == (8, 12, 3)
    assert terrain.paint_bands(heights, tones, DARK).shape == (8, 12, 3)
    assert terrain.in_glyphs(heights, tones, DARK).width == 6


def test_half_of_a_canyon_lies_above_the_middle_tone() -> None:
    canyon = BOWL**3
    assert np.median(Tones.of(canyon).tone(canyon)) == pytest.approx(0.5, abs=0.02)


def test_a_tone_and_its_height_agree() -> None:
    tones = Tones.of(BOWL)
    for tone in (0.0, 0.3, 1.0):
        assert tones.tone(np.array(tones.height(tone))) == pytest.approx(tone)


def test_high_ground_is_lighter_than_low_ground() -> None:
    lightness = to_oklab(terrain.paint(BOWL, Tones.of(BOWL), DARK))[..., 0]
    low, high = np.quantile(BOWL, 0.2) > BOWL, np.quantile(BOWL, 0.8) < BOWL
    assert lightness[low].max() < lightness[high].min() + 0.2
    assert lightness[low].mean() + 0.3 < lightness[high].mean()


def test_light_comes_from_the_north_west() -> None:
    hill = np.exp(-BOWL)
    lightness = to_oklab(terrain.paint(hill, Tones.of(hill), DARK))[..., 0]
    assert lightness[20, 26] > lightness[39, 53]


def test_contour_lines_are_thin_and_even() -> None:
    tones = Tones.of(BOWL)
    tone = tones.tone(BOWL)
    down, right = np.gradient(tone, 1.0, 0.5)
    cover = terrain.contour_cover(tone, np.hypot(right, down), 8)
    assert 0.05 < cover.mean() < 0.5
    assert cover.max() == 1.0


def test_level_ground_has_no_contour_lines() -> None:
    assert terrain.contour_cover(np.full((4, 4), 0.25), np.zeros((4, 4)), 8).max() == 0.0


def test_rugged_ground_has_fewer_contour_lines() -> None:
    assert terrain.contour_count(np.full(9, 0.01)) > terrain.contour_count(np.full(9, 0.2))


def test_without_colours_more_ink_is_higher() -> None:
    cells = terrain.in_glyphs(BOWL, Tones.of(BOWL), DARK)
    middle = cells.text(15)
    ink = [GLYPHS.index(glyph) for glyph in middle[20:]]
    assert ink == sorted(ink)
    assert ink[0] == 0
    assert ink[-1] > len(GLYPHS) // 2


def test_a_hill_stands_where_it_is_high() -> None:
    tones = Tones.of(np.array([0.0, 4.0]))
    view = HillView.of(np.array([-2.0, 2.0]), tones, 10, 40, 20)
    heights = view.columns() ** 2
    pixels = paint_hill(view, heights, tones, DARK)
    sky = (pixels == pixels[0, 40]).all(axis=-1)
    assert sky[: 2 * view.hill.height, 40].sum() > sky[: 2 * view.hill.height, 0].sum()
    cells = hill_in_glyphs(view, heights, tones, DARK)
    assert cells.text(5)[20] == " "
    assert cells.text(5)[0] == GLYPHS[-1]


def test_steps_run_down_beneath_the_hill() -> None:
    tones = Tones.of(np.array([0.0, 4.0]))
    view = HillView.of(np.array([-2.0, 2.0]), tones, 10, 40, 20)
    points = view.on_steps(np.linspace(-1.0, 1.0, 11))
    assert (np.diff(points[:, 1]) > 0.0).all()
    assert points[0, 1] >= 2.0 * view.hill.height
    assert points[-1, 1] <= 2.0 * view.height


def test_depths_are_ordered() -> None:
    assert Depth.NONE < Depth.SIXTEEN < Depth.INDEXED < Depth.TRUE
