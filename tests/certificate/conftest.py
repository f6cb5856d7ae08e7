"""Evidence by the numbers, and levels in files."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hikergame.level import Level, load_level
from hikergame.survey.certificate import Certificate, certify, write_certificate
from hikergame.survey.certificate.claims import Evidence
from hikergame.survey.certificate.distribution import Distribution
from hikergame.survey.certificate.values import (
    BlindTrial,
    Fate,
    Ground,
    OwnWalk,
    RivalTrial,
    TypicalWalk,
    Valley,
)

TRAP = """\
hikergame: 1
title: A trap
landscape:
  bounds: {x: [-6, 6], y: [-5, 5]}
  terms:
    - pit: {at: [2.6, 1.4], radius: 1.6, depth: 6}
    - pit: {at: [-2.8, -1.2], radius: 1.6, depth: 9}
    - formula: "0.05*(x^2 + y^2)"
start: [4.5, 3.2]
steps: 18
step_length: {max: 3, initial: 1}
rivals:
  - gradient-descent: tuned
  - gradient-descent: {learning_rate: 0.1}
  - adam: {learning_rate: 0.5, eps: 1e-6}
claims: [multimodal]
"""
"""Two valleys, and rivals of two kinds."""


@pytest.fixture
def trap(tmp_path: Path) -> Level:
    """Return a level in a folder of its own."""
    return trap_in(tmp_path)


def trap_in(folder: Path, text: str = TRAP) -> Level:
    file = folder / "01-a-trap.yaml"
    file.write_text(text, encoding="utf-8")
    return load_level(file)


def ground(**changes) -> Ground:
    valley = Valley(
        x=(1.0, 2.0), height=-3.0, interior=True, basin_share=0.6, trap_depth=None, condition=4.0
    )
    settings = {
        "valleys": 2,
        "broad_valleys": 2,
        "deepest": (valley,),
        "certainty": "found",
        "faults": (),
        "relief": 12.0,
        "typical_slope": 1.5,
        "slope_error": 1e-9,
        "slope_kinks": 0,
        "slope_places": 4096,
        "least_bend": -3.0,
        "flat_share": 0.01,
        "blur": 0.0,
    }
    return Ground(**settings | changes)


def rival(arrived=0, trapped=30, lucky=0, own=()) -> RivalTrial:
    counts = {
        Fate.ARRIVED: arrived,
        Fate.TRAPPED: trapped,
        Fate.LUCKY: lucky,
        Fate.SHORT: 30,
        Fate.RESTLESS: 40 - arrived - trapped - lucky,
    }
    return RivalTrial(
        name="adam",
        settings={"eps": 1e-6},
        tuned=0.5,
        tuned_points=33.0,
        own=own or (own_walk(),),
        rates=tuple(0.1 * (1 + i) for i in range(70)),
        seeds=1,
        counts=counts,
        fates="".join(fate * count for fate, count in counts.items()),
        rested={"0": arrived, "1": trapped},
    )


def own_walk(*, deepest=False, lingering=0.0) -> OwnWalk:
    return OwnWalk(learning_rate="tuned", points=33.0, deepest=deepest, lingering=lingering)


def blind(deepest: float) -> BlindTrial:
    return BlindTrial(
        seeds=200,
        medals={"valley": 0.5, "rival": 0.5, "deepest": deepest},
        ended={"0": 100, "1": 100},
        points=Distribution.of([10.0, 20.0, 30.0]),
        steps=Distribution.of([18] * 3, finest=1.0),
        climbed=Distribution.of([1.0, 2.5, 4.0]),
        typical=TypicalWalk(seed=1, points=20.0, halvings=4.5, steps=18),
        first=(10.0, 20.0, 30.0),
    )


def evidence(*, rivals=None, scout=0.7, luck=0.02, **changes) -> Evidence:
    """Return what was measured on a deceptive level, unless told otherwise."""
    return Evidence(
        ground=ground(**changes),
        rivals=(rival(),) if rivals is None else tuple(rivals),
        blind={"scout": blind(scout), "random-walk": blind(luck)},
    )


@pytest.fixture(scope="session")
def certified(tmp_path_factory) -> tuple[Level, Certificate]:
    """Return a level and its certificate, of few seeds, made by threads."""
    level = trap_in(tmp_path_factory.mktemp("trap"))
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(2) as executor:
        patch.setattr("hikergame.survey.certificate.making.SEEDS", 12)
        patch.setattr("hikergame.survey.certificate.making._AT_ONCE", 5)
        ((_, certificate),) = certify([level], executor=executor)
    return level, certificate


@pytest.fixture
def beside(trap: Level, certified: tuple[Level, Certificate]) -> Level:
    """Return that level with that certificate beside it, for a test to spoil."""
    write_certificate(certified[1], trap)
    return trap
