import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem

from hikergame.tui.drawing.colour import (
    Depth,
    from_oklab,
    lay_over,
    mix,
    pack,
    ramp,
    to_oklab,
    unpack,
)
from hikergame.tui.theme import DARK, LIGHT, Palette

PALETTES = pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
WORDS = ("text", "muted", "accent", "key", "falls", "rises", "rival", "warning")
"""What words are written in."""


@given(st.lists(st.integers(0, 0xFFFFFF), min_size=1, max_size=8))
def test_colours_survive_packing_and_oklab(colours: list[int]) -> None:
    pixels = unpack(colours)
    assert pack(pixels).tolist() == colours
    assert pack(from_oklab(to_oklab(pixels))).tolist() == colours


def test_oklab_knows_white_and_black() -> None:
    lab = to_oklab(unpack([0x000000, 0xFFFFFF]))
    np.testing.assert_allclose(lab, [[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]], atol=1e-6)


@PALETTES
def test_higher_ground_is_lighter_all_the_way(palette: Palette) -> None:
    lightness = to_oklab(ramp(palette.heights, 64))[:, 0]
    assert np.diff(lightness).min() > 0.0
    assert lightness[0] < 0.3
    assert lightness[-1] > 0.95


@PALETTES
def test_bands_of_256_colours_are_just_those_and_get_lighter(palette: Palette) -> None:
    pixels = unpack(palette.indexed_heights)
    for rgb in pixels.tolist():
        assert Color.from_rgb(*rgb).downgrade(ColorSystem.EIGHT_BIT).get_truecolor() == tuple(rgb)
    assert np.diff(to_oklab(pixels)[:, 0]).min() > 0.0


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_a_mixture_ends_in_both_its_colours(first: int, second: int) -> None:
    assert mix(first, second, 0.0) == first
    assert mix(first, second, 1.0) == second


def test_a_colour_laid_over_covers_as_much_as_it_is_told() -> None:
    base = unpack([[0x000000, 0x000000, 0x000000]])
    covered = lay_over(base, 0xFFFFFF, np.array([[0.0, 0.5, 1.0]]))
    assert covered[0, :, 0].tolist() == [0, 128, 255]


def contrast(first: int, second: int) -> float:
    """Return the contrast of two colours by WCAG 2.1, 1 to 21."""

    def luminance(colour: int) -> float:
        shares = unpack(colour) / 255.0
        linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    dark, light = sorted([luminance(first), luminance(second)])
    return (light + 0.05) / (dark + 0.05)


@PALETTES
@pytest.mark.parametrize("name", WORDS)
def test_words_stand_out_from_every_surface(palette: Palette, name: str) -> None:
    for surface in (palette.background, palette.surface, palette.raised):
        assert contrast(getattr(palette, name), surface) >= 4.5


@PALETTES
def test_a_track_on_the_map_stands_out_from_its_rim(palette: Palette) -> None:
    assert contrast(palette.you_on_map, palette.halo) >= 7.0
    assert contrast(palette.rival_on_map, palette.halo) >= 4.5


@PALETTES
@pytest.mark.parametrize("name", WORDS)
def test_words_can_be_read_in_sixteen_colours(palette: Palette, name: str) -> None:
    ansi = {_sixteen(getattr(palette, name))}
    assert not ansi & {_sixteen(palette.surface), _sixteen(palette.background)}


def _sixteen(colour: int) -> int | None:
    rgb = Color.from_rgb(*unpack(colour).tolist())
    return rgb.downgrade(ColorSystem.STANDARD).number


def test_only_many_colours_blend() -> None:
    assert [depth.blends for depth in Depth] == [False, False, True, True]
