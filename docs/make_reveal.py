"""Draws the picture at the top of the README: a hike, seen with open eyes.

    python docs/make_reveal.py [FILE]

The hike feels its way into the comfortable valley, leaves it over the ridge, and feels its
way down once more; whoever changes the level or the screen has a new picture once this has
run. Textual draws screens as SVG; `rsvg-convert` (librsvg) makes a PNG of it, in Fira Code
where that is installed. A FILE that ends with .svg needs neither.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from textual.app import App

from hikergame.files import write_whole
from hikergame.hike.heading import displacement
from hikergame.hikers import Outing
from hikergame.level import load_level
from hikergame.tui.reveal.screen import RevealScreen
from hikergame.tui.theme import DARK_THEME

PICTURE = Path(__file__).parent.parent / "assets" / "reveal.png"
LEVEL = "a-comfortable-trap"
COLUMNS, ROWS = 140, 40
WIDTH = 1400
"""Pixels."""
PACE = 0.25
"""Metres of a downhill step for each unit of slope."""
FLAT = 0.02
SETTING_OUT = ((268.0, 1.6), (235.0, 1.2))
"""Headings and metres of the first steps, not quite downhill, so that both tracks are seen."""
OVER_THE_RIDGE = ((228.0, 2.4), (258.0, 2.6))
"""The steps that leave the comfortable valley."""


def walk(outing: Outing, steps: Iterable[tuple[float, float]]) -> None:
    """Take steps of those headings and metres."""
    for heading, length in steps:
        outing.step(displacement(heading, length, outing.facts.dims))


def walk_downhill(outing: Outing) -> None:
    """Step downhill until the ground is flat."""
    while outing.readout.steepness > FLAT and outing.readout.steps_left > 1:
        outing.step(-PACE * outing.readout.slope)


def hike() -> Outing:
    """Return a hike that finds the deepest valley, with its flag planted."""
    level = load_level(LEVEL)
    outing = Outing(level, rival=level.rivals[0], hiker="you")
    walk(outing, SETTING_OUT)
    walk_downhill(outing)
    walk(outing, OVER_THE_RIDGE)
    walk_downhill(outing)
    outing.plant_flag()
    return outing


class Shown(App[None]):
    """Shows the reveal of a hike, with nothing moving."""

    def __init__(self, outing: Outing) -> None:
        """Show that hike."""
        super().__init__()
        self.register_theme(DARK_THEME)
        self.theme = DARK_THEME.name
        self._outing = outing

    def on_mount(self) -> None:
        """Take the blindfold off."""
        self.push_screen(RevealScreen(self._outing.reveal(), animate=False))


async def drawn() -> str:
    """Return the screen as SVG."""
    app = Shown(hike())
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        svg = app.export_screenshot(title="hikergame")
    # What browsers do by themselves: keep spaces, and fit letters to their cells.
    svg = svg.replace("<text ", '<text xml:space="preserve" ')
    return svg.replace("font-size: 20px", "font-size: 19.82px")


def main() -> None:
    """Draw it."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    svg = asyncio.run(drawn())
    if path.suffix == ".svg":
        write_whole(path, svg)
        return
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "reveal.svg"
        source.write_text(svg, encoding="utf-8")
        command = ["rsvg-convert", "--width", str(WIDTH), "--output", str(path), str(source)]
        try:
            subprocess.run(command, check=True)
        except FileNotFoundError:
            sys.exit("There is no rsvg-convert here: install librsvg, or name a file .svg.")


if __name__ == "__main__":
    main()
