"""Draws the pictures of the guide: every term's example, from above and in section.

    python docs/make_pictures.py [FOLDER]

Without a folder, it draws the workshop as well, with the guide's own level in it.

The terms, their examples and the words beneath come from the registry: a new term has its
picture once this has run. The section runs from west to east through the term's place,
along the line on the map.
"""

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from hikergame.files import write_whole
from hikergame.landscape import Landscape
from hikergame.landscape.terms import TERMS, make_term
from hikergame.profile import Profile
from hikergame.survey.picture import axes, looks
from hikergame.survey.picture.map_page import ground, tones_of
from hikergame.survey.picture.paint import as_png
from hikergame.survey.picture.profile_page import profile
from hikergame.survey.picture.shapes import Lines, Page, Shape, dashed
from hikergame.survey.picture.window import Window
from hikergame.tones import Tones
from hikergame.tui.workshop.app import WorkshopApp
from hikergame.tui.workshop.screen import WorkshopScreen

DOCS = Path(__file__).resolve().parent
FOLDER = DOCS / "pictures" / "terms"
WORKSHOP = DOCS / "pictures" / "workshop.svg"
REACH = 6.0
"""Half the side of each map, metres."""
SIDE, GAP, EDGE = 190.0, 14.0, 6.0
SECTION = 230.0
"""Width of the section."""
STRAIGHT = 0.5
"""Heights are drawn no more bent than that: a lone hill is no plain with a thousand lines."""
SCALE = 1.5
"""Pixels to a point."""


def picture(keyword: str) -> Page:
    """Return the picture of a term's example."""
    term = make_term(keyword, dict(TERMS[keyword].example))
    span = (-REACH, REACH)
    landscape = Landscape.from_terms([term], [span, span])
    seen = Window(EDGE, EDGE, SIDE, SIDE, span, span)
    bent = tones_of(landscape, seen)
    tones = replace(bent, bend=max(bent.bend, STRAIGHT))
    shapes = [
        *ground(landscape, tones, seen, [], lines=8, labels=4),
        *section(landscape, tones, seen, float(np.asarray(term.at).flat[-1])),
        axes.edge(seen),
    ]
    width = seen.right + GAP + SECTION + EDGE
    title = f"The term {keyword}: a map, and a section from west to east"
    return Page(width, seen.bottom + EDGE, looks.PAPER, tuple(shapes), title, "")


def section(landscape: Landscape, tones: Tones, seen: Window, y: float) -> Iterator[Shape]:
    """Yield the line of a section on the map, and the section beside it."""
    line = seen.place(np.array([(-REACH, y), (REACH, y)]))
    yield Lines(dashed(line, 4.0, 4.0), looks.CASING, 1.6)
    x = np.linspace(-REACH, REACH, 1001)
    heights = landscape.value(np.column_stack([x, np.full(len(x), y)]))
    room = 0.12 * max(float(np.ptp(heights)), 0.1)
    span = float(heights.min() - room), float(heights.max() + room)
    beside = Window(seen.right + GAP, EDGE, SECTION, SIDE, seen.x, span)
    yield from profile(x, heights, tones, beside)
    yield axes.edge(beside)


async def workshop(folder: Path) -> str:
    """Return the workshop's screen as SVG; the level and a profile are kept in `folder`."""
    guide = (DOCS / "authors-guide.md").read_text(encoding="utf-8")
    file = folder / "mine.yaml"
    file.write_text(re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)[0], encoding="utf-8")
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    os.chdir(folder)
    app = WorkshopApp(Path(file.name), profile=Profile(folder))
    async with app.run_test(size=(124, 36)) as pilot:
        screen = app.screen
        assert isinstance(screen, WorkshopScreen)
        while screen.desk.findings is None or not screen.desk.findings.accurate:
            await pilot.pause(0.05)
        await pilot.press("n", "n", *["up"] * 4, *["left"] * 8)
        await pilot.pause(0.5)
        drawn = app.export_screenshot(title="hikergame workshop mine.yaml")
    # Some viewers take the spaces at either end of a text away.
    return drawn.replace("<text ", '<text xml:space="preserve" ')


def main() -> None:
    """Draw them all."""
    if len(sys.argv) == 1:
        with tempfile.TemporaryDirectory() as home:
            write_whole(WORKSHOP, asyncio.run(workshop(Path(home))))
        print(WORKSHOP)
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for keyword in TERMS:
        path = folder / f"{keyword}.png"
        write_whole(path, as_png(picture(keyword), SCALE))
        print(path)


if __name__ == "__main__":
    main()
