"""The blindfold: a blind hiker gets the open facts and readouts, and nothing else."""

import ast
import gc
import types
from pathlib import Path

import numpy as np
import pytest

import hikergame.hikers.blind
from hikergame.hike import Hike
from hikergame.hikers import walk
from hikergame.hikers.blind import BLIND_HIKERS, Outset, make_blind_hiker
from hikergame.landscape import Landscape
from hikergame.level import Level, Senses

FOLDER = Path(hikergame.hikers.blind.__file__).parent
OPEN_EYES = {"outset", "registry"}
"""The two modules that meet a level, before a hike: to read its open facts, to begin it."""


def held_by(root: object) -> list[object]:
    """Return all that can be reached from an object, save through classes and modules."""
    seen: dict[int, object] = {}
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, type | types.ModuleType | types.FunctionType):
            continue
        seen[id(one)] = one
        waiting.extend(gc.get_referents(one))
    return list(seen.values())


@pytest.mark.parametrize("name", BLIND_HIKERS)
def test_nothing_of_the_level_can_be_reached_from_a_hiker(two_pits, level_on, name):
    level = level_on(two_pits())
    hiker = make_blind_hiker(name, Outset.of(level))
    walk(Hike(level), hiker)
    assert not [one for one in held_by(hiker) if isinstance(one, Level | Landscape | Hike)]


@pytest.mark.parametrize("name", BLIND_HIKERS)
def test_readouts_alone_decide(two_pits, level_on, name):
    """One who is told the same, and fed the same readouts with no level there, goes the same."""
    level = level_on(two_pits(), senses=Senses(noise=0.2))
    outset = Outset.of(level)
    hike, hiker = Hike(level, seed=3), make_blind_hiker(name, outset, seed=8)
    readouts, moves = [], []
    while not hike.over:
        readouts.append(hike.readout)
        moves.append(hiker.choose(hike.readout))
        if moves[-1] is None:
            hike.plant_flag()
        else:
            hike.step(moves[-1])
    elsewhere = make_blind_hiker(name, outset, seed=8)
    for readout, move in zip(readouts, moves, strict=True):
        again = elsewhere.choose(readout)
        assert np.array_equal(again, move) if move is not None else again is None


@pytest.mark.parametrize("module", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_the_hikers_modules_import_no_ground(module):
    """Save for annotations: what is imported for type checkers is not there when they walk."""
    if module.stem in OPEN_EYES:
        return
    tree = ast.parse(module.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith(("hikergame.level", "hikergame.landscape"))
            assert "Hike" not in [alias.name for alias in node.names]


def test_an_outset_has_the_open_facts_only(two_pits, level_on):
    level = level_on(two_pits())
    outset = Outset.of(level)
    assert (outset.dims, outset.steps, outset.longest, outset.stride) == (2, 40, 3.0, 0.5)
    assert outset.senses is level.senses
    assert 0.0 < outset.flat < 0.1
    blunt = level_on(two_pits(), senses=Senses(direction_only=True))
    assert Outset.of(blunt).flat == 0.0
