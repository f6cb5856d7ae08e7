"""The blindfold: nothing that draws a hike can see the ground, or imports what can."""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, MethodType, ModuleType

import numpy as np
import pytest
from textual.app import App
from textual.widget import Widget

import hikergame.tui.drawing
import hikergame.tui.hike
from hikergame.hike import Hike
from hikergame.hikers import Outing
from hikergame.hikers.rivals import Rival
from hikergame.landscape import Landscape
from hikergame.level import Level
from tests.piloting import press

from .conftest import ScreenApp, line, plane

SEEING = (Landscape, Level, Hike, Outing, Rival)
"""What would see through the blindfold."""


def reachable(root: object) -> Iterator[object]:
    """Yield all that can be reached from an object, short of the app that hosts it."""
    seen: set[int] = set()
    waiting = [root]
    closed = (App, type, ModuleType, FunctionType, MethodType, str, bytes, np.ndarray)
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, closed):
            continue
        seen.add(id(thing))
        yield thing
        if isinstance(thing, dict):
            waiting += [*thing.keys(), *thing.values()]
        elif isinstance(thing, list | tuple | set | frozenset):
            waiting += thing
        else:
            slots = [getattr(kind, "__slots__", ()) for kind in type(thing).__mro__]
            names = {name for slot in slots for name in ([slot] if isinstance(slot, str) else slot)}
            waiting += [getattr(thing, name) for name in names if hasattr(thing, name)]
            waiting += list(getattr(thing, "__dict__", {}).values())


@pytest.mark.parametrize("level", [plane(), line()], ids=["plane", "line"])
async def test_nothing_on_the_screen_can_see_the_ground(level: Level) -> None:
    app = ScreenApp(level)
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "d", "space", "space")
        for widget in (app.hike, *app.hike.query(Widget)):
            own = {name: value for name, value in vars(widget).items() if name != "_parent"}
            seen = [thing for thing in reachable(own) if isinstance(thing, SEEING)]
            assert not seen, f"{widget} holds {seen}"


@pytest.mark.parametrize(
    "module",
    [
        path
        for package in (hikergame.tui.hike, hikergame.tui.drawing)
        for path in Path(package.__path__[0]).glob("*.py")
    ],
    ids=lambda path: f"{path.parent.name}.{path.stem}",
)
def test_nothing_that_draws_a_hike_imports_what_sees(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    named = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    named |= {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    seeing = ("hikergame.landscape", "hikergame.survey", "hikergame.hikers.outing")
    assert not [name for name in named if name.startswith(seeing)]
