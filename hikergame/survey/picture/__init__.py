"""Pictures of a survey, worth putting on a slide: SVG and PNG, by numpy and nothing else.

`picture_of` composes a page of shapes; `svg.as_svg` writes it as vectors, `paint.as_png`
paints it. Both look alike, but for the letters: SVG names fonts and leaves them to whoever
shows it, PNG has a pen of its own, for Latin letters only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from hikergame.errors import ExitCode, HikergameError

if TYPE_CHECKING:
    from hikergame.hikers.reveal import Walk
    from hikergame.level import Level
    from hikergame.survey.picture.shapes import Page
    from hikergame.survey.values import Survey


class PictureError(HikergameError):
    """There is no picture of this ground."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE


def check_drawable(level: Level) -> None:
    """Raise PictureError where there are too many dimensions for a picture."""
    if level.dims > 2:
        raise PictureError(
            f"a picture shows ground with one coordinate or two, and {level.title} has {level.dims}"
        )


def picture_of(level: Level, survey: Survey, walks: Sequence[Walk] = ()) -> Page:
    """Return the picture of a level: a map, or on a line a profile, with a key beside it.

    `survey` is the level's own; `walks` are rivals' ways over it, the first few of which are
    drawn. Raises PictureError in three dimensions and more, and where no height is finite.
    """
    check_drawable(level)
    if survey.land is None:
        raise PictureError(f"there is nothing to draw: {level.title} has no finite height")
    from hikergame.survey.picture.ground import tolerant

    level = tolerant(level)
    if level.dims == 1:
        from hikergame.survey.picture.profile_page import profile_page

        return profile_page(level, survey, walks)
    from hikergame.survey.picture.map_page import map_page

    return map_page(level, survey, walks)
