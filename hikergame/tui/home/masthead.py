"""The head of the home screen: the game's name, what was won so far, and the hills."""

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from hikergame.tui.home.panorama import panorama
from hikergame.tui.home.trail import MEDALS, Trail
from hikergame.tui.theme import Palette, css, palette_of

_TAGLINE = "Find the lowest point, blindfolded."


class Masthead(Widget):
    """One line of words above a row of hills, in which a hiker stands and a flag waits."""

    DEFAULT_CSS = """
    Masthead {
        height: 1fr;
        background: $panel;
    }
    """

    def __init__(self, trail: Trail) -> None:
        """Count what was won on a trail."""
        super().__init__()
        self._trail = trail

    def show(self, trail: Trail) -> None:
        """Count anew."""
        self._trail = trail
        self.refresh()

    def render(self) -> RenderResult:
        """Draw the words, then the hills beneath them."""
        width, height = self.size
        hills = hill_lines(width, height - 1, palette_of(self.app.current_theme))
        return Content("\n").join([self._words(width), *hills])

    def _words(self, width: int) -> Content:
        pack = self._trail.pack
        about = (_TAGLINE, "$text-muted") if pack is None else (pack, "bold $foreground")
        left = Content.assemble(("  hikergame", "bold $accent"), ("   " + about[0], about[1]))
        stops = len(self._trail.stops)
        right = Content.assemble(
            (f"{self._trail.walked}", "bold $foreground"),
            (f" of {stops} levels", "$text-muted"),
            ("   ★ ", "$accent"),
            (f"{self._trail.medals}", "bold $foreground"),
            (f" of {len(MEDALS) * stops}  ", "$text-muted"),
        )
        gap = width - left.cell_length - right.cell_length
        return Content.assemble(left, " " * gap, right) if gap > 1 else left


def hill_lines(width: int, height: int, palette: Palette) -> list[Content]:
    """Draw hills with a hiker and a flag in them, a line for each row."""
    picture = panorama(width, height)
    people = {picture.hiker: ("●", "$accent"), picture.flag: ("⚑", "$foreground")}
    lines = []
    for number, row in enumerate(picture.rows):
        shade = palette.heights[_height_of(number, height, light=not palette.dark)]
        line = Content.styled(row, css(shade))
        for (column, above), (glyph, style) in people.items():
            if above == number:
                line = Content.assemble(line[:column], (glyph, f"bold {style}"), line[column + 1 :])
        lines.append(line)
    return lines


def _height_of(row: int, rows: int, *, light: bool) -> int:
    """Return which of the palette's heights colours a row of hills: higher up, higher.

    Light skies ask for lighter hills.
    """
    above_foot = (rows - 1 - row) / max(1, rows - 2)
    return 1 + light + round(3 * min(1.0, above_foot))
