"""Whole pictures: of every shipped level, and of ground that is odd."""

import numpy as np
import pytest

from hikergame.errors import ExitCode
from hikergame.hikers import race
from hikergame.landscape import Landscape
from hikergame.level import Entry, Level, library, load_level
from hikergame.survey import Survey, survey
from hikergame.survey.picture import PictureError, map_page, picture_of
from hikergame.survey.picture.paint import painted
from hikergame.survey.picture.shapes import Area, Dot, Image, Lines, Page, Words
from hikergame.survey.picture.svg import as_svg
from tests.conftest import MakeLevel, bowl

QUICK = {"resolution": 64, "accurate": False, "prove": False}


@pytest.fixture(autouse=True)
def coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw few pixels: what is tested is where things are."""
    monkeypatch.setattr(map_page, "_PIXELS", 0.5)


def words_of(page: Page) -> list[str]:
    return [shape.text for shape in page.shapes if isinstance(shape, Words)]


def extent(page: Page) -> np.ndarray:
    """Return the corners (n, 2) of all that is drawn, words by where they stand."""
    places = []
    for shape in page.shapes:
        match shape:
            case Lines():
                places += shape.pieces
            case Area():
                places.append(shape.edge)
            case Dot() | Words():
                places.append(np.array([shape.at]))
            case Image():
                places.append(np.add(shape.at, [(0, 0), (shape.width, shape.height)]))
    return np.concatenate(places)


def look(level: Level) -> tuple[Survey, Page]:
    found = survey(level, **QUICK)
    return found, picture_of(level, found, race(level, ["gradient-descent"]).entries)


@pytest.mark.parametrize("entry", library().entries, ids=lambda entry: entry.id)
def test_every_level_has_a_picture(entry: Entry) -> None:
    level = load_level(entry.path)
    found, page = look(level)
    corners = extent(page)
    assert corners.min() >= 0.0
    assert (corners.max(axis=0) <= (page.width, page.height)).all()
    words = words_of(page)
    assert words[:2] == [level.title, level.summary]
    assert {"start", "Height", "Gradient descent"} <= set(words)
    count = len(found.minima)
    assert ("One valley" if count == 1 else f"{count} valleys") in words
    assert set(map(str, range(1, min(count, 9) + 1))) <= set(words)


def test_a_page_is_the_same_every_time(make_level: MakeLevel) -> None:
    first, second = (as_svg(look(make_level())[1]) for _ in range(2))
    assert first == second


def test_valleys_are_marked_where_they_are(make_level: MakeLevel) -> None:
    level = make_level(two_valleys())
    found, page = look(level)
    # The first image is the map.
    image = next(shape for shape in page.shapes if isinstance(shape, Image))
    for number, minimum in enumerate(found.minima, 1):
        marks = [shape for shape in page.shapes if isinstance(shape, Words) and shape.bold]
        at = next(mark.at for mark in marks if mark.text == str(number))
        share = (minimum.x - level.landscape.bounds[:, 0]) / np.ptp(level.landscape.bounds, axis=1)
        assert at[0] == pytest.approx(image.at[0] + share[0] * image.width, abs=0.01)
        assert at[1] == pytest.approx(image.at[1] + (1 - share[1]) * image.height, abs=6.0)


def two_valleys(height: float = 1.0) -> Landscape:
    def function(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        a, b = x[..., 0], x[..., 1]
        slopes = np.stack([4 * a * (a * a - 4.0) + 0.5, 2 * b], axis=-1)
        return height * ((a * a - 4.0) ** 2 + 0.5 * a + b * b), height * slopes

    return Landscape.from_function(function, [[-4, 4], [-3, 3]])


def test_water_parts_between_the_valleys(make_level: MakeLevel) -> None:
    level = make_level(two_valleys())
    found = survey(level, resolution=128)
    assert len(found.minima) == 2
    assert "water parts" in words_of(picture_of(level, found))


def test_long_ground_is_squeezed(make_level: MakeLevel) -> None:
    def function(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return (x**2).sum(axis=-1), 2 * x

    level = make_level(Landscape.from_function(function, [[-400, 400], [-3, 3]]))
    _, page = look(level)
    image = next(shape for shape in page.shapes if isinstance(shape, Image))
    assert image.width / image.height < 5
    assert page.width < 1400


@pytest.mark.parametrize("dims", [1, 2])
def test_ground_without_heights_somewhere_is_grey_there(make_level: MakeLevel, dims: int) -> None:
    def function(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        heights = (x**2).sum(axis=-1)
        heights[np.abs(x[..., 0] - 2.0) < 0.5] = np.nan
        return heights, 2 * x

    level = make_level(Landscape.from_function(function, [[-4, 4]] * dims))
    found = survey(level, **QUICK)
    assert found.problems
    pixels = painted(picture_of(level, found), 0.5)
    assert np.isfinite(pixels).all()
    assert (pixels == (0x9A, 0xA0, 0xAC)).all(axis=-1).mean() > 0.01


def test_flats_have_letters(make_level: MakeLevel) -> None:
    def function(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        far = np.linalg.norm(x, axis=-1, keepdims=True)
        away = np.maximum(far - 1.0, 0.0)
        return away[..., 0] ** 2, 2 * away * x / np.maximum(far, 1e-9)

    level = make_level(Landscape.from_function(function, [[-3, 3], [-3, 3]]))
    found = survey(level, **QUICK)
    assert len(found.flats) == 1
    assert {"A", "No valleys"} <= set(words_of(picture_of(level, found)))


def test_constant_ground_has_a_picture(make_level: MakeLevel) -> None:
    def function(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.zeros(x.shape[:-1]), np.zeros_like(x)

    _, page = look(make_level(Landscape.from_function(function, [[-3, 3], [-3, 3]])))
    assert "A" in words_of(page)


def test_more_coordinates_have_none(make_level: MakeLevel) -> None:
    level = make_level(bowl(3))
    with pytest.raises(PictureError, match="one coordinate or two, and A bowl has 3") as caught:
        picture_of(level, survey(level, prove=False))
    assert caught.value.exit_code is ExitCode.USAGE


def test_ground_without_any_height_has_none(make_level: MakeLevel) -> None:
    def function(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.full(x.shape[:-1], np.nan), np.zeros_like(x)

    level = make_level(Landscape.from_function(function, [[-3, 3], [-3, 3]]))
    with pytest.raises(PictureError, match="no finite height"):
        picture_of(level, survey(level, prove=False))
